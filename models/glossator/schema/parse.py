"""Schemas from TOML.

Part of the schema layer. The format: `schema` says what it is; `entity_types`, `event_types`, `roles`, `attributes`,
`contexts`, `sectors` and `relation_types` are tables keyed by name, in the order in which they are offered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast, get_args

from glossator.schema.checks import faults
from glossator.schema.colours import ColourPair, spare_colour
from glossator.schema.conventions import CONVENTION_FLAGS, USUAL, Conventions
from glossator.schema.keys import ENTITY_KEYS
from glossator.schema.model import Schema
from glossator.schema.roles import ANY, Cardinality, Role
from glossator.schema.tables import Table
from glossator.schema.types import (
    AttributeType,
    Context,
    EntityType,
    EventType,
    Mode,
    RelationType,
    Sector,
    Target,
)


def parse_schema(text: str, *, where: str = "schema") -> Schema:
    """A schema from the text of a TOML file; `where` is what errors call that file.

    Raises SchemaError, `where:line:column: what is wrong`, for bad TOML and for whatever a schema cannot be.
    """
    file = Table.of_file(text.replace("\r\n", "\n"), where=where)
    schema = _schema(file)
    file.finish()
    for fault in faults(schema):
        raise file.error(fault.message, *fault.path)
    return schema


def _schema(file: Table) -> Schema:
    head = file.table("schema")
    schema = Schema(
        name=head.string("name"),
        title=head.string("title", head.string("name")),
        version=head.integer("version", 1),
        language=head.string("language", "en"),
        guideline=_prose(head),
        conventions=_conventions(file.table("conventions")),
        entity_types=_with_defaults(file.each("entity_types", _entity_type)),
        event_types=file.each("event_types", _event_type),
        roles=file.each("roles", _role),
        attributes=file.each("attributes", _attribute),
        contexts=file.each("contexts", lambda name, table: Context(name, _title(name, table), _prose(table))),
        relation_types=file.each("relation_types", _relation_type),
        sectors=tuple(Sector(code, title) for code, title in file.table("sectors").items()),
    )
    head.finish()
    return schema


_NO_COLOUR = ColourPair("", "")


def _entity_type(name: str, table: Table) -> EntityType:
    hidden = table.flag("hidden", False)
    return EntityType(
        name=name,
        title=_title(name, table),
        colour=_colour(table),
        key="" if hidden and table.optional_string("key") is None else table.optional_string("key"),
        hidden=hidden,
        country_sectors=table.flag("country_sectors", False),
        model_labels=table.strings("model_labels"),
        guideline=_prose(table),
    )


def _colour(table: Table) -> ColourPair:
    inner = table.table("colour")
    light, dark = inner.optional_string("light"), inner.optional_string("dark")
    inner.finish()
    if light is None and dark is None:
        return _NO_COLOUR
    if light is None or dark is None:
        raise table.error('a colour is a pair: colour = { light = "#0072b2", dark = "#56b4e9" }', "colour")
    return ColourPair(light, dark)


def _with_defaults(types: tuple[EntityType, ...]) -> tuple[EntityType, ...]:
    """Give those without a key the digits that are left, in order, and those without a colour a spare one.

    An empty key in the file means: none.
    """
    stated = {type_.key for type_ in types}
    digits = iter([digit for digit in ENTITY_KEYS if digit not in stated])
    colours = [type_.colour for type_ in types if type_.colour != _NO_COLOUR]
    done: list[EntityType] = []
    for type_ in types:
        colour = type_.colour
        if colour == _NO_COLOUR:
            colour = spare_colour(colours)
            colours.append(colour)
        key = next(digits, None) if type_.key is None else type_.key or None
        done.append(replace(type_, key=key, colour=colour))
    return tuple(done)


def _event_type(name: str, table: Table) -> EventType:
    return EventType(
        name=name,
        title=_title(name, table),
        gloss=table.string("gloss", ""),
        quad_class=table.optional_string("quad_class"),
        intensity=table.number("intensity"),
        enabled=table.flag("enabled", True),
        roles=table.strings("roles"),
        cardinalities=_cardinalities(table.table("cardinality")),
        modes=table.each("modes", lambda name, inner: Mode(name, _title(name, inner), _prose(inner))),
        guideline=_prose(table),
    )


def _cardinalities(table: Table) -> tuple[tuple[str, Cardinality], ...]:
    return tuple((role, _cardinality(table, role, sign)) for role, sign in table.items())


def _role(name: str, table: Table) -> Role:
    return Role(
        name=name,
        title=_title(name, table),
        key=table.optional_string("key"),
        allowed=table.strings("allowed", (ANY,)),
        cardinality=_cardinality(table, "cardinality", table.string("cardinality", "*")),
        general=table.flag("general", False),
        hidden=table.flag("hidden", False),
        guideline=_prose(table),
    )


def _cardinality(table: Table, key: str, sign: str) -> Cardinality:
    try:
        return Cardinality.parse(sign)
    except ValueError:
        raise table.error(f'{sign!r} is no cardinality; write "?", "*", "+", "2", "1-3" or "2+"', key) from None


def _attribute(name: str, table: Table) -> AttributeType:
    targets = get_args(Target)
    target = table.string("applies_to", "event")
    if target not in targets:
        raise table.error(f"an attribute applies to one of {', '.join(targets)}, not to {target!r}", "applies_to")
    return AttributeType(
        name=name,
        title=_title(name, table),
        values=table.strings("values"),
        default=table.optional_string("default"),
        many=table.flag("many", False),
        key=table.optional_string("key"),
        applies_to=cast(Target, target),
        only_for=table.strings("only_for"),
        guideline=_prose(table),
    )


def _relation_type(name: str, table: Table) -> RelationType:
    return RelationType(
        name=name,
        title=_title(name, table),
        source=table.strings("source"),
        target=table.strings("target"),
        symmetric=table.flag("symmetric", False),
        guideline=_prose(table),
    )


def _conventions(table: Table) -> Conventions:
    found = Conventions(
        **{key: table.flag(key, getattr(USUAL, key)) for key in CONVENTION_FLAGS},
        country_label=table.optional_string("country_label"),
        institution_label=table.optional_string("institution_label"),
        guideline=_prose(table),
    )
    table.finish()
    return found


def _title(name: str, table: Table) -> str:
    return table.string("title", name)


def _prose(table: Table) -> str:
    return table.string("guideline", "")

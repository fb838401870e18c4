"""Schemas from TOML.

Part of the schema layer. The format: `schema` says what it is; `entity_types`, `event_types`, `roles`, `attributes`,
`contexts`, `sectors` and `relation_types` are tables keyed by name, in the order in which they are offered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn, cast, get_args

from glossator.errors import SchemaError
from glossator.schema.checks import faults
from glossator.schema.colours import ColourPair, spare_colour
from glossator.schema.conventions import CONVENTION_FLAGS, USUAL, Conventions
from glossator.schema.keys import ENTITY_KEYS
from glossator.schema.model import Schema
from glossator.schema.roles import ANY, Cardinality, Role
from glossator.schema.tables import Report, SchemaProblem, Table
from glossator.schema.types import (
    ENDS,
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

    def refuse(problem: SchemaProblem) -> NoReturn:
        raise SchemaError(f"{where}:{problem.line}:{problem.column}: {problem.message}")

    schema = _read(text, refuse)
    if schema is None:
        raise SchemaError(f"{where}: cannot be read")
    return schema


def problems_in(text: str) -> list[SchemaProblem]:
    """Everything that is wrong in the text of a TOML file, in the order of its lines; nothing where it is a schema."""
    found: list[SchemaProblem] = []
    _read(text, found.append)
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.line, problem.column))


def _read(text: str, report: Report) -> Schema | None:
    """The schema as far as it can be read; None where the text is no TOML."""
    file = Table.of_file(text.replace("\r\n", "\n"), report=report)
    if file is None:
        return None
    schema = _schema(file)
    file.finish()
    for fault in faults(schema):
        file.problem(fault.message, *fault.path)
    return schema


def _schema(file: Table) -> Schema:
    head = file.table("schema")
    schema = Schema(
        name=head.string("name"),
        title=head.string("title", head.optional_string("name") or ""),
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
        parent=table.optional_string("parent"),
    )


def _colour(table: Table) -> ColourPair:
    inner = table.table("colour")
    light, dark = inner.optional_string("light"), inner.optional_string("dark")
    inner.finish()
    if light is None and dark is None:
        return _NO_COLOUR
    if light is None or dark is None:
        table.problem('a colour is a pair: colour = { light = "#0072b2", dark = "#56b4e9" }', "colour")
        return _NO_COLOUR
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
        roleless=table.has("roles") and not table.strings("roles", ("",)),
        cardinalities=_cardinalities(table.table("cardinality")),
        fillers=tuple(table.table("fillers").lists()),
        modes=table.each("modes", _mode),
        guideline=_prose(table),
        parent=table.optional_string("parent"),
        model_labels=table.strings("model_labels"),
    )


def _mode(name: str, table: Table) -> Mode:
    return Mode(name, _title(name, table), _prose(table), table.strings("model_labels"))


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
        model_labels=table.strings("model_labels"),
    )


def _cardinality(table: Table, key: str, sign: str) -> Cardinality:
    try:
        return Cardinality.parse(sign)
    except ValueError:
        table.problem(f'{sign!r} is no cardinality; write "?", "*", "+", "2", "1-3" or "2+"', key)
        return Cardinality()


def _attribute(name: str, table: Table) -> AttributeType:
    targets = _targets(table)
    return AttributeType(
        name=name,
        title=_title(name, table),
        values=table.strings("values"),
        default=table.optional_string("default"),
        many=table.flag("many", False),
        key=table.optional_string("key"),
        applies_to=targets[0],
        also=targets[1:],
        only_for=table.strings("only_for"),
        guideline=_prose(table),
    )


def _targets(table: Table) -> tuple[Target, ...]:
    known = get_args(Target)
    stated = table.string_or_strings("applies_to", ("event",))
    for target in stated:
        if target not in known:
            table.problem(f"an attribute applies to one of {', '.join(known)}, not to {target!r}", "applies_to")
    found = tuple(cast(Target, target) for target in stated if target in known)
    return found or ("event",)


def _relation_type(name: str, table: Table) -> RelationType:
    return RelationType(
        name=name,
        title=_title(name, table),
        source=table.strings("source"),
        target=table.strings("target"),
        symmetric=table.flag("symmetric", False),
        guideline=_prose(table),
        transitive=table.flag("transitive", False),
        pairs=table.pairs("pairs"),
        ends=_ends(table),
    )


def _ends(table: Table) -> tuple[str, str]:
    found = table.strings("ends", ENDS)
    if len(found) != 2:
        table.problem('ends are two names: ends = ["Anaphora", "Antecedent"]', "ends")
        return ENDS
    return found[0], found[1]


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

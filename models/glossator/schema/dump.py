"""Schemas to TOML, such that reading it back gives the same schema.

Part of the schema layer. A writer of our own: the standard library reads TOML but does not write it, and what a
schema needs of the format is little. Long texts stay readable, one line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from glossator.schema.conventions import CONVENTION_FLAGS
from glossator.schema.model import Schema
from glossator.schema.roles import ANY, Role
from glossator.schema.types import ENDS, AttributeType, Context, EntityType, EventType, Mode, RelationType

Written = str | bool | int | float | Sequence[str | Sequence[str]] | Mapping[str, str | Sequence[str]]
Value = Written | None
Row = tuple[str, Value, Value]
"""A key, its value, and the value that need not be written."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def dump_schema(schema: Schema) -> str:
    """The text of a TOML file that `parse_schema` reads as this schema."""
    blocks = [_head(schema), _conventions(schema)]
    blocks += [_entity_type(type_) for type_ in schema.entity_types]
    blocks += [_role(role) for role in schema.roles]
    blocks += [block for type_ in schema.event_types for block in _event_type(type_)]
    blocks += [_attribute(attribute) for attribute in schema.attributes]
    blocks += [_relation_type(relation) for relation in schema.relation_types]
    blocks += [_described(("contexts", context.name), context) for context in schema.contexts]
    if schema.sectors:
        blocks.append(_table(("sectors",), [(sector.name, sector.title, None) for sector in schema.sectors]))
    return "\n".join(block for block in blocks if block)


def _head(schema: Schema) -> str:
    rows: list[Row] = [
        ("name", schema.name, None),
        ("title", schema.title, None),
        ("version", schema.version, None),
        ("language", schema.language, None),
        ("guideline", schema.guideline, ""),
    ]
    return _table(("schema",), rows)


def _conventions(schema: Schema) -> str:
    found = schema.conventions
    rows: list[Row] = [(key, getattr(found, key), None) for key in CONVENTION_FLAGS]
    rows += [
        ("country_label", found.country_label, None),
        ("institution_label", found.institution_label, None),
        ("guideline", found.guideline, ""),
    ]
    return _table(("conventions",), rows)


def _entity_type(type_: EntityType) -> str:
    rows: list[Row] = [
        ("title", type_.title, None),
        ("colour", {"light": type_.colour.light, "dark": type_.colour.dark}, None),
        ("key", type_.key or "", "" if type_.hidden else None),
        ("hidden", type_.hidden, False),
        ("country_sectors", type_.country_sectors, False),
        ("parent", type_.parent, None),
        ("model_labels", type_.model_labels, ()),
        ("guideline", type_.guideline, ""),
    ]
    return _table(("entity_types", type_.name), rows)


def _role(role: Role) -> str:
    rows: list[Row] = [
        ("title", role.title, None),
        ("key", role.key, None),
        ("allowed", role.allowed, (ANY,)),
        ("cardinality", str(role.cardinality), "*"),
        ("general", role.general, False),
        ("hidden", role.hidden, False),
        ("model_labels", role.model_labels, ()),
        ("guideline", role.guideline, ""),
    ]
    return _table(("roles", role.name), rows)


def _event_type(type_: EventType) -> Iterator[str]:
    rows: list[Row] = [
        ("title", type_.title, None),
        ("gloss", type_.gloss, ""),
        ("quad_class", type_.quad_class, None),
        ("intensity", type_.intensity, None),
        ("enabled", type_.enabled, True),
        ("parent", type_.parent, None),
        ("roles", type_.roles, None if type_.roleless else ()),
        ("cardinality", {role: str(cardinality) for role, cardinality in type_.cardinalities}, {}),
        ("fillers", dict(type_.fillers), {}),
        ("model_labels", type_.model_labels, ()),
        ("guideline", type_.guideline, ""),
    ]
    path = ("event_types", type_.name)
    yield _table(path, rows)
    for mode in type_.modes:
        yield _mode((*path, "modes", mode.name), mode)


def _mode(path: tuple[str, ...], mode: Mode) -> str:
    rows: list[Row] = [
        ("title", mode.title, None), ("model_labels", mode.model_labels, ()), ("guideline", mode.guideline, ""),
    ]  # fmt: skip
    return _table(path, rows)


def _attribute(attribute: AttributeType) -> str:
    rows: list[Row] = [
        ("title", attribute.title, None),
        ("values", attribute.values, ()),
        ("default", attribute.default, None),
        ("many", attribute.many, False),
        ("key", attribute.key, None),
        ("applies_to", attribute.targets if attribute.also else attribute.applies_to, "event"),
        ("only_for", attribute.only_for, ()),
        ("guideline", attribute.guideline, ""),
    ]
    return _table(("attributes", attribute.name), rows)


def _relation_type(relation: RelationType) -> str:
    rows: list[Row] = [
        ("title", relation.title, None),
        ("source", relation.source, ()),
        ("target", relation.target, ()),
        ("pairs", relation.pairs, ()),
        ("symmetric", relation.symmetric, False),
        ("transitive", relation.transitive, False),
        ("ends", relation.ends, ENDS),
        ("guideline", relation.guideline, ""),
    ]
    return _table(("relation_types", relation.name), rows)


def _described(path: tuple[str, ...], thing: Context) -> str:
    return _table(path, [("title", thing.title, None), ("guideline", thing.guideline, "")])


def _table(path: tuple[str, ...], rows: list[Row]) -> str:
    lines = [f"[{'.'.join(_key(part) for part in path)}]"]
    lines += [f"{_key(key)} = {_value(value)}" for key, value, usual in rows if value is not None and value != usual]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: Written) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _long_text(value) if "\n" in value else _text(value)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_on_one_line(item)}' for key, item in value.items())} }}"
    if isinstance(value, Sequence):
        return _on_one_line(value)
    return repr(value)


def _on_one_line(value: str | Sequence[str | Sequence[str]]) -> str:
    return _text(value) if isinstance(value, str) else f"[{', '.join(_on_one_line(item) for item in value)}]"


def _text(text: str) -> str:
    """A basic string on one line."""
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return f'"{_CONTROL.sub(_code, escaped)}"'


def _long_text(text: str) -> str:
    """Several lines as they are, between triple quotes, where the text allows it: that is also quicker to read back."""
    if "'''" in text or text.endswith("'") or _CONTROL.search(text):
        return _text(text)
    return f"'''\n{text}'''"


def _code(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"

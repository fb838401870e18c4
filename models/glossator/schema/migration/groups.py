"""Groups of names in a schema: taking one out, and putting it back changed. Part of the schema layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from glossator.errors import SchemaError
from glossator.schema.model import Schema

PLAIN: Final = ("entity_types", "event_types", "roles", "attributes", "contexts", "sectors", "relation_types")
GROUPS: Final = (*PLAIN, "modes:TYPE", "values:ATTRIBUTE")
"""The groups, for people."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an attribute, as something with a name."""

    name: str


def things_in(schema: Schema, group: str) -> tuple[Any, ...]:
    """What has the names of a group, in order. Raises SchemaError where there is no such group."""
    kind, _, of = group.partition(":")
    if kind == "modes" and (type_ := schema.event_type(of)) is not None:
        return type_.modes
    if kind == "values" and (attribute := schema.attribute(of)) is not None:
        return tuple(Value(value) for value in attribute.values)
    if group in PLAIN:
        found: tuple[Any, ...] = getattr(schema, group)
        return found
    if kind in ("modes", "values"):
        what = "event type" if kind == "modes" else "attribute"
        raise SchemaError(f"{group}: the schema has no {what} {of!r}")
    raise SchemaError(f"{group!r} is no group of names; there are {', '.join(GROUPS)}")


def with_things(schema: Schema, group: str, things: Sequence[Any]) -> Schema:
    """The schema with these in a group."""
    kind, _, of = group.partition(":")
    if kind == "modes":
        return replace(
            schema,
            event_types=tuple(
                replace(one, modes=tuple(things)) if one.name == of else one for one in schema.event_types
            ),
        )
    if kind == "values":
        values = tuple(thing.name for thing in things)
        return replace(
            schema,
            attributes=tuple(replace(one, values=values) if one.name == of else one for one in schema.attributes),
        )
    changed: dict[str, Any] = {group: tuple(things)}
    return replace(schema, **changed)


def names_in(schema: Schema, group: str) -> list[str]:
    """The names of a group, in order. Raises SchemaError where there is no such group."""
    return [thing.name for thing in things_in(schema, group)]

"""A schema read from our own annotation.conf, under our own names again.

Part of `exchange`; see `conf` for the way there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from glossator.exchange.formats.brat.names import NameTable
from glossator.schema import Schema
from glossator.schema.roles import FREE, event_filler, event_type_of
from glossator.schema.types import AttributeType, Context, EventType, Mode, RelationType


def ours(schema: Schema, table: NameTable) -> Schema:
    """The schema with the names that the table leads back to; modes, contexts and fillers are what they were."""
    modes, contexts = table.here["mode"], table.here["context"]

    def of(kind: str, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(table.from_brat(kind, name) for name in names)

    def fillers(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(_filler(table, name) for name in names)

    switches = {one.name: one for one in schema.attributes if one.name in modes}
    return replace(
        schema,
        entity_types=tuple(
            replace(one, name=table.from_brat("entity", one.name), parent=_parent(table, "entity", one.parent))
            for one in schema.entity_types
            if one.name not in table.here["filler"]
        ),
        event_types=tuple(
            replace(
                one,
                name=table.from_brat("event", one.name),
                parent=_parent(table, "event", one.parent),
                roles=of("role", one.roles),
                cardinalities=tuple((table.from_brat("role", role), count) for role, count in one.cardinalities),
                fillers=tuple((table.from_brat("role", role), fillers(allowed)) for role, allowed in one.fillers),
                modes=tuple(_modes(one, switches, table)),
            )
            for one in schema.event_types
        ),
        roles=tuple(
            replace(one, name=table.from_brat("role", one.name), allowed=fillers(one.allowed)) for one in schema.roles
        ),
        relation_types=tuple(_relation(one, table) for one in schema.relation_types),
        attributes=tuple(
            _attribute(one, table) for one in schema.attributes if one.name not in modes and one.name not in contexts
        ),
        contexts=tuple(Context(name, name) for name in contexts.values()),
    )


def _parent(table: NameTable, kind: str, name: str | None) -> str | None:
    return None if name is None else table.from_brat(kind, name)


def _filler(table: NameTable, name: str) -> str:
    type_ = event_type_of(name)
    if type_ is not None:
        return event_filler(table.from_brat("event", type_))
    return FREE if name in table.here["filler"] else table.from_brat("entity", name)


def _modes(event_type: EventType, switches: dict[str, AttributeType], table: NameTable) -> Iterable[Mode]:
    for name, switch in switches.items():
        if not switch.only_for or event_type.name in switch.only_for:
            here = table.from_brat("mode", name)
            yield Mode(here, here)


def _relation(one: RelationType, table: NameTable) -> RelationType:
    def labels(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(table.from_brat("entity", name) for name in names)

    first, second = (table.from_brat("end", end) for end in one.ends)
    pairs = tuple((table.from_brat("entity", a), table.from_brat("entity", b)) for a, b in one.pairs)
    name = table.from_brat("relation", one.name)
    return replace(
        one, name=name, source=labels(one.source), target=labels(one.target), pairs=pairs, ends=(first, second)
    )


def _attribute(one: AttributeType, table: NameTable) -> AttributeType:
    labels = {**table.here["relation"], **table.here["entity"], **table.here["event"]}
    return replace(
        one,
        name=table.from_brat("attribute", one.name),
        values=tuple(table.from_brat("value", value) for value in one.values),
        default=None if one.default is None else table.from_brat("value", one.default),
        only_for=tuple(labels.get(name, name) for name in one.only_for),
    )

"""A schema under brat's names, and the two configuration files that go with it.

Part of `exchange`. annotation.conf is written by `glossator.schema.foreign.brat`; modes and contexts, which brat does
not know, become attributes that are set or not, and spans without a label get a type of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from glossator.exchange.formats.brat.lines import EQUIVALENT
from glossator.exchange.formats.brat.names import FILLER, NameTable, known
from glossator.exchange.formats.brat.used import UsedNames, closed
from glossator.schema import Schema
from glossator.schema.colours import spare_colour
from glossator.schema.foreign.brat import export_annotation_conf
from glossator.schema.roles import FREE, Role, event_filler, event_type_of
from glossator.schema.types import AttributeType, EntityType, EventType, RelationType

SET = "true"
"""The value of an attribute that is set or not."""
BINARY = (SET,)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What an export to brat says of itself: names, the two files, and what they leave out."""

    table: NameTable
    binary: frozenset[str]
    grouped: frozenset[str]
    ends: Mapping[str, tuple[str, str]]
    annotation_conf: str
    visual_conf: str
    notices: tuple[str, ...]


def configuration(used: UsedNames) -> Configuration:
    """The configuration of all that is used. `binary` and `grouped` name attributes and relations, as we call them."""
    schema = used.schema
    table = _table(schema, has_fillers=used.has_fillers)
    renamed = _Renamed(schema, table).schema(has_fillers=used.has_fillers)
    exported = export_annotation_conf(renamed)
    grouped = {one.name for one in schema.relation_types if one.symmetric and one.transitive}
    return Configuration(
        table,
        frozenset(one.name for one in schema.attributes if one.values == BINARY),
        frozenset(grouped),
        {one.name: one.ends for one in renamed.relation_types},
        exported.text,
        "\n".join([*_visual(schema, table, has_fillers=used.has_fillers), *table.lines(), ""]),
        tuple(f"annotation.conf: {notice}." for notice in exported.notices if not notice.startswith("titles")),
    )


def _table(schema: Schema, *, has_fillers: bool) -> NameTable:
    table = NameTable()
    table.fit("entity", (one.name for one in schema.entity_types))
    if has_fillers:
        table.fit("filler", [""], taken=table.here["entity"], prefix=FILLER)
    used = {*table.here["entity"], *table.here["filler"]}
    table.fit("event", (one.name for one in schema.event_types), taken=used)
    table.fit("role", (one.name for one in schema.roles))
    table.fit("relation", (one.name for one in schema.relation_types), taken={EQUIVALENT})
    table.fit("end", (end for one in schema.relation_types for end in one.ends))
    table.fit("attribute", (one.name for one in schema.attributes if closed(one)))
    table.fit("value", (value for one in schema.attributes for value in one.values))
    used = set(table.here["attribute"])
    modes = (mode.name for type_ in schema.event_types for mode in type_.modes)
    table.fit("mode", modes, taken=used, prefix="Mode_")
    used |= set(table.here["mode"])
    table.fit("context", (one.name for one in schema.contexts), taken=used, prefix="Context_")
    return table


class _Renamed:
    """A schema in which everything has the name that brat gives it."""

    def __init__(self, schema: Schema, table: NameTable) -> None:
        self._schema = schema
        self._names = table.there

    def schema(self, *, has_fillers: bool) -> Schema:
        schema = self._schema
        entity_types = tuple(self._entity(one) for one in schema.entity_types)
        if has_fillers:
            filler = EntityType(self._names["filler"][""], "filler", spare_colour(one.colour for one in entity_types))
            entity_types = (*entity_types, filler)
        return replace(
            schema,
            entity_types=entity_types,
            event_types=tuple(self._event(one) for one in schema.event_types),
            roles=tuple(self._role(one, has_fillers) for one in schema.roles),
            attributes=(*self._attributes(), *self._switches()),
            relation_types=tuple(self._relation(one) for one in schema.relation_types),
            contexts=(),
        )

    def _entity(self, one: EntityType) -> EntityType:
        names = self._names["entity"]
        return replace(one, name=names[one.name], parent=names.get(one.parent or ""), model_labels=())

    def _event(self, one: EventType) -> EventType:
        names, roles = self._names["event"], self._names["role"]
        return replace(
            one,
            name=names[one.name],
            parent=names.get(one.parent or ""),
            roles=known(roles, one.roles),
            cardinalities=tuple((roles[role], count) for role, count in one.cardinalities if role in roles),
            fillers=tuple((roles[role], self._fillers(allowed)) for role, allowed in one.fillers if role in roles),
            modes=(),
        )

    def _fillers(self, allowed: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._filler(one) for one in allowed)

    def _filler(self, name: str) -> str:
        type_ = event_type_of(name)
        if type_ is not None:
            return event_filler(self._names["event"].get(type_, type_))
        if name == FREE:
            return self._names["filler"].get("", name)
        return self._names["entity"].get(name, name)

    def _role(self, one: Role, has_fillers: bool) -> Role:
        return replace(one, name=self._names["role"][one.name], allowed=self._fillers(one.allowed))

    def _relation(self, one: RelationType) -> RelationType:
        labels, ends = self._names["entity"], self._names["end"]
        return replace(
            one,
            name=self._names["relation"][one.name],
            source=known(labels, one.source),
            target=known(labels, one.target),
            pairs=tuple((labels[a], labels[b]) for a, b in one.pairs if a in labels and b in labels),
            ends=(ends[one.ends[0]], ends[one.ends[1]]),
        )

    def _attributes(self) -> Iterator[AttributeType]:
        values = self._names["value"]
        targets = {**self._names["relation"], **self._names["entity"], **self._names["event"]}
        for one in self._schema.attributes:
            if closed(one):
                yield replace(
                    one,
                    name=self._names["attribute"][one.name],
                    values=known(values, one.values),
                    default=values.get(one.default) if one.default is not None else None,
                    only_for=known(targets, one.only_for),
                )

    def _switches(self) -> Iterator[AttributeType]:
        """Modes and contexts: attributes that are set or not."""
        types: dict[str, list[str]] = {}
        for type_ in self._schema.event_types:
            for mode in type_.modes:
                types.setdefault(mode.name, []).append(self._names["event"][type_.name])
        for name, only_for in types.items():
            there = self._names["mode"][name]
            yield AttributeType(there, there, values=BINARY, applies_to="event", only_for=tuple(only_for))
        for context in self._schema.contexts:
            there = self._names["context"][context.name]
            yield AttributeType(there, there, values=BINARY, applies_to="event")


def _visual(schema: Schema, table: NameTable, *, has_fillers: bool) -> Iterator[str]:
    """Titles and colours."""
    yield "[labels]"
    for kind, things in (
        ("entity", schema.entity_types), ("event", schema.event_types), ("role", schema.roles),
        ("relation", schema.relation_types),
    ):  # fmt: skip
        for thing in things:
            title = " ".join(thing.title.replace("|", "/").split())
            yield f"{table.to_brat(kind, thing.name)} | {title or thing.name.strip() or '_'}"
    yield "\n[drawing]"
    yield "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken"
    yield "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5"
    for type_ in schema.entity_types:
        yield f"{table.to_brat('entity', type_.name)}\tbgColor:{type_.colour.light}"
    if has_fillers:
        yield f"{table.to_brat('filler', '')}\tbgColor:white, borderColor:gray"
    yield ""

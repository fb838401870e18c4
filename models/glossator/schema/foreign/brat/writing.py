"""A schema as brat's annotation.conf. Part of the schema layer.

One form only, such that reading it back gives the same again: no macros, no comments, a tab for each level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from glossator.schema.foreign.brat.attributes import DEFAULT, SET, WILD
from glossator.schema.foreign.brat.missing import left_out, some
from glossator.schema.foreign.brat.names import BratNames
from glossator.schema.foreign.brat.relations import REL_TYPE, by_source
from glossator.schema.foreign.imported import Exported
from glossator.schema.model import Schema
from glossator.schema.roles import ANY, ENTITY, EVENT, FREE, Cardinality, Role, event_type_of
from glossator.schema.types import AttributeType, EntityType, EventType, RelationType, Target

_WILD: Final = {ANY: "<ANY>", ENTITY: "<ENTITY>", EVENT: "<EVENT>"}
_TARGETS: Final[dict[Target, str]] = {wild[0]: name for name, wild in WILD.items() if len(wild) == 1}
_OTHER_NAME: Final = re.compile(r"[A-Za-z0-9_:.-]+")
_SIGNS: Final = {"1": "", "?": "?", "*": "*", "+": "+"}


def write_annotation_conf(schema: Schema) -> str:
    """The annotation.conf that a schema is; see `export_annotation_conf` for what it leaves out."""
    return export_annotation_conf(schema).text


def export_annotation_conf(schema: Schema) -> Exported:
    """The annotation.conf that a schema is, with notices on whatever has no place there.

    What was read from an annotation.conf reads back the same.
    """
    writer = _Writer(schema)
    sections = {
        "entities": writer.types(schema.entity_types),
        "relations": [line for relation in schema.relation_types for line in writer.relation(relation)],
        "events": writer.types(schema.event_types),
        "attributes": [line for attribute in schema.attributes for line in writer.attribute(attribute)],
    }
    text = "\n".join("\n".join((f"[{name}]", *lines, "")) for name, lines in sections.items())
    return Exported(text, (*left_out(schema), *writer.notices()))


class _Writer:
    """Writes the lines of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._entities = BratNames(one.name for one in schema.entity_types)
        self._events = BratNames(one.name for one in schema.event_types)
        self._roles = BratNames(one.name for one in schema.roles)
        self._relations = BratNames(one.name for one in schema.relation_types)
        self._attributes = BratNames(one.name for one in schema.attributes)
        self._values = BratNames((value for one in schema.attributes for value in one.values), values=True)
        self._ends = BratNames(dict.fromkeys(end for one in schema.relation_types for end in one.ends))

    def notices(self) -> Iterator[str]:
        """Tell which names had to change."""
        groups = {
            "entity types": self._entities, "event types": self._events, "roles": self._roles,
            "relations": self._relations, "attributes": self._attributes, "values": self._values, "ends": self._ends,
        }  # fmt: skip
        for what, names in groups.items():
            if names.changed:
                changed = some([f"{old!r} as {new}" for old, new in names.changed])
                yield f"{what} written differently, since brat's names are of A–Z, a–z, 0–9, _ and -: {changed}"

    def types(self, types: tuple[EntityType, ...] | tuple[EventType, ...]) -> list[str]:
        """The lines of a hierarchy, each type above those that stand under it."""
        below: dict[str | None, list[EntityType | EventType]] = {}
        for type_ in types:
            below.setdefault(type_.parent, []).append(type_)
        lines: list[str] = []
        waiting = [(0, type_) for type_ in reversed(below.get(None, []))]
        while waiting:
            depth, type_ = waiting.pop()
            lines.append("\t" * depth + (self._event(type_) if isinstance(type_, EventType) else self._entity(type_)))
            waiting += [(depth + 1, child) for child in reversed(below.get(type_.name, []))]
        return lines

    def _entity(self, type_: EntityType) -> str:
        others = [label for label in type_.model_labels if _OTHER_NAME.fullmatch(label)]
        return "|".join([f"{'!' if type_.hidden else ''}{self._entities[type_.name]}", *others])

    def _event(self, type_: EventType) -> str:
        slots = ", ".join(self._slot(role) for role in self._schema.roles_of(type_, hidden=True))
        name = f"{'' if type_.enabled else '!'}{self._events[type_.name]}"
        return f"{name}\t{slots}" if slots else name

    def _slot(self, role: Role) -> str:
        fillers = [self._filler(name) for name in role.allowed if name != FREE] or ["<ANY>"]
        return f"{self._roles[role.name]}{_count(role.cardinality)}:{'|'.join(dict.fromkeys(fillers))}"

    def _filler(self, name: str) -> str:
        event_type = event_type_of(name)
        if event_type is not None:
            return self._events[event_type]
        return _WILD.get(name) or self._entities[name]

    def relation(self, relation: RelationType) -> Iterator[str]:
        """The lines of a relation: one, or one for each label at its source where not all go with all."""
        kinds = [kind for kind in ("symmetric", "transitive") if getattr(relation, kind)]
        special = f", {REL_TYPE}:{'-'.join(kinds)}" if kinds else ""
        ends: Iterable[tuple[Iterable[str], Iterable[str]]] = [(relation.source, relation.target)]
        if relation.pairs:
            ends = [((source,), targets) for source, targets in by_source(relation.pairs).items()]
        first, second = (self._ends[end] for end in relation.ends)
        for source, target in ends:
            yield (
                f"{self._relations[relation.name]}\t{first}:{self._labels(source)}, "
                f"{second}:{self._labels(target)}{special}"
            )

    def _labels(self, names: Iterable[str]) -> str:
        return "|".join(self._entities[name] for name in names) or "<ENTITY>"

    def attribute(self, attribute: AttributeType) -> Iterator[str]:
        """The line of an attribute; none for what brat has no attributes of, or no open values for."""
        targets = [_TARGETS[target] for target in attribute.targets if target in _TARGETS]
        if not targets or not attribute.values:
            return
        known = {
            **{one.name: self._relations[one.name] for one in self._schema.relation_types},
            **{one.name: self._entities[one.name] for one in self._schema.entity_types},
            **{one.name: self._events[one.name] for one in self._schema.event_types},
        }
        of = "|".join([known[name] for name in attribute.only_for if name in known] or targets)
        line = f"{self._attributes[attribute.name]}\tArg:{of}"
        if attribute.values != SET:
            line += f", Value:{'|'.join(self._values[value] for value in attribute.values)}"
        if attribute.default is not None:
            line += f", {DEFAULT}:{self._values[attribute.default]}"
        yield line


def _count(cardinality: Cardinality) -> str:
    """What stands behind a role. brat has no “two or more”: that becomes one or more."""
    if cardinality.maximum is None and 1 < cardinality.minimum:
        return "+"
    sign = str(cardinality)
    return _SIGNS.get(sign, f"{{{sign}}}")

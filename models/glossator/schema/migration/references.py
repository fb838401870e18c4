"""What a schema says of its own names elsewhere: fillers, ends of relations, parents, conventions, defaults.

Part of the schema layer. `follow` maps a name to those that take its place: one, several, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from glossator.errors import SchemaError
from glossator.schema.model import Schema
from glossator.schema.roles import FREE, event_filler, event_type_of
from glossator.schema.types import AttributeType, EntityType, EventType, RelationType, Target

Follow = Mapping[str, tuple[str, ...]]
_T = TypeVar("_T")
_TARGETS: Mapping[str, tuple[Target, ...]] = {
    "entity_types": ("span", "entity"),
    "event_types": ("event",),
    "relation_types": ("relation",),
}


def followed(schema: Schema, group: str, follow: Follow, *, free: bool = False) -> Schema:
    """The schema with every reference to a group's names changed. `free`: in roles, spans without a label come instead.

    Raises SchemaError where something would be left without what it needs.
    """
    kind, _, of = group.partition(":")
    if kind == "entity_types":
        schema = _with_ends(_with_labels(schema, follow), follow)
        return _with_fillers(_narrowed(schema, kind, follow), follow, free=free)
    if kind == "event_types":
        fillers = {event_filler(name): tuple(map(event_filler, names)) for name, names in follow.items()}
        return _with_fillers(_narrowed(schema, kind, follow), fillers, free=False)
    if kind == "roles":
        return replace(schema, event_types=tuple(_with_roles(one, follow) for one in schema.event_types))
    if kind == "relation_types":
        return _narrowed(schema, kind, follow)
    if kind == "values":
        return replace(
            schema,
            attributes=tuple(_with_default(one, follow) if one.name == of else one for one in schema.attributes),
        )
    return schema


def mapped(names: Iterable[str], follow: Follow) -> tuple[str, ...]:
    """Names with those that took their places, none twice."""
    return tuple(dict.fromkeys(new for name in names for new in follow.get(name, (name,))))


def with_parents(types: Iterable[EntityType | EventType], follow: Follow) -> tuple[EntityType | EventType, ...]:
    """Types under the first of those that took their parent's place; under none where it went, or would be itself."""
    done = []
    for one in types:
        parent = next(iter(follow.get(one.parent, (one.parent,))), None) if one.parent is not None else None
        done.append(replace(one, parent=None if parent == one.name else parent))
    return tuple(done)


def _with_labels(schema: Schema, follow: Follow) -> Schema:
    found = schema.conventions
    country, institution = (
        next(iter(mapped([label], follow)), None) if label is not None else None
        for label in (found.country_label, found.institution_label)
    )
    return replace(schema, conventions=replace(found, country_label=country, institution_label=institution))


def _with_ends(schema: Schema, follow: Follow) -> Schema:
    return replace(schema, relation_types=tuple(_with_end_labels(one, follow) for one in schema.relation_types))


def _with_end_labels(relation: RelationType, follow: Follow) -> RelationType:
    source, target = mapped(relation.source, follow), mapped(relation.target, follow)
    pairs = tuple(
        dict.fromkeys(
            (first, second)
            for one, other in relation.pairs
            for first in follow.get(one, (one,))
            for second in follow.get(other, (other,))
        )
    )
    if (relation.source and not source) or (relation.target and not target) or (relation.pairs and not pairs):
        raise SchemaError(
            f"nothing would be left that the relation {relation.name} could go between; delete it first, or change "
            "what it goes between"
        )
    return replace(relation, source=source, target=target, pairs=pairs)


def _with_fillers(schema: Schema, follow: Follow, *, free: bool) -> Schema:
    def fillers(role: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        found = mapped(allowed, follow)
        if free and set(allowed) & set(follow):
            found = tuple(dict.fromkeys((*found, FREE)))
        if not found:
            gone = ", ".join(event_type_of(name) or name for name in allowed)
            raise SchemaError(
                f"nothing would be left that may fill the role {role}, which takes {gone}; change it first"
            )
        return found

    return replace(
        schema,
        roles=tuple(replace(role, allowed=fillers(role.name, role.allowed)) for role in schema.roles),
        event_types=tuple(
            replace(one, fillers=tuple((role, fillers(role, allowed)) for role, allowed in one.fillers))
            for one in schema.event_types
        ),
    )


def _narrowed(schema: Schema, kind: str, follow: Follow) -> Schema:
    return replace(schema, attributes=tuple(_with_only_for(one, kind, follow) for one in schema.attributes))


def _with_only_for(attribute: AttributeType, kind: str, follow: Follow) -> AttributeType:
    if not attribute.only_for or not set(_TARGETS[kind]) & set(attribute.targets):
        return attribute
    only_for = mapped(attribute.only_for, follow)
    if not only_for:
        raise SchemaError(
            f"nothing would be left that has the attribute {attribute.name}; delete it first, or change what it is for"
        )
    return replace(attribute, only_for=only_for)


def _with_roles(type_: EventType, follow: Follow) -> EventType:
    roles = mapped(type_.roles, follow)
    return replace(
        type_,
        roles=roles,
        roleless=type_.roleless or (bool(type_.roles) and not roles),
        cardinalities=_keyed(type_.cardinalities, follow),
        fillers=_keyed(type_.fillers, follow),
    )


def _keyed(items: Iterable[tuple[str, _T]], follow: Follow) -> tuple[tuple[str, _T], ...]:
    found: dict[str, _T] = {}
    for name, item in items:
        for new in follow.get(name, (name,)):
            found.setdefault(new, item)
    return tuple(found.items())


def _with_default(attribute: AttributeType, follow: Follow) -> AttributeType:
    default = attribute.default
    if default is None or default not in follow:
        return attribute
    return replace(attribute, default=next(iter(follow[default]), None))

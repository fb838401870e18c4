"""Checks of a whole schema: names that nothing has, clashes of keys, defaults that are no values.

Part of the schema layer. Each fault carries the path of what is wrong, so that the TOML reader can name its line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossator.errors import SchemaError
from glossator.schema.colours import is_colour
from glossator.schema.keys import BUILDER_KEYS, ENTITY_KEYS, is_letter
from glossator.schema.model import Named, Schema
from glossator.schema.roles import SPECIAL_FILLERS, Role, event_type_of
from glossator.schema.types import AttributeType, EntityType, EventType, Target

GLOSS_LENGTH = 60
"""Code points that the type chooser has room for."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a schema: where, as keys from the top of the file down, and what to do about it."""

    path: Path
    message: str


def check_schema(schema: Schema) -> None:
    """Raise SchemaError for the first fault, if there is one."""
    for fault in faults(schema):
        raise SchemaError(f"schema {schema.name!r}, {'.'.join(fault.path)}: {fault.message}")


def faults(schema: Schema) -> Iterator[Fault]:
    """Everything that is wrong in a schema."""
    yield from _names(schema)
    yield from _entity_types(schema)
    yield from _event_types(schema)
    yield from _roles(schema)
    yield from _attributes(schema)
    yield from _relation_types(schema)
    yield from _conventions(schema)
    yield from _builder_keys(schema)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that is not among the known ones."""
    names = ", ".join(known)
    return f"unknown {what} {name!r}; known: {names}" if names else f"unknown {what} {name!r}: the schema has none"


def _names(schema: Schema) -> Iterator[Fault]:
    groups: dict[str, tuple[Named, ...]] = {
        "entity_types": schema.entity_types,
        "event_types": schema.event_types,
        "roles": schema.roles,
        "attributes": schema.attributes,
        "contexts": schema.contexts,
        "sectors": schema.sectors,
        "relation_types": schema.relation_types,
    }
    for group, things in groups.items():
        yield from _names_of((group,), things)
    for type_ in schema.event_types:
        yield from _names_of(("event_types", type_.name, "modes"), type_.modes)


def _names_of(path: Path, things: Iterable[Named]) -> Iterator[Fault]:
    for name, count in Counter(thing.name for thing in things).items():
        if not name:
            yield Fault((*path, name), "a name is missing: write one between the quotation marks")
        if 1 < count:
            yield Fault((*path, name), f"{name!r} is there {count} times; keep one")


def _entity_types(schema: Schema) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for type_ in schema.entity_types:
        path = ("entity_types", type_.name)
        if not is_colour(type_.colour.light) or not is_colour(type_.colour.dark):
            yield Fault((*path, "colour"), "a colour is written like #0072b2")
        yield from _parent("entity_types", type_, schema.entity_types)
        if type_.key is None:
            continue
        if type_.key not in ENTITY_KEYS:
            yield Fault((*path, "key"), f"{type_.key!r} is no key for an entity type; use a digit from 1 to 9")
        elif type_.key in owners:
            yield Fault((*path, "key"), f"key {type_.key} is already that of {owners[type_.key]}; use another digit")
        owners.setdefault(type_.key, type_.name)


def _event_types(schema: Schema) -> Iterator[Fault]:
    known = [role.name for role in schema.roles]
    for type_ in schema.event_types:
        path = ("event_types", type_.name)
        if GLOSS_LENGTH < len(type_.gloss):
            yield Fault((*path, "gloss"), f"a gloss has at most {GLOSS_LENGTH} characters, this one {len(type_.gloss)}")
        if type_.intensity is not None and not -10 <= type_.intensity <= 10:
            yield Fault((*path, "intensity"), "an intensity lies between -10 (conflict) and 10 (cooperation)")
        for name in type_.roles:
            if name not in known:
                yield Fault((*path, "roles"), unknown("role", name, known))
        going = [role.name for role in schema.roles_of(type_, hidden=True)]
        for name, _ in type_.cardinalities:
            if name not in going:
                yield Fault((*path, "cardinality", name), unknown("role", name, going))
        for name, allowed in type_.fillers:
            if name not in going:
                yield Fault((*path, "fillers", name), unknown("role", name, going))
            yield from _fillers((*path, "fillers", name), allowed, schema)
        yield from _parent("event_types", type_, schema.event_types)


def _parent(group: str, type_: EntityType | EventType, types: Iterable[EntityType | EventType]) -> Iterator[Fault]:
    """A parent is another type of its kind, and nobody stands above themselves."""
    parents = {one.name: one.parent for one in types}
    path = (group, type_.name, "parent")
    if type_.parent is None:
        return
    if type_.parent not in parents:
        yield Fault(path, unknown("parent", type_.parent, (name for name in parents if name != type_.name)))
        return
    above: str | None = type_.parent
    for _ in range(len(parents)):
        if above == type_.name:
            yield Fault(path, f"{type_.name} would stand under itself; take one of the parents out")
            return
        above = parents.get(above) if above is not None else None


def _roles(schema: Schema) -> Iterator[Fault]:
    for role in schema.roles:
        yield from _fillers(("roles", role.name, "allowed"), role.allowed, schema)


def _fillers(path: Path, allowed: tuple[str, ...], schema: Schema) -> Iterator[Fault]:
    if not allowed:
        yield Fault(path, f'nothing may fill this role; write {path[-1]} = ["*"] for anything')
    for filler in allowed:
        type_ = event_type_of(filler)
        if type_ is not None and schema.event_type(type_) is None:
            yield Fault(path, unknown("event type", type_, (one.name for one in schema.event_types)))
        elif type_ is None and filler not in SPECIAL_FILLERS and schema.entity_type(filler) is None:
            names = [*SPECIAL_FILLERS, *(one.name for one in schema.entity_types)]
            yield Fault(path, unknown("filler", filler, names))


def _attributes(schema: Schema) -> Iterator[Fault]:
    for attribute in schema.attributes:
        path = ("attributes", attribute.name)
        if attribute.default is not None and attribute.values and attribute.default not in attribute.values:
            yield Fault((*path, "default"), unknown("value", attribute.default, attribute.values))
        if attribute.key is not None and "event" not in attribute.targets:
            yield Fault((*path, "key"), "only attributes of events have a key; leave it out")
        known = _labels(schema, attribute)
        for name in attribute.only_for:
            if name not in known:
                yield Fault((*path, "only_for"), unknown("type", name, known))


def _labels(schema: Schema, attribute: AttributeType) -> list[str]:
    groups: dict[Target, tuple[Named, ...]] = {
        "event": schema.event_types,
        "span": schema.entity_types,
        "entity": schema.entity_types,
        "relation": schema.relation_types,
    }
    return list(dict.fromkeys(type_.name for target in attribute.targets for type_ in groups[target]))


def _relation_types(schema: Schema) -> Iterator[Fault]:
    known = [type_.name for type_ in schema.entity_types]
    for relation in schema.relation_types:
        for end, names in (("source", relation.source), ("target", relation.target)):
            for name in names:
                if name not in known:
                    yield Fault(("relation_types", relation.name, end), unknown("entity type", name, known))
        for name in dict.fromkeys(name for pair in relation.pairs for name in pair):
            if name not in known:
                yield Fault(("relation_types", relation.name, "pairs"), unknown("entity type", name, known))


def _conventions(schema: Schema) -> Iterator[Fault]:
    known = [type_.name for type_ in schema.entity_types]
    labels = {
        "country_label": schema.conventions.country_label,
        "institution_label": schema.conventions.institution_label,
    }
    for key, label in labels.items():
        if label is not None and label not in known:
            yield Fault(("conventions", key), unknown("entity type", label, known))


def _builder_keys(schema: Schema) -> Iterator[Fault]:
    attributes = [attribute for attribute in schema.attributes if attribute.key is not None]
    owners: dict[str, str] = {}
    for attribute in attributes:
        yield from _letter(("attributes", attribute.name, "key"), attribute.key, owners)
        owners.setdefault(attribute.key or "", f"attribute {attribute.name}")
    for role in schema.roles:
        yield from _letter(("roles", role.name, "key"), role.key, owners)
    yield from _role_clashes(schema)


def _letter(path: Path, key: str | None, owners: dict[str, str]) -> Iterator[Fault]:
    if key is None:
        return
    if not is_letter(key):
        yield Fault(path, f"{key!r} is no key for the event builder; use one capital letter from A to Z")
    elif key in BUILDER_KEYS:
        yield Fault(path, f"the event builder keeps {key} for {BUILDER_KEYS[key]}; use another letter")
    elif key in owners:
        yield Fault(path, f"key {key} is already that of {owners[key]}; use another letter")


def _role_clashes(schema: Schema) -> Iterator[Fault]:
    """Roles may share a letter as long as no event type has both."""
    found: set[tuple[str, str]] = set()
    for type_ in schema.event_types or (EventType("", ""),):
        owners: dict[str, Role] = {}
        for role in schema.roles_of(type_, hidden=True):
            if role.key is None:
                continue
            owner = owners.setdefault(role.key, role)
            if owner is not role and (owner.name, role.name) not in found:
                found.add((owner.name, role.name))
                where = f", and {type_.name} has both" if type_.name else ""
                message = f"key {role.key} is already that of role {owner.name}{where}; use another letter"
                yield Fault(("roles", role.name, "key"), message)

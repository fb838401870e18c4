"""A schema while it is edited, and where each of its names comes from. Frozen; pure, without Qt.

What a name was in the schema in force is kept beside it, so that a renamed type is never taken for one that was
deleted and another that was added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from glossator.schema import (
    AttributeType,
    Context,
    EntityType,
    EventType,
    Mode,
    RelationType,
    Role,
    Schema,
    Sector,
)

Group: TypeAlias = Literal[
    "entity_types", "event_types", "roles", "attributes", "relation_types", "contexts", "sectors", "conventions",
    "schema",
]  # fmt: skip
Thing: TypeAlias = EntityType | EventType | Role | AttributeType | RelationType | Context | Sector

GROUPS: Final[tuple[Group, ...]] = get_args(Group)
LISTED: Final[tuple[Group, ...]] = GROUPS[:-2]
"""Those that hold named things; the other two are one form each."""
SUBS: Final[Mapping[Group, str]] = {"event_types": "modes", "attributes": "values"}
"""What things of a group hold besides: the field that has names of its own."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """The names that this one had in the schema in force (several: they were merged), and what others call it now.

    `known_as` lags behind while a name is being typed that cannot be: references change once it can.
    """

    origins: tuple[str, ...] = ()
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of the schema; `subs` are the lineages of its modes or values."""

    thing: Thing
    lineage: Lineage
    subs: tuple[Lineage, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its group, its number in it, and that of one of its modes or values."""

    group: Group
    index: int = 0
    sub: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """`base` is the schema in force, `head` holds what the schema as a whole says of itself, and its conventions."""

    base: Schema
    head: Schema
    items: Mapping[Group, tuple[Item, ...]]

    @property
    def schema(self) -> Schema:
        """The schema as it would be saved."""
        groups = {group: tuple(item.thing for item in self.items[group]) for group in LISTED}
        return replace(self.head, **cast(dict[str, Any], groups))

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        return self.schema != self.base

    def item(self, place: Place) -> Item | None:
        """The thing at a place; None for conventions, for the schema as a whole, and where nothing is."""
        items = self.items.get(place.group, ())
        return items[place.index] if 0 <= place.index < len(items) else None

    def subject(self, place: Place) -> object:
        """What a form for this place is about: a thing, a mode, a value, the conventions, the schema; None: nothing."""
        if place.group == "conventions":
            return self.head.conventions
        if place.group == "schema":
            return self.head
        item = self.item(place)
        if item is None or place.sub is None:
            return item.thing if item else None
        names = subs_of(item.thing)
        return names[place.sub] if place.sub < len(names) else None

    def places(self, group: Group) -> Iterator[Place]:
        """Every place of a group, modes and values after what has them."""
        for index, item in enumerate(self.items.get(group, ())):
            yield Place(group, index)
            for sub in range(len(item.subs)):
                yield Place(group, index, sub)

    def with_items(self, group: Group, items: tuple[Item, ...]) -> Draft:
        """With these things in a group instead."""
        return replace(self, items={**self.items, group: items})

    def with_item(self, place: Place, item: Item) -> Draft:
        """With another thing at a place."""
        items = self.items[place.group]
        return self.with_items(place.group, (*items[: place.index], item, *items[place.index + 1 :]))


def begin(schema: Schema) -> Draft:
    """A schema in force, about to be edited."""
    items = {group: tuple(_as_it_was(thing) for thing in getattr(schema, group)) for group in LISTED}
    return Draft(schema, _head(schema), items)


def _head(schema: Schema) -> Schema:
    return replace(schema, **cast(dict[str, Any], dict.fromkeys(LISTED, ())))


def _as_it_was(thing: Thing) -> Item:
    return Item(thing, Lineage((thing.name,), thing.name), tuple(Lineage((n,), n) for n in sub_names(thing)))


def subs_of(thing: Thing) -> tuple[Mode | str, ...]:
    """The modes of an event type, the values of an attribute; nothing of all others."""
    if isinstance(thing, EventType):
        return thing.modes
    return thing.values if isinstance(thing, AttributeType) else ()


def sub_names(thing: Thing) -> tuple[str, ...]:
    """The names of modes or values."""
    return tuple(sub if isinstance(sub, str) else sub.name for sub in subs_of(thing))


def with_subs(thing: Thing, subs: tuple[Mode | str, ...]) -> Thing:
    """The thing with other modes or values."""
    if isinstance(thing, EventType):
        return replace(thing, modes=cast(tuple[Mode, ...], subs))
    if isinstance(thing, AttributeType):
        return replace(thing, values=cast(tuple[str, ...], subs))
    return thing


def name_at(draft: Draft, place: Place) -> str:
    """The name of what is at a place; "" where that has none."""
    subject = draft.subject(place)
    return subject if isinstance(subject, str) else str(getattr(subject, "name", ""))

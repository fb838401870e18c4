"""The edits of a draft: change a field, add, duplicate, delete, move, merge, split. Pure, without Qt.

Each gives another draft; those that move the person give the place to be at, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from glossator.schema import AttributeType, EventType, Mode
from glossator_desktop.schema_editing.draft import (
    SUBS,
    Draft,
    Item,
    Lineage,
    Place,
    Thing,
    name_at,
    sub_names,
    subs_of,
    with_subs,
)
from glossator_desktop.schema_editing.references import with_renamed, with_split, without

At = tuple[Draft, Place]


def set_field(draft: Draft, place: Place, field: str, value: Any) -> Draft:
    """With another value in a field of what is at a place."""
    if place.group == "schema":
        return replace(draft, head=replace(draft.head, **{field: value}))
    if place.group == "conventions":
        conventions = replace(draft.head.conventions, **{field: value})
        return replace(draft, head=replace(draft.head, conventions=conventions))
    if field == "name":
        return _renamed(draft, place, value)
    item = _item(draft, place)
    if place.sub is None:
        return draft.with_item(place, replace(item, thing=replace(item.thing, **{field: value})))
    mode = subs_of(item.thing)[place.sub]
    return _with_sub(draft, place, replace(mode, **{field: value})) if isinstance(mode, Mode) else draft


def _renamed(draft: Draft, place: Place, name: str) -> Draft:
    item = _item(draft, place)
    if place.sub is not None:
        return _renamed_sub(draft, place, name)
    more: dict[str, Any] = _following_title(item.thing, name)
    thing = replace(item.thing, name=name, **more)
    before = item.lineage.known_as
    taken = {name_at(draft, other) for other in draft.places(place.group) if other.sub is None and other != place}
    if not name or name in taken:
        return draft.with_item(place, replace(item, thing=thing))
    draft = draft.with_item(place, replace(item, thing=thing, lineage=replace(item.lineage, known_as=name)))
    return with_renamed(draft, place.group, before, name) if before and before not in taken else draft


def _following_title(thing: Thing | Mode, name: str) -> dict[str, Any]:
    """A title that only repeats the name goes with it."""
    return {"title": name} if thing.title == thing.name else {}


def _renamed_sub(draft: Draft, place: Place, name: str) -> Draft:
    item, at = _item(draft, place), place.sub or 0
    sub = subs_of(item.thing)[at]
    before = sub_names(item.thing)
    changed: Mode | str = name if isinstance(sub, str) else replace(sub, name=name, **_following_title(sub, name))
    draft = _with_sub(draft, place, changed)
    item = _item(draft, place)
    known_as = item.subs[at].known_as
    if not name or name in (*before[:at], *before[at + 1 :]):
        return draft
    subs = (*item.subs[:at], replace(item.subs[at], known_as=name), *item.subs[at + 1 :])
    thing = item.thing
    if isinstance(thing, AttributeType) and thing.default is not None and thing.default == known_as:
        thing = replace(thing, default=name)
    return draft.with_item(place, replace(item, thing=thing, subs=subs))


def _with_sub(draft: Draft, place: Place, sub: Mode | str) -> Draft:
    item, at = _item(draft, place), place.sub or 0
    subs = subs_of(item.thing)
    return draft.with_item(place, replace(item, thing=with_subs(item.thing, (*subs[:at], sub, *subs[at + 1 :]))))


# More and fewer

_BLANK: Final = {
    "entity_types": "NEW_TYPE", "event_types": "NEW_EVENT", "roles": "new_role", "attributes": "new_attribute",
    "relation_types": "new_relation", "contexts": "new_context", "sectors": "NEW",
}  # fmt: skip


def add(draft: Draft, place: Place) -> At:
    """A new thing below the one at a place; at a mode or value, another of these."""
    if place.sub is not None:
        return add_sub(draft, place)
    name = free_name(_BLANK[place.group], (item.thing.name for item in draft.items[place.group]))
    item = Item(_blank(draft, place, name), Lineage((), name))
    return _inserted(draft, replace(place, index=min(place.index + 1, len(draft.items[place.group]))), item)


def add_sub(draft: Draft, place: Place) -> At:
    """A new mode or value of the thing at a place."""
    item = draft.item(place)
    if item is None or place.group not in SUBS:
        return draft, place
    name = free_name("new-mode" if place.group == "event_types" else "new", sub_names(item.thing))
    sub: Mode | str = Mode(name, name) if isinstance(item.thing, EventType) else name
    at = len(item.subs) if place.sub is None else place.sub + 1
    return _inserted_sub(draft, replace(place, sub=at), sub, Lineage((), name))


def _blank(draft: Draft, place: Place, name: str) -> Thing:
    """What a schema of its own accord gives a new name: a spare colour, the next digit."""
    schema = draft.schema
    with_one = {
        "entity_types": schema.with_entity_type, "event_types": schema.with_event_type, "roles": schema.with_role,
        "attributes": schema.with_attribute, "relation_types": schema.with_relation_type,
        "contexts": schema.with_context, "sectors": schema.with_sector,
    }[place.group](name)  # fmt: skip
    made: Thing = getattr(with_one, place.group)[-1]
    return made


def duplicate(draft: Draft, place: Place) -> At:
    """The same once more, below, with a name and, where it needs one, a key of its own."""
    item = draft.item(place)
    if item is None:
        return draft, place
    if place.sub is not None:
        sub = subs_of(item.thing)[place.sub]
        name = free_name(sub if isinstance(sub, str) else sub.name, sub_names(item.thing))
        copy: Mode | str = name if isinstance(sub, str) else replace(sub, name=name)
        return _inserted_sub(draft, replace(place, sub=place.sub + 1), copy, Lineage((), name))
    name = free_name(item.thing.name, (other.thing.name for other in draft.items[place.group]))
    fresh = _blank(draft, place, name)
    more = {key: getattr(fresh, key) for key in ("key", "colour") if hasattr(fresh, key)}
    thing = replace(item.thing, name=name, **more)
    subs = tuple(Lineage((), name) for name in sub_names(thing))
    return _inserted(draft, replace(place, index=place.index + 1), Item(thing, Lineage((), name), subs))


def delete(draft: Draft, place: Place) -> At:
    """Without what is at a place; nothing else speaks of it any more."""
    item = draft.item(place)
    if item is None:
        return draft, place
    if place.sub is not None:
        return _without_sub(draft, place)
    items = draft.items[place.group]
    left = draft.with_items(place.group, (*items[: place.index], *items[place.index + 1 :]))
    if item.lineage.known_as not in {other.thing.name for other in left.items[place.group]}:
        left = without(left, place.group, item.lineage.known_as)
    return left, replace(place, index=max(0, min(place.index, len(items) - 2)))


def _without_sub(draft: Draft, place: Place) -> At:
    item, at = _item(draft, place), place.sub or 0
    subs = subs_of(item.thing)
    name = sub_names(item.thing)[at]
    thing = with_subs(item.thing, (*subs[:at], *subs[at + 1 :]))
    if isinstance(thing, AttributeType) and thing.default == name:
        thing = replace(thing, default=None)
    left = draft.with_item(place, replace(item, thing=thing, subs=(*item.subs[:at], *item.subs[at + 1 :])))
    count = len(subs) - 1
    return left, replace(place, sub=min(at, count - 1) if count else None)


def move(draft: Draft, place: Place, step: int) -> At:
    """One further down (+1) or up (-1) among its like; unchanged at the ends."""
    item = draft.item(place)
    if item is None:
        return draft, place
    if place.sub is not None:
        target = place.sub + step
        if not 0 <= target < len(item.subs):
            return draft, place
        thing = with_subs(item.thing, _swapped(subs_of(item.thing), place.sub, target))
        moved = replace(item, thing=thing, subs=_swapped(item.subs, place.sub, target))
        return draft.with_item(place, moved), replace(place, sub=target)
    target, items = place.index + step, draft.items[place.group]
    if not 0 <= target < len(items):
        return draft, place
    return draft.with_items(place.group, _swapped(items, place.index, target)), replace(place, index=target)


def _swapped(things: tuple[Any, ...], one: int, other: int) -> tuple[Any, ...]:
    listed = list(things)
    listed[one], listed[other] = listed[other], listed[one]
    return tuple(listed)


# Names that become one, and one that becomes several


def merge(draft: Draft, place: Place, into: Place) -> At:
    """What is at a place goes into another of its group (or of its type, for modes and values)."""
    item = _item(draft, place)
    if place.sub is not None and into.sub is not None:
        origins = item.subs[place.sub].origins
        kept = item.subs[into.sub]
        subs = list(item.subs)
        subs[into.sub] = replace(kept, origins=_joined(kept.origins, origins))
        left, _ = _without_sub(draft.with_item(place, replace(item, subs=tuple(subs))), place)
        return left, replace(into, sub=into.sub - (place.sub < into.sub))
    target = _with_more_subs(_item(draft, into), item)
    lineage = replace(target.lineage, origins=_joined(target.lineage.origins, item.lineage.origins))
    draft = draft.with_item(into, replace(target, lineage=lineage))
    draft = with_renamed(draft, place.group, item.thing.name, target.thing.name)
    left, _ = delete(draft, place)
    return left, replace(into, index=into.index - (place.index < into.index))


def _with_more_subs(target: Item, item: Item) -> Item:
    """With the modes or values of another thing: those of one name are one."""
    known = sub_names(target.thing)
    if not known and isinstance(target.thing, AttributeType):
        return target  # Open: any value goes already.
    subs, lineages = list(subs_of(target.thing)), list(target.subs)
    for sub, name, lineage in zip(subs_of(item.thing), sub_names(item.thing), item.subs, strict=True):
        if name in known:
            at = known.index(name)
            lineages[at] = replace(lineages[at], origins=_joined(lineages[at].origins, lineage.origins))
        else:
            subs.append(sub)
            lineages.append(lineage)
    return replace(target, thing=with_subs(target.thing, tuple(subs)), subs=tuple(lineages))


def split(draft: Draft, place: Place, names: Iterable[str]) -> At:
    """What is at a place becomes several: the first stays here, the others come below it, all of the same origin."""
    first, *others = names
    lineage = _lineage(draft, place)
    draft, here = set_field(draft, place, "name", first), place
    for name in others:
        draft, here = duplicate(draft, here)
        draft = set_field(draft, here, "name", name)
        draft = set_field(draft, here, "title", name) if not isinstance(draft.subject(here), str) else draft
        draft = _with_lineage(draft, here, Lineage(lineage.origins, name))
    return (with_split(draft, place.group, first, (first, *others)) if place.sub is None else draft), place


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _lineage(draft: Draft, place: Place) -> Lineage:
    item = _item(draft, place)
    return item.lineage if place.sub is None else item.subs[place.sub]


def _with_lineage(draft: Draft, place: Place, lineage: Lineage) -> Draft:
    item = _item(draft, place)
    if place.sub is None:
        return draft.with_item(place, replace(item, lineage=lineage))
    subs = (*item.subs[: place.sub], lineage, *item.subs[place.sub + 1 :])
    return draft.with_item(place, replace(item, subs=subs))


def _inserted(draft: Draft, place: Place, item: Item) -> At:
    items = draft.items[place.group]
    place = replace(place, sub=None)
    return draft.with_items(place.group, (*items[: place.index], item, *items[place.index :])), place


def _inserted_sub(draft: Draft, place: Place, sub: Mode | str, lineage: Lineage) -> At:
    item, at = _item(draft, place), place.sub or 0
    subs = subs_of(item.thing)
    thing = with_subs(item.thing, (*subs[:at], sub, *subs[at:]))
    return draft.with_item(place, replace(item, thing=thing, subs=(*item.subs[:at], lineage, *item.subs[at:]))), place


def _item(draft: Draft, place: Place) -> Item:
    return draft.items[place.group][place.index]


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name, or with a number behind it where it is taken."""
    names, number, name = set(taken), 2, wanted
    while name in names:
        name, number = f"{wanted}_{number}", number + 1
    return name

"""What is wrong in a draft, at which field of which form, in words. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from glossator.schema import Schema, faults
from glossator_desktop.schema_editing.draft import (
    LISTED,
    Draft,
    Group,
    Item,
    Place,
    Thing,
    name_at,
    subs_of,
    with_subs,
)
from glossator_desktop.schema_editing.fields import form_of, what_is_at

_PARTS = {"cardinality": "roles", "fillers": "roles", "applies_to": "targets", "pairs": "source"}
"""Keys of the file that a form shows in another field."""


@dataclass(frozen=True, slots=True)
class Located:
    """A fault where a person can mend it."""

    place: Place
    field: str
    message: str


def faults_of(draft: Draft) -> list[Located]:
    """Everything that is wrong, in the order of the groups."""
    found = list(_unnamed(draft))
    for fault in faults(as_known(draft)):
        found.extend(_located(draft, fault.path, fault.message))
    return list(dict.fromkeys(found))


def as_known(draft: Draft) -> Schema:
    """The schema with every name as others know it: a name that cannot be is one fault, not one for each mention."""
    groups = {group: tuple(_known(item) for item in draft.items[group]) for group in LISTED}
    return replace(draft.head, **cast(dict[str, Any], groups))


def _known(item: Item) -> Thing:
    names = [lineage.known_as for lineage in item.subs]
    subs = zip(subs_of(item.thing), names, strict=True)
    thing = with_subs(
        item.thing, tuple(name if isinstance(sub, str) else replace(sub, name=name) for sub, name in subs)
    )
    return replace(thing, name=item.lineage.known_as)


def _unnamed(draft: Draft) -> Iterator[Located]:
    """Names that are missing, or there twice: said by both that have them, the checks name only one place."""
    for group in LISTED:
        places = list(draft.places(group))
        for place in places:
            name = name_at(draft, place)
            rivals = [other for other in places if _are_rivals(place, other) and name_at(draft, other) == name]
            if not name.strip():
                yield Located(place, "name", f"every {what_is_at(place)} needs a name")
            elif 1 < len(rivals):
                yield Located(place, "name", f"another {what_is_at(place)} is called {name}; choose another name")


def _are_rivals(place: Place, other: Place) -> bool:
    """Whether two places may not hold the same name."""
    same_thing = place.index == other.index
    return (place.sub is None and other.sub is None) or (same_thing and None not in (place.sub, other.sub))


def _located(draft: Draft, path: tuple[str, ...], message: str) -> Iterator[Located]:
    group: Group = path[0]  # type: ignore[assignment]
    if group in ("conventions", "schema"):
        yield Located(Place(group), path[1] if 1 < len(path) else "guideline", message)
        return
    place, rest = _place_of(draft, group, path[1:])
    if not rest:
        return  # A name: `_unnamed` has said it.
    field = _PARTS.get(rest[0], rest[0])
    known = {one.name for one in form_of(place)}
    yield Located(place, field if field in known else "name", message)


def _place_of(draft: Draft, group: Group, path: tuple[str, ...]) -> tuple[Place, tuple[str, ...]]:
    things = draft.items[group]
    index = next((number for number, item in enumerate(things) if item.lineage.known_as == path[0]), 0)
    place, rest = Place(group, index), path[1:]
    if rest[:1] in (("modes",), ("values",)) and 1 < len(rest):
        names = [lineage.known_as for lineage in things[index].subs]
        if rest[1] in names:
            return replace(place, sub=names.index(rest[1])), rest[2:]
    return place, rest

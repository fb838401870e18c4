"""What of a schema speaks of a name, and how that follows when the name changes or goes. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, TypeVar

from glossator.schema import AttributeType, EntityType, EventType, RelationType, Role
from glossator.schema.roles import event_filler, event_type_of
from glossator_desktop.schema_editing.draft import Draft, Group, Thing

Names: TypeAlias = tuple[str, ...]
Follow: TypeAlias = Callable[[Names], Names]


def with_renamed(draft: Draft, group: Group, old: str, new: str) -> Draft:
    """What spoke of a thing by its old name speaks of it by the new one."""

    def follow(names: Names) -> Names:
        return tuple(dict.fromkeys(new if name == old else name for name in names))

    return _with_labels(_following(draft, group, follow), group, old, new)


def with_split(draft: Draft, group: Group, old: str, names: Names) -> Draft:
    """What spoke of a thing speaks of all that it became; where there is room for one, of the first."""

    def follow(listed: Names) -> Names:
        followed = (name for one in listed for name in (names if one == old else (one,)))
        return tuple(dict.fromkeys(followed))

    return _with_labels(_following(draft, group, follow), group, old, names[0])


def without(draft: Draft, group: Group, name: str) -> Draft:
    """A name is gone; nothing speaks of it any more.

    It stays where it was the last one and an empty list would mean: any. That is a fault then, for a person to decide.
    """

    def follow(names: Names) -> Names:
        rest = tuple(other for other in names if other != name)
        return rest or names

    return _with_labels(_following(draft, group, follow), group, name, None)


def _following(draft: Draft, group: Group, follow: Follow) -> Draft:
    for other in ("event_types", "roles", "attributes", "relation_types"):
        items = tuple(
            item if thing == item.thing else replace(item, thing=thing)
            for item in draft.items[other]
            for thing in [_followed(item.thing, group, follow)]
        )
        if items != draft.items[other]:
            draft = draft.with_items(other, items)
    return draft


def _followed(thing: Thing, group: Group, follow: Follow) -> Thing:
    if isinstance(thing, EventType):
        thing = _parented(thing, follow) if group == "event_types" else thing
        thing = _with_roles(thing, follow) if group == "roles" else thing
        return replace(thing, fillers=tuple((role, _fillers(names, group, follow)) for role, names in thing.fillers))
    if isinstance(thing, EntityType):
        return _parented(thing, follow) if group == "entity_types" else thing
    if isinstance(thing, Role):
        return replace(thing, allowed=_fillers(thing.allowed, group, follow))
    if isinstance(thing, RelationType) and group == "entity_types":
        pairs = tuple(
            (one[0], other[0]) for pair in thing.pairs for one, other in [(follow(pair[:1]), follow(pair[1:]))]
        )
        return replace(thing, source=follow(thing.source), target=follow(thing.target), pairs=pairs)
    if isinstance(thing, AttributeType):
        groups = {"event": "event_types", "relation": "relation_types"}
        about = {groups.get(target, "entity_types") for target in thing.targets}
        return replace(thing, only_for=follow(thing.only_for)) if group in about else thing
    return thing


_T = TypeVar("_T", EntityType, EventType)


def _parented(type_: _T, follow: Follow) -> _T:
    """With an empty name behind it no name is the last one: "" comes back where it is gone."""
    return replace(type_, parent=follow((type_.parent, ""))[0] or None) if type_.parent else type_


def _fillers(allowed: Names, group: Group, follow: Follow) -> Names:
    if group == "entity_types":
        return follow(allowed)
    if group != "event_types":
        return allowed
    followed = []
    for filler in allowed:
        type_ = event_type_of(filler)
        name = follow((type_, ""))[0] if type_ is not None else ""
        followed.append(filler if type_ is None else event_filler(name) if name else "")
    return tuple(dict.fromkeys(filler for filler in followed if filler)) or allowed


def _with_roles(type_: EventType, follow: Follow) -> EventType:
    counts = ((follow((role, ""))[0], cardinality) for role, cardinality in type_.cardinalities)
    fillers = ((follow((role, ""))[0], names) for role, names in type_.fillers)
    return replace(
        type_,
        roles=follow(type_.roles),
        cardinalities=tuple(pair for pair in counts if pair[0]),
        fillers=tuple(pair for pair in fillers if pair[0]),
    )


def _with_labels(draft: Draft, group: Group, old: str, new: str | None) -> Draft:
    found = draft.head.conventions
    if group != "entity_types" or old not in (found.country_label, found.institution_label):
        return draft
    changed = replace(
        found,
        country_label=new if found.country_label == old else found.country_label,
        institution_label=new if found.institution_label == old else found.institution_label,
    )
    return replace(draft, head=replace(draft.head, conventions=changed))

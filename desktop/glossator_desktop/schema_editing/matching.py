"""Another schema taken over into a draft: which of its names are which of ours. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossator.schema import Schema
from glossator_desktop.schema_editing.draft import LISTED, Draft, Item, Lineage, Thing, begin, sub_names


def taken_over(draft: Draft, schema: Schema) -> Draft:
    """A draft of this schema, as it came out of a text or a file.

    What has the name of something we have is that. What has no such name, and stands where one of ours has gone, is
    taken for that, renamed; the wizard lets a person say otherwise.
    """
    fresh = begin(schema)
    items = {group: _matched(draft.items[group], [item.thing for item in fresh.items[group]]) for group in LISTED}
    head = replace(fresh.head, version=draft.head.version)
    return Draft(draft.base, head, items)


def added_to(draft: Draft, schema: Schema) -> Draft:
    """The draft with what it lacks of this schema; what it has stays as it is."""
    for group in LISTED:
        names = {item.thing.name for item in draft.items[group]}
        new = [item.thing for item in begin(schema).items[group] if item.thing.name not in names]
        fresh = tuple(Item(thing, Lineage((), thing.name), _new_subs(thing)) for thing in new)
        draft = draft.with_items(group, (*draft.items[group], *fresh))
    return draft


def _new_subs(thing: Thing) -> tuple[Lineage, ...]:
    return tuple(Lineage((), name) for name in sub_names(thing))


def _matched(ours: Sequence[Item], theirs: Sequence[Thing]) -> tuple[Item, ...]:
    lineages = _lineages([(item.thing.name, item.lineage) for item in ours], [thing.name for thing in theirs])
    by_lineage = {item.lineage: item for item in ours if item.lineage.origins}
    return tuple(
        Item(thing, replace(lineage, known_as=thing.name), _matched_subs(by_lineage.get(lineage), thing))
        for thing, lineage in zip(theirs, lineages, strict=True)
    )


def _matched_subs(ours: Item | None, thing: Thing) -> tuple[Lineage, ...]:
    known = list(zip(sub_names(ours.thing), ours.subs, strict=True)) if ours else []
    names = sub_names(thing)
    return tuple(replace(found, known_as=name) for found, name in zip(_lineages(known, names), names, strict=True))


def _lineages(ours: Sequence[tuple[str, Lineage]], theirs: Sequence[str]) -> list[Lineage]:
    """For each of their names its lineage: by name, else by place between the same neighbours."""
    known = dict(ours)
    names = [name for name, _ in ours]
    found: list[Lineage] = []
    for at, name in enumerate(theirs):
        if name in known:
            found.append(known[name])
            continue
        here = names[at] if at < len(names) and len(names) == len(theirs) else None
        found.append(known[here] if here is not None and here not in theirs else Lineage((), name))
    return found

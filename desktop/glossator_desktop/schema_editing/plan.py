"""From the changes of a draft and a person's answers to a migration: what is asked of each, and the steps in order.

Pure, without Qt. The order matters, since each step of a migration works on what those before it have left: modes and
values while their types have their old names; what goes, before what takes its name; renames such that no name is
there twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol, TypeVar, cast

from glossator.schema import AttributeType, EventType, Schema
from glossator.schema.migration import (
    ByAttribute,
    BySurface,
    Change,
    Delete,
    Merge,
    Rename,
    Rule,
    Split,
    migrated,
)
from glossator.schema.migration.groups import names_in
from glossator_desktop.schema_editing.changes import NameChange
from glossator_desktop.schema_editing.draft import LISTED, Draft, sub_names

OPEN: Final = ""
"""Nobody has answered yet."""
DROP, FREE, INTO, ASK, ALL, VALUE, WORDS = "drop", "free", "into:", "ask", "all", "value:", "words"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person has chosen for a change; `names` say for each value, or new name, what a rule of theirs gives."""

    choice: str = OPEN
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be chosen, in words."""

    choice: str
    title: str
    detail: str = ""


def offers(draft: Draft, change: NameChange, answer: Answer, *, used: bool) -> list[Offer]:
    """What may be chosen for a change; nothing where there is nothing to ask."""
    if change.what == "delete":
        return _offers_for_deletion(draft, change, answer) if used else []
    if change.what != "split":
        return []
    first, *_ = change.into
    found = [
        Offer(ASK, "Ask me for each", f"They become {first} for now, with a flag: decide."),
        Offer(ALL, f"All become {first}", "The other names begin without annotations."),
    ]
    found += [
        Offer(f"{VALUE}{one.name}", f"By {one.title.lower()}", "Its value decides; what has none is asked.")
        for one in _deciding_attributes(draft.base, change)
    ]
    return [*found, Offer(WORDS, "By words in the text", "A pattern for each name; what fits none is asked.")]


def _offers_for_deletion(draft: Draft, change: NameChange, answer: Answer) -> list[Offer]:
    found = []
    if change.group == "entity_types":
        found.append(Offer(FREE, "Keep the spans, without a label", "What they fill stays filled."))
    found.append(Offer(DROP, "Take it out of the annotations", _what_goes(change.group)))
    known, new = _heirs(draft, change)
    found += [Offer(f"{INTO}{other}", f"It is called {other} now", "as if it had been renamed") for other in new]
    if known:
        chosen = answer.choice if answer.choice.removeprefix(INTO) in known else f"{INTO}{known[0]}"
        found.append(Offer(chosen, "Turn it into another", "Whatever bears it bears the other name from then on."))
    return found


def _what_goes(group: str) -> str:
    kind = group.partition(":")[0]
    words = {
        "entity_types": "Spans of it are deleted, also where they fill a role.",
        "event_types": "Events of it are deleted, with all that hangs on them.",
        "modes": "The events stay, without this mode.",
        "roles": "The events stay, without what fills it.",
        "relation_types": "Relations of it are deleted.",
    }
    return words.get(kind, "Everything else about them stays.")


def _heirs(draft: Draft, change: NameChange) -> tuple[list[str], list[str]]:
    """The names of the draft that a deleted one may become: those in force already, and the new ones."""
    kind, _, of = change.group.partition(":")
    if kind in LISTED:
        items = draft.items[kind]
        pairs = [(item.thing.name, item.lineage.origins) for item in items]
    else:
        group = "event_types" if kind == "modes" else "attributes"
        heirs = [item for item in draft.items[group] if item.lineage.origins == (of,)]  # type: ignore[index]
        pairs = [
            (name, lineage.origins)
            for item in heirs
            for name, lineage in zip(sub_names(item.thing), item.subs, strict=True)
        ]
    return [name for name, origins in pairs if origins], [name for name, origins in pairs if not origins]


def _deciding_attributes(schema: Schema, change: NameChange) -> list[AttributeType]:
    """Attributes with a closed choice that what is split may have."""
    kind = change.group.partition(":")[0]
    if kind == "entity_types":
        found = schema.attributes_of("span", change.names[0])
    elif kind in ("event_types", "modes", "roles", "contexts"):
        found = schema.attributes_of("event", change.names[0] if kind == "event_types" else None)
    elif kind == "relation_types":
        found = schema.attributes_of("relation", change.names[0])
    else:
        found = ()
    return [attribute for attribute in found if attribute.values]


def heirs(draft: Draft, change: NameChange, answer: Answer) -> tuple[str, ...]:
    """The names that may take the place of a deleted one, once that has been chosen; else nothing."""
    known, _ = _heirs(draft, change) if change.what == "delete" else ([], [])
    return tuple(known) if answer.choice.removeprefix(INTO) in known else ()


def asked_for(schema: Schema, change: NameChange, answer: Answer) -> tuple[str, ...]:
    """What else an answer needs: the values of the attribute, or the new names that want a pattern."""
    if answer.choice.startswith(VALUE):
        attribute = schema.attribute(answer.choice.removeprefix(VALUE))
        return attribute.values if attribute is not None else ()
    return change.into if answer.choice == WORDS else ()


# The migration


def steps(draft: Draft, changes: Sequence[NameChange], answers: Mapping[NameChange, Answer]) -> list[Change]:
    """The migration that these changes and answers come to."""
    parts = [change for change in changes if ":" in change.group]
    wholes = [change for change in changes if ":" not in change.group]
    found: list[Change] = []
    for some in (parts, wholes):
        for group in dict.fromkeys(change.group for change in some):
            mine = [change for change in some if change.group == group]
            found.extend(_of_group(draft, group, mine, answers))
    return found


def _of_group(
    draft: Draft, group: str, changes: list[NameChange], answers: Mapping[NameChange, Answer]
) -> Iterable[Change]:
    now = {change.into[0]: change.names[0] for change in changes if change.what == "rename"}
    renames: list[tuple[str, str]] = []
    for change in sorted(changes, key=lambda change: ("delete", "split", "merge", "rename").index(change.what)):
        answer = answers.get(change, Answer())
        if change.what == "delete":
            yield from _deletion(draft, change, answer, now, renames)
        elif change.what == "split":
            yield Split(group, change.names[0], change.into, rule(change, answer))
        elif change.what == "merge":
            yield Merge(group, change.names, change.into[0])
        else:
            renames.append((change.names[0], change.into[0]))
    settled = [change for change in changes if change.what != "rename"]
    gone = {name for change in settled for name in change.names} - {name for name, _ in renames}
    there = {name for change in settled for name in change.into}
    # A name that a split has made is there already: what else gets it is merged into it.
    yield from (Merge(group, (name,), to) for name, to in renames if to in there)
    rest = [pair for pair in renames if pair[1] not in there]
    yield from _renames(group, rest, (set(names_in(draft.base, group)) - gone) | there)


def _deletion(
    draft: Draft, change: NameChange, answer: Answer, now: Mapping[str, str], renames: list[tuple[str, str]]
) -> Iterable[Change]:
    (name,) = change.names
    if not answer.choice.startswith(INTO):
        what = answer.choice
        yield Delete(change.group, name, "drop" if what == DROP else "free" if what == FREE else "refuse")
        return
    heir = answer.choice.removeprefix(INTO)
    before = now.get(heir, heir)
    if before in names_in(draft.base, change.group):
        yield Merge(change.group, (name,), before)
    else:
        renames.append((name, heir))


def rule(change: NameChange, answer: Answer) -> Rule | None:
    """What decides a split; None: a person, for each."""
    if answer.choice == ALL:
        return BySurface((("", change.into[0]),))
    pairs = tuple((key, name) for key, name in answer.names.items() if key and name)
    if answer.choice.startswith(VALUE) and pairs:
        return ByAttribute(answer.choice.removeprefix(VALUE), pairs)
    if answer.choice == WORDS and pairs:
        return BySurface(tuple((pattern, name) for name, pattern in pairs))
    return None


def _renames(group: str, pairs: list[tuple[str, str]], taken: set[str]) -> Iterable[Change]:
    """One after the other, none onto a name that is still there; names that change places go by way of another."""
    first = {to: name for name, to in reversed(pairs)}
    waiting = [(name, to) for name, to in pairs if first[to] == name]
    later = [(name, to) for name, to in pairs if first[to] != name]
    for _ in range(2 * len(pairs)):
        if not waiting:
            break
        free = next((pair for pair in waiting if pair[1] not in taken), None)
        if free is None:
            name, to = waiting.pop(0)
            aside = f"{name}~"
            yield Rename(group, name, aside)
            taken = (taken - {name}) | {aside}
            waiting.append((aside, to))
            continue
        waiting.remove(free)
        yield Rename(group, *free)
        taken = (taken - {free[0]}) | {free[1]}
    # Names that nothing makes room for: the project says so, in its own words.
    yield from (Rename(group, *pair) for pair in waiting)
    yield from (Merge(group, (name,), to) for name, to in later)


def final_schema(draft: Draft, changes: Iterable[Change], answers: Mapping[NameChange, Answer]) -> Schema:
    """The draft's schema, with what only the migration brings.

    Models' labels that were their types' names go on to mean these types; a type or attribute that has taken the place
    of a deleted one has that one's modes or values too, since annotations bear them.
    """
    after = migrated(draft.base, changes)
    heirs = {answer.choice.removeprefix(INTO) for answer in answers.values() if answer.choice.startswith(INTO)}
    schema = _with_model_labels(draft.schema, after)
    return replace(
        schema,
        event_types=tuple(_with_modes(type_, after) if type_.name in heirs else type_ for type_ in schema.event_types),
        attributes=tuple(_with_values(one, after) if one.name in heirs else one for one in schema.attributes),
    )


def _with_modes(type_: EventType, after: Schema) -> EventType:
    moved = after.event_type(type_.name)
    more = tuple(mode for mode in moved.modes if type_.mode(mode.name) is None) if moved is not None else ()
    return replace(type_, modes=(*type_.modes, *more)) if more else type_


def _with_values(attribute: AttributeType, after: Schema) -> AttributeType:
    moved = after.attribute(attribute.name)
    if moved is None or not attribute.values:
        return attribute
    more = tuple(value for value in moved.values if value not in attribute.values)
    return replace(attribute, values=(*attribute.values, *more)) if more else attribute


def _with_model_labels(schema: Schema, after: Schema) -> Schema:
    modes = {type_.name: type_.modes for type_ in after.event_types}
    types = _labelled(schema.event_types, after.event_types)
    return replace(
        schema,
        entity_types=_labelled(schema.entity_types, after.entity_types),
        event_types=tuple(replace(one, modes=_labelled(one.modes, modes.get(one.name, ()))) for one in types),
        roles=_labelled(schema.roles, after.roles),
    )


class _Labelled(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def model_labels(self) -> tuple[str, ...]: ...


_L = TypeVar("_L", bound=_Labelled)


def _labelled(things: tuple[_L, ...], after: tuple[_L, ...]) -> tuple[_L, ...]:
    """With the labels that those of the same name have after the migration, as far as nothing else bears them."""
    moved = {thing.name: thing.model_labels for thing in after}
    taken = {name for thing in things for name in (thing.name, *thing.model_labels)}
    found: list[_L] = []
    for thing in things:
        more = [label for label in moved.get(thing.name, ()) if label not in taken]
        taken.update(more)
        labels = (*thing.model_labels, *more)
        found.append(replace(cast(Any, thing), model_labels=labels) if more else thing)
    return tuple(found)

"""The same words marked in different ways: strings, triggers, and mentions of one entity. Part of the insight layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from glossator.annotation import Entity, Event, Span
from glossator.insight.problems.model import (
    SEVERITIES,
    Elsewhere,
    Fix,
    Problem,
    Thing,
    place_of,
    problem,
    quoted,
    stable,
)

_Named: TypeAlias = tuple[str, Thing]


def label_problems(groups: Mapping[str, Sequence[Span]]) -> Iterator[Problem]:
    """Spans of one string whose label is not what most of them have. `groups` are the labelled spans by their words."""
    for words, spans in groups.items():
        if 1 < len(spans) and 1 < len({span.label for span in spans}):
            yield from _minority("string_labels", words, [(span.label or "", span) for span in spans])


def type_problems(groups: Mapping[str, Sequence[Event]]) -> Iterator[Problem]:
    """Events of one trigger whose type is not what most of them have. `groups` are the events by their trigger."""
    for words, events in groups.items():
        if 1 < len(events) and 1 < len({event.type for event in events}):
            yield from _minority("trigger_types", words, [(event.type, event) for event in events])


def _minority(code: str, words: str, things: list[_Named]) -> Iterator[Problem]:
    usual, count = usual_of(name for name, _ in sorted(things, key=lambda one: _order(one[1])))
    same = {place_of(thing): thing.id for name, thing in things if name == usual}
    # What a person has marked twice in one place is no oversight.
    odd = [(name, thing) for name, thing in things if name != usual and place_of(thing) not in same]
    others, those = ("elsewhere", "the other") if count == 1 else (f"in {count} other places", f"the other {count}")
    ids = tuple(same.values())
    every = (_all(tuple(thing.id for _, thing in odd), usual, f"Make all of them {usual}"),) if 1 < len(odd) else ()
    for name, thing in odd:
        fixes = (
            Fix(f"Make it {usual}", "set_label", {"thing_id": thing.id, "label": usual}),
            _all(ids, name, f"Make {those} {name}"),
            *every,
        )
        message = f"{quoted(thing.text)} is {name} here, but {usual} {others}."
        yield problem(code, message, thing, about=f"{words}:{name}", fixes=fixes)


def usual_of(names: Iterable[str]) -> tuple[str, int]:
    """The most frequent name and its count; of several the one that comes first."""
    return Counter(names).most_common(1)[0]


def _all(ids: tuple[int, ...], label: str, title: str) -> Fix:
    if len(ids) == 1:
        return Fix(title, "set_label", {"thing_id": ids[0], "label": label})
    return Fix(title, "set_labels", {"thing_ids": ids, "label": label})


def _order(thing: Thing) -> tuple[int, int]:
    return thing.start, thing.id


def elsewhere_problems(
    groups: Mapping[str, Sequence[Event]], elsewhere: Mapping[str, tuple[Elsewhere, ...]]
) -> Iterator[Problem]:
    """Events whose trigger has only other types in the rest of the project, and mostly one of them."""
    for words in groups.keys() & elsewhere.keys():
        types = elsewhere[words]
        usual = max(types, key=lambda found: found.count)
        if any(found.type == event.type for found in types for event in groups[words]):
            continue
        for event in groups[words]:
            times = "another document" if usual.count == 1 else f"{usual.count} places of other documents"
            message = f"{quoted(event.text)} is {event.type} here, but {usual.type} in {times}."
            fix = Fix(f"Make it {usual.type}", "set_label", {"thing_id": event.id, "label": usual.type})
            yield problem("trigger_types_elsewhere", message, event, about=f"{words}:{event.type}", fixes=(fix,))


def entity_problems(entities: Iterable[Entity], spans: Mapping[int, Span]) -> Iterator[Problem]:
    """Entities whose labelled mentions have different labels."""
    for entity in entities:
        mentions = [spans[number] for number in entity.mentions if number in spans]
        labels = [(span.label, span) for span in mentions if span.label is not None]
        if len({label for label, _ in labels}) < 2:
            continue
        usual, _ = usual_of(label for label, span in sorted(labels, key=lambda one: _order(one[1])))
        odd = [span for label, span in labels if label != usual]
        others = sorted({span.label or "" for span in odd})
        message = f"{quoted(entity.name)} is mentioned as {usual} and as {' and '.join(others)}."
        ids = tuple(span.id for span in odd)
        fixes = [_all(ids, usual, f"Make {'it' if len(ids) == 1 else f'these {len(ids)}'} {usual}")]
        if len(others) == 1:
            same = tuple(span.id for label, span in labels if label == usual)
            fixes.append(_all(same, others[0], f"Make the other{'s' if 1 < len(same) else ''} {others[0]}"))
        code = "entity_types"
        yield Problem(code, SEVERITIES[code], message, entity.document_id, odd[0].id, odd[0].fragments,
                      stable(entity), tuple(fixes))  # fmt: skip

"""Verbs on spans: add, label, edges, fragments, attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from glossator.annotation import Attributes, AttributeValue, Event, Fragments, Origin, Span
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.steps.verbs.checks import check_attributes, check_event_type, check_label
from glossator.steps.verbs.deciding import decisions_of_result

_BY_HAND = Origin()


def add_span(
    step: Step,
    document_id: int,
    fragments: Fragments,
    label: str | None,
    *,
    attributes: Attributes | None = None,
    origin: Origin = _BY_HAND,
) -> int:
    """Add a span at exactly these fragments; returns its id."""
    check_label(step.schema, label)
    if not fragments:
        raise VerbError("A span needs at least one fragment of text.")
    surface = step.surface(document_id, fragments)
    values = check_attributes(step.schema, attributes or {})
    number, uid = step.new_id()
    step.add(Span(number, document_id, step.annotator, label, fragments, surface, values, origin, uid))
    return number


def set_label(step: Step, thing_id: int, label: str | None) -> None:
    """Give a span another label, or an event another type (its modes go, unless the new type has them too)."""
    if step.store.things.kind_of(thing_id) == "event":
        if label is None:
            raise VerbError("An event needs a type.")
        _set_type(step, step.event(thing_id), label)
        return
    check_label(step.schema, label)
    before = step.span(thing_id)
    _update(step, before, replace(before, label=label))


def _set_type(step: Step, before: Event, name: str) -> None:
    check_event_type(step.schema, name)
    found = step.schema.event_type(name)
    allowed = {mode.name for mode in found.modes} if found else set()
    modes = tuple(mode for mode in before.modes if mode in allowed)
    step.update(before, replace(before, type=name, modes=modes))


def set_edges(step: Step, thing_id: int, fragments: Fragments) -> None:
    """Move a span, or an event's trigger, to exactly these fragments."""
    if step.store.things.kind_of(thing_id) == "event":
        event = step.event(thing_id)
        surface = step.surface(event.document_id, fragments)
        step.update(event, replace(event, trigger=fragments, text=surface))
        return
    before = step.span(thing_id)
    if not fragments:
        raise VerbError("A span needs at least one fragment of text.")
    surface = step.surface(before.document_id, fragments)
    _update(step, before, replace(before, fragments=fragments, text=surface))


def add_fragment(step: Step, thing_id: int, start: int, end: int) -> None:
    """Add a further fragment to a span or a trigger; one that touches another is joined to it."""
    if step.store.things.kind_of(thing_id) == "event":
        set_edges(step, thing_id, merged((*step.event(thing_id).trigger, (start, end))))
    else:
        set_edges(step, thing_id, merged((*step.span(thing_id).fragments, (start, end))))


def merged(fragments: Fragments) -> Fragments:
    """Fragments in order; those that overlap or touch become one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(fragments):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def set_attributes(step: Step, thing_id: int, values: Mapping[str, AttributeValue | None]) -> None:
    """Set attributes of a span or an event; a value of None removes the attribute."""
    given = check_attributes(step.schema, values)
    before: Span | Event = (
        step.event(thing_id) if step.store.things.kind_of(thing_id) == "event" else step.span(thing_id)
    )
    gone = {name for name, value in values.items() if value is None}
    changed = {name: value for name, value in {**before.attributes, **given}.items() if name not in gone}
    step.update(before, replace(before, attributes=changed))


def _update(step: Step, before: Span, after: Span) -> None:
    """Write a span; where it came from a suggestion, the decision tells whether it still is as suggested."""
    for decision in decisions_of_result(step, before.id):
        suggestion = step.store.suggestions.get(decision.suggestion, 0)
        if suggestion is None:
            continue
        same = (suggestion.label, suggestion.fragments) == (after.label, after.fragments)
        how: Literal["accepted", "corrected"] = "accepted" if same else "corrected"
        if before.origin.suggestion == suggestion.id:
            after = replace(after, origin=replace(after.origin, how=how))
        step.update(decision, replace(decision, state=how))
    step.update(before, after)

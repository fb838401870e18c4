"""Verbs on events: add, modes, contexts, arguments, finishing a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from glossator.annotation import (
    Argument,
    Attributes,
    Event,
    Fragment,
    Fragments,
    Origin,
    Suggestion,
    as_fragments,
)
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.steps.verbs.checks import check_contexts, check_event_type, check_modes, check_role
from glossator.steps.verbs.deciding import decide, origin_of
from glossator.steps.verbs.removal import drop_unused_filler
from glossator.steps.verbs.spans import add_span, set_attributes

Filler: TypeAlias = int | Fragment | Sequence[Fragment]
"""A span or event by id, or a place in the text that becomes a free filler."""


def add_event(
    step: Step,
    document_id: int,
    event_type: str,
    trigger: Fragments,
    *,
    modes: Iterable[str] = (),
    contexts: Iterable[str] = (),
    arguments: Iterable[tuple[str, Filler]] = (),
    attributes: Attributes | None = None,
    draft: bool = False,
    suggestion: Suggestion | None = None,
) -> int:
    """Add an event; returns its id. Coming from a hint, the hint counts as accepted (or corrected)."""
    check_event_type(step.schema, event_type)
    modes, contexts = tuple(modes), tuple(contexts)
    check_modes(step.schema, event_type, modes)
    check_contexts(step.schema, contexts)
    surface = step.surface(document_id, trigger)
    number, uid = step.new_id()
    origin = Origin()
    if suggestion is not None:
        origin = origin_of(suggestion, event_type, trigger)
        decide(step, suggestion.id, "accepted" if origin.how == "accepted" else "corrected", number)
    event = Event(
        number, document_id, step.annotator, event_type, trigger, surface, modes, contexts, draft=draft,
        origin=origin, uid=uid,
    )  # fmt: skip
    step.add(event)
    for role, filler in arguments:
        add_argument(step, number, role, filler)
    if attributes:
        set_attributes(step, number, attributes)
    return number


def set_modes(step: Step, event_id: int, modes: Iterable[str]) -> None:
    """Give an event these modes and no others."""
    before = step.event(event_id)
    modes = tuple(modes)
    check_modes(step.schema, before.type, modes)
    step.update(before, replace(before, modes=modes))


def set_contexts(step: Step, thing_id: int, contexts: Iterable[str]) -> None:
    """Give an event, or a document as a whole, these contexts and no others."""
    contexts = tuple(contexts)
    check_contexts(step.schema, contexts)
    if step.store.things.kind_of(thing_id) == "event":
        before = step.event(thing_id)
        step.update(before, replace(before, contexts=contexts))
        return
    step.text(thing_id)
    state = step.layer_state(thing_id)
    step.write_layer_state(state, replace(state, contexts=contexts))


def add_argument(step: Step, event_id: int, role: str, filler: Filler) -> int:
    """Give a role a further filler; returns the filler's id. The same filler twice in a role counts once."""
    check_role(step.schema, role)
    before = step.event(event_id)
    filler_id = _filler_id(step, before, filler)
    if filler_id in before.fillers(role):
        return filler_id
    after = replace(before, arguments=(*before.arguments, Argument(role, filler_id)))
    if before.id in _reachable(step, filler_id):
        raise VerbError("An event cannot take part in itself.")
    step.update(before, after)
    return filler_id


def _filler_id(step: Step, event: Event, filler: Filler) -> int:
    if not isinstance(filler, int):
        return add_span(step, event.document_id, as_fragments(filler), None)
    kind = step.store.things.kind_of(filler)
    if kind == "span":
        found: int = step.span(filler).document_id
    elif kind == "event":
        found = step.event(filler).document_id
    else:
        raise VerbError(
            f"{filler} is {'unknown' if kind is None else f'a {kind}'}; a role is filled by a span or event."
        )
    if found != event.document_id:
        raise VerbError("A role is filled from the event's own document.")
    return filler


def _reachable(step: Step, thing_id: int) -> set[int]:
    """The ids of the events that `thing_id` is or contains, through any number of arguments."""
    seen: set[int] = set()
    waiting = [thing_id]
    while waiting:
        number = waiting.pop()
        event = step.store.events.get(number)
        if event is not None and number not in seen:
            seen.add(number)
            waiting.extend(argument.filler for argument in event.arguments)
    return seen


def remove_argument(step: Step, event_id: int, role: str, filler_id: int | None = None) -> None:
    """Take one filler, or all, out of a role. A free filler that no role needs any more goes with it."""
    before = step.event(event_id)
    gone = [argument for argument in before.arguments if argument.role == role and filler_id in (None, argument.filler)]
    kept = tuple(argument for argument in before.arguments if argument not in gone)
    step.update(before, replace(before, arguments=kept))
    for argument in gone:
        drop_unused_filler(step, argument.filler)


def finish_event(step: Step, event_id: int) -> None:
    """A draft becomes a finished event."""
    before = step.event(event_id)
    step.update(before, replace(before, draft=False))

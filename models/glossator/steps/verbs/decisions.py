"""Verbs on suggestions: accept as it is or corrected, reject, take a decision back."""

from __future__ import annotations

from collections.abc import Iterable

from glossator.annotation import Fragments, Suggestion
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.steps.verbs.deciding import decide, decision_of, origin_of, suggestion_of
from glossator.steps.verbs.events import add_event
from glossator.steps.verbs.spans import add_span


def accept(step: Step, suggestion_id: int, *, label: str | None = None, fragments: Fragments | None = None) -> int:
    """Make an annotation of a suggestion, as it is or with another label or edges; returns its id.

    One that was accepted before returns the annotation it became.
    """
    suggestion = suggestion_of(step, suggestion_id)
    decision = decision_of(step, suggestion_id)
    if decision is not None and decision.result is not None:
        return decision.result
    chosen = label or suggestion.label
    place = fragments or suggestion.fragments
    if suggestion.kind == "event":
        modes = _modes(suggestion, chosen)
        return add_event(step, suggestion.document_id, chosen, place, modes=modes, suggestion=suggestion)
    origin = origin_of(suggestion, chosen, place)
    span_id = add_span(step, suggestion.document_id, place, chosen, origin=origin)
    decide(step, suggestion_id, "accepted" if origin.how == "accepted" else "corrected", span_id)
    return span_id


def _modes(suggestion: Suggestion, event_type: str) -> tuple[str, ...]:
    proposed = suggestion.hint.types if suggestion.hint else ()
    return tuple(item.mode for item in proposed[:1] if item.type == event_type and item.mode is not None)


def reject(step: Step, suggestion_id: int) -> None:
    """Say that a suggestion is wrong. It is kept: rejected suggestions are training data."""
    suggestion_of(step, suggestion_id)
    decision = decision_of(step, suggestion_id)
    if decision is not None and decision.result is not None:
        raise VerbError("This suggestion was accepted. Delete the annotation that came of it instead.")
    decide(step, suggestion_id, "rejected", None)


def accept_all(step: Step, suggestion_ids: Iterable[int]) -> list[int]:
    """Accept several; returns the annotations' ids."""
    return [accept(step, number) for number in suggestion_ids]


def reject_all(step: Step, suggestion_ids: Iterable[int]) -> None:
    """Reject several."""
    for number in suggestion_ids:
        reject(step, number)


def undecide(step: Step, suggestion_id: int) -> None:
    """Make a rejected suggestion pending again."""
    suggestion_of(step, suggestion_id)
    decision = decision_of(step, suggestion_id)
    if decision is not None and decision.result is None:
        step.remove(decision)

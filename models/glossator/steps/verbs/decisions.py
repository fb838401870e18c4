"""Verbs on suggestions: accept as it is or corrected, reject, take a decision back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glossator.annotation import Fragments, Span, Suggestion
from glossator.errors import VerbError
from glossator.steps.step import Step, surface_of
from glossator.steps.verbs.checks import check_label
from glossator.steps.verbs.deciding import (
    decide,
    decide_all,
    decision_of,
    decisions_of,
    origin_of,
    suggestion_of,
    suggestions_of,
)
from glossator.steps.verbs.events import add_event
from glossator.steps.verbs.spans import add_span

_ACCEPTED = "This suggestion was accepted. Delete the annotation that came of it instead."


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
        raise VerbError(_ACCEPTED)
    decide(step, suggestion_id, "rejected", None)


def accept_all(step: Step, suggestion_ids: Iterable[int]) -> list[int]:
    """Accept several; returns the annotations' ids."""
    wanted = list(suggestion_ids)
    found = suggestions_of(step, wanted)
    results = {number: made.result for number, made in decisions_of(step, wanted).items() if made.result is not None}
    fresh = [found[number] for number in dict.fromkeys(wanted) if number not in results]
    spans = [item for item in fresh if item.kind == "span"]
    for suggestion, made in zip(spans, _spans_of(step, spans), strict=True):
        results[suggestion.id] = made
    decide_all(step, ((item.id, "accepted", results[item.id]) for item in spans))
    for item in fresh:
        if item.kind == "event":
            results[item.id] = accept(step, item.id)
    return [results[number] for number in wanted]


def _spans_of(step: Step, suggestions: Sequence[Suggestion]) -> list[int]:
    """A new span for each of these suggestions, as it is."""
    for label in {item.label for item in suggestions}:
        check_label(step.schema, label)
    texts = {number: step.text(number) for number in dict.fromkeys(item.document_id for item in suggestions)}
    identities = step.new_ids(len(suggestions))
    step.add_all(
        [
            Span(
                number, item.document_id, step.annotator, item.label, item.fragments,
                surface_of(texts[item.document_id], item.fragments),
                origin=origin_of(item, item.label, item.fragments), uid=uid,
            )
            for (number, uid), item in zip(identities, suggestions, strict=True)
        ]
    )  # fmt: skip
    return [number for number, _ in identities]


def reject_all(step: Step, suggestion_ids: Iterable[int]) -> None:
    """Reject several."""
    wanted = list(dict.fromkeys(suggestion_ids))
    suggestions_of(step, wanted)
    if any(decision.result is not None for decision in decisions_of(step, wanted).values()):
        raise VerbError(_ACCEPTED)
    decide_all(step, ((number, "rejected", None) for number in wanted))


def undecide(step: Step, suggestion_id: int) -> None:
    """Make a rejected suggestion pending again."""
    suggestion_of(step, suggestion_id)
    decision = decision_of(step, suggestion_id)
    if decision is not None and decision.result is None:
        step.remove(decision)

"""What decisions on suggestions share: finding them, writing them, and the origin of what comes of them."""

from __future__ import annotations

from dataclasses import replace

from glossator.annotation import Decision, Fragments, Origin, Suggestion, SuggestionState
from glossator.errors import VerbError
from glossator.steps.step import Step


def suggestion_of(step: Step, suggestion_id: int) -> Suggestion:
    """The suggestion with this id; VerbError if there is none."""
    annotator = step.store.annotators.known_id(step.annotator)
    found = step.store.suggestions.get(suggestion_id, annotator)
    if found is None:
        raise VerbError(f"There is no suggestion with the id {suggestion_id}.")
    return found


def decision_of(step: Step, suggestion_id: int) -> Decision | None:
    """What this annotator has decided about a suggestion so far."""
    annotator = step.store.annotators.known_id(step.annotator)
    found = step.store.decisions.where("t.suggestion_id = ? AND t.annotator_id = ?", (suggestion_id, annotator))
    return found[0] if found else None


def decide(step: Step, suggestion_id: int, state: SuggestionState, result: int | None) -> None:
    """Write what this annotator does with a suggestion."""
    before = decision_of(step, suggestion_id)
    if before is not None:
        step.update(before, replace(before, state=state, result=result))
        return
    number, uid = step.new_id()
    step.add(Decision(number, suggestion_id, step.annotator, state, result, uid))


def decision_of_result(step: Step, thing_id: int) -> Decision | None:
    """The decision that an annotation came of."""
    found = step.store.decisions.where("t.result_id = ?", (thing_id,))
    return found[0] if found else None


def origin_of(suggestion: Suggestion, label: str, fragments: Fragments) -> Origin:
    """The origin of an annotation that came of a suggestion: accepted as it was, or corrected."""
    same = (label, fragments) == (suggestion.label, suggestion.fragments)
    return Origin("accepted" if same else "corrected", suggestion.source, suggestion.version, suggestion.id)

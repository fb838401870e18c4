"""What decisions on suggestions share: finding them, writing them, and the origin of what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def suggestions_of(step: Step, suggestion_ids: Sequence[int]) -> dict[int, Suggestion]:
    """Several suggestions by id; VerbError if one of them is not there."""
    annotator = step.store.annotators.known_id(step.annotator)
    found = step.store.suggestions.several(suggestion_ids, annotator)
    for number in suggestion_ids:
        if number not in found:
            raise VerbError(f"There is no suggestion with the id {number}.")
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


def decide_all(step: Step, verdicts: Iterable[tuple[int, SuggestionState, int | None]]) -> None:
    """Write what this annotator does with several suggestions: (suggestion, state, result), each suggestion once."""
    wanted = list(verdicts)
    known = decisions_of(step, [suggestion for suggestion, _, _ in wanted])
    fresh = [verdict for verdict in wanted if verdict[0] not in known]
    for suggestion, state, result in wanted:
        if suggestion in known:
            before = known[suggestion]
            step.update(before, replace(before, state=state, result=result))
    step.add_all(
        [
            Decision(number, suggestion, step.annotator, state, result, uid)
            for (number, uid), (suggestion, state, result) in zip(step.new_ids(len(fresh)), fresh, strict=True)
        ]
    )


def decisions_of(step: Step, suggestion_ids: Sequence[int]) -> dict[int, Decision]:
    """What this annotator has decided so far, by suggestion."""
    found = step.store.decisions.where(
        "t.annotator_id = ? AND t.suggestion_id IN (SELECT value FROM json_each(?))",
        (step.store.annotators.known_id(step.annotator), str(list(suggestion_ids))),
    )
    return {decision.suggestion: decision for decision in found}


def decisions_of_result(step: Step, thing_id: int) -> list[Decision]:
    """The decisions that an annotation came of: several where several suggesters had proposed the same."""
    return step.store.decisions.where("t.result_id = ?", (thing_id,))


def origin_of(suggestion: Suggestion, label: str, fragments: Fragments) -> Origin:
    """The origin of an annotation that came of a suggestion: accepted as it was, or corrected."""
    same = (label, fragments) == (suggestion.label, suggestion.fragments)
    return Origin("accepted" if same else "corrected", suggestion.source, suggestion.version, suggestion.id)

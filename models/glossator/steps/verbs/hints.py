"""Whether an annotation still is what was suggested: the decision that it came of says so, and its origin.

A suggestion claims a label and a place. What is added to it besides (modes, participants, attributes) corrects nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, TypeVar

from glossator.annotation import Decision, Event, Fragments, Span
from glossator.steps.step import Annotation, Step

Marked = TypeVar("Marked", Span, Event)


def update_marked(step: Step, before: Marked, after: Marked) -> None:
    """Write a span or an event, and with it the decision that it came of."""
    update_all_marked(step, [(before, after)])


def update_all_marked(step: Step, pairs: Iterable[tuple[Marked, Marked]]) -> None:
    """Write several spans or events, and with them the decisions that they came of."""
    given = list(pairs)
    changed = {pair[0].id: pair for pair in given if _claim(pair[0]) != _claim(pair[1])}
    rest: list[tuple[Annotation, Annotation]] = [pair for pair in given if pair[0].id not in changed]
    decisions = _decisions_on(step, changed) if changed else []
    suggestions = step.store.suggestions.several([item.suggestion for item in decisions], 0) if decisions else {}
    written: dict[int, tuple[Annotation, Annotation]] = {**changed}
    for decision in decisions:
        suggestion = suggestions.get(decision.suggestion)
        if suggestion is None or decision.result is None:
            continue
        before, after = changed[decision.result]
        same = (suggestion.label, suggestion.fragments) == _claim(after)
        how: Literal["accepted", "corrected"] = "accepted" if same else "corrected"
        if before.origin.suggestion == suggestion.id:
            written[after.id] = (before, replace(after, origin=replace(after.origin, how=how)))
        written[decision.id] = (decision, replace(decision, state=how))
    step.update_all([*written.values(), *rest])


def _claim(item: Span | Event) -> tuple[str | None, Fragments]:
    return (item.label, item.fragments) if isinstance(item, Span) else (item.type, item.trigger)


def _decisions_on(step: Step, ids: Iterable[int]) -> list[Decision]:
    return step.store.decisions.where("t.result_id IN (SELECT value FROM json_each(?))", (str(list(ids)),))

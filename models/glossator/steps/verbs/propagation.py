"""The same words, the same label: marking all occurrences of a name, in one document or many, as one step."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from glossator.annotation import Fragment, Origin, Span, Suggestion, SuggestionState
from glossator.errors import VerbError
from glossator.steps.step import Step, surface_of
from glossator.steps.verbs.checks import check_label
from glossator.steps.verbs.deciding import decide_all, origin_of
from glossator.steps.verbs.decisions import accept
from glossator.steps.verbs.hints import update_all_marked
from glossator.steps.verbs.spans import merged
from glossator.store.standing import spans_at, suggestions_at

Places: TypeAlias = Mapping[int, Sequence[Fragment]]
"""Places by document."""

_PROPAGATED = Origin("propagated")


def occurrences(text: str, surface: str) -> Iterator[Fragment]:
    """Where a surface occurs as a word of its own: no letter or digit touches it where it ends in one itself."""
    before = r"(?<!\w)" if surface[:1].isalnum() else ""
    after = r"(?!\w)" if surface[-1:].isalnum() else ""
    for found in re.finditer(f"{before}{re.escape(surface)}{after}", text):
        yield found.start(), found.end()


def propagate(step: Step, span_id: int) -> list[int]:
    """Label every other occurrence like this span; returns the new spans' ids.

    An occurrence that crosses a span of this annotator is left alone. A pending suggestion that is exactly there is
    accepted instead of doubled.
    """
    span = step.span(span_id)
    if span.label is None or 1 < len(span.fragments):
        return []
    check_label(step.schema, span.label)
    annotator = step.store.annotators.known_id(step.annotator)
    taken = _Taken(
        (other.start, other.end)
        for other in step.store.spans.where(
            "t.document_id = ? AND t.annotator_id = ? AND t.label IS NOT NULL", (span.document_id, annotator)
        )
    )
    pending = {
        item.fragments: item.id
        for item in step.store.suggestions.of_document(span.document_id, annotator)
        if item.state == "pending" and item.kind == "span"
    }
    free = [place for place in occurrences(step.text(span.document_id), span.text) if not taken.touches(place)]
    made = [accept(step, pending[(place,)], label=span.label) for place in free if (place,) in pending]
    fresh = [place for place in free if (place,) not in pending]
    identities = step.new_ids(len(fresh))
    step.add_all(
        [
            Span(
                number, span.document_id, step.annotator, span.label, (place,), span.text, origin=_PROPAGATED,
                uid=uid,
            )
            for (number, uid), place in zip(identities, fresh, strict=True)
        ]
    )  # fmt: skip
    return made + [number for number, _ in identities]


def label_places(step: Step, label: str, places: Places) -> list[int]:
    """Give places of any documents a label; returns the ids of the spans that have it now and had it not before.

    A suggestion that stands exactly there is accepted, or corrected; a rejected one too: somebody asks for it now.
    A span of this annotator that stands exactly there with another label is relabelled. Other spans are left alone.
    Raises VerbError where a place is none, or the schema has no such label.
    """
    check_label(step.schema, label)
    wanted = {document: sorted(dict.fromkeys(some)) for document, some in places.items() if some}
    annotator = step.store.annotators.known_id(step.annotator)
    texts = {document: step.text(document) for document in wanted}
    for document, some in wanted.items():
        for place in some:
            surface_of(texts[document], (place,))
    standing = spans_at(step.store, wanted, annotator)
    relabelled = _relabel(step, label, standing.values())
    fresh = [(document, place) for document, some in wanted.items() for place in some
             if (document, place) not in standing]  # fmt: skip
    came_of = _suggestions(step, label, wanted, annotator)
    made: list[Span] = []
    verdicts: list[tuple[int, SuggestionState, int | None]] = []
    for (number, uid), (document, place) in zip(step.new_ids(len(fresh)), fresh, strict=True):
        suggestion = came_of.get((document, place))
        origin = origin_of(suggestion, label, (place,)) if suggestion else _PROPAGATED
        words = texts[document][slice(*place)]
        made.append(Span(number, document, step.annotator, label, (place,), words, origin=origin, uid=uid))
        if suggestion:
            verdicts.append((suggestion.id, "accepted" if origin.how == "accepted" else "corrected", number))
    step.add_all(made)
    decide_all(step, verdicts)
    return relabelled + [span.id for span in made]


def _relabel(step: Step, label: str, standing: Iterable[Sequence[tuple[int, str]]]) -> list[int]:
    """Spans that stand where the label is to be, and have it not: the first at each place gets it."""
    wrong = [some[0][0] for some in standing if all(known != label for _, known in some)]
    found = step.spans(wrong)
    update_all_marked(step, [(span, replace(span, label=label)) for span in found.values()])
    return list(found)


def _suggestions(step: Step, label: str, places: Places, annotator: int) -> dict[tuple[int, Fragment], Suggestion]:
    """The suggestion to accept at each place that has one: of several one that says this label, then a pending one."""
    best: dict[tuple[int, Fragment], int] = {}
    for place, several in suggestions_at(step.store, places, annotator).items():
        open_ones = [one for one in several if one.state in (None, "rejected")]
        if open_ones:
            best[place] = min(open_ones, key=lambda one: (one.label != label, one.state is not None)).id
    known = step.store.suggestions.several(list(best.values()), annotator)
    return {place: known[number] for place, number in best.items() if number in known}


def require_places(places: Places) -> None:
    """Raises VerbError where no place is named at all."""
    if not any(places.values()):
        raise VerbError("No occurrence is ticked: Space ticks one, A all of them. Nothing was changed.")


class _Taken:
    """Stretches of a text, asked whether one of them shares a character with another stretch."""

    def __init__(self, stretches: Iterable[Fragment]) -> None:
        self._stretches = merged(tuple(stretches))
        self._ends = [end for _, end in self._stretches]

    def touches(self, place: Fragment) -> bool:
        """Whether a stretch shares a character with this place."""
        start, end = place
        found = bisect_right(self._ends, start)
        return found < len(self._stretches) and self._stretches[found][0] < end

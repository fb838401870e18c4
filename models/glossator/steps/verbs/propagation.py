"""The same words, the same label: marking all occurrences of a span's text in its document, as one step."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from glossator.annotation import Fragment, Origin, Span
from glossator.steps.step import Step
from glossator.steps.verbs.checks import check_label
from glossator.steps.verbs.decisions import accept
from glossator.steps.verbs.spans import merged

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

"""The same words, the same label: marking all occurrences of a span's text in its document, as one step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossator.annotation import Fragment, Origin
from glossator.steps.step import Step
from glossator.steps.verbs.decisions import accept
from glossator.steps.verbs.spans import add_span

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
    annotator = step.store.annotators.known_id(step.annotator)
    taken = [
        (other.start, other.end)
        for other in step.store.spans.where(
            "t.document_id = ? AND t.annotator_id = ? AND t.label IS NOT NULL", (span.document_id, annotator)
        )
    ]
    pending = {
        item.fragments: item.id
        for item in step.store.suggestions.of_document(span.document_id, annotator)
        if item.state == "pending" and item.kind == "span"
    }
    made: list[int] = []
    for start, end in occurrences(step.text(span.document_id), span.text):
        if any(first < end and start < last for first, last in taken):
            continue
        suggestion = pending.get(((start, end),))
        if suggestion is not None:
            made.append(accept(step, suggestion, label=span.label))
        else:
            made.append(add_span(step, span.document_id, ((start, end),), span.label, origin=_PROPAGATED))
    return made

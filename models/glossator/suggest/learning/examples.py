"""From lessons to what spaCy learns from: one example a line, as the suggester shows lines to the model.

Part of the suggest layer; imports spaCy on use.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from glossator.suggest.entities.lines import Line, lines_of
from glossator.suggest.learning.material import Lesson, Place, outermost
from glossator.suggest.learning.targets import Targets

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.training import Example

REFUSED = "incorrect_spans"
"""The span group in which spaCy's recogniser looks for what is certainly wrong."""


def doc_of(nlp: Language, line: Line) -> Doc:
    """A line as the model sees it."""
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=line.spaced.words, spaces=line.spaced.spaces)


def examples_of(nlp: Language, lesson: Lesson, targets: Targets) -> list[Example]:
    """The lines of a document that teach something. `nlp` is asked what it says: it is the shipped one."""
    from spacy.training import Example

    spans = outermost(lesson.spans)
    lines = lines_of(lesson.text)
    said = nlp.pipe((doc_of(nlp, line) for line in lines), batch_size=64)
    found: list[Example] = []
    for line, answer in zip(lines, said, strict=True):
        reference = doc_of(nlp, line)
        if _mark(reference, line, spans, lesson, targets, _places(line, answer)):
            found.append(Example(doc_of(nlp, line), reference))
    return found


def _mark(
    doc: Doc, line: Line, spans: Sequence[Place], lesson: Lesson, targets: Targets, model_says: Sequence[Place]
) -> bool:
    """Write what is known of a line into `doc`; whether that is anything."""
    end = line.start + len(doc.text)
    inside = [one for one in spans if line.start <= one.start and one.end <= end]
    ents = _without_shared_tokens(_aligned(doc, line, one, targets.of(one, model_says)) for one in inside)
    across = [(one.start, one.end) for one in spans if one not in inside]
    blurred = [span for start, stop in (*lesson.blurred, *across) if (span := _stretch(doc, line, start, stop))]
    taken = {token.i for span in ents for token in span}
    missing = [span for span in blurred if taken.isdisjoint(token.i for token in span)]
    doc.set_ents(ents, missing=_apart(missing), default="outside" if lesson.complete else "missing")
    marked = {(span.start, span.end, span.label_) for span in ents}
    wrong = [
        span
        for one in lesson.rejected
        if line.start <= one.start and one.end <= end
        for label in targets.all_of(one.label)
        if (span := _aligned(doc, line, one, label)) and (span.start, span.end, span.label_) not in marked
    ]
    doc.spans[REFUSED] = wrong
    return lesson.complete or bool(ents) or bool(wrong)


def _aligned(doc: Doc, line: Line, place: Place, label: str) -> Span | None:
    return _stretch(doc, line, place.start, place.end, label)


def _stretch(doc: Doc, line: Line, start: int, end: int, label: str = "") -> Span | None:
    """The tokens that a stretch of the document touches in this line, without white space at its edges."""
    first, last = max(start - line.start, 0), min(end - line.start, len(doc.text))
    if last <= first:
        return None
    found = doc.char_span(first, last, label=label, alignment_mode="expand")
    while found is not None and len(found) and found[0].is_space:
        found = doc[found.start + 1 : found.end] if 1 < len(found) else None
    while found is not None and len(found) and found[-1].is_space:
        found = doc[found.start : found.end - 1] if 1 < len(found) else None
    if found is None:
        return None
    from spacy.tokens import Span

    return Span(doc, found.start, found.end, label=label)


def _without_shared_tokens(spans: Iterable[Span | None]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if span is not None and (not kept or kept[-1].end <= span.start):
            kept.append(span)
    return kept


def _apart(spans: Iterable[Span]) -> list[Span]:
    ordered = sorted(spans, key=lambda span: (int(span.start), -int(span.end)))
    return _without_shared_tokens(ordered)


def _places(line: Line, doc: Doc) -> list[Place]:
    return [Place(line.start + ent.start_char, line.start + ent.end_char, ent.label_) for ent in doc.ents]

"""Cross-validation: what is found in documents that were held out, by what is learned and by what is in force now.

Part of the suggest layer; imports spaCy on use. What counts is what would be suggested: post-processing is included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from glossator.annotation.scoring import Score, Thing, score
from glossator.schema import Schema
from glossator.suggest.entities.labels import LabelMap
from glossator.suggest.entities.lines import lines_of
from glossator.suggest.entities.postprocess import postprocess
from glossator.suggest.learning.examples import doc_of
from glossator.suggest.learning.material import Lesson, Place
from glossator.suggest.reading import Reader

if TYPE_CHECKING:
    from spacy.language import Language


def found_in(nlp: Language, lesson: Lesson, schema: Schema) -> list[Place]:
    """What would be suggested, in the model's labels."""
    lines = lines_of(lesson.text)
    reader = Reader(nlp.vocab)
    docs = nlp.pipe((doc_of(nlp, line) for line in lines), batch_size=64)
    raw = [reader.entities(line, doc) for line, doc in zip(lines, docs, strict=True)]
    return [
        Place(*line.line.place(mention.first, mention.last), mention.label)
        for line in postprocess(lesson.text, lines, raw, schema.conventions)
        for mention in line.mentions
    ]


def scored(lessons: Iterable[Lesson], found: Mapping[str, Sequence[Place]], schema: Schema) -> Score:
    """How well that meets what people marked: same characters and same label."""
    label_of = LabelMap(schema)
    gold = [_thing(lesson.key, span, span.label) for lesson in lessons for span in lesson.spans]
    said = [
        _thing(lesson.key, one, label)
        for lesson in lessons
        for one in found[lesson.key]
        if (label := label_of(one.label)) is not None
    ]
    return score(said, gold)


def _thing(document: str, place: Place, label: str) -> Thing:
    return Thing(document, label, ((place.start, place.end),))

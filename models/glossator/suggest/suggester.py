"""The suggester: a spaCy pipeline with our post-processing, kept loaded between calls. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from glossator.annotation import Analysis, Phrase, Proposal
from glossator.schema import Schema
from glossator.suggest.entities.labels import LabelMap
from glossator.suggest.entities.lines import Line, lines_of
from glossator.suggest.entities.postprocess import foreign_proposals, postprocess, proposals
from glossator.suggest.events.hints import event_hints
from glossator.suggest.events.lexicon import load_event_lexicon
from glossator.suggest.events.phrases import find_phrases
from glossator.suggest.identity import identity
from glossator.suggest.language import language_of
from glossator.suggest.pipeline import load_pipeline
from glossator.suggest.reading import Reader
from glossator.suggest.request import Request

if TYPE_CHECKING:
    from spacy.tokens import Doc

BATCH = 64
"""Lines that the model sees at once."""
_CHUNK = 64
"""Documents that share a memory zone: what the model remembers of their words is freed after each."""


class SpacySuggester:
    """Suggests entities, and with `events` also event hints and phrases, for texts in English.

    For other languages no model runs: known names and dates are found by their form. `model` names an installed spaCy
    package; None takes the one that came with the program. Raises SuggestError where it cannot be loaded.
    """

    def __init__(self, *, model: str | None = None, schema: Schema, events: bool = True) -> None:
        self.source, self.version = identity(model)
        self._schema = schema
        self._labels = LabelMap(schema)
        self._lexicon = load_event_lexicon(schema) if events else None
        self._parses = events and bool(schema.enabled_event_types())
        self._nlp = load_pipeline(model, events=self._parses)
        self._reader = Reader(self._nlp.vocab)

    def analyse(self, items: Iterable[Request]) -> Iterator[Analysis]:
        """What is suggested for each text, in order."""
        waiting = iter(items)
        while chunk := list(islice(waiting, _CHUNK)):
            yield from self._analyse_chunk(chunk)

    def _analyse_chunk(self, requests: Sequence[Request]) -> list[Analysis]:
        languages = [language_of(request) for request in requests]
        texts = [lines_of(item.text) if name == "en" else [] for item, name in zip(requests, languages, strict=True)]
        with self._nlp.memory_zone():
            docs = self._nlp.pipe((self._doc(line) for lines in texts for line in lines), batch_size=BATCH)
            together = zip(requests, languages, texts, strict=True)
            return [self._analysis(request.text, language, lines, docs) for request, language, lines in together]

    def _doc(self, line: Line) -> Doc:
        from spacy.tokens import Doc

        return Doc(self._nlp.vocab, words=line.spaced.words, spaces=line.spaced.spaces)

    def _analysis(self, text: str, language: str, lines: Sequence[Line], docs: Iterator[Doc]) -> Analysis:
        if language != "en":
            return Analysis(self.source, self.version, tuple(foreign_proposals(text, language, self._labels)))
        read = [
            self._reader.reading(line, doc, parsed=self._parses)
            for line, doc in zip(lines, islice(docs, len(lines)), strict=True)
        ]
        marked = postprocess(text, lines, [found.raw for found in read], self._schema.conventions)
        found: list[Proposal] = proposals(marked, self._labels)
        phrases: list[Phrase] = []
        if self._parses:
            for line, result in zip(marked, read, strict=True):
                parse = result.parse(line, self._schema.conventions)
                phrases += find_phrases(parse)
                if self._lexicon is not None:
                    found += event_hints(parse, self._lexicon, self._schema)
        found.sort(key=lambda proposal: proposal.fragments[0])
        return Analysis(self.source, self.version, tuple(found), tuple(phrases))

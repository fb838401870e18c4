"""What a spaCy document says, taken out as plain data. Part of the suggest layer; the only place that reads a `Doc`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.schema import Conventions
from glossator.suggest.entities.lines import Line
from glossator.suggest.entities.mentions import MarkedLine
from glossator.suggest.entities.postprocess import Raw
from glossator.suggest.events.lemmas import shared_lemmatizer
from glossator.suggest.events.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Reading:
    """A line's entities, and where a parser ran its tags, dependencies and heads."""

    raw: list[Raw]
    tags: list[str]
    deps: list[str]
    heads: list[int]

    def parse(self, line: MarkedLine, conventions: Conventions) -> Parse:
        """The parse with the mentions that are proposed."""
        return Parse(line.line, self.tags, self.deps, self.heads, shared_lemmatizer(), line.mentions, conventions)


class Reader:
    """Reads documents of one pipeline; strings are looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings
        self._known: dict[int, str] = {}

    def entities(self, line: Line, doc: Doc) -> list[Raw]:
        """What the model marked, in tokens of the line."""
        token_at = _token_places(line)
        found = []
        for span in doc.ents:
            inside = [place for word in range(span.start, span.end) if (place := token_at(word)) is not None]
            if inside:
                found.append(Raw(inside[0], inside[-1] + 1, span.label_))
        return found

    def reading(self, line: Line, doc: Doc, *, parsed: bool) -> Reading:
        """All that is used of a document; without tags and heads where no parser ran."""
        raw = self.entities(line, doc)
        if not parsed:
            return Reading(raw, [], [], [])
        table = doc.to_array(["TAG", "DEP", "HEAD"])
        tags, deps = (list(map(self._string, table[:, column].tolist())) for column in (0, 1))
        offsets = table[:, 2].astype("int64").tolist()
        heads = [word + offset for word, offset in enumerate(offsets)]
        return _over_tokens(line, Reading(raw, tags, deps, heads))

    def _string(self, code: int) -> str:
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = self._strings[code]
        return known


def _token_places(line: Line) -> Callable[[int], int | None]:
    """From words to tokens; None for white space."""
    if len(line.spaced.words) == len(line.tokens):
        return lambda word: word
    return {word: token for token, word in enumerate(line.spaced.positions)}.get


def _over_tokens(line: Line, reading: Reading) -> Reading:
    """Without the words that are only white space; nothing hangs on those."""
    positions = line.spaced.positions
    if len(positions) == len(reading.tags):
        return reading
    places = {word: token for token, word in enumerate(positions)}
    heads = [places.get(reading.heads[word], token) for token, word in enumerate(positions)]
    tags, deps = ([column[word] for word in positions] for column in (reading.tags, reading.deps))
    return Reading(reading.raw, tags, deps, heads)

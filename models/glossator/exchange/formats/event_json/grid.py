"""The words of a text by number, and the sentence of each: what formats that count tokens are written from.

Part of `exchange`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from glossator.annotation import Document, Fragment
from glossator.text.sentences import sentences
from glossator.text.tokens import Token, tokenize

TOKENS = "tokens"
BY_WHITE_SPACE = "white space"
"""Under `TOKENS` in a document's metadata: its words are what stands between spaces, its sentences are its lines.

So it is where only the words were known and the text was put together from them: the words come out as they went in.
"""
_WORD = re.compile("[^ \n]+")
_LINE = re.compile("[^\n]+")


@dataclass(frozen=True, slots=True)
class Grid:
    """A text, its tokens, and each sentence as a half-open range of tokens."""

    text: str
    tokens: list[Token]
    sentences: list[Fragment]

    @property
    def words(self) -> list[str]:
        """Every token's text."""
        return [self.text[start:end] for start, end in self.tokens]

    def sentence_words(self) -> Iterator[list[str]]:
        """The words, sentence by sentence."""
        for first, last in self.sentences:
            yield [self.text[start:end] for start, end in self.tokens[first:last]]

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that a token is in."""
        return bisect_right(self.sentences, token, key=lambda one: one[0]) - 1

    def characters(self, start: int, end: int) -> Fragment:
        """The characters of the tokens `[start, end)`."""
        return self.tokens[start].start, self.tokens[end - 1].end


def grid_of(document: Document) -> Grid:
    """The words and sentences of a document."""
    text = document.text
    if document.metadata.extra.get(TOKENS) == BY_WHITE_SPACE:
        tokens = [Token(*match.span()) for match in _WORD.finditer(text)]
        lines = [match.span() for match in _LINE.finditer(text)]
    else:
        tokens = tokenize(text)
        lines = list(sentences(text))
    return Grid(text, tokens, _ranges(tokens, lines))


def _ranges(tokens: list[Token], lines: list[Fragment]) -> list[Fragment]:
    """Each sentence as a range of tokens; those without a token are none."""
    starts = [token.start for token in tokens]
    # Every token is in a sentence, whatever the rules for either.
    edges = [0, *(bisect_right(starts, start - 1) for start, _ in lines[1:])]
    ranges = zip(edges, [*edges[1:], len(tokens)], strict=True)
    return [(first, last) for first, last in ranges if first < last]

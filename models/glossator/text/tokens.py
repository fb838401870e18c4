"""The one tokenisation: selection, suggestion, learning and export all cut the text here. Part of the text layer.

Pure Python. English is cut as the shipped model learnt it (Penn Treebank habits, hyphens apart); scripts without
spaces by cluster. Every code point that is not white space is in exactly one token; no token holds white space or
splits a grapheme cluster. What a token is depends only on the stretch between white space that it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from glossator.text.fragments import Fragment
from glossator.text.graphemes import JOINING, clusters
from glossator.text.tokenpattern import token_pattern

_CHUNK = re.compile(r"\S+")
# No token reaches across white space, nor from one Han or Hiragana letter to the next.
_CUT = re.compile(r"(?=\s)|(?<=[\u3041-\u3096\u4e00-\u9fff])(?=[\u3041-\u3096\u4e00-\u9fff])")
_LONGEST_REMEMBERED = 32
_BLOCK = 4096
_START, _END = itemgetter(0), itemgetter(1)

Edge: TypeAlias = Literal["start", "end"]
"""Which edges of tokens are meant: a stretch's left edge rests on starts, its right edge on ends."""


class Token(NamedTuple):
    """A word, number, mark of punctuation or symbol: `[start, end)` in code points."""

    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a stretch, in order, as if nothing stood around it."""
    tokens: list[Token] = []
    append, make = tokens.append, tuple.__new__
    for chunk in _CHUNK.finditer(text, start, len(text) if end is None else end):
        base, stop = chunk.span()
        cuts = _remembered if stop - base <= _LONGEST_REMEMBERED else _cut
        for first, last in cuts(chunk[0]):
            append(make(Token, (base + first, base + last)))
    return tokens


def _cut(chunk: str) -> tuple[Fragment, ...]:
    """The tokens of a stretch without white space, counted from its start."""
    found = tuple(match.span() for match in token_pattern().finditer(chunk))
    return _whole_clusters(chunk, found) if 1 < len(found) and JOINING.search(chunk) else found


_remembered = lru_cache(maxsize=1 << 14)(_cut)


def _whole_clusters(chunk: str, found: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
    """Joins neighbours where the edge between them would split a cluster."""
    boundaries = {end for _, end in clusters(chunk)}
    ends = [end for _, end in found if end in boundaries]
    return tuple(zip([0, *ends], ends, strict=False))


class TokenIndex:
    """The tokens of one text, cut only where somebody looks: making an index costs nothing, however long the text.

    The text is cut block by block, at places on which no token depends. Offsets are code points; any offset may be
    asked, also inside a token or on white space.
    """

    __slots__ = ("_blocks", "_cuts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._blocks: dict[int, list[Token]] = {}
        self._cuts: dict[int, int] = {0: 0}

    def at(self, offset: int) -> Token | None:
        """The token that holds the code point at `offset`, else the one that ends there, else None."""
        token = self._last_from(offset)
        return token if token is not None and offset <= token.end else None

    def next_after(self, offset: int) -> Token | None:
        """The first token that begins right of the offset."""
        for number in range(self._block_of(offset), self._block_count):
            tokens = self._block(number)
            place = bisect_right(tokens, offset, key=_START)
            if place < len(tokens):
                return tokens[place]
        return None

    def previous_before(self, offset: int) -> Token | None:
        """The last token that begins left of the offset."""
        return self._last_from(offset - 1)

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that share at least one code point with the stretch, in order."""
        if end <= start:
            return []
        found: list[Token] = []
        for number in range(self._block_of(start), self._block_of(end - 1) + 1):
            tokens = self._block(number)
            found += tokens[bisect_right(tokens, start, key=_END) : bisect_left(tokens, end, key=_START)]
        return found

    def snap(self, start: int, end: int) -> Fragment:
        """The stretch from the first to the last token it touches: half words become whole, blank edges go.

        A stretch of white space stays as it is, and so does an empty one, unless it is inside a token.
        """
        tokens = self.between(start, end)
        if tokens:
            return tokens[0].start, tokens[-1].end
        around = self._last_from(start)
        inside = start == end and around is not None and around.start < start < around.end
        return (around.start, around.end) if inside and around is not None else (start, end)

    def next_edge(self, offset: int, edge: Edge) -> int | None:
        """The nearest start or end of a token right of the offset."""
        token = self._last_from(offset) if edge == "end" else None
        if token is None or token.end <= offset:
            token = self.next_after(offset)
        return None if token is None else token.start if edge == "start" else token.end

    def previous_edge(self, offset: int, edge: Edge) -> int | None:
        """The nearest start or end of a token left of the offset."""
        token = self.previous_before(offset)
        if edge == "start":
            return None if token is None else token.start
        while token is not None and offset <= token.end:
            token = self.previous_before(token.start)
        return None if token is None else token.end

    def _last_from(self, offset: int) -> Token | None:
        """The last token that begins at or left of the offset."""
        for number in range(self._block_of(offset), -1, -1):
            tokens = self._block(number)
            place = bisect_right(tokens, offset, key=_START)
            if place:
                return tokens[place - 1]
        return None

    @property
    def _block_count(self) -> int:
        return len(self.text) // _BLOCK + 1

    def _block_of(self, offset: int) -> int:
        number = min(max(offset, 0), len(self.text)) // _BLOCK
        while offset < self._cut_at(number) and number:
            number -= 1
        return number

    def _block(self, number: int) -> list[Token]:
        tokens = self._blocks.get(number)
        if tokens is None:
            tokens = tokenize(self.text, self._cut_at(number), self._cut_at(number + 1))
            self._blocks[number] = tokens
        return tokens

    def _cut_at(self, number: int) -> int:
        """Where a block begins: at the first safe place from its nominal place on."""
        cut = self._cuts.get(number)
        if cut is None:
            safe = _CUT.search(self.text, number * _BLOCK)
            cut = self._cuts[number] = len(self.text) if safe is None else safe.start()
        return cut

"""The pieces that a screen reader reads a text by: characters, words, sentences, lines, paragraphs. Pure, without Qt.

Pieces of one kind follow each other without a gap, so that whoever goes on from one's end always gets further. White
space between two words is a piece of its own; a line break belongs to the line that it ends. Offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, TypeAlias

from glossator.annotation import Fragment
from glossator.text.graphemes import next_boundary, previous_boundary
from glossator.text.sentences import sentences
from glossator.text.tokens import TokenIndex
from glossator_desktop.page.blocks import Blocks

Unit: TypeAlias = Literal["character", "word", "sentence", "line", "paragraph", "all"]
"""By what the text is cut."""

LineOf: TypeAlias = Callable[[int], Fragment]
"""The line on the screen that holds an offset, from its first code point to the next line's first."""

_BLANK = re.compile(r"[^\S\n]*")
_REMEMBERED = 16
"""Blocks whose sentences are kept: a reader goes through one after the other."""


class Units:
    """Cuts one text. Nothing is cut before it is asked for, and then only what stands around the offset."""

    def __init__(self, text: str, blocks: Blocks, line_of: LineOf) -> None:
        self.text = text
        self._blocks = blocks
        self._tokens = TokenIndex(text)
        self._cutters: dict[Unit, Callable[[int], Fragment]] = {
            "character": self._character,
            "word": self._word,
            "sentence": self._sentence,
            "line": line_of,
            "paragraph": self._paragraph,
            "all": lambda _: (0, len(text)),
        }
        self._starts = lru_cache(_REMEMBERED)(self._sentence_starts)

    def at(self, offset: int, unit: Unit) -> Fragment:
        """The piece that holds an offset. At the very end of the text the last one; of characters an empty one."""
        length = len(self.text)
        if length <= offset and (unit == "character" or not length or self.text[-1] == "\n"):
            return length, length
        return self._cutters[unit](min(max(offset, 0), length - 1))

    def before(self, offset: int, unit: Unit) -> Fragment | None:
        """The piece before the one that holds an offset; None at the first. White space is no word to stop at."""
        start = self.at(offset, unit)[0]
        while 0 < start:
            piece = self.at(start - 1, unit)
            if unit != "word" or not self.text[piece[0]].isspace():
                return piece
            start = piece[0]
        return None

    def after(self, offset: int, unit: Unit) -> Fragment | None:
        """The piece after the one that holds an offset; None at the last. White space is no word to stop at."""
        end = self.at(offset, unit)[1]
        while end < len(self.text):
            piece = self.at(end, unit)
            if unit != "word" or not self.text[piece[0]].isspace():
                return piece
            end = piece[1]
        return None

    def _character(self, offset: int) -> Fragment:
        end = next_boundary(self.text, offset)
        return previous_boundary(self.text, end), end

    def _word(self, offset: int) -> Fragment:
        if self.text[offset] == "\n":
            return offset, offset + 1
        token = self._tokens.at(offset)
        if token is not None and offset < token.end:
            return token.start, token.end
        before = self._tokens.previous_before(offset)
        start = max(before.end if before else 0, self.text.rfind("\n", 0, offset) + 1)
        blank = _BLANK.match(self.text, start)
        return start, max(offset + 1, blank.end() if blank else 0)

    def _sentence(self, offset: int) -> Fragment:
        index = self._blocks.at(offset)
        starts, end = self._starts(index), self._after_block(index)
        at = bisect_right(starts, offset) - 1
        return starts[at], starts[at + 1] if at + 1 < len(starts) else end

    def _sentence_starts(self, index: int) -> list[int]:
        """Where the sentences of a block begin: the first with the block, however it is indented."""
        start = self._blocks.starts[index]
        found = [begin for begin, _ in sentences(self.text, start, self._blocks.ends[index])]
        return [start, *found[1:]]

    def _paragraph(self, offset: int) -> Fragment:
        end = self.text.find("\n", offset)
        return self.text.rfind("\n", 0, offset) + 1, end + 1 if 0 <= end else len(self.text)

    def _after_block(self, index: int) -> int:
        return self._blocks.starts[index + 1] if index + 1 < len(self._blocks) else len(self.text)

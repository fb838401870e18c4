"""Cutting a text into the blocks that the page lays out one at a time. Pure, without Qt.

A block is a line of the text (in articles: a paragraph). An absurdly long line becomes several blocks, because laying
out ten megabytes in one piece would freeze the window.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from glossator.text.graphemes import is_boundary, previous_boundary

LONGEST = 5_000
"""Code points that a block may hold."""

_NEAR = 64
"""Code points around a cut that are looked at for whole characters."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where the blocks of a text start and end (its line break left out), in code points.

    `lines` gives the start of the whole line for those blocks that continue one.
    """

    starts: list[int]
    ends: list[int]
    lines: Mapping[int, int]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The block that holds an offset. A line break belongs to the block that it ends."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def around(self, offset: int, length: int) -> tuple[int, int]:
        """From the start of the block that holds an offset to the start of the next, in a text of that length."""
        index = self.at(offset)
        return self.starts[index], self.starts[index + 1] if index + 1 < len(self) else length

    def ends_line(self, index: int) -> bool:
        """True unless the next block goes on with the same line."""
        return index + 1 not in self.lines


def split_blocks(text: str, *, longest: int = LONGEST) -> Blocks:
    """The blocks of a text. There is always at least one."""
    lengths = [len(line) for line in text.split("\n")]
    starts = list(accumulate([length + 1 for length in lengths], initial=0))
    starts.pop()
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    if max(lengths) <= longest:
        return Blocks(starts, ends, {})
    return _cut_long_lines(text, starts, ends, longest)


def _cut_long_lines(text: str, starts: list[int], ends: list[int], longest: int) -> Blocks:
    cut_starts: list[int] = []
    cut_ends: list[int] = []
    lines: dict[int, int] = {}
    for start, end in zip(starts, ends, strict=True):
        position = start
        while end - position > longest:
            cut = _cut(text, position, position + longest)
            cut_starts.append(position)
            cut_ends.append(cut)
            lines[len(cut_starts)] = start
            position = cut
        cut_starts.append(position)
        cut_ends.append(end)
    return Blocks(cut_starts, cut_ends, lines)


def _cut(text: str, start: int, limit: int) -> int:
    """The best place to break in the second half of `[start, limit)`: after a space, else between two characters."""
    middle = (start + limit) // 2
    space = text.rfind(" ", middle, limit)
    if middle <= space:
        return space + 1
    near = max(start, limit - _NEAR)
    window = text[near : limit + _NEAR]
    cut = limit if is_boundary(window, limit - near) else near + previous_boundary(window, limit - near)
    return cut if middle < cut else limit

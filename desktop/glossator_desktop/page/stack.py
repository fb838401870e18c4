"""Heights stacked one on another, asked by index and by place. Pure, without Qt.

Most heights are estimates until their block is laid out, so one height changes often and the sums are asked for all the
time. Sums of groups make both cheap, and building is one pass that Python does in C.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_GROUP = 256


class Stack:
    """A column of heights in pixels."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        self._sums = [sum(self._heights[at : at + _GROUP]) for at in range(0, len(self._heights), _GROUP)]
        self._tops: list[int] = []

    def __len__(self) -> int:
        return len(self._heights)

    def height(self, index: int) -> int:
        """How tall one is."""
        return self._heights[index]

    def set_height(self, index: int, height: int) -> int:
        """Change one height; by how much it grew."""
        growth = height - self._heights[index]
        if growth:
            self._heights[index] = height
            self._sums[index // _GROUP] += growth
            self._tops = []
        return growth

    @property
    def total(self) -> int:
        """The height of all."""
        return self._group_tops()[-1]

    def top(self, index: int) -> int:
        """Where one begins; `len(stack)` gives the total."""
        group = index // _GROUP
        return self._group_tops()[group] + sum(self._heights[group * _GROUP : index])

    def at(self, place: int) -> int:
        """Which one lies at a place; the first above the stack, the last below it."""
        tops = self._group_tops()
        group = min(max(0, bisect_right(tops, place) - 1), len(self._sums) - 1)
        first = group * _GROUP
        bottoms = list(accumulate(self._heights[first : first + _GROUP], initial=tops[group]))[1:]
        return min(first + bisect_right(bottoms, place), len(self._heights) - 1)

    def _group_tops(self) -> list[int]:
        if not self._tops:
            self._tops = list(accumulate(self._sums, initial=0))
        return self._tops

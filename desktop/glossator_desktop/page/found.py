"""Search hits in the order of the text, however many: what is painted and ticked is looked up by place. Pure, no Qt.

Offsets are code points. A million hits take some megabytes: they are kept as numbers, not as objects.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from glossator.annotation import Fragment, Fragments

MOST_SHOWN = 2000
"""So many hits are painted at most: far more than fit on a screen."""


class Hits:
    """Grows at its end while a search goes on. `items` are ids of marks, 0 where a hit is words of the text."""

    __slots__ = ("_ends", "_items", "_longest", "_parts", "_starts")

    def __init__(self) -> None:
        self._starts, self._ends, self._items = array("Q"), array("Q"), array("q")
        self._longest = 0
        self._parts: dict[int, Fragments] = {}

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, at: int) -> Fragment:
        return self._starts[at], self._ends[at]

    def add(self, start: int, end: int) -> None:
        """Words found behind all that were found before."""
        self.add_item(0, ((start, end),))

    def add_item(self, item: int, fragments: Fragments) -> None:
        """A mark found; of those that begin in one place the longer comes first."""
        start, end = fragments[0][0], fragments[-1][1]
        if 1 < len(fragments):
            self._parts[len(self._starts)] = fragments
        self._starts.append(start)
        self._ends.append(end)
        self._items.append(item)
        self._longest = max(self._longest, end - start)

    def item(self, at: int) -> int:
        """The id of the mark that a hit is; 0 for words."""
        return self._items[at]

    def fragments(self, at: int) -> Fragments:
        """The words of a hit."""
        return self._parts.get(at) or (self[at],)

    def index(self, place: Fragment, item: int = 0) -> int:
        """Where exactly this hit stands in the list; -1 where it is not in it."""
        for at in range(bisect_left(self._starts, place[0]), bisect_right(self._starts, place[0])):
            if self._ends[at] == place[1] and self._items[at] == item:
                return at
        return -1

    def from_offset(self, offset: int) -> int:
        """The first hit that begins at or behind an offset; the number of hits where none does."""
        return bisect_left(self._starts, offset)

    def behind(self, place: Fragment) -> int:
        """The first hit that comes after a place in the order of the text: a longer one in the same place is before."""
        at = bisect_left(self._starts, place[0])
        while at < len(self) and self._starts[at] == place[0] and place[1] <= self._ends[at]:
            at += 1
        return at

    def before(self, place: Fragment) -> int:
        """The last hit that comes before a place; -1 where none does."""
        at = bisect_right(self._starts, place[0]) - 1
        while 0 <= at and self._starts[at] == place[0] and self._ends[at] <= place[1]:
            at -= 1
        return at

    def between(self, start: int, end: int, *, most: int = MOST_SHOWN) -> Fragments:
        """The words found that share a code point with a stretch, at most so many hits."""
        found: list[Fragment] = []
        for at in range(bisect_left(self._starts, max(0, start - self._longest)), bisect_left(self._starts, end)):
            if start < self._ends[at]:
                found.extend(part for part in self.fragments(at) if part[0] < end and start < part[1])
                most -= 1
            if most <= 0:
                break
        return tuple(found)

    def cells(self, length: int, count: int) -> list[int]:
        """Those of `count` equal shares of a text of so many code points in which at least one hit begins."""
        edges = [bisect_left(self._starts, -(-at * length // count)) for at in range(count)]
        return [at for at, (low, high) in enumerate(zip(edges, [*edges[1:], len(self)], strict=True)) if low < high]

"""How much of a long document has been loaded: one stretch of its text, which grows to both ends. Pure, without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from glossator.annotation import Fragment

FIRST: Final = 8_000
"""Code points before and after the place shown first: some screens, and little enough not to be waited for."""
SHORT: Final = 2 * FIRST
"""A text up to this length is loaded at once."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`[start, end)` of the places where things can begin: 0 to `length` + 1. What begins there has been loaded."""

    start: int
    end: int
    length: int

    @property
    def complete(self) -> bool:
        """Whether it is everything."""
        return self.start <= 0 and self.length < self.end

    def covers(self, start: int, end: int) -> bool:
        """Whether all that begins in `[start, end]` has been loaded."""
        return self.start <= max(0, start) and min(end, self.length) < self.end

    def next_part(self, size: int) -> Fragment:
        """What to load next: about so many code points behind it, and then before it."""
        if self.end <= self.length:
            return (self.end, min(self.end + size, self.length + 1))
        return (max(0, self.start - size), self.start)

    def grown(self, part: Fragment) -> Stretch:
        """With a neighbouring part."""
        return Stretch(min(self.start, part[0]), max(self.end, part[1]), self.length)


def whole(length: int) -> Stretch:
    """Everything of a text of that length, in code points."""
    return Stretch(0, length + 1, length)


def around(place: int, length: int) -> Stretch:
    """What is loaded first to show a place of a text of that length."""
    if length <= SHORT:
        return whole(length)
    place = min(max(place, 0), length)
    return Stretch(max(0, place - FIRST), min(place + FIRST, length) + 1, length)

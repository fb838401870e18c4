"""The ways of the arcs: in the head room of lines and down the margin, so that none crosses a word. Pure, without Qt.

All arcs leave one trigger. Those to the same line run straight above the words; the others share a trunk in the margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_BESIDE = 8
"""Pixels between the end of an arc and its label."""

_ABOVE = 0.27
"""The share of a label's height that lies above its arc: arcs run near the line above, which labels must not cover."""


class Point(NamedTuple):
    """A place in pixels."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle by its edges, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """True if the two share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Landing:
    """Where an arc may touch a stretch: its middle, the top of its words, and the height of the way above them.

    `line` tells lines apart; None: the stretch is out of sight, and only `way` says on which side.
    """

    x: float
    top: float
    way: float
    line: int | None


def route(source: Landing, target: Landing, *, trunk: float) -> tuple[Point, ...]:
    """The corners of the way from a trigger to a filler; `trunk` is the x of the margin's line.

    Nothing if both are out of sight.
    """
    if source.line is None and target.line is None:
        return ()
    if source.line == target.line:
        return (*_out(source, trunk), *reversed(_out(target, trunk)))
    return (*_out(source, trunk), Point(trunk, source.way), Point(trunk, target.way), *reversed(_out(target, trunk)))


def _out(landing: Landing, trunk: float) -> tuple[Point, ...]:
    if landing.line is None:
        return (Point(trunk, landing.way),)
    return Point(landing.x, landing.top), Point(landing.x, landing.way)


def label_rect(
    corners: Sequence[Point], width: float, height: float, taken: Sequence[Rect], disliked: Sequence[Rect] = ()
) -> Rect | None:
    """Room for the label beside the end of an arc: on the way if that is free, else beyond it, else none at all.

    It covers what is `disliked` only where there is no other room.
    """
    end, bend, before = corners[-1], corners[-2], corners[-3]
    if end.x != bend.x:
        return None
    sides = [end.x - _BESIDE - width, end.x + _BESIDE]
    on_the_way, beyond = sides if before.x < end.x else reversed(sides)
    long_enough = width + 2 * _BESIDE <= abs(end.x - before.x)
    top, bottom = bend.y - _ABOVE * height, bend.y + (1 - _ABOVE) * height
    lefts = (on_the_way, beyond) if long_enough else (beyond, on_the_way)
    rects = [Rect(left, top, left + width, bottom) for left in lefts]
    free = [rect for rect in rects if not any(map(rect.meets, taken))]
    return next((rect for rect in free if not any(map(rect.meets, disliked))), free[0] if free else None)

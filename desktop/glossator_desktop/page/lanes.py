"""Lanes for marks that nest or overlap, so that every underline can be seen. Pure, without Qt."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from glossator.annotation import Fragment

MOST_LANES = 12
"""Beyond so many layers at one place the outermost share a lane: a line cannot grow without end."""


def assign_lanes(stretches: Sequence[Fragment]) -> list[int]:
    """A lane for each stretch: overlapping ones never share one (up to MOST_LANES), the shorter lies nearer the text.

    Lane 0 is the one right below the words. Stretches of equal length keep their order.
    """
    lanes = [0] * len(stretches)
    taken: list[list[Fragment]] = []
    for at in sorted(range(len(stretches)), key=lambda at: stretches[at][1] - stretches[at][0]):
        lane = next((lane for lane, row in enumerate(taken) if _is_free(row, stretches[at])), len(taken))
        lane = min(lane, MOST_LANES - 1)
        if lane == len(taken):
            taken.append([])
        insort(taken[lane], stretches[at])
        lanes[at] = lane
    return lanes


def _is_free(row: list[Fragment], stretch: Fragment) -> bool:
    """True if nothing in the row, which holds no overlaps itself, overlaps the stretch."""
    start, end = stretch
    at = bisect_left(row, (start, start))
    return (at == 0 or row[at - 1][1] <= start) and (at == len(row) or end <= row[at][0])

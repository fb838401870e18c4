"""Places for the tags above the words of a line: numbers of candidates and hint codes. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Sequence

GAP = 1.0
"""Pixels between two tags."""


def place_tags(wanted: Sequence[tuple[float, float]]) -> list[float]:
    """The left edge of each tag `(left, width)`, in the order given: as near to what it wants as its neighbours allow.

    Tags keep their order along the line, so that it stays plain which word each belongs to.
    """
    lefts = [0.0] * len(wanted)
    free = float("-inf")
    for at in sorted(range(len(wanted)), key=lambda at: wanted[at][0]):
        left, width = wanted[at]
        lefts[at] = max(left, free)
        free = lefts[at] + width + GAP
    return lefts

"""Places for the chips below a line, so that none covers another. Pure, without Qt.

Coordinates are pixels along the line in reading direction: a right-to-left line is mirrored by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

GAP = 5.0
"""Pixels between two chips of a row."""


class ChipRequest(NamedTuple):
    """A chip that wants `width` pixels from `left` on. It may be clipped to `least`, but never below it."""

    left: float
    width: float
    least: float


@dataclass(frozen=True, slots=True)
class ChipPlace:
    """Where a chip goes. A width smaller than was asked for means: clip it with an ellipsis."""

    row: int
    left: float
    width: float


def place_chips(requests: Sequence[ChipRequest], *, limit: float) -> list[ChipPlace]:
    """A place for each chip, in the order of the requests.

    Chips go into the first row where their least width has room; there they take as much as the next one leaves. A chip
    that would pass `limit`, the end of the line, moves back as far as its neighbour allows.
    """
    order = sorted(range(len(requests)), key=lambda at: requests[at].left)
    rows: list[list[tuple[int, float]]] = []
    for at in order:
        request = requests[at]
        left = max(0.0, min(request.left, limit - request.width))
        row = next((row for row in rows if _end(requests, row[-1]) + GAP <= request.left), None)
        if row is None:
            row = []
            rows.append(row)
        else:
            left = max(left, _end(requests, row[-1]) + GAP)
        row.append((at, left))
    return _with_room(requests, rows, limit)


def _end(requests: Sequence[ChipRequest], placed: tuple[int, float]) -> float:
    at, left = placed
    return left + requests[at].least


def _with_room(requests: Sequence[ChipRequest], rows: list[list[tuple[int, float]]], limit: float) -> list[ChipPlace]:
    places = [ChipPlace(0, 0.0, 0.0)] * len(requests)
    for number, row in enumerate(rows):
        for (at, left), following in zip(row, [*row[1:], None], strict=True):
            room = max(limit - left, requests[at].least) if following is None else following[1] - GAP - left
            places[at] = ChipPlace(number, left, min(requests[at].width, room))
    return places

"""What the minimap shows in each of its cells. Pure, without Qt.

A cell stands for an equal share of the text's code points, so that nothing needs laying out to draw it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from glossator_desktop.page.content import Mark
from glossator_desktop.page.mark_index import MarkIndex

UNDECIDED = ""
"""The key of a cell with nothing but suggestions."""

Cell: TypeAlias = str | Literal[""] | None
"""The colour key of a cell; None: nothing there."""

_LOOKED_AT = 100


def cell_at(marks: MarkIndex, length: int, count: int, at: int) -> Cell:
    """What to show in one of `count` cells of a text: its events, else its spans, else what is undecided."""
    start, end = -(-at * length // count), -(-(at + 1) * length // count)
    here = marks.starting(start, end, most=_LOOKED_AT)
    return _shown(max(here, key=_weight, default=None))


def all_cells(marks: MarkIndex, length: int, count: int) -> list[Cell]:
    """Every cell. Few marks are gone through once; of very many, each cell looks at its own."""
    if 4 * count < len(marks):
        return [cell_at(marks, length, count, at) for at in range(count)]
    best: dict[int, Mark] = {}
    for mark in marks:
        at = cell_of(mark.start, length, count)
        if at not in best or _weight(best[at]) < _weight(mark):
            best[at] = mark
    return [_shown(best.get(at)) for at in range(count)]


def cell_of(offset: int, length: int, count: int) -> int:
    """The cell that an offset falls into."""
    return min(count - 1, offset * count // max(1, length))


def _shown(best: Mark | None) -> Cell:
    if best is None or _weight(best) == 0:
        return None
    return UNDECIDED if best.kind == "suggestion" else best.colour


def _weight(mark: Mark) -> int:
    if mark.kind == "span":
        return 2 if mark.label is not None else 0
    return {"event": 3, "suggestion": 1, "hint": 0}[mark.kind]

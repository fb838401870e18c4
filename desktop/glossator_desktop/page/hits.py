"""Which marks lie under a point of a line. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Sequence

from glossator_desktop.page.content import Mark
from glossator_desktop.page.decor import Decor
from glossator_desktop.page.lines import LineBox

REACH = 2.0
"""Pixels around a box that still count: a one-letter word is hard to hit."""


def marks_under(decor: Decor, lines: Sequence[LineBox], line: int, x: float, y: float) -> list[Mark]:
    """The marks at a point, the smallest first: those whose words lie there, or else those whose chip does."""
    box = lines[line]
    if y < box.chips or box.chips == box.bottom:
        hits = [item.mark for item in decor.boxes if item.line == line and _within(item.left, item.right, x)]
    else:
        row = int((y - box.chips) / (box.bottom - box.chips) * decor.needs[line].rows)
        chips = [chip for chip in decor.chips if chip.line == line and chip.row == row]
        hits = [chip.mark for chip in chips if _within(chip.left, chip.left + chip.width, x)]
    unique = {mark.id: mark for mark in hits}
    return sorted(unique.values(), key=lambda mark: (mark.length, mark.start, mark.id))


def _within(left: float, right: float, x: float) -> bool:
    return left - REACH <= x <= right + REACH

"""The vertical build of a block: where each line's letters, underlines and chips lie. Pure, without Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossator_desktop.page.measures import Measures


class LineShape(NamedTuple):
    """A line as the shaper made it: code points `[start, end)`, the last that shows, and its faces' heights."""

    start: int
    end: int
    shown_end: int
    ascent: float
    descent: float


class LineNeed(NamedTuple):
    """How many lanes of underlines and rows of chips a line carries."""

    lanes: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class LineBox:
    """A line in place; heights are pixels from the top of its block. `way` is where arcs run,
    above all letters, `crown` where they end, above those of the line's faces.
    """

    start: int
    end: int
    shown_end: int
    top: int
    way: int
    crown: int
    cap_top: int
    baseline: int
    under: int
    chips: int
    bottom: int


def arrange(shapes: Sequence[LineShape], needs: Sequence[LineNeed], page: Measures) -> list[LineBox]:
    """The lines one below the other. Faces that reach far up or down, as Arabic ones do, get the room they need."""
    boxes: list[LineBox] = []
    top = 0
    for shape, need in zip(shapes, needs, strict=True):
        box = _line(shape, need, page, top)
        boxes.append(box)
        top = box.bottom
    return boxes


def _line(shape: LineShape, need: LineNeed, page: Measures, top: int) -> LineBox:
    baseline = top + max(page.head + page.cap, round(shape.ascent) + page.head // 3)
    way = top + page.head // 4
    under = baseline + min(max(page.drop, round(shape.descent)), page.em)
    chips = under + page.under + max(0, need.lanes - 1) * page.lane
    return LineBox(
        start=shape.start,
        end=shape.end,
        shown_end=shape.shown_end,
        top=top,
        way=way,
        crown=max(way + 2, min(baseline - page.cap - 4, baseline - round(shape.ascent))),
        cap_top=baseline - page.cap,
        baseline=baseline,
        under=under,
        chips=chips,
        bottom=chips + max(page.rows, need.rows) * page.row,
    )


def blank_line(start: int, end: int, page: Measures) -> LineBox:
    """A line of nothing or of white space, lower than one of text: in articles it only parts two paragraphs."""
    low = page.blank
    return LineBox(start, end, end, top=0, way=0, crown=0, cap_top=0, baseline=low, under=low, chips=low, bottom=low)


def line_at(boxes: Sequence[LineBox], y: float) -> int:
    """The index of the line at a height of its block; the nearest outside it."""
    at = bisect_right(boxes, y, key=lambda box: box.bottom)
    return min(at, len(boxes) - 1)


def line_holding(boxes: Sequence[LineBox] | Sequence[LineShape], offset: int) -> int:
    """The index of the line that holds an offset; at a wrap, the line that begins there."""
    return max(0, bisect_right(boxes, offset, key=lambda box: box.start) - 1)


def lines_between(lines: Sequence[LineBox], top: float, bottom: float) -> range:
    """Those of a block's lines of which a part lies between two heights of the block."""
    first = bisect_left(lines, top, key=lambda line: line.bottom)
    return range(first, max(first, bisect_right(lines, bottom, key=lambda line: line.top)))

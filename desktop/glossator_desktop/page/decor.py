"""What the marks of a block look like: boxes on lines, links between fragments, chips. Pure, without Qt.

Fed with the runs that the shaper reports for a stretch of text; in bidirectional lines one stretch may have several.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from glossator_desktop.page.chips import GAP, ChipPlace, ChipRequest, place_chips
from glossator_desktop.page.content import Mark
from glossator_desktop.page.lanes import assign_lanes
from glossator_desktop.page.lines import LineNeed

_NARROWER = 2.0
"""Pixels by which a chip may stay narrower than its word: between words there is less room than between chips."""

_LEGIBLE = 0.72
"""The share of a chip that must stay when it is clipped: below that it takes another row."""


class Run(NamedTuple):
    """A stretch of text on one line, in pixels from the column's left."""

    line: int
    left: float
    right: float


RunsOf: TypeAlias = Callable[[int, int], Sequence[Run]]
"""The runs of a stretch `[start, end)`, in code points, clipped to the block."""


@dataclass(frozen=True, slots=True)
class Box:
    """One rectangle of a mark. It is open on a side where the mark goes on, on another line or in another block."""

    mark: Mark
    lane: int
    line: int
    left: float
    right: float
    open_left: bool = False
    open_right: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The dotted line on one line of text that joins two fragments of a mark."""

    mark: Mark
    lane: int
    line: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip in its place. `text` is what fits."""

    mark: Mark
    line: int
    row: int
    left: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Decor:
    """Everything drawn for the marks of a block. Boxes come outermost first: in the order to paint them."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    chips: tuple[Chip, ...]
    needs: tuple[LineNeed, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What decorating needs to know of the block: its code points, its lines, how wide chips are, if there are any."""

    start: int
    end: int
    lines: int
    right_to_left: bool
    width: float
    overhang: float
    least_chip: float
    runs_of: RunsOf
    chip_width: Callable[[str], float]
    elide: Callable[[str, float], str]
    chips: bool = True


def decorate(marks: Sequence[Mark], block: Surroundings) -> Decor:
    """The boxes, links and chips of the marks that lie in a block."""
    lanes = assign_lanes([(mark.start, mark.end) for mark in marks])
    boxes: list[Box] = []
    links: list[Link] = []
    for mark, lane in sorted(zip(marks, lanes, strict=True), key=lambda pair: -pair[1]):
        boxes.extend(_boxes(mark, lane, block))
        if 1 < len(mark.fragments):
            links.extend(_links(mark, lane, block))
    chips = list(_chips(boxes, block)) if block.chips else []
    return Decor(tuple(boxes), tuple(links), tuple(chips), _needs(boxes, links, chips, block))


def floating_chips(boxes: Iterable[Box], block: Surroundings, *, first: Collection[int]) -> list[Chip]:
    """Chips for some boxes where lines have no rows for them: as many as fit into the one row below each line.

    `first` are ids of marks whose chips take precedence.
    """
    boxes = list(boxes)
    placed = list(_one_row([box for box in boxes if box.mark.id in first], block))
    for chip in _one_row([box for box in boxes if box.mark.id not in first], block):
        if not any(chip.line == other.line and _meet(chip, other) for other in placed):
            placed.append(chip)
    return placed


def _one_row(boxes: Iterable[Box], block: Surroundings) -> Iterable[Chip]:
    return (chip for chip in _chips(boxes, block, hints=True) if chip.row == 0)


def _meet(chip: Chip, other: Chip) -> bool:
    return chip.left < other.left + other.width + GAP and other.left < chip.left + chip.width + GAP


def _boxes(mark: Mark, lane: int, block: Surroundings) -> Iterable[Box]:
    for start, end in mark.fragments:
        runs = block.runs_of(start, end) if start < block.end and block.start < end else ()
        for run in runs:
            before = start < block.start or runs[0].line < run.line
            after = block.end < end or run.line < runs[-1].line
            if block.right_to_left:
                before, after = after, before
            yield Box(mark, lane, run.line, run.left, run.right, before, after)


def _links(mark: Mark, lane: int, block: Surroundings) -> Iterable[Link]:
    """Dots along the text between two fragments; where that takes more than two lines, only its two ends."""
    for (_, end), (start, _) in zip(mark.fragments, mark.fragments[1:], strict=False):
        if end < start and end < block.end and block.start < start:
            runs = block.runs_of(end, start)
            for run in runs if len(runs) <= 2 else (runs[0], runs[-1]):
                yield Link(mark, lane, run.line, run.left, run.right)


def _chips(boxes: Iterable[Box], block: Surroundings, *, hints: bool = False) -> Iterable[Chip]:
    """A chip below the first box of each mark that begins in this block. Hints have none: they would clutter."""
    firsts: list[dict[int, Box]] = [{} for _ in range(block.lines)]
    seen: dict[int, Box] = {}
    for box in boxes:
        mark = box.mark
        if (mark.kind == "hint" and not hints) or mark.start < block.start or not _says(mark):
            continue
        known = seen.get(mark.id)
        if known is None or (box.line == known.line and _leads(box, known, block)):
            seen[mark.id] = firsts[box.line][mark.id] = box
    for line, starts in enumerate(firsts):
        yield from _line_chips(line, list(starts.values()), block)


def _leads(box: Box, other: Box, block: Surroundings) -> bool:
    return other.right < box.right if block.right_to_left else box.left < other.left


def _line_chips(line: int, boxes: Sequence[Box], block: Surroundings) -> Iterable[Chip]:
    boxes = sorted(boxes, key=lambda box: box.lane)
    requests = [_request(box, block) for box in boxes]
    places = place_chips(requests, limit=block.width + block.overhang)
    for box, place in zip(boxes, places, strict=True):
        left = block.width - place.left - place.width if block.right_to_left else place.left
        yield Chip(box.mark, line, place.row, left, place.width, _fitted(box.mark, place, block))


def _request(box: Box, block: Surroundings) -> ChipRequest:
    width = block.chip_width(_says(box.mark))
    left = block.width - box.right if block.right_to_left else box.left
    least = max(block.least_chip, _LEGIBLE * width, box.right - box.left - _NARROWER)
    return ChipRequest(left, width, min(width, least))


def _fitted(mark: Mark, place: ChipPlace, block: Surroundings) -> str:
    return block.elide(_says(mark), place.width)


def _says(mark: Mark) -> str:
    return mark.chip_text or (mark.label or "" if mark.kind == "hint" else "")


def _needs(
    boxes: Iterable[Box], links: Iterable[Link], chips: Iterable[Chip], block: Surroundings
) -> tuple[LineNeed, ...]:
    lanes, rows = [1] * block.lines, [int(block.chips)] * block.lines
    for box in boxes:
        lanes[box.line] = max(lanes[box.line], box.lane + 1)
    for link in links:
        lanes[link.line] = max(lanes[link.line], link.lane + 1)
    for chip in chips:
        rows[chip.line] = max(rows[chip.line], chip.row + 1)
    return tuple(LineNeed(*need) for need in zip(lanes, rows, strict=True))

"""Where the cells of a card go, and where the card goes on the page: pure geometry, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from glossator_desktop.builder.sheet import Cell, Line, Sheet

PADDING: Final = 16.0
LINE_HEIGHT: Final = 27.0
GAP: Final = 10.0
TIGHT: Final = 5.0
BLOCK_GAP: Final = 8.0
NARROWEST: Final = 48.0
CHIP_GAP: Final = 22.0
"""Pixels. No text is squeezed to less than NARROWEST; CHIP_GAP leaves the chip below a word in sight."""

ELASTIC: Final = frozenset({"plain", "strong", "muted", "faint", "proposed", "label", "warning"})

Measure: TypeAlias = Callable[[Cell], float]
"""How wide a cell is, in pixels."""


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """One past the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """One past the lower edge."""
        return self.top + self.height

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell in its place."""

    box: Box
    cell: Cell


@dataclass(frozen=True, slots=True)
class Band:
    """The ground of a whole line."""

    box: Box
    current: bool
    command: str


@dataclass(frozen=True, slots=True)
class CardLayout:
    """A card laid out; all boxes count from its own corner."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    bands: tuple[Band, ...]

    def command_at(self, x: float, y: float) -> str:
        """The command of what is at a point; "" for none."""
        for piece in self.pieces:
            if piece.cell.command and piece.box.holds(x, y):
                return piece.cell.command
        return next((band.command for band in self.bands if band.box.holds(x, y)), "")

    def piece_at(self, x: float, y: float) -> Piece | None:
        """The cell at a point."""
        return next((piece for piece in self.pieces if piece.box.holds(x, y)), None)


def lay_out(sheet: Sheet, measure: Measure, room: float) -> CardLayout:
    """A sheet in its own width, or in what room there is (pixels)."""
    width = min(float(sheet.wide), room)
    columns = [measure(line.column) for line in sheet.lines if line.column]
    column = max(columns) + 2 * GAP if columns else 0.0
    top = PADDING - 4
    pieces: list[Piece] = []
    bands: list[Band] = []
    for line in sheet.lines:
        top += BLOCK_GAP if line.gap else 0.0
        placed, height = _line(line, measure, width, column, top)
        pieces.extend(placed)
        if line.command or line.current:
            bands.append(Band(Box(PADDING / 2, top, width - PADDING, height), line.current, line.command))
        top += height
    return CardLayout(width, top + PADDING - 4, tuple(pieces), tuple(bands))


def _line(line: Line, measure: Measure, width: float, column: float, top: float) -> tuple[list[Piece], float]:
    """The cells of one line, the left ones on as many rows as they need."""
    pieces: list[Piece] = []
    left = PADDING
    if line.column:
        pieces.append(Piece(Box(left, top, measure(line.column), LINE_HEIGHT), line.column))
        left += column
    right = width - PADDING - _run(line.right, measure)
    pieces.extend(_place(line.right, measure, right, top))
    edge = right - (GAP if line.right else 0.0)
    rows = _rows(line.cells, measure, edge - left)
    for number, row in enumerate(rows):
        pieces.extend(_place(row, measure, left, top + number * LINE_HEIGHT, edge - left))
    return pieces, LINE_HEIGHT * max(1, len(rows))


def _rows(cells: Sequence[Cell], measure: Measure, room: float) -> list[list[Cell]]:
    """Cells broken into rows: a cell goes to the next row with those that stand tight behind it."""
    rows: list[list[Cell]] = [[]]
    for group in _groups(cells):
        if rows[-1] and room < _run((*rows[-1], *group), measure):
            rows.append([])
        rows[-1].extend(group)
    return [row for row in rows if row]


def _groups(cells: Iterable[Cell]) -> list[list[Cell]]:
    groups: list[list[Cell]] = []
    for cell in cells:
        if groups and cell.tight:
            groups[-1].append(cell)
        else:
            groups.append([cell])
    return groups


def _run(cells: Sequence[Cell], measure: Measure) -> float:
    """The width of cells side by side."""
    return sum(measure(cell) for cell in cells) + sum(TIGHT if cell.tight else GAP for cell in cells[1:])


def _place(
    cells: Sequence[Cell], measure: Measure, left: float, top: float, room: float = float("inf")
) -> Iterable[Piece]:
    """Cells side by side; where the room does not do, the widest text is squeezed."""
    widths = [measure(cell) for cell in cells]
    excess = _run(cells, measure) - room
    for index in sorted(range(len(cells)), key=lambda index: -widths[index]):
        if 0 < excess and cells[index].style in ELASTIC:
            narrower = max(NARROWEST, widths[index] - excess)
            if narrower < widths[index]:
                excess -= widths[index] - narrower
                widths[index] = narrower
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        left += (TIGHT if cell.tight else GAP) if index else 0.0
        yield Piece(Box(left, top, width, LINE_HEIGHT), cell)
        left += width


def place_card(
    size: tuple[float, float], page: Box, anchor: Box, keep: Sequence[Box], *, before: Box | None = None
) -> Box:
    """Where a card goes: near its anchor, rather below it, covering as little as can be of what must stay in sight.

    Where it was `before` it stays, as long as nothing needs the place.
    """
    width, height = size
    gap = CHIP_GAP
    if before is not None:
        stay = Box(before.left, before.top, width, height)
        inside = page.left <= stay.left and stay.right <= page.right and page.top <= stay.top
        if inside and stay.bottom <= page.bottom and _harm(stay, anchor, keep) == (0, 0):
            return stay
    around = (anchor, *keep)
    tops = [box.bottom + gap for box in around] + [box.top - gap - height for box in around]
    tops += [page.top, page.bottom - height]
    lefts = (anchor.left - PADDING, page.right - width, page.left)
    spots = [
        Box(_clamp(left, page.left, page.right - width), _clamp(top, page.top, page.bottom - height), width, height)
        for top in tops
        for left in lefts
    ]
    return min(spots, key=lambda spot: (*_harm(spot, anchor, keep), _farness(spot, anchor)))


def _harm(spot: Box, anchor: Box, keep: Sequence[Box]) -> tuple[int, int]:
    """How much of the anchor a spot covers, and how much of the rest: in pixels."""
    return round(overlap(spot, anchor)), round(sum(overlap(spot, box) for box in keep))


def _farness(spot: Box, anchor: Box) -> float:
    """How far from the anchor, in pixels; a spot above counts as farther, and so does one aside."""
    below = anchor.bottom <= spot.top
    vertical = spot.top - anchor.bottom if below else 120.0 + max(0.0, anchor.top - spot.bottom)
    return vertical + 1.5 * abs(spot.left - (anchor.left - PADDING))


def overlap(a: Box, b: Box) -> float:
    """The area that two rectangles share, in square pixels."""
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return width * height if 0 < width and 0 < height else 0.0


def _clamp(value: float, low: float, high: float) -> float:
    return max(low, min(value, high))

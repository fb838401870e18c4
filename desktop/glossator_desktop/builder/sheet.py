"""What a floating card says, as frozen data: lines of cells, each cell perhaps a button. Without Qt.

The modes write sheets, the card lays them out and paints them; a click on a cell gives its command back to the mode.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

CellStyle: TypeAlias = Literal[
    "title", "strong", "plain", "muted", "faint", "key", "trigger", "proposed", "label", "warning", "choice", "caret"
]


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text in a line. `command` makes it a button: `key:Tab`, `role:actor`, `choose:AGREE`, `drop:17`.

    `colour` is an entity type's name, for the style "label". A cell that is `tight` stands close to the one before.
    """

    text: str
    style: CellStyle = "plain"
    command: str = ""
    colour: str = ""
    tight: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: an optional first column, cells from the left, cells at the right edge. `command` is the whole line's."""

    cells: tuple[Cell, ...] = ()
    right: tuple[Cell, ...] = ()
    column: Cell | None = None
    current: bool = False
    command: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card's lines. `wide` is its width in pixels where there is room, `name` what it is called."""

    lines: tuple[Line, ...]
    wide: int = 520
    name: str = ""

    @property
    def spoken(self) -> str:
        """The sheet as a screen reader says it."""
        parts = (cell.text for line in self.lines for cell in _in_order(line) if cell.style != "key")
        return ". ".join(part for part in parts if part.strip())


def key(name: str, *, tight: bool = False) -> Cell:
    """A key cap that is pressed by clicking it."""
    return Cell(name, "key", f"key:{name}", tight=tight)


def keyed(name: str, text: str, style: CellStyle = "muted") -> tuple[Cell, Cell]:
    """A key cap and what the key does; both can be clicked."""
    return (key(name), Cell(text, style, f"key:{name}", tight=True))


def _in_order(line: Line) -> Iterable[Cell]:
    return (*((line.column,) if line.column else ()), *line.cells, *line.right)

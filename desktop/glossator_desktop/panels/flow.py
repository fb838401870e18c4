"""Flowing text in cards: runs in several inks and weights, wrapped to a width, measured and painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption

from glossator.text.offsets import utf16_length
from glossator_desktop.fonts import SMALL, sans


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line: its text, its ink as `#rrggbb`, its weight and its size in pixels."""

    text: str
    ink: str
    bold: bool = False
    size: int = SMALL


class Flow:
    """Paragraphs of runs, laid out to a width in pixels."""

    def __init__(self, paragraphs: Sequence[Sequence[Run]], width: float, *, spacing: float = 3.0) -> None:
        self.height = 0.0
        self._placed: list[tuple[QTextLayout, float]] = []
        for runs in paragraphs:
            if self._placed:
                self.height += spacing
            layout = _layout(runs, width)
            self._placed.append((layout, self.height))
            self.height += layout.boundingRect().height()

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Paint with the top left corner at `at`."""
        for layout, top in self._placed:
            layout.draw(painter, at + QPointF(0, top))


def _layout(runs: Sequence[Run], width: float) -> QTextLayout:
    layout = QTextLayout("".join(run.text for run in runs), sans(runs[0].size if runs else SMALL))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(runs))
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top))
        top += line.height() + 1
    layout.endLayout()
    return layout


def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    formats: list[QTextLayout.FormatRange] = []
    start = 0
    for run in runs:
        length = utf16_length(run.text)
        piece = QTextLayout.FormatRange()
        piece.start, piece.length = start, length
        style = QTextCharFormat()
        style.setFont(sans(run.size, bold=run.bold))
        style.setForeground(QColor(run.ink))
        piece.format = style
        formats.append(piece)
        start += length
    return formats

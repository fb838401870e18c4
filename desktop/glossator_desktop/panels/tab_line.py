"""A line of names of which one is current: those around it show as far as there is room. By mouse a click chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.theme import Theme, load_theme

HEIGHT = 34
SIDE = 22
GAP = 18


class TabLine(QWidget):
    """`chosen` carries the number of the name that was clicked."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._names: tuple[str, ...] = ()
        self._at = 0
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.update()

    def show_names(self, names: Sequence[str]) -> None:
        """Show these, the first as the current one."""
        self._names, self._at = tuple(names), 0
        self.update()

    def show_current(self, at: int) -> None:
        """Another one is current."""
        self._at = at
        self.setAccessibleDescription(self._names[at] if at < len(self._names) else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, HEIGHT)

    def places(self) -> list[tuple[float, float]]:
        """Left edge and width of every name, so that the current one is in sight, in pixels of this widget."""
        widths = [text_width(name, sans(SMALL, bold=at == self._at)) + 1 for at, name in enumerate(self._names)]
        lefts: list[float] = []
        left = float(SIDE)
        for width in widths:
            lefts.append(left)
            left += width + GAP
        shift = 0.0
        if self._names and self.width() - SIDE < left - GAP:
            middle = lefts[self._at] + widths[self._at] / 2
            shift = max(0.0, min(middle - self.width() / 2, left - GAP + SIDE - self.width()))
        return [(left - shift, width) for left, width in zip(lefts, widths, strict=True)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The names; a bar under the current one."""
        painter = QPainter(self)
        for at, (left, width) in enumerate(self.places()):
            if left + width < 0 or self.width() < left:
                continue
            current = at == self._at
            ink = self.theme.ink if current else self.theme.muted
            line = QRectF(left, 0, width + 1, HEIGHT - 3)
            draw_line(painter, line, self._names[at], sans(SMALL, bold=current), ink)
            if current:
                painter.fillRect(QRectF(left, HEIGHT - 3, width, 2), QColor(self.theme.accent))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a name chooses it."""
        x = event.position().x()
        for at, (left, width) in enumerate(self.places()):
            if left - GAP / 2 <= x <= left + width + GAP / 2:
                self.chosen.emit(at)
                return

"""A line of keys with what they do, at the foot of a card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.keycaps import cap_width, draw_cap
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.theme import Theme, load_theme

HEIGHT = 38
SIDE = 22


class KeyLine(QWidget):
    """Shows as many of its keys as there is room for, the first ones; the last one always (it leads back)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._keys: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.update()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these: a key's name and what it does."""
        self._keys = tuple(keys)
        self.setAccessibleName("; ".join(f"{key}: {words}" for key, words in self._keys))
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(100, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hair line above, then caps and words."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(self.theme.line))
        widths = [cap_width(key) + 7 + text_width(words, sans(SMALL)) + 18 for key, words in self._keys]
        room = self.width() - 2 * SIDE + 18
        shown = len(widths)
        while 1 < shown and room < sum(widths[: shown - 1]) + widths[-1]:
            shown -= 1
        left, middle = float(SIDE), HEIGHT / 2 + 1
        last = len(widths) - 1
        for at in (*range(shown - 1), *([last] if widths else [])):
            key, words = self._keys[at]
            cap = draw_cap(painter, left, middle, key, self.theme)
            line = QRectF(left + cap + 7, 2, widths[at], HEIGHT - 2)
            draw_line(painter, line, words, sans(SMALL), self.theme.muted)
            left += widths[at]

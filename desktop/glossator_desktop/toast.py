"""The toast: one sentence at the foot of the page that goes by itself; errors stay longer."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from glossator_desktop.accessible_say import say
from glossator_desktop.fonts import BODY, sans
from glossator_desktop.panels.paint import SHADOW_REACH, draw_card
from glossator_desktop.theme import Theme, load_theme

Level: TypeAlias = Literal["info", "warning", "error"]

WIDEST = 620
LIFETIME = {"info": 3500, "warning": 7000, "error": 12000}
"""How long a toast stays, in ms; longer for longer sentences."""
READ = 900
"""After so many ms, the next key lets go of what was only said for information."""


class Toast(QWidget):
    """Says one thing at a time; the next one takes its place. A click or Escape on the page lets it go."""

    def __init__(self, parent: QWidget, room: Callable[[], QRect] | None = None) -> None:
        """`room` says, in the parent's pixels, at whose foot to stand; by default all of the parent."""
        super().__init__(parent)
        self._host = parent
        self._room = room or parent.rect
        self.theme = load_theme("light")
        self.level: Level = "info"
        self._since = 0.0
        self.label = QLabel()
        self.label.setFont(sans(BODY))
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW_REACH + 18, SHADOW_REACH + 9, SHADOW_REACH + 16, SHADOW_REACH + 9)
        column.addWidget(self.label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.let_go)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.update()

    def say(self, level: Level, sentence: str) -> None:
        """Show a sentence, and tell screen readers."""
        self.level = level
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.place()
        self.show()
        self.raise_()
        self._since = time.monotonic()
        self._timer.start(LIFETIME[level] + 30 * len(sentence))
        say(self, sentence, urgent=level == "error")

    def give_way(self) -> None:
        """The person goes on working: a sentence that has been up long enough to be read goes; errors stay."""
        if self.level == "info" and READ < 1_000 * (time.monotonic() - self._since):
            self.let_go()

    def let_go(self) -> None:
        """Hide it now."""
        self._timer.stop()
        self.hide()

    def place(self) -> None:
        """Stand in the middle, above the foot of the room."""
        room = self._room()
        widest = min(max(360, room.width()), WIDEST, self._host.width())
        sides = 2 * SHADOW_REACH + 36
        wished = self.label.fontMetrics().horizontalAdvance(self.label.text()) + sides
        width = min(widest, wished)
        height = self.label.heightForWidth(width - sides + 2) + 2 * SHADOW_REACH + 18
        left = room.left() + (room.width() - width) // 2
        left = max(0, min(left, self._host.width() - width))
        self.setGeometry(left, room.bottom() + 1 - height + SHADOW_REACH - 14, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a bar in the level's colour."""
        painter = QPainter(self)
        reach = float(SHADOW_REACH)
        box = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        draw_card(painter, box, self.theme)
        colours = {"info": self.theme.accent, "warning": self.theme.warning, "error": self.theme.error}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours[self.level]))
        painter.drawRoundedRect(QRectF(box.left() + 7, box.top() + 9, 3, box.height() - 18), 1.5, 1.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click lets it go."""
        self.let_go()

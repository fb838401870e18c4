"""A value between two arrows: the arrow keys and Space step through what may stand there, a click does too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator_desktop.accessible_say import say
from glossator_desktop.fonts import BODY, sans
from glossator_desktop.panels.paint import draw_focus, draw_line
from glossator_desktop.theme import Theme, load_theme

HEIGHT = 34


class Stepper(QWidget):
    """`stepped` carries the value that somebody has stepped to."""

    stepped = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.theme = load_theme("light")
        self.bad = False
        self._name = name
        self._choices: Sequence[tuple[Any, str]] = ()
        self._current: Any = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As high as a line."""
        return QSize(200, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.update()

    def show_choices(self, choices: Sequence[tuple[Any, str]], current: Any) -> None:
        """Show a value, by its words, out of these."""
        self._choices, self._current = choices, current
        self.setAccessibleName(f"{self._name}: {self.words}")
        self.update()

    @property
    def words(self) -> str:
        """The value as a person reads it."""
        found = next((words for value, words in self._choices if value == self._current), None)
        return found if found is not None else str(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Space."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._step(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left edge steps back, everything else on."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._step(-1 if event.position().x() < HEIGHT else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def _step(self, step: int) -> None:
        values = [value for value, _ in self._choices]
        if not values:
            return
        here = values.index(self._current) if self._current in values else -step
        self._current = values[(here + step) % len(values)]
        self.setAccessibleName(f"{self._name}: {self.words}")
        self.update()
        self.stepped.emit(self._current)
        say(self, f"{self._name}: {self.words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A field with the value between two arrows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(self.theme.error if self.bad else self.theme.edge), 1))
        painter.setBrush(QColor(self.theme.raised))
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(12, 0, -12, 0)
        arrows = self.theme.accent if self.hasFocus() else self.theme.muted
        draw_line(painter, inner, "‹", sans(BODY), arrows)
        draw_line(painter, inner, "›", sans(BODY), arrows, right=True)
        draw_line(painter, inner.adjusted(18, 0, -18, 0), self.words, sans(BODY), self.theme.ink)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self.theme)

"""The bar at the bottom: what the next keys do in this state, what the suggester is about, and where all keys are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.keycaps import caps_width, draw_caps
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.panels.pills import CapButton
from glossator_desktop.theme import Theme, load_theme

HINT_HEIGHT = 36
SPACING = 18
CAP_TO_TEXT = 6


class Hint(Protocol):
    """Keys and what they do just now."""

    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PlacedHint:
    """A hint with its left edge in pixels."""

    left: float
    keys: tuple[str, ...]
    text: str


def place_hints(hints: Sequence[Hint], room: float) -> tuple[PlacedHint, ...]:
    """As many hints as fit side by side into `room` pixels, the first ones first."""
    placed: list[PlacedHint] = []
    left = 0.0
    for hint in hints:
        width = caps_width(hint.keys) + CAP_TO_TEXT + text_width(hint.text, sans(SMALL))
        if left + width > room:
            break
        placed.append(PlacedHint(left, hint.keys, hint.text))
        left += width + SPACING
    return tuple(placed)


class HintStrip(QWidget):
    """The hints themselves, painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._hints: tuple[Hint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(hints)
        said = ", ".join(f"{' '.join(hint.keys)} {hint.text}" for hint in hints)
        self.setAccessibleName(f"Keys: {said}")
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Nothing is needed: what does not fit is left out."""
        return QSize(0, HINT_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Caps and what they do."""
        painter = QPainter(self)
        middle = self.height() / 2
        for hint in place_hints(self._hints, self.width()):
            caps = draw_caps(painter, QPointF(hint.left, middle), hint.keys, self.theme)
            text = QRectF(hint.left + caps + CAP_TO_TEXT, 0, self.width(), self.height() - 1)
            draw_line(painter, text, hint.text, sans(SMALL), self.theme.muted)


class BusyDot(QWidget):
    """A small dot that is lit while the suggester works."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.setFixedSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.theme.accent))
        painter.setBrush(QColor(self.theme.accent))
        painter.drawEllipse(QRectF(1.5, 1.5, 5, 5))


class HintBar(QWidget):
    """Hints at the left; the suggester's state and "? all keys" at the right."""

    keys_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hintbar")
        self.setFixedHeight(HINT_HEIGHT)
        self.strip = HintStrip()
        self.dot = BusyDot()
        self.worker = QLabel()
        self.worker.setObjectName("muted")
        self.worker.setFont(sans(SMALL))
        self.all_keys = CapButton("?", "all keys", "All keys")
        self.all_keys.clicked.connect(self.keys_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(8)
        for part in (self.strip, self.dot, self.worker, self.all_keys):
            row.addWidget(part)
        row.setStretch(0, 1)
        self.show_worker("")

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        for part in (self.strip, self.dot, self.all_keys):
            part.theme = theme
        self.update()

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show what the next keys do."""
        self.strip.show_hints(hints)

    def show_worker(self, text: str, *, busy: bool = False) -> None:
        """Say what the suggester is about; nothing where there is nothing to say."""
        self.worker.setText(text)
        self.worker.setVisible(bool(text))
        self.dot.setVisible(busy)

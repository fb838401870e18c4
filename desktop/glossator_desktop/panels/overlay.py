"""What all overlays share: they cover the window, hold one card, take the keyboard, and give it back on leaving."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from glossator_desktop.panels.paint import draw_card
from glossator_desktop.theme import Theme, load_theme

SCRIM = 28
"""The alpha (0..255) of the veil over the window."""


class Overlay(QWidget):
    """A veil over the parent with a card on it. Lay out the card's content in `self.card`.

    `closed` is emitted whenever it goes, by Escape, by a click beside the card, or because something was chosen.
    """

    closed = Signal()
    veil = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.theme = load_theme("light")
        self.card = QWidget(self)
        self._came_from: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.update()

    def cover(self) -> None:
        """Be as large as the parent."""
        self.setGeometry(self._host.rect())

    def open(self) -> None:
        """Cover the parent and take the keyboard."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._came_from = focus
        self.cover()
        self.card.setGeometry(self.card_place())
        self.show()
        self.raise_()
        self.focus_first()

    def close_overlay(self) -> None:
        """Go, and give the keyboard back to whom it was taken from."""
        if not self.isVisible():
            return
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def focus_first(self) -> None:
        """Give the keyboard to the part that wants it first."""
        self.card.setFocus(Qt.FocusReason.PopupFocusReason)

    def card_size(self) -> tuple[int, int]:
        """The card's wished width and height in pixels; both shrink to the window."""
        return 560, 420

    def card_place(self) -> QRect:
        """Where the card stands: in the middle, a little above."""
        width, height = self.card_size()
        width = min(width, self.width() - 32)
        height = min(height, self.height() - 48)
        top = max(24, min(round(self.height() * 0.13), self.height() - height - 24))
        return QRect((self.width() - width) // 2, top, width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card in its place."""
        self.card.setGeometry(self.card_place())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Veil, shadow, card."""
        painter = QPainter(self)
        if self.veil:
            painter.fillRect(self.rect(), QColor(0, 0, 0, SCRIM if not self.theme.dark else 2 * SCRIM))
        draw_card(painter, QRectF(self.card.geometry()), self.theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card leaves."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; no key reaches the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        return True

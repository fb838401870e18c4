"""Clicks that the page does not tell apart: the third and the fourth on one spot. Qt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

REACH = 6
"""Pixels that the pointer may move between two clicks."""


class Clicks(QObject):
    """Watches a widget. `repeated` carries the number of the click (3 or 4) and its place; the widget hears none of it.

    `modifiers` are those of the latest mouse event.
    """

    repeated = Signal(int, QPoint)

    def __init__(self, watched: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.modifiers = Qt.KeyboardModifier.NoModifier
        self._count = 0
        self._time = 0
        self._place = QPoint()
        self._swallow = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts; the press and the release of a third and fourth click stay here."""
        if not isinstance(event, QMouseEvent):
            return False
        self.modifiers = event.modifiers()
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._note(event, 4 if self._count == 3 and self._near(event) else 2)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._note(event, self._count + 1 if 2 <= self._count < 4 and self._near(event) else 1)
        elif event.type() == QEvent.Type.MouseButtonRelease and self._swallow:
            self._swallow = False
            return True
        else:
            return False
        if 3 <= self._count:
            self._swallow = True
            self.repeated.emit(self._count, event.position().toPoint())
            return True
        return False

    def _note(self, event: QMouseEvent, count: int) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._count = count if left else 0
        self._time, self._place = event.timestamp(), event.position().toPoint()

    def _near(self, event: QMouseEvent) -> bool:
        soon = event.timestamp() - self._time <= QApplication.doubleClickInterval()
        return soon and (event.position().toPoint() - self._place).manhattanLength() <= REACH

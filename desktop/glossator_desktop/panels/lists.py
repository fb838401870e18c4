"""A list view as this window uses it: no frame, smooth scrolling, rows laid out anew when the width changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget


class PlainList(QListView):
    """Emits `taken` for Enter or a click on a row, `left_by_escape` for Escape."""

    taken = Signal(QModelIndex)
    left_by_escape = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)
        self.clicked.connect(self.taken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the current row, Escape leaves; the rest is the list's own."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.taken.emit(self.currentIndex())
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.left_by_escape.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows may be higher or lower at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def step(self, rows: int) -> None:
        """Move the current row, staying inside the list."""
        count = self.model().rowCount()
        if count:
            row = max(0, min(count - 1, self.currentIndex().row() + rows))
            self.setCurrentIndex(self.model().index(row, 0))


class KeyWatch(QObject):
    """Gives a function the key presses of some widgets first; True from it means the press is used up."""

    def __init__(self, handler: Callable[[QKeyEvent], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._handler = handler

    def watch(self, *widgets: QWidget) -> None:
        """Look at these widgets' keys."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Key presses go to the function."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._handler(event)
        return False

"""Saying to screen readers what nothing with the keyboard says: sentences, and the rows of a list without it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

PAUSE = 150
"""Milliseconds without a change before a marked row is said: typing goes through many."""


def say(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Announce something, if anybody listens; what is urgent interrupts what is being said."""
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class RowTeller(QObject):
    """Says the current row of a list that does not have the keyboard, because a field above it has."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._said = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._say)

    def watch(self) -> None:
        """Begin, once the list has its model."""
        self._view.selectionModel().currentChanged.connect(self.stirred)

    def stirred(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        """Another row may be current."""
        if QAccessible.isActive():
            self._pause.start()

    @property
    def words(self) -> str:
        """The current row as it is said; empty where there is none."""
        spoken = self._view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        return spoken if isinstance(spoken, str) else ""

    def _say(self) -> None:
        if self._view.isVisible() and not self._view.hasFocus() and self.words != self._said:
            self._said = self.words
            say(self._view, self._said)

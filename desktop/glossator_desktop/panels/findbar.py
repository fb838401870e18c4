"""The find bar over the page: words to look for, how many there are, next and previous."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.lists import KeyWatch
from glossator_desktop.panels.paint import SHADOW_REACH, draw_card
from glossator_desktop.theme import Theme, load_theme


class FindBar(QWidget):
    """`sought` carries the words typed, `stepped` +1 or -1, `left_by_escape` says the search is over.

    Enter goes to the next hit, Shift+Enter to the one before.
    """

    sought = Signal(str)
    stepped = Signal(int)
    left_by_escape = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.theme = load_theme("light")
        self.field = QLineEdit()
        self.field.setFont(sans(BODY))
        self.field.setPlaceholderText("Find in this document")
        self.field.setAccessibleName("Find in this document")
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.count.setFont(sans(SMALL))
        self.count.hide()
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        margin = SHADOW_REACH + 8
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.field)
        self.field.textChanged.connect(self.sought)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.update()

    def open(self) -> None:
        """Show and take the keyboard; what was sought last is there to be typed over."""
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text():
            self.sought.emit(self.field.text())

    def place(self) -> None:
        """Stand in the upper right corner of the parent."""
        room = self._host.rect()
        size = self.sizeHint()
        width = min(size.width(), room.width() - 8)
        self.setGeometry(room.width() - width - 18, -SHADOW_REACH + 12, width, size.height())

    def sizeHint(self) -> QSize:
        """A line with room around for the shadow."""
        return QSize(380 + 2 * SHADOW_REACH, 46 + 2 * SHADOW_REACH)

    def show_count(self, current: int, total: int) -> None:
        """Say which hit this is of how many; `current` counts from 0."""
        self.count.setText(f"{current + 1} of {total}" if total else "not found")
        self.count.setVisible(bool(self.field.text().strip()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card."""
        reach = float(SHADOW_REACH)
        draw_card(QPainter(self), QRectF(self.rect()).adjusted(reach, reach, -reach, -reach), self.theme)

    def _press(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if shift else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left_by_escape.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

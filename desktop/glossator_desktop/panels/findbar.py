"""The find bar over the page: what to look for and how, how much there is of it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from glossator_desktop.accessible_say import say
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.find_filters import Completion
from glossator_desktop.panels.find_pattern import Options
from glossator_desktop.panels.find_toggles import CloseButton, CompletionRow, FindToggle
from glossator_desktop.panels.lists import KeyWatch
from glossator_desktop.panels.paint import SHADOW_REACH, draw_card
from glossator_desktop.theme import Theme, load_theme

WIDE, NARROW = 610, 400
"""Widths of the card in one row and in two, in pixels."""
_EDGE = 12
_PADDING = 8


class FindBar(QWidget):
    """`sought`: the query or the way of looking is another. `taken` carries +1 (Enter) or -1, `peeked` an arrow's.

    Enter takes the hit that is shown, Shift+Enter the one before; arrows only show. `all_asked`: Alt+A.
    """

    sought = Signal()
    taken = Signal(int)
    peeked = Signal(int)
    all_asked = Signal()
    left_by_escape = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.theme = load_theme("light")
        self.field = QLineEdit()
        self.field.setFont(sans(BODY))
        self.field.setPlaceholderText("Find in this document")
        self.field.setAccessibleName("Find in this document")
        self.count, self.problem = QLabel(), QLabel()
        self.count.setObjectName("muted")
        self.count.setFont(sans(SMALL))
        self.problem.setObjectName("problem")
        self.problem.setFont(sans(SMALL))
        self.problem.setWordWrap(True)
        self.problem.setContentsMargins(4, 0, 0, 0)
        self.toggles = {
            "case": FindToggle("Case", "Match case", "Alt+C"),
            "whole": FindToggle("Word", "Whole words only", "Alt+W"),
            "pattern": FindToggle("Pattern", "Regular expression", "Alt+R"),
        }
        self.all_button = FindToggle("All…", "Label all hits", "Alt+A", on_off=False)
        self.close_button = CloseButton("Leave the search")
        self.completions = CompletionRow("Right")
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.field, 1)
        first.addWidget(self.count)
        self.count.setMinimumWidth(60)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        second.setSpacing(6)
        for toggle in self.toggles.values():
            second.addWidget(toggle)
        second.addWidget(self.all_button)
        second.addStretch(1)
        second.addWidget(self.close_button)
        self._rows.addLayout(first, 1)
        self._rows.addLayout(second)
        column = self._column = QVBoxLayout(self)
        margin = SHADOW_REACH + _PADDING
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(6)
        column.addLayout(self._rows)
        column.addWidget(self.completions)
        column.addWidget(self.problem)
        for part in (self.completions, self.problem):
            part.hide()

    def _connect(self) -> None:
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(*self.stops)
        self.field.textChanged.connect(lambda _: self.sought.emit())
        for toggle in self.toggles.values():
            toggle.toggled.connect(lambda _: self.sought.emit())
        self.all_button.clicked.connect(self.all_asked)
        self.close_button.clicked.connect(self._leave)
        self.completions.taken.connect(self._complete)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (self.field, *self.toggles.values(), self.all_button, self.close_button)

    @property
    def query(self) -> str:
        """What was typed."""
        return self.field.text()

    @property
    def options(self) -> Options:
        """How to look."""
        return Options(**{name: toggle.isChecked() for name, toggle in self.toggles.items()})

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        for button in self.toggles.values():
            button.theme = theme
        self.all_button.theme = self.close_button.theme = self.completions.theme = theme
        self.update()

    def open(self) -> None:
        """Show and take the keyboard; what was sought last is there to be typed over."""
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.sought.emit()

    def place(self) -> None:
        """Stand in the upper right corner of the parent: in one row where there is room, else in two."""
        room = self._host.width()
        wide = WIDE + 80 <= room
        direction = QBoxLayout.Direction
        self._rows.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        width = min((WIDE if wide else NARROW) + 2 * SHADOW_REACH, room - 8 + SHADOW_REACH)
        inner = width - 2 * (SHADOW_REACH + _PADDING)
        self.problem.setFixedWidth(inner)
        self._column.activate()
        column = self._column
        height = column.totalHeightForWidth(width) if column.hasHeightForWidth() else column.totalSizeHint().height()
        left = room - width + SHADOW_REACH - 2 * _EDGE - 6
        self.setGeometry(max(4 - SHADOW_REACH, left), _EDGE - SHADOW_REACH, width, height)

    def sizeHint(self) -> QSize:
        """With room around for the shadow."""
        return QSize(WIDE + 2 * SHADOW_REACH, 46 + 2 * SHADOW_REACH)

    @property
    def covered(self) -> int:
        """How many pixels of the top of the page lie under the bar."""
        return self.geometry().bottom() - SHADOW_REACH if self.isVisible() else 0

    # What it says

    def show_count(self, current: int, total: int, *, going_on: bool = False) -> None:
        """Say which hit this is of how many; `current` counts from 0, -1 is none. `going_on`: there may be more."""
        more = "…" if going_on else ""
        if total:
            self._show_words(f"{current + 1:,} of {total:,}{more}" if 0 <= current else f"{total:,}{more}")
        else:
            self._show_words("looking…" if going_on else "no hits")
        if not going_on:
            say(self.field, self.count.text())

    def show_nothing(self) -> None:
        """Nothing is looked for."""
        self._show_words("")

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence takes it back."""
        if sentence != self.problem.text():
            self.problem.setText(sentence)
            say(self.field, sentence)
        self.problem.setVisible(bool(sentence))
        self.place()

    def offer(self, completions: Sequence[Completion]) -> None:
        """Offer ways for the query to go on."""
        room = self.width() - 2 * (SHADOW_REACH + _PADDING)
        self.completions.offer(completions, room)

    def _show_words(self, words: str) -> None:
        self.count.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card."""
        reach = float(SHADOW_REACH)
        draw_card(QPainter(self), QRectF(self.rect()).adjusted(reach, reach, -reach, -reach), self.theme)

    # Keys

    def _press(self, event: QKeyEvent) -> bool:
        name = key_name(event)
        action = {
            "Enter": lambda: self.taken.emit(1),
            "Shift+Enter": lambda: self.taken.emit(-1),
            "F3": lambda: self.peeked.emit(1),
            "Shift+F3": lambda: self.peeked.emit(-1),
            "Down": lambda: self.peeked.emit(1),
            "Up": lambda: self.peeked.emit(-1),
            "Esc": self._leave,
            "Tab": lambda: self._step(1),
            "Shift+Tab": lambda: self._step(-1),
            "Alt+C": self.toggles["case"].toggle,
            "Alt+W": self.toggles["whole"].toggle,
            "Alt+R": self.toggles["pattern"].toggle,
            "Alt+A": self.all_asked.emit,
        }.get(name)
        if name == "Enter" and (self.close_button.hasFocus() or self.all_button.hasFocus()):
            action = self._leave if self.close_button.hasFocus() else self.all_asked.emit
        if name == "Right" and self._may_complete() and self.completions.first is not None:
            self._complete(self.completions.first.query)
            return True
        if action is None:
            return False
        action()
        return True

    def _may_complete(self) -> bool:
        field = self.field
        at_end = field.cursorPosition() == len(field.text()) and not field.hasSelectedText()
        return field.hasFocus() and at_end and self.completions.isVisible()

    def _complete(self, query: str) -> None:
        self.field.setText(query)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        stops = self.stops
        here = next((at for at, stop in enumerate(stops) if stop.hasFocus()), 0)
        stops[(here + by) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def _leave(self) -> None:
        self.hide()
        self.left_by_escape.emit()

"""The events tab: the events of the document by type; typing narrows them, a click or Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from glossator.schema import Schema
from glossator_desktop.accessible_say import say
from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.empty import EmptyNote
from glossator_desktop.panels.event_delegate import EventDelegate
from glossator_desktop.panels.event_rows import EventRow, filtered
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.rows_model import RowsModel
from glossator_desktop.theme import Theme

NO_EVENTS = "No events yet.\nE on a word of the text starts one; T goes to the next trigger hint."
NONE_FOUND = "No event has these letters.\nEsc shows all again."
MANY = 240
"""From so many rows on each is as high as all others: laying them out one by one would keep the page waiting."""
FILTER_FROM = 8
"""With fewer events than these the field above them stays away until somebody types."""


class EventsPanel(QWidget):
    """The list of events, or what to do where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[EventRow] = []
        self._row_of: dict[int, int] = {}
        self._empty = ""
        self.field = QLineEdit(self)
        self.field.setFont(sans(SMALL))
        self.field.setPlaceholderText("Filter events")
        self.field.setAccessibleName("Filter events")
        self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list = PlainList("Events", self)
        self.model: RowsModel[EventRow] = RowsModel(
            title=lambda row: row.spoken,
            tip=lambda row: row.sentence,
            selectable=lambda row: bool(row.id),
            parent=self,
        )
        self.delegate = EventDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.note = EmptyNote(NO_EVENTS, self)
        self._lay_out()
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.list, self.field)
        self.field.textChanged.connect(self._narrow)
        self.show_rows(())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        beside = QVBoxLayout()
        beside.setContentsMargins(14, 0, 14, 0)
        beside.addWidget(self.field)
        column.addLayout(beside)
        column.addWidget(self.list, 1)
        column.addWidget(self.note, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.delegate.set_theme(theme)
        self.list.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """Any size will do."""
        return QSize(0, 0)

    @property
    def rows(self) -> Sequence[EventRow]:
        """Every row, also those that the filter leaves out."""
        return self._rows

    def show_rows(
        self,
        rows: Sequence[EventRow],
        *,
        current: int | None = None,
        schema: Schema | None = None,
        known: bool = True,
    ) -> None:
        """Show these rows, the current event's marked and in view. Not `known`: nothing is said of their absence."""
        self._rows = list(rows)
        self.delegate.schema = schema
        self._empty = NO_EVENTS if known else ""
        self._show()
        self.note.setText(NONE_FOUND if rows and self.field.text() else self._empty)
        self.show_current(current)

    def building(self, current: int | None) -> int | None:
        """The current event, if it is shown and a draft: only then do rows look different for being current."""
        at = self._row_of.get(current) if current is not None else None
        event = self.model.rows[at].event if at is not None else None
        return current if event and event.draft else None

    def show_current(self, current: int | None) -> None:
        """Mark the current event's row and bring it into view, if it is another one."""
        moved = current != self.delegate.current
        self.delegate.current = current
        at = self._row_of.get(current) if current is not None else None
        if moved and at is not None:
            self.list.setCurrentIndex(self.model.index(at, 0))
            self.list.scrollTo(self.model.index(at, 0))
        self.list.viewport().update()

    def _show(self) -> None:
        rows = filtered(self._rows, self.field.text())
        many = MANY <= len(rows)
        if many != self.delegate.compact:
            self.delegate.compact = many
            self.list.setUniformItemSizes(many)
            self.list.scheduleDelayedItemsLayout()
        self.model.show(rows)
        self._row_of = {row.id: number for number, row in enumerate(rows) if row.id}
        events = sum(bool(row.id) for row in self._rows)
        self.field.setVisible(FILTER_FROM <= events or bool(self.field.text()))
        self.list.setVisible(bool(rows))
        self.note.setVisible(not rows)

    def _narrow(self) -> None:
        text, had_focus = self.field.text(), self.list.hasFocus() or self.field.hasFocus()
        self._show()
        self.note.setText(NONE_FOUND if self._rows and text else self._empty)
        if text:
            found = len(self._row_of)
            say(self.list, f"{found} event{'' if found == 1 else 's'}")
        if self._row_of:
            self.list.setCurrentIndex(self.model.index(next(iter(self._row_of.values())), 0))
        if had_focus and not self.list.isVisible():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_list(self) -> bool:
        """Give the keyboard to the list, on the current event or the first; False where there is nothing."""
        if not self._row_of:
            return False
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(next(iter(self._row_of.values())), 0))
        return True

    def escape(self) -> bool:
        """Take the filter away; False where there is none."""
        if not self.field.text():
            return False
        self.field.clear()
        self.focus_list()
        return True

    def _press(self, event: QKeyEvent) -> bool:
        """Letters go to the filter wherever the keyboard is; Esc takes the filter away before it leaves."""
        key, text = event.key(), event.text()
        shifted = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if key == Qt.Key.Key_Escape:
            if not self.escape():
                self.list.left_by_escape.emit()
            return True
        if self.field.hasFocus():
            return self._press_in_field(event)
        if key == Qt.Key.Key_Backspace:
            self.field.backspace()
            return True
        if text.isprintable() and text and not shifted and (text != " " or self.field.text()):
            self.field.setVisible(True)
            self.field.insert(text)
            return True
        return False

    def _press_in_field(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self.focus_list()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index: QModelIndex = self.list.currentIndex()
            if index.isValid():
                self.list.taken.emit(index)
            return True
        return False

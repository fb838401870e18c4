"""The history tab: the steps under their days; going from row to row goes through time on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator_desktop.fonts import BODY, SMALL, TINY, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.documents import fitting
from glossator_desktop.panels.empty import EmptyNote
from glossator_desktop.panels.history_rows import NOW, HistoryRow
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.paint import draw_focus, draw_line, text_width
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.panels.scope_switch import ScopeSwitch
from glossator_desktop.theme import Theme, load_theme

NO_STEPS = (
    "Nothing has been done here yet.\nEvery step will be listed: you can look at how it was then, and bring it back."
)
SCOPE_KEY = "A"
MANY = 2_000
"""From so many rows on they are laid out a few at a time, so that the page can be worked on meanwhile."""
NEAR = 40
"""So many rows before the end of the list, older steps are asked for."""

LEFT, RIGHT = 18, 16
TIME_WIDTH = 44
WIDEST_NAME = 80
HEADING_HEIGHT = 34
ROW_HEIGHT = 29
FACTS_HEIGHT = 18


@lru_cache(maxsize=4)
def _struck(size: int) -> QFont:
    font = QFont(sans(size))
    font.setStrikeOut(True)
    return font


class HistoryDelegate(QStyledItemDelegate):
    """Paints days as headings, steps with their time; what was undone is struck through, and says so."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Headings have air above them; facts take a line of their own."""
        row: HistoryRow = index.data(ROW)
        if row.kind == "day":
            return QSize(100, HEADING_HEIGHT)
        return QSize(100, ROW_HEIGHT + (FACTS_HEIGHT if row.facts else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row: HistoryRow = index.data(ROW)
        box = QRectF(option.rect)
        if row.kind == "day":
            line = box.adjusted(LEFT, 10, -RIGHT, 0)
            draw_line(painter, line, row.title, sans(TINY, bold=True), self.theme.muted)
            return
        self._paint_ground(painter, option, box)
        top = QRectF(box.left(), box.top() + 1, box.width(), ROW_HEIGHT - 2)
        if row.kind == "now":
            draw_line(painter, top.adjusted(LEFT, 0, -RIGHT, 0), row.title, sans(BODY, medium=True), self.theme.ink)
            return
        draw_line(painter, top.adjusted(LEFT, 0, 0, 0), row.time, sans(SMALL), self.theme.muted)
        who = min(text_width(row.who, sans(SMALL)), WIDEST_NAME) if row.who else 0
        name = top.adjusted(box.width() - RIGHT - who, 0, -RIGHT, 0)
        draw_line(painter, name, row.who, sans(SMALL), self.theme.muted)
        words = top.adjusted(LEFT + TIME_WIDTH, 0, -RIGHT - (who + 10 if who else 0), 0)
        font = _struck(BODY) if row.undone else sans(BODY)
        draw_line(painter, words, row.title, font, self.theme.muted if row.undone or row.turn else self.theme.ink)
        if row.facts:
            below = QRectF(words.left(), box.top() + ROW_HEIGHT - 5, name.right() - words.left(), FACTS_HEIGHT)
            draw_line(painter, below, fitting(row.facts, below.width()), sans(SMALL), self.theme.muted)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        state, theme = option.state, self.theme
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.accent_tint))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.hover))
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box.adjusted(4, 1, -4, -1), theme)


class HistoryPanel(QWidget):
    """`pointed` carries the row that the person went to, `entered` that they pressed Enter on it.

    `seen` says that the tab can be seen now, `more_wanted` that the list will soon be at its end.
    """

    pointed = Signal(object)
    entered = Signal()
    seen = Signal()
    more_wanted = Signal()
    scope_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key_handler: Callable[[str, str], bool] | None = None
        self.switch = ScopeSwitch(SCOPE_KEY)
        self.list = PlainList("History", self)
        self.model: RowsModel[HistoryRow] = RowsModel(
            title=lambda row: row.title,
            spoken=lambda row: row.spoken,
            tip=lambda row: row.title if row.kind == "step" else "",
            selectable=lambda row: row.kind != "day",
            parent=self,
        )
        self.delegate = HistoryDelegate(self.list)
        self._row_of: dict[int, int] = {}
        self._showing = False
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.note = EmptyNote(NO_STEPS, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.switch, self.list, self.note):
            column.addWidget(part)
        column.setStretchFactor(self.list, 1)
        column.setStretchFactor(self.note, 1)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.list)
        self.switch.asked.connect(self.scope_asked)
        self.list.selectionModel().currentChanged.connect(self._went)
        self.list.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.show_rows(())

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.delegate.theme = theme
        self.switch.set_theme(theme)
        self.list.viewport().update()

    # What it shows

    def show_rows(self, rows: Sequence[HistoryRow], *, all_documents: bool = False) -> None:
        """Show these rows below the one that is now; without any, what would be here."""
        self._showing = True
        self.switch.show_scope(all_documents)
        self._row_of = {}
        self.model.show([NOW, *rows] if rows else [])
        self._note_rows(0)
        self.list.setVisible(bool(rows))
        self.note.setVisible(not rows)
        self._showing = False

    def add_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show further rows at the end."""
        self._showing = True
        before = len(self.model.rows)
        self.model.extend(rows)
        self._note_rows(before)
        self._showing = False

    def _note_rows(self, start: int) -> None:
        rows = self.model.rows
        self._row_of.update({step.id: at for at in range(start, len(rows)) if (step := rows[at].step)})
        many = MANY <= len(rows)
        self.list.setLayoutMode(QListView.LayoutMode.Batched if many else QListView.LayoutMode.SinglePass)

    def show_cursor(self, step_id: int | None) -> None:
        """The row of this step, or of now, is the current one, and in view."""
        row = 0 if step_id is None else self._row_of.get(step_id, -1)
        self._showing = True
        index = self.model.index(row, 0)
        if index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        if index.isValid() and self.list.isVisible():
            self.list.scrollTo(index)
        self._showing = False

    # What the person does

    def _went(self, index: QModelIndex) -> None:
        if not self._showing and index.isValid():
            self.pointed.emit(index.data(ROW))
            self._look_ahead()

    def _look_ahead(self, _: int = 0) -> None:
        """Ask for older steps before the end comes into view."""
        if self._showing or not self.list.isVisible():
            return
        bar = self.list.verticalScrollBar()
        low = bar.maximum() - bar.value() < NEAR * ROW_HEIGHT
        if low or len(self.model.rows) - self.list.currentIndex().row() < NEAR:
            self.more_wanted.emit()

    def _press(self, event: QKeyEvent) -> bool:
        """Enter and letters have a meaning of ours; what goes from row to row is the list's."""
        name = key_name(event)
        if name == "Enter":
            self.entered.emit()
        elif name == SCOPE_KEY:
            self.scope_asked.emit(not self.switch.all.isChecked())
        elif len(name) == 1 or name in ("Space", "Delete", "Backspace"):
            # The list itself would search for a row that begins so.
            if self.key_handler is not None:
                self.key_handler(name, event.text())
        else:
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever reads the steps may do it now."""
        super().showEvent(event)
        self.seen.emit()

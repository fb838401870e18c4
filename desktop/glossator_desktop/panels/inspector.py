"""The form of what is current: every part of it in a row, to be seen and edited by keyboard or mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from glossator.schema import Schema
from glossator_desktop.fonts import BODY, SMALL, TINY, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.empty import EmptyNote
from glossator_desktop.panels.inspector_fields import Field
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.paint import draw_focus, draw_line, text_width
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.theme import Theme, label_colour, load_theme

NO_FIELDS = "Nothing is current.\nN goes to the next annotation; what it is made of stands here, to be changed."
HEIGHTS = {"title": 44, "heading": 34}
ROW_HEIGHT = 27
SIDE = 18
NAMES = 92
"""The width of the column of names, in pixels."""


class FieldDelegate(QStyledItemDelegate):
    """Paints a field: its name muted, its value, what else there is to say at the right."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.theme = load_theme("light")
        self.schema: Schema | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Headings have air above them."""
        return QSize(100, HEIGHTS.get(index.data(ROW).how, ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        field: Field = index.data(ROW)
        box = QRectF(option.rect)
        if field.how == "title":
            self._paint_title(painter, box.adjusted(SIDE, 6, -SIDE, 0), field)
        elif field.how == "heading":
            draw_line(painter, box.adjusted(SIDE, 12, -SIDE, 0), field.title, sans(TINY, bold=True), self.theme.muted)
        else:
            self._paint_ground(painter, option, box)
            self._paint_field(painter, box.adjusted(SIDE, 0, -SIDE, 0), field)

    def _paint_title(self, painter: QPainter, line: QRectF, field: Field) -> None:
        ink = label_colour(self.theme, self.schema, field.colour).ink if field.colour else self.theme.ink
        width = draw_line(painter, line, field.title, sans(BODY, bold=True), ink)
        draw_line(painter, line.adjusted(width + 9, 0, 0, 0), field.value, sans(BODY), self.theme.ink)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        state, theme = option.state, self.theme
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused:
            painter.fillRect(box, QColor(theme.accent_tint))
            draw_focus(painter, box.adjusted(8, 0, -8, 0), theme)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.hover))

    def _paint_field(self, painter: QPainter, line: QRectF, field: Field) -> None:
        theme = self.theme
        names = min(NAMES, round(line.width() * 0.36))
        draw_line(painter, QRectF(line.left(), line.top(), names - 8, line.height()), field.title, sans(SMALL),
                  theme.muted)  # fmt: skip
        room = line.adjusted(names, 0, 0, 0)
        if field.colour and not field.empty:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(label_colour(theme, self.schema, field.colour).line))
            painter.drawRoundedRect(QRectF(room.left(), room.center().y() - 6, 3, 12), 1.5, 1.5)
            room = room.adjusted(9, 0, 0, 0)
        quiet = field.empty or field.how == "fact"
        value_width = text_width(field.value, sans(BODY))
        detail = min(text_width(field.detail, sans(SMALL)), max(room.width() - value_width - 12, room.width() * 0.35))
        shown = room.adjusted(0, 0, -(detail + 10) if field.detail else 0, 0)
        draw_line(painter, shown, field.value, sans(BODY), theme.muted if quiet else theme.ink)
        if field.detail:
            at = QRectF(room.right() - detail, room.top(), detail, room.height())
            draw_line(painter, at, field.detail, sans(SMALL), theme.muted)


class InspectorPanel(QWidget):
    """`edited` carries a field that Enter or a click was given, `removed` one to take out.

    `typed` carries a text field and what was typed into it.
    """

    edited = Signal(object)
    removed = Signal(object)
    typed = Signal(object, str)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = PlainList("Details", self)
        self.model: RowsModel[Field] = RowsModel(
            title=lambda field: f"{field.title} {field.value}",
            spoken=lambda field: field.spoken,
            tip=lambda field: field.value if field.can_be_chosen else "",
            selectable=lambda field: field.can_be_chosen,
            parent=self,
        )
        self.delegate = FieldDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.editor = QLineEdit(self.list.viewport())
        self.editor.setObjectName("form-field")
        self.editor.setFont(sans(BODY))
        self.editor.hide()
        self._editing: Field | None = None
        self._row_key = ""
        self.note = EmptyNote(NO_FIELDS, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.note, 1)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.list, self.editor)
        self.list.taken.connect(self._take)
        self.list.verticalScrollBar().valueChanged.connect(self._place_editor)
        self.show_fields(())

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.delegate.theme = theme
        self.list.viewport().update()

    # What it shows

    @property
    def current(self) -> Field | None:
        """The field that the keyboard is on."""
        index = self.list.currentIndex()
        return index.data(ROW) if index.isValid() else None

    @property
    def path(self) -> str | None:
        """Where the guideline tells of the field that is being edited; None while the keyboard is elsewhere."""
        at_work = self.list.hasFocus() or self.editor.hasFocus()
        return (self.current.path or None) if at_work and self.current else None

    def show_fields(self, fields: Sequence[Field], schema: Schema | None = None, *, afresh: bool = True) -> None:
        """Show these fields. `afresh`: they are of another thing; else the keyboard stays on its field."""
        before = self.current
        row = self.list.currentIndex().row()
        self.delegate.schema = schema
        if self._editing is not None and (afresh or self._row_key not in {field.key for field in fields}):
            self._leave_editor()
        self.model.show(fields)
        self.list.setVisible(bool(fields))
        self.note.setVisible(not fields)
        if not fields:
            return
        keys = {field.key: number for number, field in enumerate(fields)}
        wanted = keys.get(before.key) if before and not afresh else None
        if wanted is None:
            wanted = self._nearest(fields, 0 if afresh else row)
        self.list.setCurrentIndex(self.model.index(wanted, 0))
        if afresh:
            self.list.scrollToTop()
        self._place_editor()

    @staticmethod
    def _nearest(fields: Sequence[Field], row: int) -> int:
        stops = [number for number, field in enumerate(fields) if field.can_be_chosen]
        return min(stops, key=lambda number: (abs(number - row), number), default=0)

    def focus_fields(self) -> bool:
        """Give the keyboard to the form; False where it is empty."""
        if not self.model.rows:
            return False
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # Typing into a field

    def type_in(self, field: Field, text: str, *, hint: str = "", at: str = "") -> None:
        """Open a field to be typed into, with this text; what comes of it is told by `typed`.

        `at`: the key of the row to type on, for a field that has none of its own.
        """
        row = next((number for number, one in enumerate(self.model.rows) if one.key == (at or field.key)), -1)
        if row < 0:
            return
        self._editing, self._row_key = field, at or field.key
        self.list.setCurrentIndex(self.model.index(row, 0))
        self.list.scrollTo(self.model.index(row, 0))
        self.editor.setText(text)
        self.editor.setPlaceholderText(hint)
        self.editor.setAccessibleName(field.title or "Note")
        self.editor.selectAll()
        self._place_editor()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_editor(self) -> None:
        if self._editing is None:
            return
        place = self.list.visualRect(self.list.currentIndex())
        left = min(NAMES, round((place.width() - 2 * SIDE) * 0.36)) + SIDE - 8
        self.editor.setGeometry(QRect(left, place.top(), place.width() - left - 10, place.height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever fills the form may do it now."""
        super().showEvent(event)
        self.seen.emit()

    def _leave_editor(self) -> None:
        had_focus, self._editing = self.editor.hasFocus(), None
        self.editor.hide()
        if had_focus:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self) -> None:
        field, text = self._editing, self.editor.text()
        self._leave_editor()
        if field is not None:
            self.typed.emit(field, text.strip())

    # Keys

    def _take(self, index: QModelIndex) -> None:
        field = index.data(ROW)
        if field is not None and field.can_be_chosen:
            self.edited.emit(field)

    def _press(self, event: QKeyEvent) -> bool:
        name = key_name(event)
        if self._editing is not None and self.editor.hasFocus():
            return self._press_in_editor(name)
        if name in ("Tab", "Shift+Tab"):
            self._walk(1 if name == "Tab" else -1)
        elif name in ("Delete", "Backspace"):
            if self.current is not None and self.current.removable:
                self.removed.emit(self.current)
        elif name == "Space" and self.current is not None:
            self.edited.emit(self.current)
        else:
            # A letter: the list itself would search for a row that begins so.
            return len(name) == 1 and name not in "?/"
        return True

    def _press_in_editor(self, name: str) -> bool:
        if name == "Enter":
            self._commit()
        elif name in ("Tab", "Shift+Tab"):
            self._commit()
            self._walk(1 if name == "Tab" else -1)
        elif name == "Esc":
            self._leave_editor()
        else:
            return name in ("Up", "Down", "F6", "Shift+F6")
        return True

    def _walk(self, way: int) -> None:
        """To the next field, around the ends."""
        rows = self.model.rows
        stops = [number for number, field in enumerate(rows) if field.can_be_chosen]
        if not stops:
            return
        here = self.list.currentIndex().row()
        later = (
            [stop for stop in stops if here < stop] if 0 < way else [stop for stop in reversed(stops) if stop < here]
        )
        self.list.setCurrentIndex(self.model.index((later or [stops[0] if 0 < way else stops[-1]])[0], 0))

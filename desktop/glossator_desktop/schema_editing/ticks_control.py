"""Some of many names, in an order of their own: a short list in which Space ticks and Alt with the arrows moves.

For the roles of an event type each row says, too, how many fillers the role takes there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from glossator.schema import Cardinality, EventType
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.lists import PlainList
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.schema_editing.controls import Control
from glossator_desktop.schema_editing.draft import Draft, Place
from glossator_desktop.schema_editing.fields import Field
from glossator_desktop.schema_editing.options import (
    Option,
    cardinalities,
    cardinality_words,
    in_order,
    moved,
    stepped,
    ticked,
    ticks,
    with_cardinality,
)
from glossator_desktop.theme import load_theme

ROW_HEIGHT = 26
SHOWN = 7


@dataclass(frozen=True, slots=True)
class TickRow:
    """One name: ticked or not, its rank among the ticked, and how many fillers in words ("" where none is asked)."""

    option: Option
    on: bool
    many: str = ""
    own: bool = False

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join(filter(None, (self.option.title, "ticked" if self.on else "not ticked", self.many)))


class TickDelegate(QStyledItemDelegate):
    """Paints a box, a name, a remark."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line."""
        return QSize(120, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row: TickRow = index.data(ROW)
        box = QRectF(option.rect).adjusted(3, 1, -3, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_Selected and focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent_tint))
            painter.drawRoundedRect(box, 4, 4)
        self._paint_tick(painter, QRectF(box.left() + 7, box.center().y() - 7, 14, 14), on=row.on)
        words = box.adjusted(30, 0, -8, 0)
        colours = row.option.colours
        if colours:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours[1] if self.theme.dark else colours[0]))
            painter.drawRoundedRect(QRectF(words.left(), words.center().y() - 4.5, 9, 9), 2.5, 2.5)
            words.adjust(16, 0, 0, 0)
        many = f"‹ {row.many} ›" if focused and row.many and row.on else row.many
        right = many if many else row.option.detail
        room = min(text_width(right, sans(SMALL)), words.width() * 0.6)
        ink = (self.theme.accent if row.own else self.theme.muted) if row.on else self.theme.faint
        draw_line(painter, QRectF(words.right() - room, words.top(), room + 1, words.height()), right, sans(SMALL), ink,
                  right=True)  # fmt: skip
        title = words.adjusted(0, 0, -room - 12, 0)
        draw_line(painter, title, row.option.title, sans(BODY), self.theme.ink if row.on else self.theme.muted)

    def _paint_tick(self, painter: QPainter, box: QRectF, *, on: bool) -> None:
        painter.setPen(QPen(QColor(self.theme.accent if on else self.theme.faint), 1.2))
        painter.setBrush(QColor(self.theme.accent) if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.setPen(QPen(QColor(self.theme.accent_ink), 1.8))
            left, middle = box.left(), box.center().y()
            painter.drawLine(round(left + 3), round(middle), round(left + 6), round(middle + 3))
            painter.drawLine(round(left + 6), round(middle + 3), round(left + 11), round(middle - 3))


class TickList(PlainList):
    """Keys of the list: `asked` carries "tick", "up", "down", "less" or "more"."""

    asked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick, Alt with an arrow moves, Left and Right change how many."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        plain = {
            Qt.Key.Key_Space: "tick", Qt.Key.Key_Return: "tick", Qt.Key.Key_Enter: "tick", Qt.Key.Key_Left: "less",
            Qt.Key.Key_Right: "more",
        }  # fmt: skip
        wanted = ({Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"} if alt else plain).get(Qt.Key(event.key()))
        if wanted:
            self.asked.emit(wanted)
        elif event.key() == Qt.Key.Key_Escape or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TicksControl(Control):
    """The list; for the kind "roles" `edited` carries the whole event type, since it changes two of its fields."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.list = TickList(field.title)
        self.list.setObjectName("ticks")
        self.list.setAccessibleDescription(field.help)
        self.model: RowsModel[TickRow] = RowsModel(
            title=lambda row: row.option.title, spoken=lambda row: row.spoken, parent=self
        )
        self.delegate = TickDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.row.addWidget(self.list)
        self._subject: Any = None
        self._names: tuple[str, ...] = ()
        self._draft: Draft | None = None
        self.list.asked.connect(self._do)
        self.list.clicked.connect(lambda _: self._do("tick"))

    @property
    def stop(self) -> QWidget:
        """The list."""
        return self.list

    def show_value(self, draft: Draft, place: Place) -> None:
        """What is ticked comes first, in its order."""
        self.delegate.theme = self.theme
        self._draft, self._subject = draft, draft.subject(place)
        self._names = self._roles() if self.field.kind == "roles" else self._value(draft, place)
        here = self._row
        rows = [self._row_of(option) for option in in_order(ticks(draft, place, self.field), self._names)]
        self.model.show(rows)
        self._mark(here.option.value if here else None)
        self.list.setFixedHeight(min(SHOWN, max(2, len(rows))) * ROW_HEIGHT + 8)

    def _roles(self) -> tuple[str, ...]:
        """Those of the type: all of them where it does not say which."""
        type_, draft = self._subject, self._draft
        if not isinstance(type_, EventType) or draft is None:
            return ()
        return type_.roles or (() if type_.roleless else tuple(role.name for role in draft.schema.roles))

    @property
    def _row(self) -> TickRow | None:
        found: TickRow | None = self.list.currentIndex().data(ROW)
        return found

    def _mark(self, name: Any) -> None:
        rows = [row.option.value for row in self.model.rows]
        self.list.setCurrentIndex(self.model.index(rows.index(name) if name in rows else 0, 0))

    def _row_of(self, option: Option) -> TickRow:
        on = option.value in self._names
        if self.field.kind != "roles" or self._draft is None:
            return TickRow(option, on)
        role = self._draft.schema.role(option.value)
        own = dict(self._subject.cardinalities).get(option.value) if isinstance(self._subject, EventType) else None
        shown = own or (role.cardinality if role else Cardinality())
        return TickRow(option, on, cardinality_words(shown) if role else "", own is not None)

    def _do(self, what: str) -> None:
        row = self._row
        if row is None:
            return
        name = row.option.value
        if what == "tick":
            self._give(ticked(self._names, name))
        elif what in ("up", "down"):
            self._give(moved(self._names, name, -1 if what == "up" else 1))
        elif self.field.kind == "roles":
            self._change_many(name, -1 if what == "less" else 1)
        self._mark(name)

    def _give(self, names: tuple[str, ...]) -> None:
        if self.field.kind != "roles" or self._draft is None:
            self.edited.emit(names)
            return
        roles = self._draft.schema.roles
        going = {*names, *(role.name for role in roles if role.general)}
        counts = tuple(pair for pair in self._subject.cardinalities if pair[0] in going)
        fillers = tuple(pair for pair in self._subject.fillers if pair[0] in going)
        every = names == tuple(role.name for role in roles)
        self.edited.emit(
            {"roles": () if every else names, "roleless": not names, "cardinalities": counts, "fillers": fillers}
        )

    def _change_many(self, role: str, step: int) -> None:
        """None, the role's own, stands first among the choices."""
        if role not in self._names:
            return
        own = dict(self._subject.cardinalities).get(role)
        options = (Option(None, ""), *cardinalities(own))
        changed = with_cardinality(self._subject, role, stepped(options, own, step))
        self.edited.emit({"cardinalities": changed.cardinalities})

"""The lists of the schema editor: the groups, and the things of one of them with their modes or values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from glossator.schema import AttributeType, EntityType, EventType, Role
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.keycaps import caps_width, draw_caps
from glossator_desktop.panels.lists import PlainList
from glossator_desktop.panels.paint import draw_focus, draw_line, text_width
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.schema_editing.draft import GROUPS, LISTED, Draft, Group, Place, name_at, subs_of
from glossator_desktop.schema_editing.faulting import Located
from glossator_desktop.schema_editing.fields import GROUP_TITLES
from glossator_desktop.schema_editing.options import shown_colours
from glossator_desktop.theme import load_theme

ROW_HEIGHT = 32
INDENT = 18.0


@dataclass(frozen=True, slots=True)
class ThingRow:
    """One row. `off`: it is hidden or switched off; `faulty`: something has to be mended there or below."""

    place: Place
    title: str
    detail: str = ""
    key: str = ""
    colours: tuple[str, str] | None = None
    off: bool = False
    faulty: bool = False
    heading: bool = False

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        extras = (self.detail, f"key {self.key}" if self.key else "", "hidden" if self.off else "",
                  "has a fault" if self.faulty else "")  # fmt: skip
        return ", ".join(filter(None, (self.title or "without a name", *extras)))


def group_rows(draft: Draft, faults: Iterable[Located]) -> list[ThingRow]:
    """Every group with how many things it holds."""
    wrong = {fault.place.group for fault in faults}
    return [
        ThingRow(
            Place(group),
            GROUP_TITLES[group],
            str(len(draft.items[group])) if group in LISTED else "",
            faulty=group in wrong,
            heading=group == "conventions",
        )
        for group in GROUPS
    ]


def thing_rows(draft: Draft, group: Group, faults: Iterable[Located], *, opened: int | None) -> list[ThingRow]:
    """The things of a group; modes or values are listed below the one that is opened."""
    wrong = [fault.place for fault in faults if fault.place.group == group]
    rows: list[ThingRow] = []
    for place in draft.places(group) if group in LISTED else ():
        if place.sub is None:
            mine = any(other.index == place.index for other in wrong)
            rows.append(_thing_row(draft, place, faulty=mine))
        elif place.index == opened:
            rows.append(ThingRow(place, name_at(draft, place), faulty=place in wrong))
    return rows


def _thing_row(draft: Draft, place: Place, *, faulty: bool) -> ThingRow:
    thing = draft.subject(place)
    name = name_at(draft, place)
    key = getattr(thing, "key", None) or ""
    if isinstance(thing, EntityType):
        return ThingRow(place, name, "", key, shown_colours(thing.colour), thing.hidden, faulty)
    if isinstance(thing, EventType):
        return ThingRow(place, name, _count(len(thing.modes), "mode"), "", None, not thing.enabled, faulty)
    if isinstance(thing, AttributeType):
        return ThingRow(place, name, _count(len(subs_of(thing)), "value") or "open", key, faulty=faulty)
    return ThingRow(place, name, "", key, None, isinstance(thing, Role) and thing.hidden, faulty)


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}" if count else ""


class ThingDelegate(QStyledItemDelegate):
    """Paints a row: colour, name, remark, key; a bar where there is a fault."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Some room above the last two groups, which are one form each."""
        row: ThingRow = index.data(ROW)
        return QSize(80, ROW_HEIGHT + (14 if row.heading else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row: ThingRow = index.data(ROW)
        box = QRectF(option.rect).adjusted(8, 15 if row.heading else 1, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.theme.accent_tint if chosen else self.theme.hover))
            painter.drawRoundedRect(box, 6, 6)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box, self.theme)
        words = box.adjusted(10 + (INDENT if row.place.sub is not None else 0), 0, -10, 0)
        if row.colours:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(row.colours[1] if self.theme.dark else row.colours[0]))
            painter.drawRoundedRect(QRectF(words.left(), words.center().y() - 5, 10, 10), 3, 3)
            words.adjust(18, 0, 0, 0)
        self._paint_words(painter, words, row, bold=chosen and row.place.sub is None)

    def _paint_words(self, painter: QPainter, words: QRectF, row: ThingRow, *, bold: bool) -> None:
        right = words.right()
        if row.key:
            right -= caps_width((row.key,))
            draw_caps(painter, QPointF(right, words.center().y()), (row.key,), self.theme, dim=row.off)
            right -= 8
        remark = "✗ fault" if row.faulty else "hidden" if row.off else row.detail
        ink = self.theme.error if row.faulty else self.theme.muted
        if remark:
            width = min(text_width(remark, sans(SMALL)), (right - words.left()) * 0.5)
            place = QRectF(right - width, words.top(), width + 1, words.height())
            draw_line(painter, place, remark, sans(SMALL), ink, right=True)
            right -= width + 8
        title = QRectF(words.left(), words.top(), right - words.left(), words.height())
        name_ink = self.theme.muted if row.off or not row.title else self.theme.ink
        draw_line(painter, title, row.title or "no name", sans(BODY, medium=bold), name_ink)


class ThingList(PlainList):
    """A list of rows. `went` carries the place that became current; keys it does not know go to the editor."""

    went = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.rows: RowsModel[ThingRow] = RowsModel(
            title=lambda row: row.title, spoken=lambda row: row.spoken, parent=self
        )
        self.delegate = ThingDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self._showing = False
        self.selectionModel().currentChanged.connect(lambda index, _: self._go(index))

    def show_rows(self, rows: list[ThingRow], current: Place) -> None:
        """Show these, the current one marked; nothing is emitted."""
        self._showing = True
        self.rows.show(rows)
        at = next((number for number, row in enumerate(rows) if row.place == current), -1)
        if at != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(at, 0))
        self.scrollTo(self.rows.index(at, 0))
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Delete and whatever has Ctrl or Alt are the editor's."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if held or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Delete):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _go(self, index: QModelIndex) -> None:
        row: ThingRow | None = index.data(ROW)
        if row is not None and not self._showing:
            self.went.emit(row.place)

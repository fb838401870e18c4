"""The lists of the migration wizard: the changes with what they concern, and the answers to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.paint import draw_focus, draw_line
from glossator_desktop.panels.rows_model import ROW
from glossator_desktop.schema_editing.changes import NameChange, What
from glossator_desktop.schema_editing.fields import ONE, SUB_ONE
from glossator_desktop.theme import load_theme

_DONE: dict[What, str] = {"rename": "renamed", "merge": "merged", "split": "split", "delete": "deleted"}
_MANY = {"entity": "entities", "layer": "documents"}
_ONE = {"layer": "document", "same_event": "group of same events"}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change as the list shows it. `open`: somebody has to answer; `problem`: why it cannot be."""

    change: NameChange
    counts: str
    open: bool = False
    problem: str = ""

    @property
    def detail(self) -> str:
        """What kind of name it is, what is done with it, what it concerns."""
        return f"{what_of(self.change)} {_DONE[self.change.what]} · {self.counts}"

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        extra = self.problem or ("to be answered" if self.open else "")
        return ", ".join(filter(None, (self.change.title, self.detail, extra)))


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An answer that may be chosen."""

    choice: str
    title: str
    detail: str
    on: bool

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return f"{self.title}, {self.detail}, {'chosen' if self.on else 'not chosen'}"


def what_of(change: NameChange) -> str:
    """ "entity type", "mode of CONSULT" …"""
    kind, _, of = change.group.partition(":")
    if of:
        return f"{SUB_ONE['event_types' if kind == 'modes' else 'attributes']} of {of}"
    return ONE.get(kind, kind)  # type: ignore[call-overload, no-any-return]


def counted(counts: Mapping[str, int]) -> str:
    """ "12 spans, 1 event"."""
    return ", ".join(f"{count:,} {_kind(kind, count)}" for kind, count in counts.items() if count)


def _kind(kind: str, count: int) -> str:
    one = _ONE.get(kind, kind.replace("_", " "))
    return one if count == 1 else _MANY.get(kind, f"{one}s")


class TwoLines(QStyledItemDelegate):
    """What both lists share: a ground, a title, a remark below it."""

    height = 46
    left = 12.0
    only_focused = False
    """Whether the current row stands out only while the list has the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(120, self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row = index.data(ROW)
        box = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if self.only_focused and not option.state & QStyle.StateFlag.State_HasFocus:
            chosen = False
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent_tint if chosen else self.theme.hover))
            painter.drawRoundedRect(box, 6, 6)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box, self.theme)
        title = QRectF(box.left() + self.left, box.top() + 4, box.width() - self.left - 12, 19)
        self.paint_row(painter, row, box, title)

    def paint_row(self, painter: QPainter, row: object, box: QRectF, title: QRectF) -> None:
        """The words of a row."""
        raise NotImplementedError


class ChangeDelegate(TwoLines):
    """Paints a change."""

    def paint_row(self, painter: QPainter, row: object, box: QRectF, title: QRectF) -> None:
        """Old and new name; what it concerns; whether it waits for an answer."""
        if not isinstance(row, ChangeRow):
            return
        mark = "✗" if row.problem else "?" if row.open else "✓"
        ink = self.theme.error if row.problem or row.open else self.theme.ok
        draw_line(painter, title, mark, sans(BODY, bold=True), ink, right=True)
        room = title.adjusted(0, 0, -22, 0)
        draw_line(painter, room, row.change.title, sans(BODY, medium=True), self.theme.ink)
        draw_line(painter, title.translated(0, 18), row.detail, sans(SMALL), self.theme.muted)


class OfferDelegate(TwoLines):
    """Paints an answer with its round button."""

    left = 40.0
    only_focused = True

    def paint_row(self, painter: QPainter, row: object, box: QRectF, title: QRectF) -> None:
        """Button, title, what it means."""
        if not isinstance(row, OfferRow):
            return
        centre = QPointF(box.left() + 21, box.center().y())
        painter.setPen(QPen(QColor(self.theme.accent if row.on else self.theme.faint), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 7, 7)
        if row.on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent))
            painter.drawEllipse(centre, 4, 4)
        if not row.detail:
            title = QRectF(title.left(), box.top(), title.width(), box.height())
        draw_line(painter, title, row.title, sans(BODY, medium=row.on), self.theme.ink)
        if row.detail:
            draw_line(painter, title.translated(0, 18), row.detail, sans(SMALL), self.theme.muted)

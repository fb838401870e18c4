"""The rows of a concordance: a model that grows while they are found, and their painting, aligned at the keyword."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from glossator.insight.concordance import Occurrence
from glossator.schema import Schema
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.modes.occurrences import Occurrences
from glossator_desktop.page.direction import reads_right_to_left
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.panels.rows_model import ROW
from glossator_desktop.theme import label_colour, load_theme

ROW_HEIGHT = 30
SIDE = 22
BOX = 15
GAP = 14
NARROW = 700
KEYWORD_AT = 0.40
"""Where keywords begin, as a part of the room for the text; in scripts from right to left, counted from the right."""
LONGEST_KEYWORD = 0.45
PARAGRAPH, REMARK, LONGEST_TITLE = 40.0, 104.0, 200.0


class OccurrenceModel(QAbstractListModel):
    """The rows of `state`; `sync` tells the view what has come since."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: Occurrences | None = None
        self._shown = 0
        self._generation = -1
        self.titles: Mapping[int, str] = {}

    def sync(self, state: Occurrences) -> None:
        """Show what there is now."""
        if state is not self.state or state.generation != self._generation:
            self.beginResetModel()
            self.state, self._generation, self._shown = state, state.generation, len(state.rows)
            self.endResetModel()
        elif self._shown < len(state.rows):
            self.beginInsertRows(QModelIndex(), self._shown, len(state.rows) - 1)
            self._shown = len(state.rows)
            self.endInsertRows()

    def retick(self) -> None:
        """Ticks may be others."""
        if self._shown:
            self.dataChanged.emit(
                self.index(0, 0), self.index(self._shown - 1, 0), [int(Qt.ItemDataRole.CheckStateRole)]
            )

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many have been shown."""
        return 0 if parent.isValid() else self._shown

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The row, its words, whether it is ticked, and what a screen reader says."""
        state = self.state
        if state is None or not index.isValid() or not 0 <= index.row() < self._shown:
            return None
        row = state.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if index.row() in state.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.row() in state.ticked)
        return None

    def title(self, row: Occurrence) -> str:
        """The document, where they are several."""
        return "" if self.state is None or self.state.scope == "document" else self.titles.get(row.document_id, "")

    def _spoken(self, row: Occurrence, ticked: bool) -> str:
        state = "ticked" if ticked else "not ticked" if row.takes_label else ""
        said = " ".join(f"{row.before[-30:]}{row.text}{row.after[:30]}".split())
        return "; ".join(
            part for part in (state, said, remark_of(row), self.title(row), f"paragraph {row.paragraph}") if part
        )


def remark_of(row: Occurrence) -> str:
    """What is to be known before the row is ticked; empty where nothing is."""
    if row.itself:
        return ""
    return {
        "free": "" if row.sure else "look first",
        "pending": "" if row.sure else "look first",
        "same": "has it",
        "other": f"is {row.told}",
        "overlap": f"crosses {row.told}",
        "inside": f"within {row.told}",
        "rejected": "rejected",
        "finished": "finished text",
    }[row.standing]


class OccurrenceDelegate(QStyledItemDelegate):
    """A box to tick, the words around with the keyword in one column, what stands there, and where it is."""

    def __init__(self, model: OccurrenceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.theme = load_theme("light")
        self.schema: Schema | None = None
        self.marked: Callable[[], int] = lambda: -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high."""
        return QSize(100, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row, state = index.data(ROW), self._model.state
        if state is None or row is None:
            return
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = index.row() == self.marked()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if marked or hovered:
            painter.setPen(QPen(QColor(self.theme.accent), 1.4) if marked else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent_tint if marked else self.theme.hover))
            painter.drawRoundedRect(box.adjusted(9, 1, -9, -1), 6, 6)
        ticked = index.row() in state.ticked
        self._paint_box(painter, QPointF(box.left() + SIDE + BOX / 2, box.center().y()), ticked, row)
        left = box.left() + SIDE + BOX + GAP
        right = self._paint_aside(painter, box, row)
        self._paint_words(painter, QRectF(left, box.top(), right - left, box.height()), row, state.asked.label or "")
        painter.restore()

    def _paint_box(self, painter: QPainter, centre: QPointF, ticked: bool, row: Occurrence) -> None:
        theme, box = self.theme, QRectF(centre.x() - BOX / 2, centre.y() - BOX / 2, BOX, BOX)
        tick = QColor(theme.accent_ink if ticked else theme.muted)
        if row.takes_label:
            painter.setPen(QPen(QColor(theme.accent if ticked else theme.muted), 1.3))
            painter.setBrush(QColor(theme.accent) if ticked else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3.5, 3.5)
        if ticked or not row.takes_label:
            pen = QPen(tick, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            points = [box.topLeft() + QPointF(x, y) for x, y in ((3.4, 7.8), (6.4, 10.8), (11.6, 4.6))]
            painter.drawPolyline(points)

    def _paint_aside(self, painter: QPainter, box: QRectF, row: Occurrence) -> float:
        """What stands there and where it is, at the right; returns where they begin."""
        gap = 8 if box.width() < NARROW else GAP
        right = self._beside(painter, box, box.right() - SIDE, PARAGRAPH, f"¶ {row.paragraph}", self.theme.muted) - gap
        if self._model.state is not None and self._model.state.scope == "all":
            width = min(LONGEST_TITLE, box.width() * 0.17)
            right = self._beside(painter, box, right, width, self._model.title(row), self.theme.muted) - gap
        ink = self.theme.muted if row.standing == "same" else self.theme.warning
        return self._beside(painter, box, right, min(REMARK, box.width() * 0.16), remark_of(row), ink) - gap

    @staticmethod
    def _beside(painter: QPainter, box: QRectF, right: float, width: float, words: str, ink: str) -> float:
        place = QRectF(right - width, box.top(), width, box.height())
        draw_line(painter, place, words, sans(SMALL), ink, right=True)
        return place.left()

    def _paint_words(self, painter: QPainter, room: QRectF, row: Occurrence, label: str) -> None:
        """The context before ends, and the one after begins, at the keyword, in the direction of the text."""
        backwards = reads_right_to_left(row.text)
        plain, strong = sans(BODY), sans(BODY, bold=True)
        ink = self.theme.muted if row.standing == "same" else self.theme.ink
        word = _elided(" ".join(row.text.split()), strong, room.width() * LONGEST_KEYWORD)
        width = text_width(word, strong)
        before_room = room.width() * KEYWORD_AT
        start = room.right() - before_room - width if backwards else room.left() + before_room
        colours = label_colour(self.theme, self.schema, label)
        ground = QRectF(start - 2, room.top() + 5, width + 4, room.height() - 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(ground, 3, 3)
        _words(painter, start, room, word, strong, colours.ink if row.standing != "same" else self.theme.muted)
        left = QRectF(room.left(), room.top(), start - 2 - room.left(), room.height())
        right = QRectF(start + width + 2, room.top(), room.right() - start - width - 2, room.height())
        before, after = (right, left) if backwards else (left, right)
        said = _elided(_flat(row.before), plain, before.width(), beginning=True)
        _words(
            painter, before.left() if backwards else before.right() - text_width(said, plain), room, said, plain, ink
        )
        said = _elided(_flat(row.after), plain, after.width())
        _words(painter, after.right() - text_width(said, plain) if backwards else after.left(), room, said, plain, ink)


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _elided(text: str, font: QFont, width: float, *, beginning: bool = False) -> str:
    mode = Qt.TextElideMode.ElideLeft if beginning else Qt.TextElideMode.ElideRight
    return QFontMetricsF(font).elidedText(text, mode, max(0.0, width))


def _words(painter: QPainter, left: float, room: QRectF, text: str, font: QFont, colour: str) -> None:
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    backwards = reads_right_to_left(text)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    base = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(left, round(base)), text)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

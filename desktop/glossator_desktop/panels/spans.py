"""The spans tab: the labelled spans under their labels; a click or Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator.schema import Schema
from glossator_desktop.fonts import BODY, SMALL, TINY, sans
from glossator_desktop.panels.cards import SpanRow
from glossator_desktop.panels.empty import EmptyNote
from glossator_desktop.panels.lists import PlainList
from glossator_desktop.panels.paint import draw_focus, draw_line, text_width
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.theme import Theme, label_colour, load_theme

NO_SPANS = "No spans yet.\nSpace accepts the suggestion you are on; Shift → starts a selection, a digit labels it."
MANY = 2_000
"""From so many rows on they are laid out a few at a time, so that the page can be worked on meanwhile."""
HEADING_HEIGHT = 32
ROW_HEIGHT = 27


class SpanDelegate(QStyledItemDelegate):
    """Paints headings of labels in their ink, spans with a bar in their colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.schema: Schema | None = None
        self.current: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Headings have air above them."""
        return QSize(100, ROW_HEIGHT if index.data(ROW).id else HEADING_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row: SpanRow = index.data(ROW)
        box = QRectF(option.rect)
        colours = label_colour(self.theme, self.schema, row.label or "filler")
        if not row.id:
            self._paint_heading(painter, box, row, colours.ink)
            return
        if row.id == self.current:
            painter.fillRect(box, QColor(self.theme.accent_tint))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(self.theme.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box.adjusted(8, 0, -8, 0), self.theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(box.left() + 18, box.top() + 6, 3, box.height() - 12), 1.5, 1.5)
        detail = min(text_width(row.detail, sans(SMALL)), box.width() / 3) if row.detail else 0
        words = box.adjusted(30, 0, -18 - (detail + 10 if detail else 0), 0)
        draw_line(painter, words, row.text, sans(BODY), self.theme.ink)
        if detail:
            draw_line(painter, box.adjusted(30, 0, -18, 0), row.detail, sans(SMALL), self.theme.muted, right=True)

    def _paint_heading(self, painter: QPainter, box: QRectF, row: SpanRow, ink: str) -> None:
        line = box.adjusted(18, 8, -18, 0)
        width = draw_line(painter, line, row.text, sans(TINY, bold=True), ink)
        draw_line(painter, line.adjusted(width + 8, 0, 0, 0), row.detail, sans(TINY), self.theme.muted)


class SpansPanel(QWidget):
    """The list of spans, or what to do where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = PlainList("Spans", self)
        self.model: RowsModel[SpanRow] = RowsModel(
            title=lambda row: row.text,
            spoken=lambda row: f"{row.text}, {row.label}" if row.id else f"{row.label}, {row.detail}",
            selectable=lambda row: bool(row.id),
            parent=self,
        )
        self.delegate = SpanDelegate(self.list)
        self._row_of: dict[int, int] = {}
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.note = EmptyNote(NO_SPANS, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.note, 1)
        self.show_rows(())

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.delegate.theme = theme
        self.list.viewport().update()

    def show_rows(self, rows: Sequence[SpanRow], *, current: int | None = None) -> None:
        """Show these rows, the current span's marked and in view."""
        many = MANY <= len(rows)
        self.list.setLayoutMode(QListView.LayoutMode.Batched if many else QListView.LayoutMode.SinglePass)
        self.model.show(rows)
        self._row_of = {row.id: number for number, row in enumerate(rows) if row.id}
        self.list.setVisible(bool(rows))
        self.note.setVisible(not rows)
        self.show_current(current)

    def show_current(self, current: int | None) -> None:
        """Mark the current span's row and bring it into view, if it is another one."""
        moved = current != self.delegate.current
        self.delegate.current = current
        at = self._row_of.get(current) if current is not None else None
        if moved and at is not None:
            self.list.setCurrentIndex(self.model.index(at, 0))
            self.list.scrollTo(self.model.index(at, 0))
        self.list.viewport().update()

"""Paints the list of events: headings of types, and a card for each event with its sentence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from glossator.schema import Schema
from glossator_desktop.fonts import BODY, SMALL, TINY, sans
from glossator_desktop.panels.event_colours import event_colour
from glossator_desktop.panels.event_rows import UNFINISHED, EventRow, Told
from glossator_desktop.panels.flow import Flow, Run
from glossator_desktop.panels.paint import CARD_RADIUS, draw_line, text_width
from glossator_desktop.panels.rows_model import ROW
from glossator_desktop.theme import Theme, label_colour, load_theme

OUTSIDE = 14
INSIDE = 12
GAP = 8
HEADING_HEIGHT = 32
COMPACT_HEIGHT = 52
LEFT_TO_RIGHT = "\u200e"
FLOWS = 500
"""So many laid out cards are kept."""


class EventDelegate(QStyledItemDelegate):
    """The current event's card has the accent as its edge. `compact`: every row has two lines and no more."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = load_theme("light")
        self.schema: Schema | None = None
        self.current: int | None = None
        self.compact = False
        self._flows: dict[tuple[Told | None, float], Flow] = {}

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self._flows.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the card's text at this width."""
        row: EventRow = index.data(ROW)
        width = self._view.viewport().width()
        if self.compact:
            return QSize(width, COMPACT_HEIGHT)
        if not row.id:
            return QSize(width, HEADING_HEIGHT)
        return QSize(width, round(self._flow(row, width).height) + 2 * INSIDE + GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A heading, or edge, ground and text of a card."""
        row: EventRow = index.data(ROW)
        rect = QRectF(option.rect)
        if not row.id:
            line = QRectF(rect.left(), rect.bottom() - HEADING_HEIGHT, rect.width(), HEADING_HEIGHT)
            self._paint_heading(painter, line.adjusted(OUTSIDE + 2, 6, -OUTSIDE, 0), row)
        elif self.compact:
            self._paint_compact(painter, rect, option, row)
        else:
            box = rect.adjusted(OUTSIDE, 0, -OUTSIDE, -GAP)
            self._paint_ground(painter, box, option, row)
            self._flow(row, option.rect.width()).draw(painter, QPointF(box.left() + INSIDE, box.top() + INSIDE))

    def _paint_heading(self, painter: QPainter, line: QRectF, row: EventRow) -> None:
        unfinished = row.title == UNFINISHED
        colour = self.theme.warning if unfinished else event_colour(self.theme, self.schema, row.title)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), 1.5))
        painter.setBrush(QColor(self.theme.panel if unfinished else colour))
        painter.drawEllipse(QPointF(line.left() + 4, line.center().y()), 3.5, 3.5)
        painter.restore()
        ink = self.theme.warning if unfinished else self.theme.ink
        line = line.adjusted(15, 0, 0, 0)
        width = draw_line(painter, line, row.title, sans(TINY, bold=True), ink)
        draw_line(painter, line.adjusted(width + 8, 0, 0, 0), str(row.count), sans(TINY), self.theme.muted)

    def _paint_ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, row: EventRow) -> None:
        current = row.id == self.current
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = self.theme.accent if current or focused else self.theme.edge if hovered else self.theme.line
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), 2.0 if focused else 1.4 if current else 1.0))
        painter.setBrush(QColor(self.theme.raised))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), CARD_RADIUS - 2, CARD_RADIUS - 2)
        painter.restore()

    def _paint_compact(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, row: EventRow) -> None:
        box = rect.adjusted(OUTSIDE, 0, -OUTSIDE, -4)
        self._paint_ground(painter, box, option, row)
        words = box.adjusted(INSIDE, 5, -INSIDE, -6)
        half = QRectF(words.left(), words.top(), words.width(), words.height() / 2)
        ink = label_colour(self.theme, None, "trigger").ink
        number = f"{row.number}"
        draw_line(painter, half, number, sans(TINY, bold=True), ink)
        left = text_width(number, sans(TINY, bold=True)) + 8
        head = " · ".join(part for part in (row.head, row.draft) if part)
        tone = self.theme.warning if row.draft else self.theme.muted
        draw_line(painter, half.adjusted(left, 0, 0, 0), head, sans(SMALL), tone)
        # The mark makes it a line from left to right: parts that are not stand in isolates.
        line = half.translated(0, half.height())
        draw_line(painter, line, LEFT_TO_RIGHT + row.sentence, sans(SMALL), self.theme.ink)

    def _flow(self, row: EventRow, width: float) -> Flow:
        key = (row.told, width)  # another row, another Told
        if key not in self._flows:
            if FLOWS < len(self._flows):
                self._flows.clear()
            self._flows[key] = Flow(self._lines(row), width - 2 * OUTSIDE - 2 * INSIDE, spacing=4.0)
        return self._flows[key]

    def _lines(self, row: EventRow) -> list[list[Run]]:
        theme = self.theme
        trigger = label_colour(theme, None, "trigger").ink
        head = [Run(f"{row.number}  ", trigger, bold=True, size=SMALL), Run(row.head, theme.muted)]
        if row.building:
            head.append(Run(f" · {row.draft}", theme.warning))
        inks = {"party": theme.ink, "topic": theme.ink, "verb": trigger, "arrow": theme.muted, "around": theme.muted}
        pieces = row.told.summary.pieces if row.told else ()
        sentence = [
            Run(words, inks[tone], bold=tone == "verb", size=SMALL if tone == "around" else BODY)
            for tone, words in pieces
        ]
        notes = [[Run("note  ", theme.warning), Run(note, theme.muted)] for note in row.notes]
        return [head, sentence, *notes]

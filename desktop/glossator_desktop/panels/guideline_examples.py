"""Paints examples: the words in their context, on at most two lines, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from glossator.insight.examples import Example
from glossator_desktop.fonts import SMALL, TINY, sans
from glossator_desktop.panels.flow import Flow, Run
from glossator_desktop.panels.paint import draw_line
from glossator_desktop.panels.rows_model import ROW
from glossator_desktop.theme import load_theme

SIDE = 22
ABOVE = 6
FOOT = 18
DONE = "finished"


class ExampleDelegate(QStyledItemDelegate):
    """`titles` are those of the examples' documents, by the example's thing."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = load_theme("light")
        self.titles: Mapping[int, str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the context needs at this width."""
        width = self._view.viewport().width()
        return QSize(width, round(self._flow(index.data(ROW), width).height) + 2 * ABOVE + FOOT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Context, then detail and document."""
        example: Example = index.data(ROW)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent_tint))
            painter.drawRoundedRect(box.adjusted(8, 1, -8, -1), 6, 6)
        flow = self._flow(example, box.width())
        flow.draw(painter, QPointF(box.left() + SIDE, box.top() + ABOVE))
        foot = QRectF(box.left() + SIDE, box.bottom() - FOOT - 4, box.width() - 2 * SIDE, FOOT)
        status = DONE if example.status == "done" else ""
        facts = " · ".join(part for part in (example.detail, self.titles.get(example.thing_id, ""), status) if part)
        draw_line(painter, foot, facts, sans(TINY), self.theme.muted)

    def _flow(self, example: Example, width: float) -> Flow:
        theme = self.theme
        runs = [
            Run(example.before, theme.muted, size=SMALL),
            Run(example.text, theme.ink, bold=True, size=SMALL),
            Run(example.after, theme.muted, size=SMALL),
        ]
        return Flow([[run for run in runs if run.text]], width - 2 * SIDE)

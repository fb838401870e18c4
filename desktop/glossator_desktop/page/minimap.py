"""The strip at the right edge: annotations as ticks in their colours, undecided ones grey, and the part in view.

Search hits are beads beside the track, the one looked at a pointer.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from glossator.annotation import Fragments
from glossator_desktop.page.content import Mark
from glossator_desktop.page.found import Hits
from glossator_desktop.page.mark_index import MarkIndex
from glossator_desktop.page.minimap_cells import UNDECIDED, Cell, all_cells, cell_at, cell_of
from glossator_desktop.page.style import PageTheme

WIDTH = 24
_TRACK = 8
_EDGE = 14
_STEP = 4
_TICK = 3
_BEAD = 3.6


class Minimap(QWidget):
    """A map of the whole text, which also moves the view: `asked` carries the share of the text to show, 0..1."""

    asked = Signal(float)

    def __init__(self, theme: PageTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marks = MarkIndex()
        self._length = 0
        self._cells: list[Cell] = []
        self._stale: set[int] = set()
        self._ticks: QPixmap | None = None
        self._view = (0.0, 1.0)
        self._hits: Hits | None = None
        self._hit: Fragments = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Map of the text"))

    def set_theme(self, theme: PageTheme) -> None:
        """Take other colours."""
        self._theme = theme
        self._ticks = None
        self.update()

    def set_marks(self, marks: MarkIndex, length: int) -> None:
        """Show these marks of a text of so many code points."""
        self._marks, self._length, self._cells = marks, length, []
        self.update()

    def touch(self, marks: Iterable[Mark]) -> None:
        """These marks were added, changed or removed."""
        count = len(self._cells)
        for at in {cell_of(mark.start, self._length, count) for mark in marks} if count else ():
            cell = cell_at(self._marks, self._length, count, at)
            if cell != self._cells[at]:
                self._cells[at] = cell
                self._stale.add(at)
        if self._stale:
            self.update()

    def set_found(self, hits: Hits | None, current: Fragments = ()) -> None:
        """Show search hits, of which one is looked at."""
        self._hits, self._hit = hits, current
        self.update()

    def set_view(self, start: float, end: float) -> None:
        """The part of the text in view, as shares of it."""
        if (start, end) != self._view:
            self._view = (start, end)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the strip with its margins."""
        return QSize(WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, ticks and the part in view."""
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), QColor(self._theme.background))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, self._track())
        finally:
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._ask(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while a button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag."""
        event.accept()

    def _ask(self, event: QMouseEvent) -> None:
        track = self._track()
        share = (event.position().y() - track.top()) / max(1.0, track.height())
        self.asked.emit(min(1.0, max(0.0, share)))

    def _track(self) -> QRectF:
        return QRectF((self.width() - _TRACK) / 2, _EDGE, _TRACK, max(1, self.height() - 2 * _EDGE))

    def _paint(self, painter: QPainter, track: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.line))
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)
        if 1e-6 < self._view[0] or self._view[1] < 1 - 1e-6:
            self._paint_view(painter, track)
        painter.drawPixmap(track.topLeft(), self._current_ticks(track))
        if self._hits is not None:
            self._paint_found(painter, track, self._hits)

    def _paint_view(self, painter: QPainter, track: QRectF) -> None:
        first, last = (track.top() + share * track.height() for share in self._view)
        last = max(last, first + 2 * _TRACK)
        last = min(last, track.bottom())
        area = QRectF(QPointF(track.left() - 4, min(first, last - 2 * _TRACK)), QPointF(track.right() + 4, last))
        tint = QColor(self._theme.muted)
        tint.setAlphaF(0.18)
        painter.setBrush(tint)
        painter.drawRoundedRect(area, 4, 4)

    def _paint_found(self, painter: QPainter, track: QRectF, hits: Hits) -> None:
        """Beads at the left of the track, one for each cell with hits; a pointer for the hit looked at."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.ink))
        left, count = track.left() - 2.2 - _BEAD, self._count(track)
        for at in hits.cells(self._length, count):
            painter.drawEllipse(QRectF(left, track.top() + at * _STEP, _BEAD, _BEAD))
        if self._hit:
            y = track.top() + cell_of(self._hit[0][0], self._length, count) * _STEP + _TICK / 2
            self._paint_pointer(painter, track, y)

    def _paint_pointer(self, painter: QPainter, track: QRectF, y: float) -> None:
        painter.setBrush(QColor(self._theme.accent))
        tip = QPointF(track.left(), y)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-8, -5), tip + QPointF(-8, 5)]))
        painter.fillRect(QRectF(track.left(), y - 1, track.width(), 2), QColor(self._theme.accent))

    def _count(self, track: QRectF) -> int:
        return max(1, int(track.height()) // _STEP)

    def _current_ticks(self, track: QRectF) -> QPixmap:
        """The ticks as a picture, because few of them change at a time."""
        cells = self._current_cells(track)
        if self._ticks is None:
            ratio = self.devicePixelRatioF()
            self._ticks = QPixmap(round(_TRACK * ratio), round(track.height() * ratio))
            self._ticks.setDevicePixelRatio(ratio)
            self._ticks.fill(Qt.GlobalColor.transparent)
            self._stale = {at for at, cell in enumerate(cells) if cell is not None}
        if self._stale:
            painter = QPainter(self._ticks)
            try:
                self._paint_ticks(painter, cells)
            finally:
                painter.end()
        return self._ticks

    def _paint_ticks(self, painter: QPainter, cells: list[Cell]) -> None:
        """Those that are not in the picture yet."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for at in self._stale:
            painter.fillRect(QRectF(0, at * _STEP, _TRACK, _TICK), self._colour(cells[at]))
        self._stale = set()

    def _colour(self, cell: Cell) -> QColor:
        if cell is None:
            return QColor(Qt.GlobalColor.transparent)
        return QColor(self._theme.faint if cell == UNDECIDED else self._theme.colours(cell).line)

    def _current_cells(self, track: QRectF) -> list[Cell]:
        count = self._count(track)
        if len(self._cells) != count:
            self._cells = all_cells(self._marks, self._length, count)
            self._ticks = None
        return self._cells

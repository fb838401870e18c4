"""The floating card: paints a sheet and turns clicks into commands. It never takes the keyboard from the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from glossator.schema import Schema
from glossator_desktop.builder.card_layout import Band, Box, CardLayout, Piece, lay_out
from glossator_desktop.builder.sheet import Cell, Sheet
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.keycaps import cap_width, draw_cap
from glossator_desktop.panels.paint import SHADOW_REACH, draw_card, draw_line, text_width
from glossator_desktop.theme import Theme, label_colour

MARGIN = SHADOW_REACH + 4
"""Pixels around the card that its shadow falls on; clicks there go through to the page."""


class Card(QWidget):
    """Floats over the page. `commanded` carries the command of the cell that was clicked."""

    commanded = Signal(str)

    def __init__(self, theme: Theme, schema: Schema | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._schema = schema
        self._sheet: Sheet | None = None
        self._layout: CardLayout | None = None
        self._hover: Piece | None = None
        self._hover_band: Band | None = None
        self._empty: tuple[tuple[QSize, float, str], QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.hide()

    def set_theme(self, theme: Theme, schema: Schema | None) -> None:
        """Other colours."""
        self._theme, self._schema = theme, schema
        self.update()

    @property
    def sheet(self) -> Sheet | None:
        """What the card says; None while it is not shown."""
        return self._sheet

    @property
    def card_size(self) -> tuple[float, float]:
        """The size of the card itself, without its shadow, in pixels."""
        return (self._layout.width, self._layout.height) if self._layout else (0.0, 0.0)

    def show_sheet(self, sheet: Sheet | None, room: float) -> None:
        """Says this, in at most `room` pixels of width; None takes the card away."""
        if sheet is None:
            self._sheet = self._layout = None
            self.hide()
            return
        if sheet != self._sheet:
            self._sheet = sheet
            self.setAccessibleName(sheet.name)
            self.setAccessibleDescription(sheet.spoken)
        self._layout = lay_out(sheet, self._width_of, room)
        self._hover = self._hover_band = None
        self.resize(round(self._layout.width) + 2 * MARGIN, round(self._layout.height) + 2 * MARGIN)
        self.update()

    def move_card(self, box: Box) -> None:
        """Puts the card's own corner at a place of the parent."""
        self.move(round(box.left) - MARGIN, round(box.top) - MARGIN)

    @property
    def box(self) -> Box:
        """The card's own rectangle in the parent."""
        return Box(self.x() + MARGIN, self.y() + MARGIN, *self.card_size)

    def command_box(self, command: str) -> QRectF | None:
        """Where the cell with a command is, in the widget; None where no cell has it."""
        pieces = self._layout.pieces if self._layout else ()
        found = next((piece.box for piece in pieces if piece.cell.command == command), None)
        return _rect(found) if found else None

    # Qt events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, the current row's tint, cells."""
        if self._layout is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._ground())
        for band in self._layout.bands:
            if band.current or band == self._hover_band:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.accent_tint if band.current else self._theme.hover))
                painter.drawRoundedRect(_rect(band.box), 6, 6)
        for piece in self._layout.pieces:
            self._paint_piece(painter, piece)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What can be clicked lights up."""
        x, y = self._inside(event.position().toPoint())
        layout = self._layout
        piece = layout.piece_at(x, y) if layout else None
        band = next((b for b in layout.bands if b.command and b.box.holds(x, y)), None) if layout else None
        if (piece, band) != (self._hover, self._hover_band):
            self._hover, self._hover_band = piece, band
            self.update()
        clickable = bool(layout and layout.command_at(x, y))
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hover = self._hover_band = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The card keeps its clicks; those on its shadow are the page's."""
        x, y = self._inside(event.position().toPoint())
        inside = self._layout is not None and Box(0, 0, self._layout.width, self._layout.height).holds(x, y)
        event.setAccepted(inside)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Gives the command under the pointer."""
        x, y = self._inside(event.position().toPoint())
        command = self._layout.command_at(x, y) if self._layout else ""
        if command and event.button() == Qt.MouseButton.LeftButton:
            self.commanded.emit(command)

    def event(self, event: QEvent) -> bool:
        """Shows the whole of a text that was shortened."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._layout:
            piece = self._layout.piece_at(*self._inside(event.pos()))
            QToolTip.showText(event.globalPos(), piece.cell.tip if piece else "", self)
            return True
        return super().event(event)

    # Painting

    def _ground(self) -> QPixmap:
        """The empty card with its shadow, painted once for each size: the shadow is what costs."""
        key = (self.size(), self.devicePixelRatio(), self._theme.name)
        if self._empty is None or self._empty[0] != key:
            picture = QPixmap(self.size() * self.devicePixelRatio())
            picture.setDevicePixelRatio(self.devicePixelRatio())
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_card(painter, QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), self._theme)
            painter.end()
            self._empty = (key, picture)
        return self._empty[1]

    def _paint_piece(self, painter: QPainter, piece: Piece) -> None:
        cell, box = piece.cell, _rect(piece.box)
        if cell.style == "key":
            draw_cap(painter, box.left(), box.center().y(), cell.text, self._theme)
            return
        if cell.style == "caret":
            self._paint_typed(painter, cell, box)
            return
        draw_line(painter, box.adjusted(0, 0, 1, 0), cell.text, _font(cell), self._ink(cell))
        if cell.style == "proposed":
            painter.setPen(QColor(self._theme.accent))
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(box.bottomLeft().toPoint() - QPoint(0, 5), box.bottomRight().toPoint() - QPoint(0, 5))

    def _paint_typed(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        """What is being typed, with a caret behind it."""
        width = draw_line(painter, box, cell.text, _font(cell), self._theme.ink)
        painter.fillRect(
            QRectF(box.left() + width + 1, box.top() + 6, 1.5, box.height() - 12), QColor(self._theme.accent)
        )

    def _ink(self, cell: Cell) -> str:
        theme = self._theme
        if cell.style == "label":
            return label_colour(theme, self._schema, cell.colour).ink
        if cell.style == "trigger":
            return label_colour(theme, self._schema, "trigger").ink
        inks = {"muted": theme.muted, "faint": theme.muted, "warning": theme.warning, "proposed": theme.accent}
        return inks.get(cell.style, theme.ink)

    def _width_of(self, cell: Cell) -> float:
        if cell.style == "key":
            return cap_width(cell.text)
        return text_width(cell.text, _font(cell)) + (6.0 if cell.style == "caret" else 1.0)

    def _inside(self, point: QPoint) -> tuple[float, float]:
        return point.x() - MARGIN, point.y() - MARGIN


def _rect(box: Box) -> QRectF:
    return QRectF(box.left + MARGIN, box.top + MARGIN, box.width, box.height)


def _font(cell: Cell) -> QFont:
    if cell.style in ("title", "trigger"):
        return sans(BODY + 1, bold=True)
    if cell.style in ("strong", "label"):
        return sans(BODY, bold=True)
    return sans(SMALL if cell.style == "faint" else BODY)

"""Painting that several parts share: one-line text, raised cards with their shadow, marks of status."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from glossator.annotation import Status
from glossator_desktop.theme import Theme

SHADOW_REACH = 18
CARD_RADIUS = 10.0


def text_width(text: str, font: QFont) -> float:
    """How wide a line of text is, in pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_line(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: str, *, right: bool = False) -> float:
    """Paint one line of text, elided where it does not fit, centred on the height of `rect`; returns its width.

    Text in a right-to-left script stays at the left of the column but keeps its own order, dots included.
    """
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
    width = min(metrics.horizontalAdvance(shown), rect.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    rtl = not shown.isascii() and _is_right_to_left(shown)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    # On the font's own base line: letters of a fallback font must not move the line.
    base = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(rect.right() - width if right else rect.left(), round(base)), shown)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return width


def _is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is Hebrew, Arabic or another right-to-left script."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def draw_shadow(painter: QPainter, box: QRectF, theme: Theme, *, radius: float = CARD_RADIUS) -> None:
    """A soft shadow around a card's box, as far out as `SHADOW_REACH`."""
    edge, inner = SHADOW_REACH + 2, SHADOW_REACH + radius
    if min(box.width(), box.height()) < 2 * inner + 1:
        _paint_shadow(painter, box, theme.shadow, radius)
        return
    ratio = painter.device().devicePixelRatio()
    picture = _shadow_picture(theme.shadow, radius, ratio)
    size, corner = picture.width(), (edge + inner) * ratio
    outer = box.adjusted(-edge, -edge, edge, edge)
    columns = ((outer.left(), edge + inner, 0.0, corner), (outer.left() + edge + inner, box.width() - 2 * inner, corner,
               size - 2 * corner), (box.right() - inner, edge + inner, size - corner, corner))  # fmt: skip
    rows = ((outer.top(), edge + inner, 0.0, corner), (outer.top() + edge + inner, box.height() - 2 * inner, corner,
            size - 2 * corner), (box.bottom() - inner, edge + inner, size - corner, corner))  # fmt: skip
    for left, width, source_left, source_width in columns:
        for top, height, source_top, source_height in rows:
            source = QRectF(source_left, source_top, source_width, source_height)
            painter.drawPixmap(QRectF(left, top, width, height), picture, source)


@lru_cache(maxsize=16)
def _shadow_picture(darkness: int, radius: float, ratio: float) -> QPixmap:
    """The shadow of the smallest box whose corners do not meet: of a larger one, its middle is drawn out."""
    edge, side = SHADOW_REACH + 2, 2 * (SHADOW_REACH + radius) + 1
    picture = QPixmap(QSize(1, 1) * round((side + 2 * edge) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        _paint_shadow(painter, QRectF(edge, edge, side, side), darkness, radius)
    finally:
        painter.end()
    return picture


def _paint_shadow(painter: QPainter, box: QRectF, darkness: int, radius: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    rings = 12
    painter.setBrush(QColor(0, 0, 0, max(1, round(darkness / rings * 0.42))))
    for ring in range(rings):
        spread = SHADOW_REACH * (1 - ring / rings)
        painter.drawRoundedRect(
            box.adjusted(-spread, -spread + 6, spread, spread + 2), radius + spread, radius + spread
        )
    painter.restore()


def draw_card(
    painter: QPainter, box: QRectF, theme: Theme, *, edge: str | None = None, width: float = 1.0, shadow: bool = True
) -> None:
    """A raised card: shadow, ground and edge. `edge` is a colour; by default the theme's own."""
    if shadow:
        draw_shadow(painter, box, theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge or theme.edge), width))
    painter.setBrush(QColor(theme.raised))
    inset = width / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), CARD_RADIUS, CARD_RADIUS)
    painter.restore()


def draw_focus(painter: QPainter, rect: QRectF, theme: Theme, *, radius: float = 6.0) -> None:
    """The ring around what has the keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def draw_status(painter: QPainter, centre: QPointF, status: Status, theme: Theme, *, radius: float = 4.5) -> None:
    """A document's status: full disc for done, half for in progress, ring for new."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor({"done": theme.ok, "in_progress": theme.accent, "new": theme.faint}[status])
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if status == "done" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if status == "in_progress":
        painter.setBrush(colour)
        half = QPainterPath(centre)
        half.arcTo(box, 90, 180)
        painter.drawPath(half)
    painter.restore()


def draw_flag(painter: QPainter, foot: QPointF, theme: Theme) -> None:
    """A small flag whose pole stands on `foot`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(theme.warning)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(foot, foot - QPointF(0, 11))
    painter.setBrush(colour)
    top = foot - QPointF(0, 11)
    painter.drawPolygon(QPolygonF([top, top + QPointF(7, 2.5), top + QPointF(0, 6)]))
    painter.restore()

"""Paints drawings: on the screen, into an SVG file, into a PNG file."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from glossator.errors import DiskError
from glossator_desktop.fonts import sans
from glossator_desktop.panels.drawing import Box, Dot, Drawing, Stroke, Words

SHARP = 2
"""Pixels of a PNG to one of the screen."""
HEAD = 7.0
"""The length of an arrow's head."""


def paint_drawing(painter: QPainter, drawing: Drawing) -> None:
    """Paint all shapes, from the painter's origin."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in drawing.shapes:
        if isinstance(shape, Stroke):
            _paint_stroke(painter, shape)
        elif isinstance(shape, Box):
            _paint_box(painter, shape)
        elif isinstance(shape, Dot):
            _ink(painter, shape.fill, shape.edge, shape.edge_width)
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        else:
            _paint_words(painter, shape)
    painter.restore()


def _ink(painter: QPainter, fill: str | None, edge: str | None, width: float) -> None:
    painter.setPen(QPen(QColor(edge), width) if edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(QColor(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))


def _paint_box(painter: QPainter, box: Box) -> None:
    _ink(painter, box.fill, box.edge, box.edge_width)
    rect = QRectF(box.x, box.y, box.width, box.height)
    if box.radius:
        painter.drawRoundedRect(rect, box.radius, box.radius)
    else:
        painter.drawRect(rect)


def _paint_stroke(painter: QPainter, stroke: Stroke) -> None:
    start, end = QPointF(stroke.x1, stroke.y1), QPointF(stroke.x2, stroke.y2)
    length = math.hypot(end.x() - start.x(), end.y() - start.y())
    if not length:
        return
    left = QPointF((end.y() - start.y()) / length, -(end.x() - start.x()) / length)
    middle = (start + end) / 2 + left * (2 * stroke.bend)
    tangent = end - middle if stroke.bend else end - start
    reach = math.hypot(tangent.x(), tangent.y()) or 1.0
    along = tangent / reach
    head = HEAD + stroke.width
    tail = end - along * (head * 0.8) if stroke.arrow else end
    pen = QPen(QColor(stroke.colour), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if stroke.arrow else Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if stroke.bend:
        path = QPainterPath(start)
        path.quadTo(middle, tail)
        painter.drawPath(path)
    else:
        painter.drawLine(start, tail)
    if stroke.arrow:
        across = QPointF(-along.y(), along.x()) * (head * 0.42)
        back = end - along * head
        _ink(painter, stroke.colour, None, 0)
        painter.drawPolygon(QPolygonF([end, back + across, back - across]))


def _paint_words(painter: QPainter, words: Words) -> None:
    font = _font(words.size, words.bold)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(words.text)
    left = words.x - {"left": 0.0, "middle": width / 2, "right": width}[words.anchor]
    base = QPointF(left, words.y + (metrics.ascent() - metrics.descent()) / 2)
    if words.halo:
        path = QPainterPath()
        path.addText(base, font, words.text)
        painter.strokePath(path, QPen(QColor(words.halo), 3.5, j=Qt.PenJoinStyle.RoundJoin))
    painter.setFont(font)
    painter.setPen(QColor(words.colour))
    painter.drawText(base, words.text)


@lru_cache(maxsize=16)
def _font(size: int, bold: bool) -> QFont:
    return sans(size, bold=bold)


def svg_of(drawing: Drawing) -> bytes:
    """The drawing as an SVG file."""
    # Only whoever saves a picture needs it.
    from PySide6.QtSvg import QSvgGenerator

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSize(math.ceil(drawing.width), math.ceil(drawing.height)))
    generator.setViewBox(QRect(0, 0, math.ceil(drawing.width), math.ceil(drawing.height)))
    generator.setTitle(drawing.title)
    generator.setDescription("")
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), QColor(drawing.ground))
    paint_drawing(painter, drawing)
    painter.end()
    buffer.close()
    return bytes(data.data())


def image_of(drawing: Drawing, *, scale: float = SHARP) -> QImage:
    """The drawing as a picture, `scale` pixels to one of the drawing's."""
    size = QSize(math.ceil(drawing.width * scale), math.ceil(drawing.height * scale))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(drawing.ground))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_drawing(painter, drawing)
    painter.end()
    return image


def save_drawing(drawing: Drawing, path: Path) -> None:
    """Write the drawing as PNG or, for any other name, as SVG. Raises DiskError where the file cannot be written."""
    try:
        if path.suffix.casefold() == ".png":
            done = image_of(drawing).save(str(path))
        else:
            path.write_bytes(svg_of(drawing))
            done = True
    except OSError as error:
        raise DiskError(f"The picture cannot be written to {path}: {error.strerror or error}.") from error
    if not done:
        raise DiskError(f"The picture cannot be written to {path}. Is there room, and may you write there?")

"""Painting the marks of a block: tints below the letters; underlines, outlines and chips around them. Qt painting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from glossator_desktop.page.content import Mark
from glossator_desktop.page.decor import Box, Chip, Link
from glossator_desktop.page.faces import Faces
from glossator_desktop.page.inks import Inks
from glossator_desktop.page.laid import LaidBlock
from glossator_desktop.page.lines import LineBox

_ROUND = 3.0
_RAISED = 2
"""Lanes that still raise the top of their tint: further ones would reach the line above."""


_DEEPEST = 3
"""Tints over one another; more would make the letters hard to read."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What painting needs everywhere: the painter, the look, and where the column begins in the viewport.

    `faded` tells of which marks only a faint line is drawn; None: of no mark.
    """

    painter: QPainter
    faces: Faces
    inks: Inks
    left: float
    faded: Callable[[Mark], bool] | None = None


def mark_rect(canvas: Canvas, box: Box, line: LineBox, top: float) -> QRectF:
    """The rectangle of a mark on a line, its underline included."""
    page = canvas.faces.measures
    raised = min(box.lane, _RAISED)
    upper = line.cap_top - 3 - 2 * raised
    lower = line.under + page.under + box.lane * page.lane
    side = 1.5 + raised * 0.5
    left = canvas.left + box.left - (0 if box.open_left else side)
    right = canvas.left + box.right + (0 if box.open_right else side)
    return QRectF(left, top + upper, max(2.0, right - left), lower - upper)


def paint_tints(canvas: Canvas, block: LaidBlock, top: float, lines: range) -> None:
    """The grounds of annotations on some lines, outermost first; those inside others let them show through."""
    painter = canvas.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painted: dict[int, list[QRectF]] = {}
    for box in block.decor.boxes:
        if box.line in lines and _is_tinted(box) and not _fades(canvas, box):
            rect = mark_rect(canvas, box, block.lines[box.line], top)
            below = painted.setdefault(box.line, [])
            depth = sum(rect.intersects(other.adjusted(2, 0, -2, 0)) for other in below)
            if depth <= _DEEPEST:
                painter.setBrush((canvas.inks.nested if depth else canvas.inks.fill)(box.mark.colour))
                painter.drawRoundedRect(rect, _ROUND, _ROUND)
            below.append(rect)


def paint_letters(canvas: Canvas, block: LaidBlock, top: float, lines: range) -> None:
    """The text of some lines."""
    if block.shaped is None:
        return
    canvas.painter.setPen(canvas.inks.ink)
    for at in lines:
        block.shaped.draw(canvas.painter, at, canvas.left, top + block.lines[at].baseline)


def paint_lines(canvas: Canvas, block: LaidBlock, top: float, lines: range) -> None:
    """Underlines of annotations, outlines of suggestions, dots of hints and between fragments, and the chips."""
    for box in block.decor.boxes:
        if box.line in lines:
            _paint_line(canvas, box, mark_rect(canvas, box, block.lines[box.line], top))
    for link in block.decor.links:
        if link.line in lines:
            _paint_link(canvas, link, block.lines[link.line], top)
    canvas.painter.setFont(canvas.faces.chip)
    for chip in block.decor.chips:
        if chip.line in lines:
            _paint_chip(canvas, chip, block.lines[chip.line], top)


def _fades(canvas: Canvas, thing: Box | Link) -> bool:
    return canvas.faded is not None and canvas.faded(thing.mark)


def _is_tinted(box: Box) -> bool:
    return box.mark.kind in ("span", "event") and not _is_filler(box)


def _is_filler(box: Box) -> bool:
    return box.mark.kind == "span" and box.mark.label is None


def _paint_line(canvas: Canvas, box: Box, rect: QRectF) -> None:
    painter, inks, key = canvas.painter, canvas.inks, box.mark.colour
    thick = canvas.faces.measures.under
    if _fades(canvas, box):
        y = rect.bottom() - 1
        painter.setPen(inks.faded[box.mark.kind])
        painter.drawLine(QPointF(rect.left() + 1.5, y), QPointF(rect.right() - 1.5, y))
    elif box.mark.kind == "suggestion":
        painter.setPen(inks.outline(key))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_outline(rect, box))
    elif box.mark.kind == "hint":
        painter.setPen(inks.hint(key))
        y = rect.bottom() - thick / 2
        painter.drawLine(QPointF(rect.left() + 2, y), QPointF(rect.right() - 1, y))
    elif _is_filler(box):
        painter.fillRect(QRectF(rect.left(), rect.bottom() - thick, rect.width(), thick / 2), inks.stroke(key))
    else:
        painter.fillRect(QRectF(rect.left(), rect.bottom() - thick, rect.width(), thick), inks.stroke(key))


def _outline(rect: QRectF, box: Box) -> QPainterPath:
    """A rounded rectangle, without the sides on which the mark goes on."""
    path = QPainterPath()
    area = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if not box.open_left and not box.open_right:
        path.addRoundedRect(area, _ROUND, _ROUND)
        return path
    path.moveTo(area.topLeft())
    path.lineTo(area.topRight())
    if box.open_right:
        path.moveTo(area.bottomRight())
    else:
        path.lineTo(area.bottomRight())
    path.lineTo(area.bottomLeft())
    if not box.open_left:
        path.lineTo(area.topLeft())
    return path


def _paint_link(canvas: Canvas, link: Link, line: LineBox, top: float) -> None:
    page = canvas.faces.measures
    y = top + line.under + link.lane * page.lane + page.under / 2
    pen = canvas.inks.faded["hint"] if _fades(canvas, link) else canvas.inks.dots(link.mark.colour)
    canvas.painter.setPen(pen)
    canvas.painter.drawLine(QPointF(canvas.left + link.left + 2, y), QPointF(canvas.left + link.right - 2, y))


def _paint_chip(canvas: Canvas, chip: Chip, line: LineBox, top: float) -> None:
    page = canvas.faces.measures
    baseline = top + line.chips + chip.row * page.row + page.row - 1
    canvas.painter.setPen(canvas.inks.letters(chip.mark.colour))
    canvas.painter.drawText(QPointF(canvas.left + chip.left, baseline), chip.text)

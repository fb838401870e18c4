"""Painting what lies over or under the marks: selection, hits, caret, ring, tags and arcs. Qt painting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from glossator_desktop.page.content import Arc, Tag
from glossator_desktop.page.flow import Area
from glossator_desktop.page.paint_marks import Canvas
from glossator_desktop.page.routes import Point, Rect, label_rect
from glossator_desktop.page.tags import place_tags

_BEND = 6.0


def word_rect(canvas: Canvas, area: Area, scroll: int) -> QRectF:
    """The rectangle of a piece of text in the viewport: its letters with a little air, no underline or chip."""
    top = area.top - scroll + area.line.cap_top - 3
    height = area.line.under - area.line.cap_top + 3
    return QRectF(canvas.left + area.left, top, max(2.0, area.right - area.left), height)


def paint_ground(canvas: Canvas, areas: Iterable[Area], colour: QColor, scroll: int) -> None:
    """A tint below the letters: selection, search hits, a candidate."""
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(colour)
    for area in areas:
        canvas.painter.drawRoundedRect(word_rect(canvas, area, scroll), 2, 2)


def paint_found(canvas: Canvas, areas: Iterable[Area], current: Sequence[Area], scroll: int) -> None:
    """Search hits; the one looked at has a frame besides."""
    paint_ground(canvas, areas, canvas.inks.found, scroll)
    paint_ground(canvas, current, canvas.inks.found, scroll)
    canvas.painter.setPen(canvas.inks.arc("accent"))
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    for area in current:
        canvas.painter.drawRoundedRect(word_rect(canvas, area, scroll).adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)


def paint_preview(canvas: Canvas, areas: Sequence[Area], scroll: int) -> None:
    """A candidate: accent tint, and a thin accent line below it."""
    paint_ground(canvas, areas, canvas.inks.accent_tint, scroll)
    for area in areas:
        rect = word_rect(canvas, area, scroll)
        canvas.painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), canvas.inks.accent)


def paint_ring(canvas: Canvas, rects: Iterable[QRectF]) -> None:
    """The accent ring around all rectangles of the current mark."""
    canvas.painter.setPen(canvas.inks.ring)
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        canvas.painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 0.5), 4, 4)


def paint_caret(canvas: Canvas, area: Area, scroll: int, *, focused: bool) -> None:
    """The caret: in the accent while the page has the focus, else pale."""
    page = canvas.faces.measures
    top = area.top - scroll + area.line.cap_top - 4
    colour = canvas.inks.accent if focused else canvas.inks.faint
    width = page.under
    left = round(canvas.left + area.left - width / 2)
    canvas.painter.fillRect(QRectF(left, top, width, area.line.under - area.line.cap_top + 5), colour)


def tag_rects(canvas: Canvas, tags: Sequence[tuple[Tag, Area]], scroll: int) -> list[tuple[Tag, QRectF]]:
    """Where numbers and hint codes go: above their words, none over another."""
    by_line: dict[int, list[tuple[Tag, Area]]] = {}
    for tag, area in tags:
        by_line.setdefault(area.top + area.line.top, []).append((tag, area))
    placed: list[tuple[Tag, QRectF]] = []
    for line in by_line.values():
        widths = [_tag_width(canvas, tag) for tag, _ in line]
        lefts = place_tags([(area.left - 3, width) for (_, area), width in zip(line, widths, strict=True)])
        for (tag, area), left, width in zip(line, lefts, widths, strict=True):
            top = _tag_top(canvas, area, scroll)
            placed.append((tag, QRectF(canvas.left + left, top, width, _tag_height(canvas))))
    return placed


def paint_tags(canvas: Canvas, tags: Iterable[tuple[Tag, QRectF]]) -> None:
    """Numbers and hint codes in their places."""
    canvas.painter.setFont(canvas.faces.tag)
    for tag, rect in tags:
        _paint_tag(canvas, tag, rect)


def _tag_width(canvas: Canvas, tag: Tag) -> float:
    return max(_tag_height(canvas) + 1, canvas.faces.tag_metrics.horizontalAdvance(tag.text) + 6)


def _tag_height(canvas: Canvas) -> float:
    return canvas.faces.measures.tag


def _tag_top(canvas: Canvas, area: Area, scroll: int) -> float:
    return area.top - scroll + area.line.cap_top - 1 - _tag_height(canvas)


def _paint_tag(canvas: Canvas, tag: Tag, rect: QRectF) -> None:
    painter, inks = canvas.painter, canvas.inks
    number = tag.style == "number"
    painter.setPen(Qt.PenStyle.NoPen if number else inks.arc("accent"))
    painter.setBrush(inks.accent if number else inks.background)
    painter.drawRoundedRect(rect if number else rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(inks.background if number else inks.accent)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, tag.text)


def paint_arcs(
    canvas: Canvas,
    arcs: Sequence[tuple[Arc, Sequence[Point]]],
    taken: Iterable[QRectF],
    *,
    disliked: Iterable[QRectF],
) -> None:
    """The arcs of the current event with their labels, which keep off the places taken and, if they can, off those
    disliked.

    One path for each colour, so that shared stretches do not get darker.
    """
    paths: dict[str, QPainterPath] = {}
    for arc, corners in arcs:
        _add_rounded(paths.setdefault(arc.colour, QPainterPath()), corners)
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    for key, path in paths.items():
        canvas.painter.setPen(canvas.inks.arc(key))
        canvas.painter.drawPath(path)
    for arc, corners in arcs:
        if 2 < len(corners) and corners[-1].x == corners[-2].x:
            _paint_head(canvas, corners[-1], arc.colour)
    busy, avoided = [_edges(rect) for rect in taken], [_edges(rect.adjusted(-2, -2, 2, 0)) for rect in disliked]
    canvas.painter.setFont(canvas.faces.label)
    for arc, corners in arcs:
        _paint_label(canvas, arc, corners, busy, avoided)


def _add_rounded(path: QPainterPath, corners: Sequence[Point]) -> None:
    path.moveTo(*corners[0])
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        near, far = _toward(corner, before), _toward(corner, after)
        path.lineTo(*near)
        path.quadTo(*corner, *far)
    path.lineTo(*corners[-1])


def _toward(corner: Point, other: Point) -> Point:
    """The point on the way from a corner to its neighbour at which the bend begins."""
    length = max(abs(other.x - corner.x), abs(other.y - corner.y))
    share = min(_BEND, length / 2) / length if length else 0.0
    return Point(corner.x + (other.x - corner.x) * share, corner.y + (other.y - corner.y) * share)


def _paint_head(canvas: Canvas, end: Point, key: str) -> None:
    size = 2.5 * canvas.faces.measures.under / 2
    tip = [QPointF(end.x - size, end.y - 1.2 * size), QPointF(end.x + size, end.y - 1.2 * size), QPointF(*end)]
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.inks.arc(key).color())
    canvas.painter.drawPolygon(tip)


def _edges(rect: QRectF) -> Rect:
    return Rect(rect.left(), rect.top(), rect.right(), rect.bottom())


def _paint_label(
    canvas: Canvas, arc: Arc, corners: Sequence[Point], busy: list[Rect], disliked: Sequence[Rect]
) -> None:
    face = canvas.faces.label_metrics
    if not arc.label or len(corners) < 3:
        return
    place = label_rect(corners, face.horizontalAdvance(arc.label) + 6, face.capHeight() + 4, busy, disliked)
    if place is None:
        return
    busy.append(place)
    area = QRectF(QPointF(place.left, place.top), QPointF(place.right, place.bottom))
    canvas.painter.fillRect(area, canvas.inks.background)
    canvas.painter.setPen(canvas.inks.accent if arc.colour == "accent" else canvas.inks.letters(arc.colour))
    canvas.painter.drawText(QPointF(place.left + 3, place.bottom - 2), arc.label)

"""Painting small numbers: of events above their triggers and fillers, of paragraphs in the margin. Qt painting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from glossator_desktop.page.decor import Box, Chip
from glossator_desktop.page.flow import Area
from glossator_desktop.page.laid import LaidBlock
from glossator_desktop.page.lines import LineBox
from glossator_desktop.page.paint_marks import Canvas
from glossator_desktop.page.tags import place_tags

_MOST = 3
"""So many events are numbered above one word; a plus says that there are more."""

_PAD = 2.5

NumbersOf = Callable[[Box], Sequence[tuple[int, bool]]]
"""The numbers that a mark bears, each with whether it is the mark's own event: that of a trigger."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A number in its place in the viewport; `own` where it is that of the trigger below it."""

    rect: QRectF
    text: str
    own: bool


def place_event_numbers(
    canvas: Canvas, block: LaidBlock, top: float, lines: range, numbers_of: NumbersOf
) -> Iterator[Badge]:
    """The numbers of events go above the right end of their words."""
    for line, boxes in _first_boxes(block, lines).items():
        badges = [(box, text, own) for box in boxes for text, own in _texts(numbers_of(box))]
        widths = [_width(canvas, text) for _, text, _ in badges]
        ends = _ends(badges, widths)
        lefts = place_tags([(end - width, width) for end, width in zip(ends, widths, strict=True)])
        height = _height(canvas)
        y = top + block.lines[line].cap_top - 2 - height
        for (_, text, own), left, width in zip(badges, lefts, widths, strict=True):
            yield Badge(QRectF(canvas.left + left, y, width, height), text, own)


def paint_event_numbers(canvas: Canvas, badges: Iterable[Badge]) -> None:
    """The numbers in their places: a trigger's is filled, a filler's only has an edge."""
    canvas.painter.setFont(canvas.faces.badge)
    for badge in badges:
        _paint_badge(canvas, badge)


def _ends(badges: Sequence[tuple[Box, str, bool]], widths: Sequence[float]) -> list[float]:
    """Where each badge ends, so that the last one of a box ends with it."""
    ends: list[float] = []
    for at, (box, _, _) in enumerate(badges):
        after = sum(widths[later] + 1 for later in range(at + 1, len(badges)) if badges[later][0] is box)
        ends.append(box.right + 3 - after)
    return ends


def _first_boxes(block: LaidBlock, lines: range) -> dict[int, list[Box]]:
    """Of each mark the box of its first words, by line."""
    found: dict[int, Box] = {}
    for box in block.decor.boxes:
        mark = box.mark
        if mark.kind != "event" and not mark.fills:
            continue
        found.setdefault(mark.id, box)
    by_line: dict[int, list[Box]] = {}
    for box in found.values():
        if box.line in lines and block.start <= box.mark.start:
            by_line.setdefault(box.line, []).append(box)
    return by_line


def _texts(numbers: Sequence[tuple[int, bool]]) -> list[tuple[str, bool]]:
    shown = [(str(number), own) for number, own in numbers[:_MOST]]
    return [*shown, ("+", False)] if _MOST < len(numbers) else shown


def _width(canvas: Canvas, text: str) -> float:
    return max(_height(canvas) - 1, canvas.faces.badge_metrics.horizontalAdvance(text) + 2 * _PAD)


def _height(canvas: Canvas) -> float:
    return canvas.faces.badge_metrics.capHeight() + 3


def _paint_badge(canvas: Canvas, badge: Badge) -> None:
    painter, inks, rect, own = canvas.painter, canvas.inks, badge.rect, badge.own
    ink = inks.letters("trigger")
    painter.setPen(Qt.PenStyle.NoPen if own else inks.thin("trigger"))
    painter.setBrush(ink if own else inks.background)
    painter.drawRoundedRect(rect if own else rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)
    painter.setPen(inks.background if own else ink)
    left = rect.center().x() - canvas.faces.badge_metrics.horizontalAdvance(badge.text) / 2
    painter.drawText(QPointF(left, rect.bottom() - 1.5), badge.text)


def floating_rect(canvas: Canvas, line: LineBox, top: float, chip: Chip) -> QRectF:
    """Where a label goes that has no row of its own: into the head room of the line below."""
    return QRectF(
        canvas.left + chip.left - 2, top + line.chips + 1.5, chip.width + 4, canvas.faces.measures.chip_cap + 1
    )


def paint_floating_chips(canvas: Canvas, chips: Iterable[tuple[LineBox, float, Chip]]) -> None:
    """Labels of what is current or under the pointer, on lines that have no room of their own for chips.

    Each with its line, and the top of its block in the viewport.
    """
    canvas.painter.setFont(canvas.faces.chip)
    for line, top, chip in chips:
        canvas.painter.setPen(Qt.PenStyle.NoPen)
        canvas.painter.setBrush(canvas.inks.background)
        rect = floating_rect(canvas, line, top, chip)
        canvas.painter.drawRoundedRect(rect, 2, 2)
        canvas.painter.setPen(canvas.inks.letters(chip.mark.colour))
        canvas.painter.drawText(QPointF(rect.left() + 2, rect.bottom() - 0.5), chip.text)


def paint_line_dot(canvas: Canvas, area: Area, right: int, scroll: int) -> None:
    """A small dot beside a line, in the margin right of the column."""
    size = canvas.faces.measures.under
    middle = area.top - scroll + (area.line.cap_top + area.line.under) / 2
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.inks.muted)
    canvas.painter.drawEllipse(QPointF(right + 4 * size, middle), 1.1 * size, 1.1 * size)


def paint_margin_number(canvas: Canvas, block: LaidBlock, top: float, number: int) -> None:
    """A number beside the first line of a block, left of where arcs run."""
    face, text = canvas.faces.number_metrics, str(number)
    right = canvas.left - canvas.faces.measures.gutter - 6
    canvas.painter.setFont(canvas.faces.number)
    canvas.painter.setPen(canvas.inks.muted)
    canvas.painter.drawText(QPointF(right - face.horizontalAdvance(text), top + block.lines[0].baseline), text)

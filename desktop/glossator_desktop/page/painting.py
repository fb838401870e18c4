"""Painting the page: which part comes over which. Qt painting over frozen state; the widget only calls it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from glossator.annotation import Fragment
from glossator_desktop.page.content import Arc, Mark, Overlay, Tag
from glossator_desktop.page.decor import Box, Chip
from glossator_desktop.page.flow import Area, Flow
from glossator_desktop.page.inks import Inks
from glossator_desktop.page.laid import LaidBlock
from glossator_desktop.page.lines import LineBox, lines_between
from glossator_desktop.page.members import Members, members_of, numbered
from glossator_desktop.page.paint_badges import (
    Badge,
    floating_rect,
    paint_event_numbers,
    paint_floating_chips,
    paint_line_dot,
    paint_margin_number,
    place_event_numbers,
)
from glossator_desktop.page.paint_marks import Canvas, mark_rect, paint_letters, paint_lines, paint_tints
from glossator_desktop.page.paint_overlay import (
    paint_arcs,
    paint_caret,
    paint_found,
    paint_ground,
    paint_preview,
    paint_ring,
    paint_tags,
    tag_rects,
)
from glossator_desktop.page.routes import Landing, Point, route
from glossator_desktop.page.sight import REACH
from glossator_desktop.page.style import PageTheme

_Shown: TypeAlias = tuple[LaidBlock, int, range]
"""A block, its top in the viewport, and those of its lines that are to be painted."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One state of the page to paint. `left` is the column's place in the viewport, `scroll` what lies above it.

    `dots` are the places, in order, whose lines have a dot beside them.
    """

    flow: Flow
    theme: PageTheme
    inks: Inks
    overlay: Overlay
    left: int
    scroll: int
    height: int
    focused: bool = True
    hovered: int | None = None
    dots: Sequence[int] = ()

    @property
    def members(self) -> Members:
        """What belongs to the current event."""
        current = self.overlay.current
        return members_of(current, self.flow.marks.get(current))


def paint_page(painter: QPainter, frame: Frame, clip: QRect) -> None:
    """Paint that part of the viewport."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(clip, frame.inks.background)
    upper, lower = clip.top() - REACH, clip.bottom() + 1 + REACH
    scroll = frame.scroll
    if upper + scroll < frame.flow.header.height:
        frame.flow.header.paint(painter, frame.theme, frame.left, -scroll)
    blocks = [(at, top - scroll, block) for at, top, block in frame.flow.laid_between(upper + scroll, lower + scroll)]
    if not blocks:
        return
    members = frame.members
    faded = None if frame.flow.faces.look.density != "current" else lambda mark: mark not in members
    canvas = Canvas(painter, frame.flow.faces, frame.inks, frame.left, faded)
    places = Places(frame, range(blocks[0][0], blocks[-1][0] + 1))
    tags = tag_rects(canvas, places.tags(frame.overlay.tags), scroll)
    shown = [(block, top, lines_between(block.lines, upper - top, lower - top)) for _, top, block in blocks]
    badges = [] if tags else _badges(canvas, frame, shown)
    floating = [] if tags or frame.flow.faces.look.has_chips else _floating(frame, shown)
    _paint_below(canvas, places, shown)
    if frame.overlay.arcs:
        taken = [rect for _, rect in tags] + [floating_rect(canvas, *one) for one in floating]
        disliked = [*_ring(canvas, frame.overlay.current, blocks), *(badge.rect for badge in badges)]
        paint_arcs(canvas, places.arcs(frame.overlay.arcs), taken, disliked=disliked)
    _paint_text(canvas, shown)
    _paint_margin(canvas, frame, blocks)
    paint_event_numbers(canvas, badges)
    if frame.overlay.dim:
        painter.fillRect(clip, frame.inks.veil)
    _paint_above(canvas, places, blocks)
    paint_floating_chips(canvas, floating)
    paint_tags(canvas, tags)


def _paint_below(canvas: Canvas, places: Places, shown: list[_Shown]) -> None:
    overlay, scroll = places.frame.overlay, places.frame.scroll
    for block, top, lines in shown:
        paint_tints(canvas, block, top, lines)
    paint_found(canvas, places.areas(overlay.found), places.areas(overlay.found_at), scroll)
    paint_preview(canvas, places.areas(overlay.preview), scroll)
    paint_ground(canvas, places.areas(overlay.selection), canvas.inks.selection, scroll)


def _paint_text(canvas: Canvas, shown: list[_Shown]) -> None:
    for block, top, lines in shown:
        paint_lines(canvas, block, top, lines)
    for block, top, lines in shown:
        paint_letters(canvas, block, top, lines)


def _paint_above(canvas: Canvas, places: Places, blocks: list[tuple[int, int, LaidBlock]]) -> None:
    frame = places.frame
    paint_ring(canvas, _ring(canvas, frame.overlay.current, blocks))
    caret = frame.overlay.caret
    if caret is not None and frame.flow.blocks.at(caret) in places.blocks:
        paint_caret(canvas, frame.flow.caret(caret), frame.scroll, focused=frame.focused)


def _paint_margin(canvas: Canvas, frame: Frame, blocks: list[tuple[int, int, LaidBlock]]) -> None:
    margin = frame.flow.margin_numbers
    if margin is not None:
        for index, top, block in blocks:
            if number := margin.of(index):
                paint_margin_number(canvas, block, top, number)
    if frame.dots:
        _paint_dots(canvas, frame, blocks)


def _paint_dots(canvas: Canvas, frame: Frame, blocks: list[tuple[int, int, LaidBlock]]) -> None:
    """A dot right of each line in which something is to be looked at."""
    texts = frame.flow.blocks
    low, high = texts.starts[blocks[0][0]], texts.ends[blocks[-1][0]]
    places = frame.dots[bisect_left(frame.dots, low) : bisect_left(frame.dots, high)]
    lines = {(area.block, area.line.top): area for area in map(frame.flow.caret, places)}
    for area in lines.values():
        paint_line_dot(canvas, area, frame.left + frame.flow.width, frame.scroll)


def _badges(canvas: Canvas, frame: Frame, shown: list[_Shown]) -> list[Badge]:
    """The numbers of events in view. With numbers of candidates over the words there are none of these."""
    numbers, members = frame.flow.event_numbers, frame.members

    def numbers_of(box: Box) -> list[tuple[int, bool]]:
        if canvas.faded is not None and canvas.faded(box.mark):
            return []
        found = ((numbers.number(event), event == box.mark.id) for event in numbered(box.mark, members))
        return [(number, own) for number, own in found if number is not None]

    found = (place_event_numbers(canvas, block, top, lines, numbers_of) for block, top, lines in shown)
    return [badge for badges in found for badge in badges]


def _floating(frame: Frame, shown: list[_Shown]) -> list[tuple[LineBox, float, Chip]]:
    """The labels that have no room of their own: of what is current, under the pointer, of the current event."""
    members, first = frame.members, {item for item in (frame.overlay.current, frame.hovered) if item is not None}
    everybody = frame.flow.faces.look.density == "current"

    def wanted(mark: Mark) -> bool:
        return mark.id in first or (everybody and mark in members)

    return [
        (block.lines[chip.line], top, chip)
        for block, top, _ in shown
        for chip in block.floating_chips(wanted, first=first)
    ]


def _ring(canvas: Canvas, current: int | None, blocks: list[tuple[int, int, LaidBlock]]) -> list[QRectF]:
    if current is None:
        return []
    return [
        mark_rect(canvas, box, block.lines[box.line], top)
        for _, top, block in blocks
        for box in block.decor.boxes
        if box.mark.id == current
    ]


@dataclass(frozen=True, slots=True)
class Places:
    """Where parts of the overlay lie, as far as they are on the blocks being painted."""

    frame: Frame
    blocks: range

    def areas(self, fragments: Iterable[Fragment]) -> list[Area]:
        """The pieces of those stretches in sight."""
        flow = self.frame.flow
        start, end = flow.blocks.starts[self.blocks[0]], flow.blocks.ends[self.blocks[-1]]
        near = [fragment for fragment in fragments if fragment[0] < end and start < fragment[1]]
        return [area for fragment in near for area in flow.areas(*fragment, blocks=self.blocks)]

    def tags(self, tags: Iterable[Tag]) -> list[tuple[Tag, Area]]:
        """The tags in sight, each with the first piece of its words."""
        found: list[tuple[Tag, Area]] = []
        for tag in tags:
            areas = self.areas([(tag.start, tag.end)])
            found.extend((tag, area) for area in areas[:1])
        return found

    def arcs(self, arcs: Iterable[Arc]) -> list[tuple[Arc, tuple[Point, ...]]]:
        """The arcs of which at least one end is in sight."""
        trunk = self.frame.left - self.frame.flow.faces.measures.gutter + 0.5
        ways = ((arc, route(self._landing(arc.start), self._landing(arc.end), trunk=trunk)) for arc in arcs)
        return [(arc, way) for arc, way in ways if way]

    def _landing(self, fragment: Fragment) -> Landing:
        areas = self.areas([fragment])
        if not areas:
            above = fragment[0] < self.frame.flow.blocks.starts[self.blocks[0]]
            return Landing(0, 0, -REACH if above else self.frame.height + REACH, None)
        area = areas[0]
        top = area.top - self.frame.scroll
        middle = self.frame.left + (area.left + area.right) / 2
        way = top + area.line.way - 0.5
        return Landing(middle, top + area.line.crown, way, area.top + area.line.top)

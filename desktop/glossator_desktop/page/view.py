"""The page: a document's text with its marks, painted from laid out blocks. The widget translates events and paints.

Places of the view are pixels of the viewport; the flow's are pixels of the column. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, QRect, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from glossator.annotation import Fragment, Fragments
from glossator_desktop.page.accessible import introduce
from glossator_desktop.page.accessible_marks import Facts
from glossator_desktop.page.accessible_voice import PageVoice
from glossator_desktop.page.blocks import Blocks
from glossator_desktop.page.carets import line_around, line_edge, vertical_move
from glossator_desktop.page.content import Mark, Overlay, PageContent, ScrollPlace
from glossator_desktop.page.dirty import changed_places
from glossator_desktop.page.dragging import Drag
from glossator_desktop.page.faces import Faces
from glossator_desktop.page.flow import Area, Flow
from glossator_desktop.page.found import Hits
from glossator_desktop.page.hover import hover_text
from glossator_desktop.page.inks import Inks
from glossator_desktop.page.look import PageLook
from glossator_desktop.page.minimap import WIDTH as MINIMAP_WIDTH
from glossator_desktop.page.minimap import Minimap
from glossator_desktop.page.painting import Frame, paint_page
from glossator_desktop.page.sight import Sight
from glossator_desktop.page.style import PageTheme

_LEFT_SHARE = 0.42
"""The share of the free width that lies left of the column."""

_FEW = 6
"""So many parts are painted one by one; more of them together."""

_DRAG_TICK = 40
"""Milliseconds between two steps while a drag pulls the page along."""


class PageView(QAbstractScrollArea):
    """Shows one document. It changes nothing: whoever listens to its signals does, and then updates it."""

    mark_clicked = Signal(int, object)
    place_clicked = Signal(int)
    range_selected = Signal(int, int, bool)
    double_clicked = Signal(int)
    viewport_changed = Signal()
    zoom_asked = Signal(int)

    _ready = False
    _flow: Flow
    _sight: Sight

    def __init__(self, theme: PageTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key_handler: Callable[[QKeyEvent], bool] | None = None
        self.facts: Facts | None = None
        self.sentence_of: Callable[[int], str] | None = None
        self._theme = theme
        self._zoom = 100
        self._look = PageLook()
        self._hovered: int | None = None
        self._overlay = Overlay()
        self._hits: Hits | None = None
        self._dots: Sequence[int] = ()
        self._hit: Fragments = ()
        self._drag: Drag | None = None
        self._drawn: Fragments | None = None
        self._drag_timer = QBasicTimer()
        self._swallow_release = False
        self._restyle()
        self._take_flow(PageContent(""))
        self._minimap = Minimap(theme, self)
        self._minimap.asked.connect(self._show_share)
        self._set_up()
        self.voice = PageVoice(self, introduce(self).page_text)
        self._ready = True

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 0, MINIMAP_WIDTH, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAccessibleName(self.tr("Article"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)

    # What it shows

    def set_content(self, content: PageContent) -> None:
        """Show another document, from its top, without an overlay."""
        self._overlay = Overlay()
        self._drag = self._hovered = None
        is_other = content.text is not self._flow.content.text
        self._take_flow(content)
        self._minimap.set_marks(self._flow.marks, len(content.text))
        self.setAccessibleName(content.title or self.tr("Article"))
        self._sight.scroll_to(0)
        self._shown()
        self.voice.text_changed() if is_other else self.voice.marks_changed()

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[int] = ()) -> None:
        """Show changed and new marks, and no longer the removed ones. What is in view keeps its place."""
        gone = [mark for mark in map(self._flow.marks.get, [*removed, *(mark.id for mark in changed)]) if mark]
        place, before = self._sight.place(), self._flow.height
        dirty = self._flow.update_marks(changed, removed)
        self._minimap.touch([*changed, *gone])
        if self._flow.height != before:
            self._sight.go_to(*place)
            self._shown()
        else:
            self._repaint_blocks(dirty)
        if self._flow.renumbered:
            self._flow.renumbered = False
            self.viewport().update()
        self.voice.marks_changed()

    def set_boilerplate(self, lines: Sequence[Fragment]) -> None:
        """Show these lines, in order, as not belonging to the article."""
        self._repaint_blocks(self._flow.set_boilerplate(lines))

    def set_overlay(self, overlay: Overlay) -> None:
        """Show caret, selection, current mark, tags and arcs. The text stays where it is."""
        before, self._overlay = self._overlay, overlay
        self.voice.overlay_changed(before, overlay)
        places = changed_places(before, overlay, self._words_of)
        others_fade = self._look.density == "current" and before.current != overlay.current
        if places is None or _FEW < len(places) or others_fade:
            self.viewport().update()
        else:
            for start, end in places:
                self._repaint_lines(start, end)

    def set_found(self, hits: Hits | None, current: Fragments = ()) -> None:
        """Show search hits, of which one is looked at; None shows none. However many: those in view are painted."""
        self._hits, self._hit = hits, current
        self._minimap.set_found(hits, current)
        self.viewport().update()

    def set_drawn(self, stretches: Fragments | None) -> None:
        """Show these stretches as if they were being selected; None: no longer."""
        self._drawn = stretches
        self.viewport().update()

    def set_dots(self, places: Sequence[int]) -> None:
        """Put a dot beside the lines of these places, which are in order."""
        if list(places) != list(self._dots):
            self._dots = places
            self.viewport().update()

    def set_theme(self, theme: PageTheme) -> None:
        """Take other colours and typefaces."""
        self._theme = theme
        self._minimap.set_theme(theme)
        self._rebuild(restyle=True)

    def set_zoom(self, percent: int) -> None:
        """Show everything larger or smaller; 100 is 16 px type."""
        if percent != self._zoom:
            self._zoom = percent
            self._rebuild(restyle=True)

    def set_look(self, look: PageLook) -> None:
        """Show more or less, closer or wider, with or without numbers in the margin. The text keeps its place."""
        if look != self._look:
            self._look = look
            self._rebuild(restyle=True)

    @property
    def look(self) -> PageLook:
        """What `set_look` set last."""
        return self._look

    @property
    def zoom(self) -> int:
        """The zoom in percent."""
        return self._zoom

    @property
    def overlay(self) -> Overlay:
        """What `set_overlay` set last."""
        return self._overlay

    @property
    def content(self) -> PageContent:
        """What `set_content` set last. Its marks are those of that moment: `marks_in` has what is shown now."""
        return self._flow.content

    @property
    def blocks(self) -> Blocks:
        """How the text is cut for layout."""
        return self._flow.blocks

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with a stretch."""
        return self._flow.marks.overlapping(start, end)

    # Where things are

    def rects_of(self, start: int, end: int) -> list[QRect]:
        """The rectangles of a stretch in the viewport, one for each piece of a line; an offset's caret if empty.

        Only pieces on blocks that are in view, and on the first and the last block of the stretch.
        """
        if end <= start:
            return [self._rect(self._flow.caret(start))]
        first, last = self._flow.blocks.at(start), self._flow.blocks.at(end - 1)
        seen = self._sight.near_blocks()
        wanted = sorted({first, last} | set(range(max(first, seen.start), min(last + 1, seen.stop))))
        for index in wanted:
            self._flow.laid(index)
        areas = [area for index in wanted for area in self._flow.areas(start, end, blocks=range(index, index + 1))]
        return [self._rect(area) for area in areas]

    def rect_of(self, start: int, end: int) -> QRect:
        """The rectangle around all of a stretch's, in the viewport."""
        whole = QRect()
        for rect in self.rects_of(start, end):
            whole = whole.united(rect)
        return whole

    def offset_at(self, point: QPoint, *, on_character: bool = False) -> int:
        """The offset nearest to a point of the viewport: between two characters, or of the character under it."""
        index, line = self._sight.line_at(point.y())
        return self._flow.laid(index).offset_at(line, point.x() - self._left, on_character=on_character)

    def marks_at(self, point: QPoint) -> list[int]:
        """The ids of the marks under a point, the smallest first."""
        return [mark.id for mark in self._marks_at(point)]

    def event_number(self, event: int) -> int | None:
        """The number by which an event's parts are known in the text; None where none of them is shown."""
        return self._flow.event_numbers.number(event)

    def visible_range(self) -> tuple[int, int]:
        """The first and last offset of the lines in view."""
        return self._sight.visible_range()

    # Scrolling

    def ensure_visible(self, start: int, end: int, *, margin: int | None = None) -> None:
        """Scroll, if need be, until a stretch is in view with `margin` pixels (two lines) above and below."""
        self._sight.reveal(start, end, margin=2 * self._faces.measures.pitch if margin is None else margin)
        self._shown()

    def scroll_place(self) -> ScrollPlace:
        """Where the page is scrolled to: good for another width, zoom or run of the program."""
        return self._sight.place()

    def set_scroll_place(self, place: ScrollPlace | tuple[int, int]) -> None:
        """Scroll to where `scroll_place` was; (0, 0) is the very top, with the title."""
        if tuple(place) == (0, 0):
            self._sight.scroll_to(0)
        else:
            self._sight.go_to(*place)
        self._shown()

    # Moving the caret

    def vertical_move(self, offset: int, lines: int, goal_x: float | None = None) -> tuple[int, float]:
        """The offset so many lines below (above: negative), and the x to aim at in the next such move."""
        return vertical_move(self._flow, offset, lines, goal_x)

    def line_edge(self, offset: int, end: bool) -> int:
        """The first or the last offset of the line that an offset is on."""
        return line_edge(self._flow, offset, end=end)

    def line_around(self, offset: int) -> Fragment:
        """The line that an offset is on, up to the start of the next one."""
        found = line_around(self._flow, offset)
        near = self._sight.near_blocks()
        self._flow.forget_far(near.start, near.stop)
        return found

    # Qt events: painting and size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part of the viewport that Qt asks for."""
        if not self._ready:
            return
        painter = QPainter(self.viewport())
        try:
            frame = self._frame()
            for part in _parts(event):
                painter.setClipRect(part)
                paint_page(painter, frame, part)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column to the new width, keeping the first line in view where it is."""
        super().resizeEvent(event)
        if not self._ready:
            return
        self._minimap.setGeometry(self.viewport().geometry().right() + 1, 0, MINIMAP_WIDTH, self.height())
        width, left = self._column()
        if width != self._flow.width:
            self._rebuild()
        else:
            self._left, self._sight.height = left, self.viewport().height()
            self._sight.settle()
            self._shown()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The scroll bar moved: lay out what came into view."""
        if self._ready and not self._sight.busy:
            self._sight.settle()
            self._shown()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret in full."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the caret pale."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Qt events: keys

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Never: Tab is a key of the page."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key goes to the handler first; what it leaves may scroll by pages, or goes to the window."""
        if self.key_handler is not None and self.key_handler(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            # Ignored, it would reach the window, which would take the focus away from an open card.
            event.accept()
        else:
            event.ignore()

    # Qt events: mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            self._drag = Drag(point.x(), point.y(), self.offset_at(point))
            self._swallow_release = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the selection while a button is held; outside the page it pulls the text along. Else point."""
        if self._drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(event.position().toPoint())
            return
        point = event.position().toPoint()
        if self._drag_to(point) and self._overshoot(point):
            if not self._drag_timer.isActive():
                self._drag_timer.start(_DRAG_TICK, self)
        else:
            self._drag_timer.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it: a drag selected a range, a click hit a mark or a place."""
        drag, self._drag = self._drag, None
        self._drag_timer.stop()
        if event.button() != Qt.MouseButton.LeftButton or drag is None or self._swallow_release:
            return
        if drag.stretch is not None:
            self.viewport().update()
            if drag.stretch[0] < drag.stretch[1]:
                exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
                self.range_selected.emit(*drag.stretch, exact)
            return
        marks = self.marks_at(event.position().toPoint())
        if marks:
            self.mark_clicked.emit(marks[0], event.modifiers())
        else:
            self.place_clicked.emit(drag.offset)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click; its release is no click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._swallow_release = True
            self.double_clicked.emit(self.offset_at(event.position().toPoint(), on_character=True))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or ask for another zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_asked.emit(1 if 0 < event.angleDelta().y() else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Pull the text along while a drag is held outside the page."""
        if event.timerId() != self._drag_timer.timerId():
            super().timerEvent(event)
            return
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        self.verticalScrollBar().setValue(self._sight.scroll + self._overshoot(point))
        self._drag_to(point)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of the chips under the pointer as a tooltip."""
        if self._ready and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = hover_text(self._marks_at(event.pos()), self.event_number, self._trigger_of, self.sentence_of)
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if self._ready and event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def _hover(self, point: QPoint | None) -> None:
        """The pointer is there, or has left: where marks have no chips, the one under it shows its own."""
        marks = self._marks_at(point) if point is not None and not self._look.has_chips else []
        before, self._hovered = self._hovered, marks[0].id if marks else None
        if before != self._hovered:
            for item in (before, self._hovered):
                for start, end in self._words_of(item) if item is not None else ():
                    self._repaint_lines(start, end)

    def _trigger_of(self, event: int) -> str:
        mark = self._flow.marks.get(event)
        return " … ".join(self._flow.content.text[start:end] for start, end in mark.fragments) if mark else ""

    def _drag_to(self, point: QPoint) -> bool:
        """Draw the selection up to a point; whether one is drawn at all."""
        if self._drag is None:
            return False
        self._drag = self._drag.moved(point.x(), point.y(), self.offset_at(point))
        self.viewport().update()
        return self._drag.stretch is not None

    def _overshoot(self, point: QPoint) -> int:
        """By how many pixels a point lies above (negative) or below the viewport."""
        return min(0, point.y()) or max(0, point.y() - self.viewport().height())

    def _show_share(self, share: float) -> None:
        self._sight.go_to(round(share * len(self._flow.content.text)), -self.viewport().height() // 2)
        self._shown()

    def _shown(self) -> None:
        """Another part of the text may be in view now: paint it, and tell."""
        length = max(1, len(self._flow.content.text))
        start, end = self._sight.visible_range()
        self._minimap.set_view(start / length, end / length)
        self.viewport().update()
        self.viewport_changed.emit()

    # Making it anew

    def _rebuild(self, *, restyle: bool = False) -> None:
        """Lay everything out again, the first line in view keeping its place."""
        place, at_top = self._sight.place(), self._sight.scroll == 0
        if restyle:
            self._restyle()
        self._take_flow(self._flow.content, self._flow)
        self._sight.go_to(*place)
        if at_top:
            self._sight.scroll_to(0)
        self._shown()

    def _restyle(self) -> None:
        self._faces = Faces(self._theme, self._zoom, self._look)
        self._inks = Inks(self._theme, self._faces.measures)

    def _take_flow(self, content: PageContent, old: Flow | None = None) -> None:
        width, self._left = self._column()
        self._flow = Flow(
            content,
            self._faces,
            self._theme,
            width=width,
            blocks=old.blocks if old else None,
            marks=old.marks if old else None,
        )
        if self._ready:
            self._sight.release()
        self._sight = Sight(self.verticalScrollBar(), self._flow, height=self.viewport().height())

    def _column(self) -> tuple[int, int]:
        """Width and left edge of the column in the viewport."""
        page, room = self._faces.measures, self.viewport().width()
        margin = page.margin if self._look.numbers == "off" else page.margin + 2 * page.em
        width = max(8 * page.em, min(page.column, room - margin - page.margin))
        return width, max(margin, int(_LEFT_SHARE * (room - width)))

    def _frame(self) -> Frame:
        return Frame(
            flow=self._flow,
            theme=self._theme,
            inks=self._inks,
            overlay=self._overlay_with_hits(),
            left=self._left,
            scroll=self._sight.scroll,
            height=self.viewport().height(),
            focused=self.hasFocus(),
            hovered=self._hovered,
            dots=self._dots,
        )

    def _overlay_with_hits(self) -> Overlay:
        overlay = self._overlay_with_drag()
        if self._hits is None:
            return overlay
        near, blocks = self._sight.near_blocks(), self._flow.blocks
        found = self._hits.between(blocks.starts[near.start], blocks.ends[near.stop - 1])
        return replace(overlay, found=found, found_at=self._hit)

    def _overlay_with_drag(self) -> Overlay:
        drawn = (self._drag.stretch,) if self._drag is not None and self._drag.stretch is not None else self._drawn
        if drawn is None:
            return self._overlay
        overlay = self._overlay
        return Overlay(current=overlay.current, arcs=overlay.arcs, found=overlay.found, selection=drawn)

    # Places

    def _marks_at(self, point: QPoint) -> list[Mark]:
        y = point.y() + self._sight.scroll
        index = self._flow.block_at(y)
        top, bottom = self._flow.top(index), self._flow.bottom(index)
        if not top <= y < bottom:
            return []
        return self._flow.laid(index).marks_under(point.x() - self._left, y - top)

    def _rect(self, area: Area) -> QRect:
        top = area.top + area.line.cap_top - 3 - self._sight.scroll
        left = self._left + area.left
        width = max(1, round(area.right - area.left))
        return QRect(round(left), top, width, area.line.under + self._flow.faces.measures.under - area.line.cap_top + 3)

    def _words_of(self, item: int) -> Fragments:
        mark = self._flow.marks.get(item)
        return mark.fragments if mark else ()

    def _repaint_lines(self, start: int, end: int) -> None:
        """Paint the lines that a stretch is on, as far as they may be in view."""
        blocks = self._flow.blocks
        first, last = blocks.at(start), blocks.at(max(start, end))
        top = self._line(start)[0] if self._flow.is_laid(first) else self._flow.top(first)
        bottom = self._line(end)[1] if self._flow.is_laid(last) else self._flow.bottom(last)
        reach = self._flow.faces.measures.pitch // 2
        self.viewport().update(
            QRect(0, top - self._sight.scroll - reach, self.viewport().width(), bottom - top + 2 * reach)
        )

    def _line(self, offset: int) -> tuple[int, int]:
        """Top and bottom in the column of the line that an offset is on, in a laid out block."""
        area = self._flow.caret(offset)
        return area.top + area.line.top, area.top + area.line.bottom

    def _repaint_blocks(self, indexes: Iterable[int]) -> None:
        reach = self._flow.faces.measures.pitch // 2
        width = self.viewport().width()
        for index in indexes:
            top, bottom = self._flow.top(index) - self._sight.scroll, self._flow.bottom(index) - self._sight.scroll
            self.viewport().update(QRect(0, top - reach, width, bottom - top + 2 * reach))


def _parts(event: QPaintEvent) -> list[QRect]:
    """What is to be painted, in a few rectangles."""
    region = event.region()
    return list(cast(Iterable[QRect], region)) if region.rectCount() <= _FEW else [event.rect()]

"""Grips on the edges of what is current, for the mouse. Qt.

They come when the pointer is near and go when it leaves, so that whoever works by keys never sees them. Dragging one
shows the stretch as it would be; letting go is the same step as an edge key.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from glossator.annotation import Fragments
from glossator.text.graphemes import next_boundary, previous_boundary
from glossator_desktop.modes.edges import Side, edge_at
from glossator_desktop.modes.edging import Edging
from glossator_desktop.modes.page_mode import PageMode
from glossator_desktop.page.view import PageView
from glossator_desktop.theme import Theme
from glossator_desktop.workspace import Workspace

NEAR = 28
"""Pixels from the words within which the pointer brings the grips."""
_WIDTH = 15
"""Pixels that a grip can be caught in; it is drawn thinner."""
_PILL = (6, 15)
_OUTSIDE = 3
"""Pixels from the words to the ring around what is current, on which the grips sit."""
_MOST = 12
"""Fragments that get grips; whoever has more of them moves edges by key."""
_RIGHT_TO_LEFT = ("R", "AL")


class EdgeHandles(QObject):
    """Watches the viewport of a page. One grip at each edge of each fragment of the current annotation or selection."""

    def __init__(self, page: PageView, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._workspace = workspace
        self._theme = theme
        self._edging = Edging(workspace)
        self._grips: list[Grip] = []
        self._fragments: Fragments = ()
        self._drawn: Fragments | None = None
        self._pointer: QPoint | None = None
        page.viewport().installEventFilter(self)
        page.installEventFilter(self)
        workspace.moved.connect(self.follow)
        page.viewport_changed.connect(self.follow)

    def stop(self) -> None:
        """Lets go of the page."""
        self._page.viewport().removeEventFilter(self)
        self._page.removeEventFilter(self)
        self._workspace.moved.disconnect(self.follow)
        self._page.viewport_changed.disconnect(self.follow)
        self._let_go()
        self._set_count(0)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        for grip in self._grips:
            grip.set_colours(theme.accent, theme.page)

    def follow(self) -> None:
        """Puts the grips where the edges are now, or hides them."""
        if self._drawn is not None:
            return
        self._fragments = self._movable()
        if not self._fragments or self._pointer is None or not self._is_near(self._pointer):
            self._set_count(0)
            return
        self._set_count(2 * len(self._fragments))
        for number, grip in enumerate(self._grips):
            self._place(grip, *divmod(number, 2), self._fragments)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer brings the grips; Esc lets go of one without moving the edge."""
        kind = event.type()
        if watched is self._page:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._drawn is not None:
                if event.key() == Qt.Key.Key_Escape:
                    self._let_go()
                    self.follow()
                return True
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and not event.buttons():
            self._pointer = event.position().toPoint()
            self.follow()
        elif kind == QEvent.Type.Leave and not self._under_pointer():
            self._pointer = None
            self.follow()
        return False

    def _movable(self) -> Fragments:
        workspace = self._workspace
        if workspace.session is None or workspace.project.read_only or not isinstance(workspace.mode, PageMode):
            return ()
        mark, focus = workspace.current_mark, workspace.focus
        if focus.also or (mark is not None and mark.kind == "hint"):
            return ()
        found = (focus.selection,) if focus.selection else mark.fragments if mark is not None else ()
        return found if len(found) <= _MOST else ()

    def _is_near(self, point: QPoint) -> bool:
        reach = QRect(point, point).adjusted(-NEAR, -NEAR, NEAR, NEAR)
        return any(
            rect.intersects(reach)
            for start, end in self._fragments
            if self._in_view(start, end)
            for rect in self._page.rects_of(start, end)
        )

    def _in_view(self, start: int, end: int) -> bool:
        first, last = self._page.visible_range()
        return start <= last and first <= end

    def _set_count(self, count: int) -> None:
        while count < len(self._grips):
            grip = self._grips.pop()
            grip.hide()
            grip.deleteLater()
        while len(self._grips) < count:
            number = len(self._grips)
            grip = Grip(self._page.viewport(), self._theme.accent, self._theme.page)
            grip.dragged.connect(self._dragger(number))
            grip.dropped.connect(self._drop)
            self._grips.append(grip)

    def _dragger(self, number: int) -> Callable[[QPoint, bool], None]:
        place, right = divmod(number, 2)

        def drag(point: QPoint, exact: bool) -> None:
            session = self._workspace.session
            if session is None or len(self._fragments) <= place:
                return
            side: Side = "right" if right else "left"
            offset = self._page.offset_at(point)
            self._drawn = edge_at(session.text, session.tokens, self._fragments, place, side, offset, exact=exact)
            self._page.set_drawn(self._drawn)
            self._place(self._grips[number], place, right, self._drawn)

        return drag

    def _drop(self) -> None:
        drawn, before = self._drawn, self._fragments
        self._let_go()
        if drawn is not None and drawn != before and self._movable() == before:
            self._edging.reshape(drawn)
        self.follow()

    def _let_go(self) -> None:
        if self._drawn is not None:
            self._drawn = None
            self._page.set_drawn(None)

    def _under_pointer(self) -> bool:
        return any(grip.underMouse() for grip in self._grips)

    def _place(self, grip: Grip, place: int, right: int, fragments: Fragments) -> None:
        """At the outer side of the first or last character of a fragment, which in Arabic is the other one."""
        session = self._workspace.session
        if session is None:
            return
        start, end = fragments[place]
        text = session.text
        inner = (previous_boundary(text, end), end) if right else (start, next_boundary(text, start))
        # White space at the end of a line has no box of its own.
        boxes = self._page.rects_of(*inner) if self._in_view(*inner) else []
        if not boxes:
            grip.hide()
            return
        box = boxes[0]
        reversed_ = any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text[inner[0] : inner[1]])
        on_the_right = bool(right) != reversed_
        grip.stand(box.right() + 1 + _OUTSIDE if on_the_right else box.left() - _OUTSIDE, box.top(), box.height())


class Grip(QWidget):
    """A pill on an edge. `dragged` carries the place in the viewport, and whether Alt is held."""

    dragged = Signal(QPoint, bool)
    dropped = Signal()

    def __init__(self, viewport: QWidget, colour: str, ground: str) -> None:
        super().__init__(viewport)
        self._held = False
        self.set_colours(colour, ground)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(self.tr("Drag to move this edge; with Alt by the character"))

    def set_colours(self, colour: str, ground: str) -> None:
        """Of the grip, and of the rim that parts it from the text."""
        self._colour, self._ground = QColor(colour), QColor(ground)
        self.update()

    def stand(self, x: int, top: int, height: int) -> None:
        """At an edge of a line of text."""
        self.setGeometry(x - _WIDTH // 2, top, _WIDTH, height)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill, with a rim that parts it from the text."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._ground)
            painter.setBrush(self._colour)
            width, height = _PILL
            pill = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
            painter.drawRoundedRect(pill, width / 2, width / 2)
        finally:
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold."""
        self._held = event.button() == Qt.MouseButton.LeftButton

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the edge along."""
        if self._held and event.buttons() & Qt.MouseButton.LeftButton:
            point = self.mapToParent(event.position().toPoint())
            self.dragged.emit(point, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go."""
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self.dropped.emit()

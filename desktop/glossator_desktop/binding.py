"""Binds a page to a workspace: keys and clicks go one way, content, marks and overlay the other. Places the cards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from glossator.annotation import Fragments
from glossator_desktop.accessible_speaker import Speaker
from glossator_desktop.builder.card import Card
from glossator_desktop.builder.card_layout import Box, place_card
from glossator_desktop.builder.form_fields import FormFields
from glossator_desktop.builder.label_sheet import label_sheet
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.clicking import Clicks
from glossator_desktop.docking import Docking
from glossator_desktop.handles import EdgeHandles
from glossator_desktop.keys import key_name
from glossator_desktop.modes.joining import drag_further
from glossator_desktop.modes.page_mode import PageMode
from glossator_desktop.page.content import PageContent
from glossator_desktop.page.view import PageView
from glossator_desktop.session import MarkChanges
from glossator_desktop.theme import Theme
from glossator_desktop.workspace import Workspace

EDGE = 12
"""Pixels that a card keeps from the edge of the page."""
ROOM = 0.55
"""The share of the page's height below which nothing should be when a card comes up for it."""


class PageBinding(QObject):
    """Lives as long as the page shows this workspace; `unbind` before another takes its place."""

    def __init__(self, page: PageView, workspace: Workspace, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._workspace = workspace
        self._shown: tuple[int | None, int, int] | None = None
        self._by_mouse = False
        self._showing = False
        self._resumed = False
        self._made_room: Fragments = ()
        self._gone_to: Fragments = ()
        self._placed_at: Fragments = ()
        schema = workspace.project.schema
        self.card = Card(theme, schema, page.viewport())
        self.bar = Card(theme, schema, page.viewport())
        self.fields = FormFields(self.card, workspace, page)
        self.docking = Docking(page)
        self.clicks = Clicks(page.viewport(), self)
        self.speaker = Speaker(page, workspace, self)
        self.handles = EdgeHandles(page, workspace, theme, self)
        self._connect()
        workspace.view = page
        page.key_handler = self.handle_key
        page.sentence_of = self._sentence
        page.viewport().installEventFilter(self)
        page.installEventFilter(self)
        if workspace.session is not None:
            self._show_document(workspace.session.id)
            self._show_overlay()

    def _connect(self) -> None:
        page, workspace = self._page, self._workspace
        workspace.opened.connect(self._show_document)
        workspace.remarked.connect(self._show_marks)
        workspace.completed.connect(self._show_boilerplate)
        workspace.moved.connect(self._show_overlay)
        page.mark_clicked.connect(self._mark_clicked)
        page.place_clicked.connect(self._place_clicked)
        page.range_selected.connect(self._range_selected)
        page.double_clicked.connect(self._double_clicked)
        page.viewport_changed.connect(self._place_cards)
        self.clicks.repeated.connect(self._clicked_again)
        workspace.copied.connect(_to_clipboard)
        self.card.commanded.connect(self._commanded)
        self.bar.commanded.connect(self._commanded)

    def unbind(self) -> None:
        """Lets go of the page."""
        page, workspace = self._page, self._workspace
        workspace.opened.disconnect(self._show_document)
        workspace.remarked.disconnect(self._show_marks)
        workspace.completed.disconnect(self._show_boilerplate)
        workspace.moved.disconnect(self._show_overlay)
        page.mark_clicked.disconnect(self._mark_clicked)
        page.place_clicked.disconnect(self._place_clicked)
        page.range_selected.disconnect(self._range_selected)
        page.double_clicked.disconnect(self._double_clicked)
        page.viewport_changed.disconnect(self._place_cards)
        workspace.copied.disconnect(_to_clipboard)
        page.viewport().removeEventFilter(self)
        page.viewport().removeEventFilter(self.clicks)
        page.removeEventFilter(self)
        page.key_handler = page.sentence_of = None
        self.speaker.stop()
        self.handles.stop()
        workspace.view = None
        self.card.deleteLater()
        self.bar.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Other colours for the cards; the page has its own."""
        self.handles.set_theme(theme)
        for card in (self.card, self.bar):
            card.set_theme(theme, self._workspace.project.schema)

    def _sentence(self, event: int) -> str:
        """What an event on the page tells, for whoever points at it."""
        session = self._workspace.session
        return session.summary(event) if session is not None else ""

    # From the page

    def handle_key(self, event: QKeyEvent) -> bool:
        """A key pressed while the page has the keyboard."""
        name = key_name(event)
        if not name:
            return False
        return self._workspace.press(name, event.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cards follow the size of the page; a key takes the label bar away."""
        if event.type() == QEvent.Type.Resize:
            self._place_cards()
        elif event.type() == QEvent.Type.KeyPress:
            self._by_mouse = False
        return super().eventFilter(watched, event)

    def _mark_clicked(self, item: int, modifiers: Qt.KeyboardModifier) -> None:
        self._by_mouse = True
        mode = self._workspace.mode
        if isinstance(mode, PageMode) and modifiers & Qt.KeyboardModifier.ControlModifier:
            mode.deciding.bulk.click(item)
        else:
            self._workspace.mark_clicked(item)

    def _clicked_again(self, count: int, point: QPoint) -> None:
        """A third click selects the sentence, a fourth one the paragraph."""
        session = self._workspace.session
        if session is not None:
            self._by_mouse = True
            offset = self._page.offset_at(point, on_character=True)
            self._workspace.range_dragged(*(session.sentence(offset) if count == 3 else session.line(offset)))

    def _place_clicked(self, offset: int) -> None:
        self._by_mouse = True
        self._workspace.place_clicked(offset)

    def _range_selected(self, start: int, end: int, exact: bool) -> None:
        self._by_mouse = True
        further = self.clicks.modifiers & Qt.KeyboardModifier.ControlModifier
        if further and isinstance(self._workspace.mode, PageMode):
            drag_further(self._workspace, start, end, exact=exact)
        else:
            self._workspace.range_dragged(start, end, exact=exact)

    def _double_clicked(self, offset: int) -> None:
        self._by_mouse = True
        self._workspace.double_clicked(offset)

    def _commanded(self, command: str) -> None:
        self._by_mouse = True
        self._workspace.command(command)
        self._page.setFocus(Qt.FocusReason.MouseFocusReason)

    # To the page

    def _show_document(self, document_id: int) -> None:
        session = self._workspace.session
        self._shown = None
        self._page.set_content(session.content() if session is not None else PageContent(""))
        scroll, self._workspace.opening_scroll = self._workspace.opening_scroll, None
        self._resumed = scroll is not None
        if scroll is not None:
            self._page.set_scroll_place(scroll)
        elif document_id:
            self._page.set_scroll_place((0, 0))

    def _show_marks(self, changes: MarkChanges) -> None:
        session = self._workspace.session
        if changes.everything and session is not None:
            place = self._page.scroll_place()
            self._page.set_content(self._workspace.mode.content() or session.content())
            self._page.set_scroll_place(place)
        else:
            self._page.update_marks(changes.changed, changes.removed)

    def _show_boilerplate(self) -> None:
        if self._workspace.session is not None:
            self._page.set_boilerplate(self._workspace.session.boilerplate)

    def _show_overlay(self) -> None:
        workspace = self._workspace
        self._showing = True
        try:
            self._page.set_overlay(workspace.overlay())
            self._keep_in_view()
            width = self._page.viewport().width() - 2 * EDGE
            self.card.show_sheet(workspace.mode.sheet() if workspace.session is not None else None, width)
            self.bar.show_sheet(self._bar_sheet(), width)
            self.fields.follow()
        finally:
            self._showing = False
        self._place_cards()
        self.speaker.stirred()

    def _bar_sheet(self) -> Sheet | None:
        """The label bar, after a click or a drag in page mode."""
        workspace = self._workspace
        if not self._by_mouse or workspace.session is None or workspace.mode.name != "page":
            return None
        mark = workspace.current_mark
        if mark is None and not workspace.focus.selection:
            return None
        schema = workspace.project.schema
        return label_sheet(schema, mark.kind if mark else None, mark.label if mark else None)

    def _keep_in_view(self) -> None:
        """Scrolls to what is current when that has changed."""
        workspace = self._workspace
        if workspace.session is None:
            return
        self._make_room()
        place = workspace.mode.place()
        if place is not None:
            self._go_to(place)
            return
        self._gone_to = ()
        focus = workspace.focus
        fragments = workspace.focus_fragments
        start, end = (fragments[0][0], fragments[-1][1]) if fragments else (focus.caret, focus.caret)
        shown = (focus.current, start, end)
        if shown == self._shown:
            return
        first = self._shown is None
        self._shown = shown
        if not first or (not self._resumed and (focus.current is not None or start)):
            self._page.ensure_visible(start, end)

    def _go_to(self, place: Fragments) -> None:
        """Scrolls to what a mode looks at when that has changed."""
        if place and place != self._gone_to:
            self._page.ensure_visible(place[0][0], place[-1][1])
        self._gone_to = place

    def _make_room(self) -> None:
        """Brings the words that a card has just come up for into the upper half, so that it finds room below them."""
        anchor = self._workspace.mode.anchor() if self._workspace.mode.sheet() else ()
        if anchor and anchor != self._made_room:
            height = self._page.viewport().height()
            if ROOM * height < self._page.rect_of(*anchor[0]).bottom():
                self._page.ensure_visible(*anchor[0], margin=round((1 - ROOM) * height))
        self._made_room = anchor

    # Cards

    def _place_cards(self) -> None:
        workspace = self._workspace
        if self._showing:
            return
        if self.card.sheet is not None:
            self._place(self.card, workspace.mode.anchor(), workspace.mode.keep_clear())
            self.fields.place()
        if self.bar.sheet is not None:
            self._place(self.bar, workspace.focus_fragments, workspace.focus_fragments)

    def _place(self, card: Card, anchor: Fragments, keep: Fragments) -> None:
        size: QSize = self._page.viewport().size()
        page = Box(EDGE, EDGE, size.width() - 2 * EDGE, size.height() - 2 * EDGE)
        if card is self.card:
            self.docking.release(card, self._workspace.mode, page)
        around = self._boxes(anchor)
        centre = Box(page.left + (page.width - card.card_size[0]) / 2, page.top + page.height / 4, 1, 1)
        first = around[0] if around else centre
        clear = [box for box in self._boxes(keep) if box.top < page.bottom and page.top < box.bottom]
        before = card.box if card.isVisible() and anchor == self._placed_at else None
        self._placed_at = anchor
        spot = place_card(card.card_size, page, first, clear, before=before)
        if card is self.card and around:
            spot = self._docked(spot, page, anchor, keep)
        card.move_card(spot)
        card.show()
        card.raise_()

    def _docked(self, spot: Box, page: Box, anchor: Fragments, keep: Fragments) -> Box:
        """The spot, or one at an edge of the page where that one would hide what must stay in sight."""

        def where() -> tuple[Box, list[Box]]:
            near = [box for box in self._boxes(keep) if -page.height < box.top < page.bottom]
            return self._boxes(anchor)[0], near

        self._showing = True
        try:
            return self.docking.place(self.card, self._workspace.mode, spot, page, where)
        finally:
            self._showing = False

    def _boxes(self, fragments: Fragments) -> list[Box]:
        """The rectangles of fragments in the viewport."""
        rects: list[QRect] = [rect for start, end in fragments for rect in self._page.rects_of(start, end)]
        return [Box(rect.x(), rect.y(), rect.width(), rect.height()) for rect in rects]


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)

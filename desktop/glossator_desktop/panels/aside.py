"""The right panel: tabs with the events, the spans, the guideline of what is current, and the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QTextBrowser, QVBoxLayout, QWidget

from glossator.annotation import Ruling
from glossator.schema import Schema
from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.cards import Listing, span_rows
from glossator_desktop.panels.event_rows import event_rows
from glossator_desktop.panels.events import EventsPanel
from glossator_desktop.panels.guideline_text import guideline_html
from glossator_desktop.panels.history import HistoryPanel
from glossator_desktop.panels.inspector import InspectorPanel
from glossator_desktop.panels.lists import KeyWatch
from glossator_desktop.panels.problems import ProblemsPanel
from glossator_desktop.panels.rows_model import ROW
from glossator_desktop.panels.spans import NO_SPANS, SpansPanel
from glossator_desktop.theme import Theme, load_theme

TABS = ("events", "spans", "problems", "details", "guideline", "history")
SHORT_NAMES = {"guideline": "guide"}
ROOM_FOR_TABS = 420
"""Below this width, in pixels, the names of the tabs stand closer together."""


class AsidePanel(QWidget):
    """Emits `chosen` with the id of the event or span to go to, `turned` with the name of the tab that shows now."""

    chosen = Signal(int)
    turned = Signal(str)
    left_by_escape = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aside")
        self.setMinimumWidth(220)
        self.theme = load_theme("light")
        self._subject: tuple[Schema, str | None, str | None, tuple[Ruling, ...]] | None = None
        self._guided: tuple[Schema, str | None, str | None, tuple[Ruling, ...]] | None = None
        self._shown: tuple[Listing | None, Schema, int | None] | None = None
        self._filled: dict[str, tuple[object, ...]] = {}
        self.tabs = self._make_tabs()
        self.events, self.spans = EventsPanel(), SpansPanel()
        self.guideline = QTextBrowser()
        self.guideline.setOpenLinks(False)
        self.guideline.setAccessibleName("Guideline")
        self.guideline.document().setDocumentMargin(18)
        self.history = HistoryPanel()
        self.problems, self._problem_count = ProblemsPanel(), 0
        self.stack = QStackedWidget()
        self.details = InspectorPanel()
        for part in (self.events, self.spans, self.problems, self.details, self.guideline, self.history):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self._keys = KeyWatch(self._press, self)
        self._connect()

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar(self)
        tabs.setObjectName("tabs")
        tabs.setFont(sans(SMALL))
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(False)
        tabs.setElideMode(Qt.TextElideMode.ElideRight)
        tabs.setCursor(Qt.CursorShape.PointingHandCursor)
        for name in TABS:
            tabs.addTab(name.capitalize())
        return tabs

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        for view in (self.events.list, self.spans.list):
            view.taken.connect(self._take)
            view.left_by_escape.connect(self.left_by_escape)
        self.problems.left_by_escape.connect(self.left_by_escape)
        self._keys.watch(
            self.tabs, self.guideline, self.events.list, self.spans.list, self.history.list, self.problems.list,
            self.details.list,
        )  # fmt: skip

    @property
    def tab(self) -> str:
        """The name of the tab that shows."""
        return TABS[self.tabs.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front; unknown names change nothing."""
        if name in TABS:
            self.tabs.setCurrentIndex(TABS.index(name))

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.events.set_theme(theme)
        self.spans.set_theme(theme)
        self.history.set_theme(theme)
        self.problems.set_theme(theme)
        self.details.set_theme(theme)
        self._guided = None
        self._fill_guideline()

    def show_listing(self, listing: Listing | None, schema: Schema, *, current: int | None = None) -> None:
        """Show a document's events and spans, the current thing marked. Only what can be seen is filled, and now."""
        self._shown = (listing, schema, current)
        self._name_tabs()
        self._fill()

    def count_problems(self, count: int) -> None:
        """Say in the title of their tab how many problems there are."""
        self._problem_count = count
        self._name_tabs()

    def _name_tabs(self) -> None:
        """Names with counts; in a narrow panel only the problems are counted, then nothing is."""
        listing = self._shown[0] if self._shown else None
        problems = self._problem_count if listing else 0
        every = {"events": listing.events, "spans": listing.spans} if listing else {}
        for counts, names in (({**every, "problems": problems}, {}), ({"problems": problems}, {}),
                              ({"problems": problems}, SHORT_NAMES), ({}, SHORT_NAMES)):  # fmt: skip
            for tab, name in enumerate(TABS):
                words = names.get(name, name).capitalize()
                count = counts.get(name)
                self.tabs.setTabText(tab, f"{words} {count}" if count else words)
            if self.tabs.sizeHint().width() <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width there is more or less room for the names and their counts."""
        super().resizeEvent(event)
        tight = event.size().width() < ROOM_FOR_TABS
        if bool(self.tabs.property("tight")) != tight:
            self.tabs.setProperty("tight", tight)
            self.tabs.style().unpolish(self.tabs)
            self.tabs.style().polish(self.tabs)
        self._name_tabs()

    def _fill(self) -> None:
        if self._shown is None or not self.isVisible():
            return
        listing, schema, current = self._shown
        self.spans.note.setText(NO_SPANS if listing else "")
        if self.tab == "events":
            self._fill_events(listing, schema, current)
        elif self.tab == "spans":
            self._fill_spans(listing, schema, current)

    def _fill_events(self, listing: Listing | None, schema: Schema, current: int | None) -> None:
        events = self.events
        key = (listing.version if listing else None, schema, events.building(current))
        if key != self._filled.get("events"):
            layer = listing.layer("events") if listing else None
            rows = event_rows(layer, schema, current=current, before=events.rows) if layer else []
            events.show_rows(rows, current=current, schema=schema, known=listing is not None)
            self._filled["events"] = (*key[:2], events.building(current))
        else:
            events.show_current(current)

    def _fill_spans(self, listing: Listing | None, schema: Schema, current: int | None) -> None:
        spans, key = self.spans, (listing.version if listing else None, schema)
        if key != self._filled.get("spans"):
            self._filled["spans"] = key
            spans.delegate.schema = schema
            spans.show_rows(span_rows(listing.layer("spans"), schema) if listing else [], current=current)
        else:
            spans.show_current(current)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the front tab with what came while nobody saw it."""
        super().showEvent(event)
        self._fill()
        self._fill_guideline()

    def _turn(self, tab: int) -> None:
        self.stack.setCurrentIndex(tab)
        self._fill()
        self._fill_guideline()
        self.turned.emit(self.tab)

    def show_guideline(
        self,
        schema: Schema,
        *,
        label: str | None = None,
        event_type: str | None = None,
        rulings: Sequence[Ruling] = (),
    ) -> None:
        """Show the guideline of a label or an event type, and what was decided on it; else that of the schema."""
        self._subject = (schema, label, event_type, tuple(rulings))
        self._fill_guideline()

    def _fill_guideline(self) -> None:
        if self._subject is None or self._subject == self._guided or self.tab != "guideline" or not self.isVisible():
            return
        self._guided = self._subject
        schema, label, event_type, rulings = self._subject
        html = guideline_html(schema, self.theme, label=label, event_type=event_type, rulings=rulings)
        self.guideline.setHtml(html)

    def focus_tab(self) -> None:
        """Give the keyboard to what the front tab holds, or to the tabs where it is empty."""
        parts: tuple[QWidget, ...] = (
            self.events.list, self.spans.list, self.problems.list, self.details.list, self.guideline, self.history.list
        )  # fmt: skip
        part = parts[self.tabs.currentIndex()]
        target = part if part.isVisibleTo(self) else self.tabs
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if target is self.spans.list and not self.spans.list.currentIndex().isValid():
            self.spans.list.setCurrentIndex(self.spans.model.index(1, 0))

    def _take(self, index: QModelIndex) -> None:
        thing = index.data(ROW)
        if thing is not None and thing.id:
            self.chosen.emit(thing.id)

    def _press(self, event: QKeyEvent) -> bool:
        """Left and right change the tab, Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            if self.tab != "events" or not self.events.escape():
                self.left_by_escape.emit()
            return True
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(TABS))
        self.focus_tab()
        return True

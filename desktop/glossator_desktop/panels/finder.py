"""Finding in the open document: what the find bar asks for is looked for bit by bit, shown, and walked through.

The search runs in slices of the event loop, so that no key waits for it. Hits stay in sight until Escape, while keys of
the page go on working: find, label, F3, label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from glossator.annotation import ChangeSet, Fragments
from glossator.text.graphemes import snap
from glossator_desktop.modes.focus import Focus
from glossator_desktop.modes.mode import KeyHint
from glossator_desktop.page.content import ScrollPlace
from glossator_desktop.page.found import Hits
from glossator_desktop.page.view import PageView
from glossator_desktop.panels.find_all import ask_label_for_all
from glossator_desktop.panels.find_filters import Wanted, completions, parse, unknown_value
from glossator_desktop.panels.find_marks import MarkScan, known_values
from glossator_desktop.panels.find_pattern import Fault, Sought, prepare
from glossator_desktop.panels.find_walk import Stand, nearest, neighbour, wrapped
from glossator_desktop.panels.findbar import FindBar
from glossator_desktop.panels.finding import Scan, TextScan
from glossator_desktop.workspace import Workspace

AT_MOST = 0.012
"""Seconds that a key waits for the hit it asks for."""
TOLD_EVERY = 0.1
"""Seconds between two looks at how far a long search has come."""
AIR = 24
"""Pixels kept free between the find bar and a hit below it."""

IN_BAR = (
    KeyHint(("Enter",), "select, to the page"),
    KeyHint(("Esc",), "back"),
    KeyHint(("Shift+Enter",), "the one before"),
    KeyHint(("Down", "Up"), "look at others"),
    KeyHint(("Alt+C",), "case"),
    KeyHint(("Alt+W",), "word"),
    KeyHint(("Alt+R",), "pattern"),
    KeyHint(("Alt+A",), "label all"),
)
ON_PAGE = (KeyHint(("F3",), "next hit"),)


class Finder(QObject):
    """Ties a find bar to the open document. `over` gives the keyboard back to the page; `hinted`: other keys count."""

    hinted = Signal()

    def __init__(self, bar: FindBar, workspace: Workspace, page: PageView, over: Callable[[], None]) -> None:
        super().__init__(bar)
        self._bar, self._workspace, self._page, self._over = bar, workspace, page, over
        self._scan: Scan | None = None
        self._probe: TextScan | None = None
        self._wanted = Wanted((), "")
        self._start = Stand((0, 0))
        self._at = -1
        self._current: Fragments = ()
        self._taken = False
        self._last: Stand | None = None
        self._resting: Focus | None = None
        self._rests = self._stepped = self._stale = self._scrolls = False
        self._origin: tuple[int, Focus, ScrollPlace] | None = None
        self._told = 0.0
        self._pump = QTimer(self)
        self._pump.timeout.connect(self._go_on)
        bar.sought.connect(self._sought)
        bar.taken.connect(self._take)
        bar.peeked.connect(self._peek)
        bar.all_asked.connect(self._label_all)
        bar.left_by_escape.connect(self._leave)
        workspace.changed.connect(self._changed)
        workspace.moved.connect(self._moved)
        workspace.completed.connect(self._outdate)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    # What others ask

    @property
    def hits(self) -> Hits:
        """What has been found so far."""
        return self._scan.hits if self._scan is not None else Hits()

    @property
    def live(self) -> bool:
        """Whether hits are shown, or the bar is."""
        return self._scan is not None or self._bar.isVisible()

    @property
    def looking(self) -> bool:
        """Whether a search is going on."""
        return self._scan is not None and not self._scan.done

    def hints(self, hints: Sequence[KeyHint]) -> Sequence[KeyHint]:
        """What the next keys do, given what they would do without the search."""
        if self._in_bar():
            return IN_BAR
        return (*ON_PAGE, *hints) if self.live and self._workspace.mode.name == "page" else hints

    def open(self) -> None:
        """Show the bar, with what was sought last."""
        session = self._workspace.session
        if session is not None:
            if not self._bar.isVisible() or not self._in_bar():
                self._origin = (session.id, self._workspace.focus, self._page.scroll_place())
            self._bar.open()

    def step(self, way: int) -> None:
        """From the page: select the next hit (+1) or the one before, without the bar."""
        if not self._bar.query.strip():
            self.open()
            return
        if self._scan is None or self._stale:
            self._seek(scrolls=False)
        self._select_neighbour(way)

    def escape(self) -> bool:
        """Escape on the page, where there is nothing to let go of: the search is over. False where it means more."""
        focus = self._workspace.focus
        busy = focus.current is not None or focus.selection or focus.held or focus.stacking
        if not self.live or busy or self._workspace.mode.name != "page":
            return False
        self.end()
        return True

    def forget(self) -> None:
        """Another document is open: what was found is of no use; an open bar looks through this one."""
        self._last = self._resting = self._origin = None
        self._rests = False
        if self._bar.isVisible():
            self._seek(scrolls=False)
        else:
            self.end()

    def end(self) -> None:
        """Show no hits and no bar. The query is kept."""
        self._stop()
        self._bar.hide()
        self._page.set_found(None)
        self.hinted.emit()

    # Looking

    def _sought(self) -> None:
        self._seek(scrolls=True)

    def _seek(self, *, scrolls: bool) -> None:
        """Begins anew with what the bar asks for, and goes as far as a key may wait."""
        self._stop()
        bar, session = self._bar, self._workspace.session
        self._wanted = parse(bar.query)
        sought = prepare(self._wanted.words, bar.options)
        known = known_values(self._workspace.project.schema)
        bar.offer(completions(bar.query, known))
        fault = sought.text if isinstance(sought, Fault) else unknown_value(self._wanted, known)
        bar.show_problem(fault or "")
        if session is None or isinstance(sought, Fault) or (sought is None and not self._wanted.filters):
            bar.show_nothing()
            self._page.set_found(None)
            return
        self._scrolls = scrolls
        self._start = self._last if self._rests and self._last is not None else self._stand()
        self._scan = self._new_scan(sought)
        self._go_on()
        if self.looking:
            self._pump.start(0)

    def _new_scan(self, sought: Sought | None) -> Scan:
        session = self._workspace.document
        if sought is None or self._wanted.filters:
            return MarkScan(self._workspace.project, session, self._wanted, sought)
        self._probe = TextScan(session.text, session.tokens, sought, start=self._start.place[0], most=1)
        return TextScan(session.text, session.tokens, sought)

    def _stop(self) -> None:
        self._pump.stop()
        self._scan = self._probe = None
        self._at, self._current, self._taken, self._stale = -1, (), False, False

    def _go_on(self) -> None:
        """One slice of the search."""
        scan = self._scan
        if scan is None:
            return
        known, count = self._current, len(scan.hits)
        if not scan.done:
            scan.advance()
        if self._at < 0:
            self._find_nearest(scan)
        if scan.done:
            self._pump.stop()
        now = perf_counter()
        if scan.done or known != self._current or not count or TOLD_EVERY <= now - self._told:
            self._told = now
            self._tell(scan)

    def _find_nearest(self, scan: Scan) -> None:
        """The hit to show: the nearest from where the person is, or in a long text first a probe from there."""
        at = nearest(scan.hits, self._start)
        if at < 0 and scan.done:
            at = wrapped(scan.hits, 1)
        if 0 <= at:
            self._show(at)
            self._taken = self._rests and self._last == self._stand_of(at)
        elif self._probe is not None and not self._probe.done:
            self._probe.advance()
            if self._probe.hits:
                self._current = self._probe.hits.fragments(0)
                self._scroll()

    def _show(self, at: int) -> None:
        """This hit is the one to look at."""
        before, self._at = self._current, at
        self._current = self.hits.fragments(at)
        if self._current != before:
            self._scroll()

    def _scroll(self) -> None:
        if self._scrolls and self._current:
            margin = max(self._bar.covered + AIR, 72)
            self._page.ensure_visible(self._current[0][0], self._current[-1][1], margin=margin)

    def _tell(self, scan: Scan) -> None:
        self._page.set_found(scan.hits, self._current)
        self._bar.show_count(self._at, len(scan.hits), going_on=not scan.done)
        if scan.slow:
            self._bar.show_problem(f"Too slow: given up at {scan.share:.0%} of the text. Make the pattern simpler.")

    # Walking

    def _take(self, way: int) -> None:
        """Enter in the bar: the hit shown is selected; where it is already, the next one."""
        if self._scan is None:
            return
        if 0 < way and self._current and not self._taken:
            self._select(self._at)
        else:
            self._select_neighbour(way)

    def _select_neighbour(self, way: int) -> None:
        at, sentence = self._neighbour(way)
        if sentence:
            self._workspace.say("info", sentence)
        if 0 <= at:
            self._select(at)

    def _peek(self, way: int) -> None:
        """Look at another hit; the caret stays where it is."""
        if self._scan is not None:
            at, _ = self._neighbour(way)
            if 0 <= at:
                self._taken, self._scrolls = False, True
                self._show(at)
                self._tell(self._scan)

    def _neighbour(self, way: int) -> tuple[int, str]:
        """The next hit in a direction, and what is to be said about it."""
        scan, end = self._scan, perf_counter() + AT_MOST
        if scan is None:
            return -1, ""
        stand = self._anchor()
        while (at := neighbour(scan.hits, stand, way)) < 0 or (way < 0 and scan.position < stand.place[0]):
            if scan.done or end <= perf_counter():
                break
            scan.advance()
        if 0 <= at:
            return at, ""
        if not scan.done:
            return -1, "Still looking: once more in a moment."
        at = wrapped(scan.hits, way)
        if at < 0:
            return -1, f"“{self._bar.query.strip()}” is not in this document."
        return at, "From the top again." if 0 < way else "From the end again."

    def _anchor(self) -> Stand:
        """Where next and previous are counted from: the hit looked at in the bar, the one taken last, else the page."""
        if self._in_bar() and 0 <= self._at:
            return self._stand_of(self._at)
        return self._last if self._rests and self._last is not None else self._stand()

    def _stand(self) -> Stand:
        """Where the person is on the page."""
        workspace = self._workspace
        fragments, caret = workspace.focus_fragments, workspace.focus.caret
        if not fragments:
            return Stand((caret, caret))
        return Stand((fragments[0][0], fragments[-1][1]), workspace.focus.current or 0)

    def _stand_of(self, at: int) -> Stand:
        return Stand(self.hits[at], self.hits.item(at))

    def _select(self, at: int) -> None:
        """Selects a hit exactly, cutting no character in two, and gives the keyboard to the page."""
        workspace, scan = self._workspace, self._scan
        if scan is None or (at < 0 and not self._current):
            return
        if 0 <= at:
            self._at, self._current = at, scan.hits.fragments(at)
        place, item = (self._current[0][0], self._current[-1][1]), scan.hits.item(at) if 0 <= at else 0
        if item and workspace.document.mark(item) is not None:
            workspace.mark_clicked(item)
        else:
            workspace.range_dragged(*snap(workspace.document.text, *place), exact=True)
        self._taken, self._last, self._resting, self._rests = True, Stand(place, item), workspace.focus, True
        self._scrolls = True
        self._scroll()
        self._tell(scan)
        self._over()
        if not self._bar.isVisible():
            self._workspace.say("info", f"“{self._bar.query.strip()}”: {self._bar.count.text()}.")

    def _label_all(self) -> None:
        if ask_label_for_all(self._workspace, self.hits, self._bar.query.strip(), going_on=self.looking):
            self._over()

    # Keeping up

    def _leave(self) -> None:
        """Escape in the bar: back to where one was when it was opened, unless one has been elsewhere since."""
        origin, self._origin = self._origin, None
        self.end()
        session = self._workspace.session
        if origin is not None and session is not None and origin[:2] == (session.id, self._workspace.focus):
            self._page.set_scroll_place(origin[2])
        self._over()

    def _changed(self, changes: ChangeSet) -> None:
        self._stepped |= changes.step is not None
        self._outdate()

    def _outdate(self) -> None:
        """Marks are others now: those that fit are looked for again, after the key is done with."""
        if self._scan is not None and self._wanted.filters and not self._stale:
            self._stale = True
            QTimer.singleShot(0, self, self._refresh)

    def _refresh(self) -> None:
        if self._stale:
            self._seek(scrolls=False)

    def _moved(self) -> None:
        """Where a step leads to is still the place of the hit taken last: from there F3 goes on."""
        if self._stepped and self._rests:
            self._resting = self._workspace.focus
        self._stepped = False
        self._rests = self._resting is not None and self._workspace.focus == self._resting

    def _in_bar(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self._bar.isAncestorOf(focused)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        bar = self._bar
        if now is not None and bar.isAncestorOf(now) != (before is not None and bar.isAncestorOf(before)):
            self.hinted.emit()

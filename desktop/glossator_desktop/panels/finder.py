"""Finding in the open document: what the find bar seeks is shown on the page and walked through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from glossator.annotation import Fragment, Fragments
from glossator_desktop.panels.findbar import FindBar
from glossator_desktop.panels.finding import find_all, nearest


class Searched(Protocol):
    """What the finder needs of the open document."""

    def text(self) -> str:
        """The document's text."""

    def caret(self) -> int:
        """Where the caret is, in code points."""

    def show_found(self, found: Fragments, current: Fragment | None) -> None:
        """Mark all hits, and go to the current one."""


class Finder(QObject):
    """Ties a find bar to a document. `over` is called when the search is left."""

    def __init__(self, bar: FindBar, searched: Searched, over: Callable[[], None]) -> None:
        super().__init__(bar)
        self._bar, self._searched, self._over = bar, searched, over
        self._found: list[Fragment] = []
        self._at = -1
        bar.sought.connect(self._seek)
        bar.stepped.connect(self._step)
        bar.left_by_escape.connect(self._leave)

    def _seek(self, query: str) -> None:
        self._found = find_all(self._searched.text(), query)
        start = self._found[self._at][0] if 0 <= self._at < len(self._found) else self._searched.caret()
        self._at = nearest(self._found, start)
        self._show()

    def _step(self, step: int) -> None:
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self._show()

    def _show(self) -> None:
        current = self._found[self._at] if self._found else None
        self._bar.show_count(self._at, len(self._found))
        self._searched.show_found(tuple(self._found), current)

    def forget(self) -> None:
        """Another document is open: what was found is of no use."""
        self._found, self._at = [], -1
        if self._bar.isVisible():
            self._seek(self._bar.field.text())

    def _leave(self) -> None:
        self._found = []
        self._searched.show_found((), None)
        self._over()

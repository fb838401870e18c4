"""Loads the rest of a long document in parts, between the keys, so that nobody waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from glossator_desktop.actions import ACTIONS

AFTER_OPENING: Final = 30
"""Milliseconds after a document was opened: it is painted first."""
AFTER_KEY: Final = 40
"""Milliseconds that loading waits after a key."""
PART: Final = 0.005
"""Seconds that loading one part should take."""
SMALLEST, FIRST, LARGEST = 500, 4_000, 64_000
"""Code points of a part."""

_NOT_NEARBY = ("page.hint", "page.accept_paragraph")
NEARBY: Final = frozenset(
    action.id
    for action in ACTIONS
    if action.mode == "page" and action.group in ("Move", "Decide", "Edges") and action.id not in _NOT_NEARBY
)
"""What a key of the page can do where only the text around has been loaded; all else needs the whole document."""
MARGIN: Final = 1_500
"""Code points around the place where the person is that must have been loaded for these."""


class Loading(QObject):
    """Calls `load` with a number of code points, again and again, until it says that there is no more."""

    def __init__(
        self, load: Callable[[int], bool], parent: QObject, *, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._clock = clock
        self._size = FIRST
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._load_part)

    def start(self) -> None:
        """A document was opened of which a part has been loaded."""
        self._size = FIRST
        self._timer.start(AFTER_OPENING)

    def wait(self) -> None:
        """A key came: not just now."""
        if self._timer.isActive():
            self._timer.start(AFTER_KEY)

    def stop(self) -> None:
        """There is nothing more to load."""
        self._timer.stop()

    def _load_part(self) -> None:
        begin = self._clock()
        if self._load(self._size):
            took = max(1e-6, self._clock() - begin)
            self._size = round(min(max(self._size * min(2.0, PART / took), SMALLEST), LARGEST))
            self._timer.start(0)

"""The window's side of memory: what is decided is applied to what is undecided, in slices, when no key is coming."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.errors import GlossatorError

if TYPE_CHECKING:
    from glossator.project.remembering import Remembering

QUIET: Final = 0.3
"""Seconds without a key before anything is done."""
PACE: Final = 20
"""Milliseconds between two slices."""
SLICE: Final = 0.008
"""Seconds that a slice takes at most, but for its last piece."""

log = logging.getLogger(__name__)


class MemoryKeeper(QObject):
    """Told of every key and every change set; `start` and `stop` as the person's preferences have it."""

    def __init__(
        self, project: Project, *, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._project, self._clock = project, clock
        self._work: Remembering | None = None
        self._last_key = -1.0
        self._timer = QTimer(self)
        self._timer.setInterval(PACE)
        self._timer.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        """Whether there is something to do."""
        return self._work is not None and not self._work.idle

    def start(self) -> None:
        """Keep the suggestions in step from now on; nothing in a project that cannot be written."""
        if self._work is None and not self._project.read_only:
            self._run(self._begin)

    def _begin(self) -> None:
        self._work = self._project.remembering()
        self._timer.start()

    def stop(self) -> None:
        """No more."""
        self._timer.stop()
        self._work = None

    def note_key(self) -> None:
        """A key came: the work waits a moment."""
        self._last_key = self._clock()

    def look_at(self, document_id: int) -> None:
        """This document is on the screen now."""
        if self._work is not None:
            self._work.look_at(document_id)

    def hear(self, changes: ChangeSet) -> None:
        """Something was changed."""
        if self._work is not None:
            work = self._work
            self._run(lambda: work.hear(changes))
            if not work.idle:
                self._timer.start()

    def _slice(self) -> None:
        work = self._work
        if work is None or self._clock() - self._last_key < QUIET:
            return
        end = time.perf_counter() + SLICE
        self._run(lambda: work.work(lambda: end <= time.perf_counter()))
        if self._work is not None and work.idle:
            self._timer.stop()

    def _run(self, do: Callable[[], object]) -> None:
        """What goes wrong here is no news to anybody: suggestions stay as they are until the next start."""
        try:
            do()
        except GlossatorError:
            log.info("what was decided could not be applied to other suggestions", exc_info=True)
            self.stop()
        except Exception:
            log.exception("what was decided could not be applied to other suggestions")
            self.stop()

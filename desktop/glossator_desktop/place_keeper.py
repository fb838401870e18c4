"""Remembers where the annotator is: on leaving a document, on closing, and when no key has been pressed for a while."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer

from glossator import Project
from glossator.errors import GlossatorError

IDLE: Final = 1500
"""Milliseconds without a key after which the place is written."""

Place: TypeAlias = tuple[int, int, float]
"""Document, caret, and the offset at the top of the page (both code points)."""

_log = logging.getLogger(__name__)


class PlaceKeeper(QObject):
    """Asks `here` for the place when it is time to write it; None where there is nothing to remember."""

    def __init__(self, project: Project, here: Callable[[], Place | None], parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._here = here
        self._written: Place | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE)
        self._timer.timeout.connect(self.write)

    def stirred(self) -> None:
        """A key was pressed: the place is written a while after the last one."""
        if not self._project.read_only:
            self._timer.start()

    def write(self) -> None:
        """Writes the place now, if it is not the one written last. It is no step; a failure is no news to anybody."""
        self._timer.stop()
        place = None if self._project.read_only else self._here()
        if place is None or place == self._written:
            return
        try:
            self._project.set_place(*place)
            self._written = place
        except GlossatorError:
            _log.info("the place could not be remembered", exc_info=True)

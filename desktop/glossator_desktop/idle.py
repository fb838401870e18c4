"""What is done when nobody is waiting: the log file is moved into the project, old objects are collected."""

from __future__ import annotations

import gc
import logging
from typing import Final

from PySide6.QtCore import QObject, QTimer

from glossator import Project
from glossator.errors import GlossatorError

IDLE: Final = 5_000
"""Milliseconds without a key or a change."""
_NEVER: Final = 1_000_000
_OFTEN_ENOUGH: Final = 10
"""Collections of the middle generation after which the old one is looked at too."""

_log = logging.getLogger(__name__)


def collect_when_idle() -> None:
    """Leaves the old generation to `Idle`: going through all of a large document takes longer than a key may."""
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)


class Idle(QObject):
    """Told of every key and change of a project."""

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._changed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE)
        self._timer.timeout.connect(self.tidy)

    def stirred(self, *, changed: bool = False) -> None:
        """Somebody is there; `changed`: and the project is another one."""
        self._changed |= changed
        self._timer.start()

    def tidy(self) -> None:
        """Does it now. A failure is no news to anybody: it will be tried again, and closing does it too."""
        self._timer.stop()
        if self._changed and not self._project.read_only:
            try:
                self._project.checkpoint()
                self._changed = False
            except GlossatorError:
                _log.info("the log file could not be moved into the project", exc_info=True)
        if _OFTEN_ENOUGH <= gc.get_count()[2]:
            gc.collect()

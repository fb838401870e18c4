"""Bringing a backup back, in the background: the file is copied and read through, which takes its time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from glossator.errors import GlossatorError
from glossator.store.backups import Restored, beside, put_back, restore_backup
from glossator_desktop.operations import BUG

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """A backup to be restored, and the project it is of.

    `in_place`: that project is damaged or gone, and the backup takes its name; else it becomes a project beside it.
    """

    backup: Path
    project: Path
    in_place: bool
    when: str


class Restoring(QObject):
    """Restores one backup at a time. `done` carries the wish and what came of it, `failed` the wish and a sentence."""

    done = Signal(object, object)
    failed = Signal(object, str)

    def __init__(self, parent: QObject, *, clock: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        super().__init__(parent)
        self._clock = clock
        self._thread: _Work | None = None
        self._wish: Wish | None = None

    @property
    def running(self) -> bool:
        """Whether something is being restored."""
        return self._thread is not None

    def start(self, wish: Wish) -> None:
        """Begin; nothing happens while another wish is being fulfilled."""
        if self._thread is None:
            self._wish = wish
            self._thread = _Work(lambda: fulfil(wish, self._clock()), self)
            self._thread.finished.connect(self._ended)
            self._thread.start()

    def wait(self) -> None:
        """Let what has begun come to its end, and tell nobody: half a project is never left."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.wait()

    def _ended(self) -> None:
        """A method of an object of the window's thread: so Qt calls it there."""
        thread, self._thread = self._thread, None
        wish, self._wish = self._wish, None
        if thread is None or wish is None:
            return
        thread.deleteLater()
        if thread.restored is not None:
            self.done.emit(wish, thread.restored)
        else:
            self.failed.emit(wish, thread.complaint)


class _Work(QThread):
    """Everything that goes wrong on the thread is kept for the window's own."""

    def __init__(self, work: Callable[[], Restored], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.restored: Restored | None = None
        self.complaint = BUG

    def run(self) -> None:
        try:
            self.restored = self._work()
        except GlossatorError as error:
            self.complaint = str(error)
        except Exception:
            log.exception("a backup could not be restored")


def fulfil(wish: Wish, now: datetime) -> Restored:
    """Restore a backup. Raises ProjectError where that cannot be; nothing has changed then."""
    if wish.in_place:
        return Restored(wish.project, put_back(wish.backup, wish.project, now))
    target = beside(wish.project, "restored", now)
    restore_backup(wish.backup, target)
    return Restored(target)


def restored_sentence(wish: Wish, restored: Restored) -> str:
    """What has come of it, and where everything is."""
    if not wish.in_place:
        return f"The backup of {wish.when} is open as “{restored.project.stem}”. “{wish.project.stem}” is as it was."
    if restored.kept is None:
        return f"“{wish.project.stem}” is back as it was on {wish.when}."
    return (
        f"“{wish.project.stem}” is back as it was on {wish.when}. The damaged file was kept beside it, as "
        f"“{restored.kept.name}”."
    )

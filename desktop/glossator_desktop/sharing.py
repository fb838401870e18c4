"""The window's part in sharing a project: who may write, what other programs wrote, and where the file lies.

One window writes a project, a second one reads and takes over when the first is closed; scripts write beside either.
Everything is asked by one poll a second, of a few microseconds where nothing has happened, and never on the way of a
key: a key means what was on the screen when it was pressed. What no longer fits is refused by the verb.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.errors import GlossatorError
from glossator.project import login_name
from glossator.store.occupancy import Holder, Occupancy
from glossator.store.volumes import Place, place_of
from glossator_desktop.panels.notice import Notice, NoticeAction

if TYPE_CHECKING:
    from glossator_desktop.desk import Desk

log = logging.getLogger(__name__)

POLL: Final = 1_000
"""Milliseconds from one look to the next."""
QUIET: Final = 0.25
"""Seconds without a key before others' changes are taken in: they may take a few milliseconds to show."""
MOST_PUT_OFF: Final = 8
TO_READ: Final = 5
"""Seconds that a warning is left to be read, before anything as small as this is said."""
AFTER_FAILURE: Final = 10
"""Seconds until opening to write is tried again: it reads a small project through."""
LOOK_AT_PLACE: Final = 1_200
"""Milliseconds after opening."""
LONGEST_BURST: Final = 20
"""Seconds after which something is said of changes that do not end."""

READING, MOVED, PLACE = "reading", "moved", "place"
"""The slots of our notices."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """A project as it was opened. `waits`: it is read only because somebody else has the claim to write it."""

    project: Project
    claim: Occupancy
    waits: bool = False


def entered(path: Path, *, annotator: str | None) -> Entrance:
    """Open a project: to write, where no other window does; else to read. Raises ProjectError as opening does."""
    claim = Occupancy(path, user=annotator or login_name())
    may_write = claim.claim()
    try:
        project = Project.open(path, annotator=annotator, read_only=not may_write)
    except BaseException:
        claim.release()
        raise
    if project.read_only:
        # Where the file itself cannot be written there is nothing to claim.
        claim.release()
    return Entrance(project, claim, waits=not may_write)


def claimed(project: Project) -> Entrance:
    """The same for a project that is open already, such as one just made."""
    claim = Occupancy(project.path, user=project.annotator)
    if project.read_only or claim.claim():
        return Entrance(project, claim)
    project.close()
    return entered(project.path, annotator=project.annotator)


def holder_sentence(holder: Holder, *, me: str, now: datetime) -> str:
    """Who writes, where and since when, and what that means here."""
    own = holder.user == me and holder.is_here
    who = "You have" if own else f"{holder.user} has" if holder.user else "Somebody has"
    where = "in another window" if holder.is_here else f"on {holder.machine}"
    return (
        f"{who} had this project open {where}{_since(holder.since, now)}. You can read; "
        "this window can write once the other is closed."
    )


def _since(moment: str, now: datetime) -> str:
    try:
        then = datetime.fromisoformat(moment).astimezone(now.tzinfo)
    except ValueError:
        return ""
    day = "" if then.date() == now.date() else f"{then.day} {then:%B}, "
    return f" since {day}{then:%H:%M}"


def changes_sentence(documents: int, *, added: int = 0, everything: bool = False) -> str:
    """What another program did, in a few words; empty where that was nothing to speak of."""

    def count(number: int) -> str:
        return "one document" if number == 1 else f"{number} documents"

    if added:
        return f"Another program added {count(added)}."
    if everything:
        return "Another program changed many documents."
    return f"Another program changed {count(documents)}." if documents else ""


class Burst:
    """Changes that belong together: they are spoken of once, when they have ended or go on for long. Without Qt."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: float | None = None
        self._documents: set[int] = set()
        self._added: set[int] = set()
        self._everything = False

    def add(self, changes: ChangeSet) -> None:
        """Something has changed."""
        if self._began is None:
            self._began = self._clock()
        self._documents.update(changes.touched)
        self._added.update(changes.added.get("document", ()))
        self._everything |= changes.everything

    def sentence(self, *, ended: bool) -> str:
        """What is to be said now, if anything; it is said once."""
        if self._began is None or not (ended or LONGEST_BURST <= self._clock() - self._began):
            return ""
        said = changes_sentence(len(self._documents), added=len(self._added), everything=self._everything)
        self._began, self._everything = None, False
        self._documents.clear()
        self._added.clear()
        return said


class Sharing(QObject):
    """Watches over one desk. `copy_asked`: save a copy of what is open. `understood` carries what need not be said
    again. `stop` gives the claim up, once the project is closed."""

    copy_asked = Signal()
    understood = Signal(str)

    def __init__(
        self,
        desk: Desk,
        entrance: Entrance,
        *,
        known: tuple[str, ...] = (),
        clock: Callable[[], float] = time.monotonic,
        place: Callable[[Path], Place] = place_of,
    ) -> None:
        """`known` are the remarks on places that were understood before."""
        super().__init__(desk)
        self._desk, self._project, self._claim = desk, entrance.project, entrance.claim
        self._waits, self._known, self._clock = entrance.waits, known, clock
        self._burst = Burst(clock)
        self._last_key = self._last_trouble = -1_000.0
        self._put_off, self._try_again = 0, 0.0
        self._stopped = self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)
        self._place = _PlaceLook(self._project.path, place, self)
        self._place.finished.connect(self._show_place)
        desk.pressed.connect(self._note_key)
        desk.workspace.said.connect(self._heard)

    @property
    def waits(self) -> bool:
        """Whether this window reads until another is closed."""
        return self._waits

    def start(self) -> None:
        """Begin to watch."""
        self._show_holder()
        self._timer.start(POLL)
        QTimer.singleShot(LOOK_AT_PLACE, self, self._look_at_place)

    def stop(self) -> None:
        """Watch no longer; the project is about to be closed."""
        self._stopped = True
        self._timer.stop()
        self._place.wait()

    def release(self) -> None:
        """Let another window write; the project has been closed."""
        self._claim.release()

    def look(self) -> None:
        """Look now: the person is back from another program, or something did not go as they thought."""
        if not self._stopped:
            self._timer.start(0)

    def _note_key(self) -> None:
        self._last_key = self._clock()

    def _heard(self, level: str, _: str) -> None:
        if level != "info":
            self._last_trouble = self._clock()
        if level == "error":
            # A verb was refused: perhaps because things are not as they are shown.
            self._last_key = -1_000.0
            self.look()

    def _due(self) -> None:
        if self._clock() - self._last_key < QUIET and self._put_off < MOST_PUT_OFF:
            self._put_off += 1
            self._timer.start(round(QUIET * 1_000))
            return
        self._put_off = 0
        self._timer.start(POLL)
        self.poll()

    def poll(self) -> None:
        """Look once."""
        self._look_whether_moved()
        self._catch_up()
        # What stands at the path may be another file by now: that one is not ours to open.
        if self._waits and self._try_again <= self._clock() and self._project.is_in_place:
            self._try_to_write()

    # What others wrote

    def _catch_up(self) -> None:
        try:
            changes = self._project.catch_up()
        except GlossatorError:
            if not self._failing:
                log.info("what other programs wrote could not be read", exc_info=True)
            self._failing = True
            return
        self._failing = False
        if changes is not None and not self._waits:
            # To whoever waits for another window the notice says that somebody is at work.
            self._burst.add(changes)
        sentence = self._burst.sentence(ended=changes is None)
        if sentence and TO_READ < self._clock() - self._last_trouble:
            self._desk.said.emit("info", sentence)

    # Who may write

    def _try_to_write(self) -> None:
        if not self._claim.claim():
            self._show_holder()
            return
        try:
            self._project.start_writing()
        except GlossatorError as error:
            self._claim.release()
            self._try_again = self._clock() + AFTER_FAILURE
            self._desk.notices.set_notice(READING, Notice("warning", str(error)))
            return
        self._waits = False
        self._desk.notices.set_notice(READING, None)
        if self._project.read_only:
            self._claim.release()
            return
        self._project.catch_up()
        self._desk.start_writing()
        self._desk.said.emit("info", "The other window is closed: you can write here now.")

    def _show_holder(self) -> None:
        if not self._waits:
            return
        holder = self._claim.holder() or Holder()
        sentence = holder_sentence(holder, me=self._project.annotator, now=datetime.now().astimezone())
        self._desk.notices.set_notice(READING, Notice("info", sentence))

    # Where the file lies

    def _look_whether_moved(self) -> None:
        in_place = self._project.is_in_place
        if in_place == (self._desk.notices.notice(MOVED) is None):
            return
        self._desk.show_whether_in_place()
        if in_place:
            self._desk.notices.set_notice(MOVED, None)
        else:
            sentence = (
                f"“{self._project.path.name}” was moved, deleted or replaced by another program. Nothing more can be "
                "saved in it; what was saved is still here. Save a copy, and go on with that."
            )
            save = NoticeAction("F9", "Save a copy…", self.copy_asked.emit)
            self._desk.notices.set_notice(MOVED, Notice("error", sentence, (save,)))

    def _look_at_place(self) -> None:
        if not self._stopped:
            self._place.start()

    def _show_place(self) -> None:
        place = self._place.found
        if self._stopped or place is None or place.warning is None:
            return
        key = f"{self._project.uid.hex()}:{place.kind}:{place.name or ''}"
        if key not in self._known:
            done = NoticeAction("F7", "Understood", lambda: self._understand(key))
            self._desk.notices.set_notice(PLACE, Notice("warning", place.warning, (done,)))

    def _understand(self, key: str) -> None:
        self._desk.notices.set_notice(PLACE, None)
        self.understood.emit(key)


class _PlaceLook(QThread):
    """Looks at a folder and those above it: on a drive that is far away that can take long."""

    def __init__(self, path: Path, look: Callable[[Path], Place], parent: QObject) -> None:
        super().__init__(parent)
        self._path, self._look = path, look
        self.found: Place | None = None

    def run(self) -> None:
        try:
            self.found = self._look(self._path)
        except Exception:
            log.exception("where the project lies could not be told")

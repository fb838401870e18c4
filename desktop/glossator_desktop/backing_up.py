"""The window's side of backups: made by a process of its own while a project is open, so that nobody waits for one.

The process is `python -m glossator backup PROJECT --keep-rotating`: it decides whether there is anything new, checks
what it wrote, and thins out older backups (`glossator.store.backups`). Success is quiet; a failure is said once.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from glossator import Project
from glossator_desktop.panels.restoring import when

log = logging.getLogger(__name__)

FIRST: Final = 4_000
"""Milliseconds after the page could be seen."""
AGAIN: Final = 3_600_000
"""Milliseconds from one backup to the next, where something has changed."""
FAREWELL: Final = 2_000
PREFIX: Final = "glossator: "


def backup_command(project: Project) -> tuple[str, list[str]]:
    """The program and the arguments that make a backup, also where the program is frozen into one file."""
    words = ["backup", str(project.path.absolute()), "--keep-rotating", "--json"]
    return sys.executable, words if getattr(sys, "frozen", False) else ["-m", "glossator", *words]


class BackingUp(QObject):
    """Has a backup made soon after `start` and then every hour in which something changed; `stop` ends all of it.

    `made` carries the moment of the latest backup, `said` a level and a sentence.
    """

    made = Signal(object)
    said = Signal(str, str)

    def __init__(
        self,
        project: Project,
        *,
        command: tuple[str, Sequence[str]] | None = None,
        first: int = FIRST,
        again: int = AGAIN,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._project, self._first, self._again = project, first, again
        self._command = command or backup_command(project)
        self._process: QProcess | None = None
        self._changed = True
        self._complaint = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)

    @property
    def running(self) -> bool:
        """Whether a backup is being made just now."""
        return self._process is not None

    def start(self) -> None:
        """Have backups made from now on; none of a project that cannot be written."""
        if not self._project.read_only and not self.running and not self._timer.isActive():
            self._timer.start(self._first)

    def hear(self) -> None:
        """Something has changed."""
        self._changed = True

    def stop(self) -> None:
        """Have no more made. One that is being made is given up, with what there is of it."""
        self._timer.stop()
        process = self._process
        self._forget()
        if process is None:
            return
        process.blockSignals(True)
        if process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(FAREWELL)
            from glossator.store.backups import Shelf

            Shelf(self._project.path).sweep()

    def _due(self) -> None:
        if self._changed:
            self._launch()
        else:
            self._timer.start(self._again)

    def _launch(self) -> None:
        self._changed = False
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(environment)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._error)
        self._process = process
        program, arguments = self._command
        process.start(program, list(arguments))

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            log.info("the backup could not be started: %s", self._process.errorString())
            self._done()
            self._complain("No backups can be made: the program that makes them does not start. Install it anew.")

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        told = bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace")
        complaint = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self._done()
        if code == 0 and status == QProcess.ExitStatus.NormalExit:
            self._complaint = ""
            self._tell(told)
            return
        # It is tried again in an hour.
        self._changed = True
        log.info("a backup failed with code %s (%s): %s", code, status, complaint)
        sentence = complaint.splitlines()[-1] if complaint else ""
        name = self._project.path.name
        unknown = f"No backup of {name} could be made; it is tried again in an hour. The log says why."
        self._complain(sentence.removeprefix(PREFIX) if sentence.startswith(PREFIX) else unknown)

    def _tell(self, told: str) -> None:
        try:
            moment = datetime.fromisoformat(json.loads(told)["time"])
        except (ValueError, TypeError, KeyError):
            log.info("a backup told something that is not understood: %s", told)
            return
        self.made.emit(moment)

    def _complain(self, sentence: str) -> None:
        """Once: whoever has been told knows it an hour later too."""
        self._changed = True
        if sentence != self._complaint:
            self._complaint = sentence
            self.said.emit("warning", sentence)

    def _done(self) -> None:
        self._forget()
        self._timer.start(self._again)

    def _forget(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()


def backed_up(moment: datetime, *, now: Callable[[], datetime] = datetime.now) -> str:
    """When the latest backup was made, as a tooltip says it."""
    local = moment.astimezone().replace(tzinfo=None)
    return f"Backed up {local:%H:%M}." if local.date() == now().date() else f"Backed up {when(moment)}."

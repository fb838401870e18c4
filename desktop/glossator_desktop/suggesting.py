"""The window's side of the suggester: a worker process that reads ahead, and its answers written when no key is coming.

The worker is `python -m glossator _suggest-worker`, JSON lines over pipes (`glossator.suggest.protocol`). It is started
when there is something to read, and never waited for by whoever is typing. `glossator.suggest` is imported only then:
the window is up before.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from glossator import Project
from glossator.annotation import Analysis, ChangeSet
from glossator.errors import GlossatorError
from glossator.schema import dump_schema
from glossator_desktop.panels.ahead import Ahead

if TYPE_CHECKING:
    from glossator.suggest.protocol import Message

log = logging.getLogger(__name__)

QUIET = 0.15
"""Seconds without a key before anything is written."""
DRAIN = 40
"""Milliseconds between two pieces of work with what the worker says."""
OUTSTANDING = 4
"""How many documents the worker is given at a time: it is quicker on several at once."""
FAREWELL = 400
"""Milliseconds the worker has to go by itself once its input has ended."""


@dataclass(frozen=True, slots=True)
class WorkerState:
    """What the suggester is about. `model` is its name and version, `failed` why there is none."""

    model: str = ""
    busy: bool = False
    done: int = 0
    total: int = 0
    failed: str = ""

    @property
    def sentence(self) -> str:
        """For the bar at the bottom; empty where there is nothing to say."""
        if self.failed:
            return self.failed
        return f"suggesting ahead: {self.done} of {self.total}" if self.busy else ""


def worker_command() -> tuple[str, list[str]]:
    """The program and the arguments that start a worker, also where the program is frozen into one file."""
    hidden = "_suggest-worker"
    return sys.executable, [hidden] if getattr(sys, "frozen", False) else ["-m", "glossator", hidden]


class Suggesting(QObject):
    """Reads a project's documents ahead of the person. `stop` leaves no process behind."""

    told = Signal(object)
    said = Signal(str, str)

    def __init__(
        self,
        project: Project,
        *,
        current: Callable[[], int],
        command: tuple[str, Sequence[str]] | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._project, self._current, self._clock = project, current, clock
        self._command = command or worker_command()
        self._ahead = Ahead()
        self._process: QProcess | None = None
        self._buffer = b""
        self._lines: deque[bytes] = deque()
        self._answers: deque[tuple[int, Analysis]] = deque()
        self._given: dict[int, int] = {}
        self._next_id = 1
        self._crashes = 0
        self._last_key = -1.0
        self._source, self._version, self._failed = "", "", ""
        self._model: str | None = None
        self._drain = QTimer(self)
        self._drain.setInterval(DRAIN)
        self._drain.timeout.connect(self._work)

    @property
    def state(self) -> WorkerState:
        """What it is about now."""
        name = f"{self._source} {self._version.partition('+')[0]}".strip()
        busy = not self._failed and bool(self._ahead.left or self._lines or self._answers) and self._process is not None
        return WorkerState(name, busy, self._ahead.done - len(self._answers), self._ahead.total, self._failed)

    @property
    def running(self) -> bool:
        """Whether there is a worker process."""
        return self._process is not None

    def _identify(self) -> None:
        """Learn the model's name without loading it."""
        from glossator.suggest.identity import identity

        if self._source or self._failed:
            return
        try:
            chosen = self._project.suggester_model()
            self._model = chosen.model
            self._source, self._version = identity(chosen.model)
            if chosen.notice:
                self.said.emit("warning", chosen.notice)
        except GlossatorError as error:
            self._failed = str(error)

    # From the window

    def start(self) -> None:
        """Read whatever this suggester has not seen; nothing in a project that cannot be written."""
        self._identify()
        if self._project.read_only or self._failed:
            self.told.emit(self.state)
            return
        try:
            waiting = self._project.unsuggested(self._source, self._version)
        except GlossatorError as error:
            self._fail(str(error))
            return
        heard = {document for document, _ in self._answers}
        waiting = [document for document in waiting if document not in heard]
        self._ahead.fill(waiting, self._project.document_ids())
        if waiting and self._process is None:
            self._launch()
        self._ask()
        self.told.emit(self.state)

    def note_key(self) -> None:
        """A key came: writing waits a moment."""
        self._last_key = self._clock()

    def hear(self, changes: ChangeSet) -> None:
        """Documents came: read them too. The schema changed: the worker has to know it."""
        if "schema" in changes.kinds:
            self.stop()
        if "document" in changes.kinds or "schema" in changes.kinds:
            self.start()

    def take_up(self) -> None:
        """Another model was chosen for the project: suggest with that one."""
        self.stop()
        self._source, self._version, self._failed, self._crashes = "", "", "", 0
        self.start()

    def look_at(self, document_id: int) -> None:
        """This document is on the screen now: if it waits to be read, it is next."""
        if self._process is not None and self._ahead.take_now(document_id):
            self._ask_for(document_id)

    def stop(self) -> None:
        """End the worker: its input ends, and where that is not enough it is killed."""
        self._drain.stop()
        self._lines.clear()
        self._answers.clear()
        self._ahead = Ahead()
        process = self._process
        self._forget()
        if process is None:
            return
        process.blockSignals(True)
        process.closeWriteChannel()
        if process.state() != QProcess.ProcessState.NotRunning and not process.waitForFinished(FAREWELL):
            process.kill()
            process.waitForFinished(2000)

    # The process

    def _launch(self) -> None:
        from glossator.suggest import protocol

        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._error)
        self._process, self._buffer = process, b""
        program, arguments = self._command
        process.start(program, list(arguments))
        self._send(protocol.Hello(schema_toml=dump_schema(self._project.schema), model=self._model))

    def _send(self, message: Message) -> None:
        from glossator.suggest import protocol

        if self._process is not None:
            self._process.write(protocol.encode(message))

    def _ask(self) -> None:
        """Give the worker what it should read next."""
        while self._process is not None and len(self._given) - len(self._lines) < OUTSTANDING:
            document_id = self._ahead.take(self._current())
            if document_id is None:
                return
            self._ask_for(document_id)

    def _ask_for(self, document_id: int) -> None:
        from glossator.suggest import protocol

        try:
            document = self._project.document(document_id)
        except GlossatorError:
            self._ahead.answered(document_id)
            return
        request, self._next_id = self._next_id, self._next_id + 1
        self._given[request] = document_id
        self._send(
            protocol.Analyse(
                id=request,
                document=document_id,
                text=document.text,
                language=document.metadata.language,
                title=document.metadata.title,
                priority=0 if document_id == self._current() else 1,
            )
        )

    def _read(self) -> None:
        if self._process is None:
            return
        self._buffer += bytes(self._process.readAllStandardOutput().data())
        *lines, self._buffer = self._buffer.split(b"\n")
        self._lines.extend(line for line in lines if line.strip())
        if self._lines:
            self._drain.start()
        self._ask()

    def _hear_line(self, line: bytes) -> None:
        from glossator.suggest import protocol

        try:
            message = protocol.decode(line)
        except GlossatorError as error:
            log.error("The suggester said something that is not understood: %s", error)
            return
        if isinstance(message, protocol.Result):
            document = self._given.pop(message.id, None)
            if document is not None:
                self._ahead.answered(document)
                self._answers.append((document, message.analysis))
        elif isinstance(message, protocol.Failure) and message.id == protocol.NOBODY:
            self._fail(message.message)
        elif isinstance(message, protocol.Failure):
            document = self._given.pop(message.id, None)
            log.warning("The suggester could not read document %s: %s", document, message.message)
            if document is not None:
                self._ahead.answered(document)

    def _read_errors(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
            if text:
                log.info("suggester: %s", text)

    def _work(self) -> None:
        """Read one line or write one answer, unless keys are coming: a large one takes longer than a key may."""
        if self._clock() - self._last_key < QUIET:
            return
        if self._answers:
            self._write(*self._answers.popleft())
        elif self._lines:
            self._hear_line(self._lines.popleft())
            self._ask()
        else:
            self._drain.stop()
        self.told.emit(self.state)

    def _write(self, document: int, analysis: Analysis) -> None:
        try:
            self._project.record_analysis(document, analysis)
        except GlossatorError as error:
            self._fail(str(error))

    # When it goes wrong

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            log.error("The suggester could not be started: %s", self._process.errorString())
            self._forget()
            self._fail("The suggester could not be started; suggestions are off.")

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        """It ended by itself, which it should not: start it once more, then give up."""
        if self._process is not None:
            self._read()
        while self._lines and not self._failed:
            self._hear_line(self._lines.popleft())
        if self._failed:
            return
        log.error("The suggester ended with code %s (%s)", code, status)
        self._forget()
        self._crashes += 1
        if self._crashes < 2:
            QTimer.singleShot(0, self, self._again)
        else:
            self._fail("The suggester stopped twice; suggestions are off until you start the program again.")

    def _again(self) -> None:
        self._launch()
        self._ask()

    def _forget(self) -> None:
        process, self._process = self._process, None
        for document in self._given.values():
            self._ahead.give_back(document)
        self._given.clear()
        if process is not None:
            process.deleteLater()

    def _fail(self, why: str) -> None:
        self._failed = why
        self.stop()
        self.said.emit("warning", why)
        self.told.emit(self.state)

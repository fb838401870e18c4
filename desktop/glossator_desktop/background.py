"""Long work that only reads a project: on a thread and a connection of its own, so that the page can be worked on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread

from glossator import Project

T = TypeVar("T")


class Reader(QThread, Generic[T]):
    """Opens the project for reading and gives it to `work`; then calls `ended`, on the window's own thread."""

    def __init__(
        self, project: Project, work: Callable[[Project], T], ended: Callable[[Reader[T]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ended = ended
        self.finished.connect(self._end)
        self._path: Path = project.path
        self._annotator = project.annotator
        self._work = work
        self._answer: T | None = None
        self._error: Exception | None = None

    def run(self) -> None:
        """On the thread: everything that goes wrong is kept for `result`."""
        try:
            with Project.open(self._path, annotator=self._annotator, read_only=True) as project:
                self._answer = self._work(project)
        except Exception as error:
            self._error = error

    def _end(self) -> None:
        """A method of an object of the window's thread: so Qt calls it there."""
        self._ended(self)

    def result(self) -> T | None:
        """What the work gave. Raises what it raised."""
        if self._error is not None:
            raise self._error
        return self._answer

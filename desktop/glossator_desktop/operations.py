"""Running verbs of the project: what goes wrong is said, and nothing is left half done. Without Qt."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.errors import GlossatorError

T = TypeVar("T")

_log = logging.getLogger(__name__)

BUG = "Something went wrong inside the program, and nothing was changed. The log says more."


class Operations:
    """The one wrapper that verbs run in. `say` is given a level ("info", "warning", "error") and a sentence."""

    def __init__(self, project: Project, say: Callable[[str, str], None]) -> None:
        self._project = project
        self._say = say
        self._steps = 0

    def note(self, changes: ChangeSet) -> None:
        """Counts the steps of this person; is told of every change."""
        if changes.step is not None:
            self._steps += 1

    def run(self, verb: Callable[[], T]) -> T | None:
        """Runs a verb; where it fails, says why and returns None. Its notices are said too."""
        try:
            result = verb()
        except GlossatorError as error:
            self._say("error", str(error))
            return None
        except Exception:
            _log.exception("a verb failed")
            self._say("error", BUG)
            return None
        if isinstance(result, ChangeSet):
            for notice in result.notices:
                self._say("info", notice)
        return result

    def run_all(self, verbs: Callable[[], T]) -> T | None:
        """Runs several verbs: where one of them fails, those before it are taken back."""
        before = self._steps

        def all_or_none() -> T:
            try:
                return verbs()
            except Exception:
                for _ in range(self._steps - before):
                    self._project.undo()
                raise

        return self.run(all_or_none)

    def run_as_one(self, title: str, verbs: Callable[[], T]) -> T | None:
        """Runs several verbs as one step, which undo names by the title."""

        def grouped() -> T:
            self._project.begin_group()
            try:
                result = verbs()
                self._project.end_group(title)
            finally:
                self._project.leave_group()
            return result

        return self.run_all(grouped)

"""The façade's way back: what has been done, what a layer was at any moment of it, and restoring that."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from glossator.annotation import ChangeSet
from glossator.steps import History, HistoryStep, Past, Step
from glossator.steps.restoring import explaining_references, restore, title_of
from glossator.steps.words import ThingChange, changes_of
from glossator.store import Store


class Histories(ABC):
    """Looking at history and going back in it. `Project` runs the steps."""

    annotator: str
    _store: Store
    _history: History

    @abstractmethod
    def _change(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], Any], *, closes: bool = False
    ) -> ChangeSet: ...

    def history(
        self,
        *,
        document_id: int | None = None,
        annotator: str | None = None,
        limit: int | None = None,
        before: int | None = None,
    ) -> list[HistoryStep]:
        """Everything that was ever done, newest first: everybody's steps, undo and redo among them.

        `document_id` keeps what touched that document, bulk steps too; `annotator` one person's steps; `limit` the
        newest so many; `before` what is older than the step with that id.
        """
        with self._store.snapshot():
            return self._history.steps(document_id=document_id, annotator=annotator, limit=limit, before=before)

    def history_step(self, step_id: int) -> HistoryStep:
        """The step with this id. Raises VerbError if there is none."""
        with self._store.snapshot():
            return self._history.step(step_id)

    def changes_of(self, step_id: int) -> list[ThingChange]:
        """What a step changed, object by object, in words. Raises VerbError if there is no such step."""
        with self._store.snapshot():
            self._history.step(step_id)
            return changes_of(self._store, step_id)

    def past(self, step_id: int, document_id: int) -> Past:
        """This annotator's layer of a document just after a step, whoever's step it was. Changes nothing.

        Raises:
            VerbError: there is no such step, or the document is not there now, or was not then.
        """
        with self._store.snapshot():
            return self._history.past(step_id, document_id, self.annotator)

    def restore(self, step_id: int, document_id: int) -> ChangeSet:
        """Make this annotator's layer of a document what it was just after a step, as one step that undo takes back.

        Nobody else's layer is touched. Where nothing differs, nothing is written: the change set's step is None.

        Raises:
            VerbError: there is no such step; the document is not there now, or was not then; the schema has lost a
                name that was used; somebody else's annotations stand on what would go. Nothing was changed.
        """
        past = self.history_step(step_id)
        title = title_of(past, datetime.datetime.now().astimezone())
        with explaining_references():
            return self._change(
                "restore", title, document_id, lambda step: restore(step, self._history, past, document_id)
            )

"""The steps of a document or of all of them, newest first, read a page at a time. Without Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from glossator import Project

if TYPE_CHECKING:
    from glossator.steps.history import HistoryStep

PAGE: Final = 200
"""Steps that are read at once: more than a list shows, and few enough that nobody waits for them."""


class Timeline:
    """What has been read of the journal so far. Whoever asks for more than there is gets nothing, and no error.

    `document_id` is None for the steps of all documents. Reading raises GlossatorError where the file cannot be read.
    """

    def __init__(self, project: Project, *, page: int = PAGE) -> None:
        self._project = project
        self._page = page
        self.document_id: int | None = None
        self.steps: list[HistoryStep] = []
        self.complete = False
        self.version = 0
        """Another one after everything but reading further back."""

    def read(self, *, until: int | None = None) -> None:
        """Read anew, from the newest: one page, or as many as it takes to come to the step `until`."""
        self.steps, self.complete = [], False
        self.version += 1
        self.more()
        while until is not None and not self.complete and until < self.steps[-1].id:
            self.more()

    def clear(self) -> None:
        """Hold no steps, for there is no document that they could be of."""
        self.steps, self.complete = [], True
        self.version += 1

    def more(self) -> bool:
        """Read a further page of older steps; whether there was any."""
        if self.complete:
            return False
        before = self.steps[-1].id if self.steps else None
        found = self._project.history(document_id=self.document_id, limit=self._page, before=before)
        self.steps += found
        self.complete = len(found) < self._page
        return bool(found)

    def step(self, step_id: int) -> HistoryStep | None:
        """A step that has been read, as it stands now."""
        place = bisect_left(self.steps, -step_id, key=_order)
        return self.steps[place] if place < len(self.steps) and self.steps[place].id == step_id else None

    def older(self, step_id: int | None) -> HistoryStep | None:
        """The step before another one; the newest for None, which is now."""
        place = 0 if step_id is None else bisect_right(self.steps, -step_id, key=_order)
        if place == len(self.steps):
            self.more()
        return self.steps[place] if place < len(self.steps) else None

    def newer(self, step_id: int | None) -> HistoryStep | None:
        """The step after another one; None where that was the newest: after it comes now."""
        place = 0 if step_id is None else bisect_left(self.steps, -step_id, key=_order)
        return self.steps[place - 1] if place else None


def _order(step: HistoryStep) -> int:
    return -step.id

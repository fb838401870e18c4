"""What other programs have written into a project that is open here, summed up as one change set."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from glossator.annotation import ChangeSet, Kind
from glossator.annotation.changes import ELSEWHERE
from glossator.steps import summed_up
from glossator.store import Store
from glossator.store.arrivals import Arrivals, Mark

MOST_IMAGE_BYTES: Final = 200_000
"""Of the journal's compressed images: from so many on it is quicker to look at everything anew than to read them."""
MOST_SUGGESTIONS: Final = 5_000
_MOST_OWN: Final = 1_000


class Elsewhere:
    """Tells what this project's own steps are not. It hears every own change set through `note`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._arrivals = Arrivals(store.database)
        self._own_steps: set[int] = set()
        self._own_suggestions: set[int] = set()
        self._lost_count = False
        with store.snapshot():
            self._seen = self._arrivals.mark()

    def note(self, changes: ChangeSet) -> None:
        """Remember what was written here."""
        if changes.verb == ELSEWHERE:
            return
        if changes.step is not None:
            self._own_steps.add(changes.step)
        self._own_suggestions.update(changes.added.get("suggestion", ()))
        if _MOST_OWN < len(self._own_steps) + len(self._own_suggestions):
            self._forget_own()

    def reconnect(self) -> None:
        """The connection is another one: its `data_version` says nothing about what the former one saw."""
        self._seen = replace(self._seen, version=-1)

    def look(self) -> ChangeSet | None:
        """What others wrote since the last look; None where they wrote nothing. Microseconds where that is so."""
        with self._store.snapshot():
            now = self._arrivals.mark()
            changes = None if now.version == self._seen.version else self._summed_up(now)
        self._reach(now)
        return changes

    def _reach(self, mark: Mark) -> None:
        self._seen = mark
        self._own_steps.clear()
        self._own_suggestions.clear()
        self._lost_count = False

    def _forget_own(self) -> None:
        """A script that writes and never looks: what it need not tell from others' any more is forgotten."""
        with self._store.snapshot():
            now = self._arrivals.mark()
        if now.version == self._seen.version and not self._lost_count:
            self._reach(now)
        else:
            self._own_steps.clear()
            self._own_suggestions.clear()
            self._lost_count = True

    def _summed_up(self, now: Mark) -> ChangeSet | None:
        seen = self._seen
        steps = [(number, size) for number, size in self._arrivals.steps(seen) if number not in self._own_steps]
        new = self._arrivals.suggestions(seen, most=MOST_SUGGESTIONS + len(self._own_suggestions) + 1)
        new = [(number, document) for number, document in new if number not in self._own_suggestions]
        analysed = self._arrivals.analysed(seen)
        if self._lost_count or MOST_IMAGE_BYTES < sum(size for _, size in steps) or MOST_SUGGESTIONS < len(new):
            documents: dict[Kind, tuple[int, ...]] = {"document": tuple(self._arrivals.documents(seen))}
            return ChangeSet(ELSEWHERE, added=documents if documents["document"] else {}, everything=True)
        if not (steps or new or analysed):
            # A place that was noted, a checkpoint: nothing that anybody shows.
            return None
        return self._exactly([number for number, _ in steps], new, analysed)

    def _exactly(self, steps: list[int], new: list[tuple[int, int]], analysed: list[int]) -> ChangeSet:
        images = [image for _, several in self._store.journal.images_of(steps) for image in several]
        changes = summed_up(ELSEWHERE, images, store=self._store)
        added = {number for number, _ in new}
        # Which of them were superseded just now is not written down.
        superseded = self._arrivals.superseded(analysed) if analysed else []
        other = [number for number in (*changes.updated.get("suggestion", ()), *superseded) if number not in added]
        return replace(
            changes,
            added={**changes.added, **({"suggestion": tuple(number for number, _ in new)} if new else {})},
            updated=_with_suggestions(changes, other),
            touched=tuple(dict.fromkeys((*changes.touched, *(document for _, document in new), *analysed))),
        )


def _with_suggestions(changes: ChangeSet, numbers: list[int]) -> dict[Kind, tuple[int, ...]]:
    updated: dict[Kind, tuple[int, ...]] = dict(changes.updated)
    updated.pop("suggestion", None)
    if numbers:
        updated["suggestion"] = tuple(dict.fromkeys(numbers))
    return updated

"""How fast this person works, and how long what is left will take at that pace. Pure: the clock is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossator.annotation import DocumentSummary
from glossator_desktop.preferences import PaceRecord

PAUSE = 120.0
"""A gap between two steps longer than this, in seconds, was a pause and does not count as work."""


class Pace:
    """Counts time at work between steps, and the documents finished in it."""

    def __init__(self, record: PaceRecord, clock: Callable[[], float]) -> None:
        self._record = record
        self._clock = clock
        self._last: float | None = None

    @property
    def record(self) -> PaceRecord:
        """What to remember."""
        return self._record

    def worked(self) -> None:
        """A step was made just now."""
        now = self._clock()
        if self._last is not None and now - self._last < PAUSE:
            self._record = PaceRecord(self._record.seconds + now - self._last, self._record.documents)
        self._last = now

    def finished(self, documents: int) -> None:
        """So many documents were finished (or taken back, below 0)."""
        self._record = PaceRecord(self._record.seconds, max(0, self._record.documents + documents))

    def seconds_left(self, documents: int) -> float | None:
        """How long so many documents will take; None before one has been finished."""
        if not self._record.documents or not self._record.seconds:
            return None
        return self._record.seconds / self._record.documents * documents


def duration(seconds: float) -> str:
    """A length of time as people say it: "1 h 12 min", "4 min", "less than a minute"."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest and hours < 20 else f"{hours} h"


def progress_sentence(summaries: Sequence[DocumentSummary], pace: Pace) -> str:
    """How much is done, and the time left at this person's pace where it is known."""
    done = sum(item.status == "done" for item in summaries)
    total = len(summaries)
    if not total:
        return "No documents"
    if done == total:
        return f"All {total} articles done" if total > 1 else "The article is done"
    left = pace.seconds_left(total - done)
    said = f"{done} of {total} articles"
    return f"{said}\n{duration(left)} left at your pace" if left is not None else f"{said} done"

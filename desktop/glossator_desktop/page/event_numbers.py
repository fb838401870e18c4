"""The numbers by which the parts of an event are known in the text. Pure, without Qt.

An event's number is its place among the document's events, by trigger; events without a trigger come after those. The
numbers are looked up when something is painted, so that a new event at the top need not touch all marks below it.
"""

from __future__ import annotations

from bisect import bisect_left

from glossator_desktop.page.content import Mark
from glossator_desktop.page.mark_index import MarkIndex


class EventNumbers:
    """The numbers of the events among some marks. `changed` is to be told what comes and goes."""

    def __init__(self, marks: MarkIndex) -> None:
        self._marks = marks
        self._without_trigger: list[int] | None = None
        self._known: dict[int, int | None] = {}

    def number(self, event: int) -> int | None:
        """The number of an event; None where neither its trigger nor a filler is shown."""
        if event not in self._known:
            self._known[event] = self._look_up(event)
        return self._known[event]

    def _look_up(self, event: int) -> int | None:
        mark = self._marks.get(event)
        if mark is not None and mark.kind == "event":
            return self._marks.events_before(mark) + 1
        if self._without_trigger is None:
            self._without_trigger = self._find_without_trigger()
        at = bisect_left(self._without_trigger, event)
        if at == len(self._without_trigger) or self._without_trigger[at] != event:
            return None
        return self._marks.events_before(None) + at + 1

    def changed(self, old: Mark | None, new: Mark | None) -> bool:
        """A mark came, went or changed; whether numbers may be others now."""
        telling = [mark for mark in (old, new) if mark and (mark.kind == "event" or mark.fills)]
        if telling:
            self._without_trigger = None
            self._known.clear()
        return bool(telling)

    def _find_without_trigger(self) -> list[int]:
        """Nothing but their fillers tells of them, so all marks are looked through."""
        filled = {event for mark in self._marks if mark.fills for event in mark.fills}
        return sorted(event for event in filled if (mark := self._marks.get(event)) is None or mark.kind != "event")

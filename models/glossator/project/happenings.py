"""The façade's verbs on whole events: other types, second ones, what an argument overrides, and same events."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from glossator.annotation import KEEP, ChangeSet, Fragment, Keep, SameEvent, as_fragments
from glossator.project.reading import Reading
from glossator.steps import Step
from glossator.steps.verbs import converting, groups
from glossator.store import Store


class Happenings(ABC):
    """What a person can do to events as a whole. `Project` runs the steps."""

    annotator: str
    _reading: Reading
    _store: Store

    @abstractmethod
    def _make(self, verb: str, title: str, document_id: int | None, work: Callable[[Step], int]) -> int: ...

    @abstractmethod
    def _change(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], Any], *, closes: bool = False
    ) -> ChangeSet: ...

    @abstractmethod
    def _document_of(self, *thing_ids: int) -> int | None: ...

    @abstractmethod
    def _title(self, verb: str, thing_id: int) -> str: ...

    def set_argument(
        self,
        event_id: int,
        role: str,
        filler: int,
        *,
        country: str | Keep | None = KEEP,
        sectors: Sequence[str] | Keep | None = KEEP,
    ) -> ChangeSet:
        """Say for which country and sectors a filler acts in this event, whatever its entity does. None: as that."""
        return self._change(
            "set_argument", self._title(f"set whom the {role} acts for in", event_id), self._document_of(event_id),
            lambda step: converting.set_argument(step, event_id, role, filler, country=country, sectors=sectors),
        )  # fmt: skip

    def convert_event(self, event_id: int, new_type: str, *, modes: Iterable[str] = ()) -> ChangeSet:
        """Give an event another type, with the roles and attributes that go with it; notices say what went.

        Without `modes`, those stay that the new type has too.
        """
        given = tuple(modes)
        return self._change(
            "convert_event", f"{self._title('turn', event_id)} into {new_type}", self._document_of(event_id),
            lambda step: converting.convert_event(step, event_id, new_type, modes=given),
        )  # fmt: skip

    def duplicate_event(self, event_id: int, *, trigger: Fragment | Iterable[Fragment] | None = None) -> int:
        """Add a second event with the same type, modes, arguments and attributes; returns its id.

        Its trigger is `trigger`, or that of the first event.
        """
        place = None if trigger is None else as_fragments(trigger)
        return self._make(
            "duplicate_event", self._title("duplicate", event_id), self._document_of(event_id),
            lambda step: converting.duplicate_event(step, event_id, trigger=place),
        )  # fmt: skip

    def same_event(self, event_ids: Sequence[int], *, name: str = "") -> int:
        """Say that events, of whatever documents, tell of one happening; returns the group's id.

        Events that are in a group already bring it along. A single event of a group names that.
        """
        wanted = list(event_ids)
        of = f" as “{name}”" if name else ""
        title = f"link {len(wanted)} same events{of}" if 1 < len(wanted) else f"name same events{of}"
        return self._make(
            "same_event", title, self._document_of(*wanted[:1]),
            lambda step: groups.same_event(step, wanted, name=name),
        )  # fmt: skip

    def part_event(self, event_id: int) -> ChangeSet:
        """Take an event out of its group of same events; a group of one goes."""
        return self._change(
            "part_event", self._title("part", event_id), self._document_of(event_id),
            lambda step: groups.part_event(step, event_id),
        )  # fmt: skip

    def same_events(self, document_id: int | None = None, *, annotator: str | None = None) -> list[SameEvent]:
        """An annotator's groups of same events (by default one's own), whole: all, or those with an event there."""
        return self._reading.same_events(annotator or self.annotator, document_id)

    def same_event_of(self, event_id: int) -> SameEvent | None:
        """The group of same events that an event is in."""
        return self._store.same_events.of_event(event_id)

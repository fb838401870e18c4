"""Which event types have been used in this sitting: ranks types where no suggester has anything to say. Without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from glossator.annotation import Event


class Usage:
    """Counts of event types, and the types that each trigger's words have had."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[str, str, str | None]] = {}

    def note(self, events: Iterable[Event]) -> None:
        """Takes in events as they are now."""
        for event in events:
            self._seen[event.id] = (event.text.casefold(), event.type, event.modes[0] if event.modes else None)

    def forget(self, event_id: int) -> None:
        """An event is gone."""
        self._seen.pop(event_id, None)

    @property
    def types(self) -> Counter[str]:
        """How often each type was used."""
        return Counter(type_ for _, type_, _ in self._seen.values())

    def types_of(self, trigger: str) -> list[tuple[str, str | None]]:
        """The types and modes that these words have had, the most frequent first."""
        wanted = trigger.casefold()
        found = Counter((type_, mode) for words, type_, mode in self._seen.values() if words == wanted and words)
        return [pair for pair, _ in found.most_common()]

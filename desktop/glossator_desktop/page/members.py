"""Which marks belong to what is current: the parts of one event. Pure, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from glossator_desktop.page.content import Mark


@dataclass(frozen=True, slots=True)
class Members:
    """What is current, and the events that it stands for: itself, or those that it fills a role of."""

    current: int | None = None
    events: frozenset[int] = frozenset()

    def __contains__(self, mark: Mark) -> bool:
        if mark.id == self.current or mark.id in self.events:
            return True
        return bool(mark.fills) and not self.events.isdisjoint(mark.fills)


def members_of(current: int | None, mark: Mark | None) -> Members:
    """The parts of the current event. `mark` is the current item's; an event without a trigger has none."""
    if current is None:
        return Members()
    if mark is None or mark.kind == "event":
        return Members(current, frozenset((current,)))
    return Members(current, frozenset(mark.fills))


def numbered(mark: Mark, members: Members) -> tuple[int, ...]:
    """The events whose numbers a mark bears, its own first: none of the current event, whose arcs tell as much."""
    own = (mark.id,) if mark.kind == "event" else ()
    return tuple(event for event in dict.fromkeys((*own, *mark.fills)) if event != members.current)

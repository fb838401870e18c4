"""What stands exactly where in a document, and which roles everything fills: the look-ups of a session. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable

from glossator.annotation import Event, Fragments, Span, Suggestion


class Places:
    """Ids by their exact fragments, and roles by filler. Kept by the session as things come and go."""

    def __init__(self, spans: Iterable[Span], events: Iterable[Event], pending: Iterable[Suggestion]) -> None:
        self._spans: dict[Fragments, list[int]] = {}
        self._pending: dict[Fragments, list[int]] = {}
        self._triggers: dict[Fragments, list[int]] = {}
        self._roles: dict[int, dict[int, list[str]]] = {}
        for span in spans:
            self._spans.setdefault(span.fragments, []).append(span.id)
        for suggestion in pending:
            self._pending.setdefault(suggestion.fragments, []).append(suggestion.id)
        for event in events:
            self.enter_event(event)

    def spans_at(self, fragments: Fragments) -> list[int]:
        """The spans with exactly these fragments, free fillers too."""
        return self._spans.get(fragments, _NONE)

    def pending_at(self, fragments: Fragments) -> list[int]:
        """The pending suggestions and hints with exactly these fragments."""
        return self._pending.get(fragments, _NONE)

    def events_at(self, fragments: Fragments) -> list[int]:
        """The events whose trigger is this, or has this as one of its fragments."""
        return self._triggers.get(fragments, _NONE)

    def roles_of(self, item: int) -> tuple[str, ...]:
        """The roles that a span or an event fills, each once."""
        events = self._roles.get(item)
        return tuple(dict.fromkeys(role for event in sorted(events) for role in events[event])) if events else ()

    def events_of(self, item: int) -> tuple[int, ...]:
        """The events that a span or an event fills a role of, each once."""
        events = self._roles.get(item)
        return tuple(sorted(events)) if events else ()

    def fills(self, item: int) -> tuple[tuple[int, str], ...]:
        """The events that a span or an event fills a role of, each with the role."""
        events = self._roles.get(item, {})
        return tuple((event, role) for event in sorted(events) for role in events[event])

    def enter_span(self, span: Span) -> None:
        """A span came."""
        self._spans.setdefault(span.fragments, []).append(span.id)

    def leave_span(self, span: Span) -> None:
        """A span is gone."""
        _discard(self._spans, span.fragments, span.id)

    def enter_pending(self, suggestion: Suggestion) -> None:
        """A suggestion is pending."""
        self._pending.setdefault(suggestion.fragments, []).append(suggestion.id)

    def leave_pending(self, suggestion: Suggestion) -> None:
        """A suggestion is no longer pending."""
        _discard(self._pending, suggestion.fragments, suggestion.id)

    def enter_event(self, event: Event) -> None:
        """An event came."""
        for key in _trigger_keys(event.trigger):
            self._triggers.setdefault(key, []).append(event.id)
        for argument in event.arguments:
            self._roles.setdefault(argument.filler, {}).setdefault(event.id, []).append(argument.role)

    def leave_event(self, event: Event) -> None:
        """An event is gone."""
        for key in _trigger_keys(event.trigger):
            _discard(self._triggers, key, event.id)
        for argument in event.arguments:
            self._roles.get(argument.filler, {}).pop(event.id, None)

    def near_event(self, event: Event) -> list[int]:
        """What may look different when an event comes or goes: its fillers, and the hints that it covers."""
        hints = (item for key in _trigger_keys(event.trigger) for item in self.pending_at(key))
        return [*(argument.filler for argument in event.arguments), *hints]


_NONE: list[int] = []


def _trigger_keys(trigger: Fragments) -> set[Fragments]:
    """The whole trigger and each of its fragments."""
    return {trigger, *((fragment,) for fragment in trigger)} if trigger else set()


def _discard(places: dict[Fragments, list[int]], fragments: Fragments, item: int) -> None:
    items = places.get(fragments)
    if items and item in items:
        items.remove(item)

"""Events as sentences: who did what to whom. Part of the insight layer; pure over a layer, its schema and its text.

    Britain → urged → North Korea: improve its dismal human rights record (New York, source: an official; claimed)

Where any part is written from right to left, every part stands in an isolate (U+2068 … U+2069), so that the arrows
keep their order whatever the parts are; where none is, the sentence holds no invisible characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import regex

from glossator.annotation import AttributeValue, Event, Layer, Span, text_of
from glossator.schema import Role, Schema
from glossator.text.graphemes import next_boundary, previous_boundary

SOMEONE = "someone"
"""Stands where a draft, or the text, does not say who."""
LONGEST = 64
"""Code points of a filler that are shown; what is longer loses its middle."""
SHORT = 32
"""The same for the parts of an event that fills a role of another."""
UNFINISHED = "unfinished"
ARROW = " → "

Tone: TypeAlias = Literal["party", "arrow", "verb", "topic", "around"]
"""What a piece of a sentence is, for whoever paints it."""

_ISOLATE, _POP = "\u2068", "\u2069"
_CONTROLS = regex.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_PLAIN = frozenset(("place", "time"))
"""Roles whose filler says itself what it is: no title before it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """An event's sentence in its parts; each filler is one line of text, elided where it was long.

    `circumstances` are the other roles as (title or "", fillers); `features` whatever is not as usual.
    """

    actor: str
    verb: str
    recipient: str = ""
    topic: str = ""
    circumstances: tuple[tuple[str, str], ...] = ()
    features: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The parts as one sentence."""
        return "".join(words for _, words in self.pieces)

    @property
    def pieces(self) -> tuple[tuple[Tone, str], ...]:
        """The sentence in pieces, each with what it is; joined without anything between they are the sentence."""
        parts = (self.actor, self.verb, self.recipient, self.topic, *(words for _, words in self.circumstances))
        keep = isolated if any(is_right_to_left(part) for part in parts) else str
        found: list[tuple[Tone, str]] = [("party", keep(self.actor)), ("arrow", ARROW), ("verb", keep(self.verb))]
        if self.recipient:
            found += [("arrow", ARROW), ("party", keep(self.recipient))]
        if self.topic:
            found += [("around", ": "), ("topic", keep(self.topic))]
        around = ", ".join(f"{title}: {keep(words)}" if title else keep(words) for title, words in self.circumstances)
        remarks = "; ".join(part for part in (around, ", ".join(self.features)) if part)
        return (*found, ("around", f" ({remarks})")) if remarks else tuple(found)


def summary(event: Event, layer: Layer, schema: Schema, text: str = "") -> str:
    """One sentence for an event of a layer. `text` is asked only where a thing does not carry its own words.

    For many events of one layer make one `Telling`.
    """
    return Telling(layer, schema, text).sentence(event)


class Telling:
    """Tells the events of one layer."""

    def __init__(self, layer: Layer, schema: Schema, text: str = "") -> None:
        self._schema, self._text = schema, text
        self._spans: Mapping[int, Span] = {span.id: span for span in layer.spans}
        self._events: Mapping[int, Event] = {event.id: event for event in layer.events}
        self._names = {span: entity.name for entity in layer.entities for span in entity.mentions}

    def sentence(self, event: Event) -> str:
        """The event in one sentence."""
        return self.parts(event).sentence

    def parts(self, event: Event) -> Summary:
        """The event's sentence in its parts."""
        roles = self._schema.roles_of(event.type, hidden=True)
        subject, target = sides(self._schema, event.type)
        fillers = _by_role(event)
        actor = self._words(event, fillers.pop(subject, ()))
        recipient = self._words(event, fillers.pop(target, ()))
        topic = self._words(event, fillers.pop("topic", ()))
        wanted = next((role.cardinality.required for role in roles if role.name == target), False)
        around = [(self._title(role), self._words(event, items)) for role, items in fillers.items()]
        return Summary(
            actor=actor or SOMEONE,
            verb=self.verb(event),
            recipient=recipient or (SOMEONE if wanted else ""),
            topic=topic,
            circumstances=tuple(sorted(around, key=lambda part: bool(part[0]))),
            features=self._features(event),
        )

    def verb(self, event: Event) -> str:
        """The words of the trigger; the type's title, with its modes, where there is none."""
        words = elided(event.text or text_of(self._text, event.trigger), SHORT)
        if words:
            return words
        known = self._schema.event_type(event.type)
        modes = (self._schema.mode(event.type, name) for name in event.modes)
        titles = [mode.title.lower() for mode in modes if mode]
        return " / ".join(((known.title if known else event.type).lower(), *titles))

    def filler(self, item: int, *, limit: int = LONGEST, inside: frozenset[int] = frozenset()) -> str:
        """What fills a role, in a few words. An event inside an event is told in short, one inside that by its verb."""
        if item in self._events:
            return self._nested(self._events[item], inside)
        span = self._spans.get(item)
        if span is None:
            return "?"
        name = self._names.get(item) if span.label is None else None
        return elided(name or span.text or text_of(self._text, span.fragments), limit)

    def _words(self, event: Event, items: Iterable[int]) -> str:
        return ", ".join(self.filler(item, inside=frozenset((event.id,))) for item in items)

    def _nested(self, event: Event, inside: frozenset[int]) -> str:
        if inside and (event.id in inside or 1 < len(inside)):
            return f"“{self.verb(event)}”"
        deeper = inside | {event.id}
        fillers = _by_role(event)

        def told(role: str) -> str:
            return ", ".join(self.filler(item, limit=SHORT, inside=deeper) for item in fillers.get(role, ()))

        subject, target = sides(self._schema, event.type)
        actor, recipient, topic = told(subject), told(target), told("topic")
        line = ARROW.join(part for part in (actor, self.verb(event), recipient) if part)
        return f"“{line}: {topic}”" if topic else f"“{line}”"

    def _title(self, role: str) -> str:
        known: Role | None = self._schema.role(role)
        return "" if role.casefold() in _PLAIN else (known.title if known else role).lower()

    def _features(self, event: Event) -> tuple[str, ...]:
        usual = self._schema.defaults("event", event.type)
        values: list[str] = [UNFINISHED] if event.draft else []
        for name, value in event.attributes.items():
            if value != usual.get(name):
                values += _said(value)
        return tuple(values)


def sides(schema: Schema, event_type: str) -> tuple[str, str]:
    """The roles of who does it and of whom it is done to; "" where a type has none.

    They are `actor` and `recipient`; in a schema without those, the first two roles of the type itself, places and
    times aside.
    """
    roles = schema.roles_of(event_type, hidden=True)
    names = [role.name for role in roles]
    if "actor" in names or "recipient" in names:
        return "actor", "recipient"
    own = [role.name for role in roles if not role.general and not _is_circumstance(role.name)]
    return (*own, "", "")[0], (*own, "", "")[1]


def _is_circumstance(role: str) -> bool:
    name = role.casefold()
    return name.startswith("time") or name in ("place", "location", "topic", "source", "instrument")


def elided(text: str, limit: int = LONGEST) -> str:
    """Text on one line, without direction controls; what is longer than `limit` loses its middle, between words."""
    text = " ".join(_CONTROLS.sub("", text).split()) if text else ""
    if len(text) <= limit:
        return text
    head, tail = previous_boundary(text, limit * 2 // 3 + 1), next_boundary(text, len(text) - limit // 3 + 1)
    space, later = text.rfind(" ", limit // 3, head + 1), text.find(" ", tail - 1, len(text) - limit // 8)
    head = space if 0 < space else head
    tail = later + 1 if 0 < later else tail
    return f"{text[:head].rstrip(' ,;')} … {text[tail:].lstrip()}"


def is_right_to_left(text: str) -> bool:
    """Whether any character of the text runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def isolated(text: str) -> str:
    """Text that keeps its own direction, and nothing else's, wherever it stands."""
    return f"{_ISOLATE}{text}{_POP}"


def _by_role(event: Event) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for argument in event.arguments:
        found.setdefault(argument.role, []).append(argument.filler)
    return {role: tuple(items) for role, items in found.items()}


def _said(value: AttributeValue) -> list[str]:
    return [value.replace("_", " ")] if isinstance(value, str) else [part.replace("_", " ") for part in value]


__all__ = [
    "LONGEST",
    "SOMEONE",
    "Summary",
    "Telling",
    "Tone",
    "elided",
    "is_right_to_left",
    "isolated",
    "sides",
    "summary",
]

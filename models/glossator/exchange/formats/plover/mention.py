"""What one event of a layer says for event data: who, to whom, when, where, and in which words.

Part of `exchange`; pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossator.annotation import Argument, Bundle, Entity, Event, Layer, Span
from glossator.exchange.numbering import number
from glossator.knowledge.dates import bounds_of, normalise_date
from glossator.schema import Schema
from glossator.text.sentences import sentences

PEOPLE, BODIES, PLACES = ("PERSON", "PER"), ("ORG",), ("GPE", "LOC", "FAC")
DEFAULTS = {"polarity": "positive", "modality": "asserted", "tense": "unspecified", "currency": "current"}
GEONAMES = "geonames:"


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: a name, how the text has it, and for whom he acts. `sectors` are in order."""

    name: str
    raw: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    kb_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One mention of an event, with everything that a row takes from it.

    `day` is a date to the day, `date` the value behind it, which may be less exact. `words` are where it is told.
    """

    key: str
    event: Event
    document: str
    annotator: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    places: tuple[Party, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    instruments: tuple[str, ...]
    day: str | None
    date: str | None
    contexts: tuple[str, ...]
    attributes: dict[str, str]
    words: str

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes, then those that PLOVER has for what is not simply happening now."""
        said = self.attributes
        derived = (
            ("historical", said["currency"] == "background"),
            ("future", said["tense"] == "future" or said["modality"] == "planned"),
            ("hypothetical", said["modality"] == "hypothetical"),
            ("negation", said["polarity"] == "negated"),
        )
        return (*self.event.modes, *(name for name, holds in derived if holds))


class Teller:
    """Tells the events of one layer, drafts left out."""

    def __init__(self, bundle: Bundle, layer: Layer, schema: Schema) -> None:
        self._bundle = bundle
        self._layer = layer
        self._schema = schema
        self._numbering = number(layer)
        self._spans = {span.id: span for span in layer.spans}
        self._events = {event.id: event for event in layer.events}
        self._lines = list(sentences(bundle.document.text))

    def events(self) -> Iterator[Told]:
        """The events in the order of the text."""
        for key, event in self._numbering.events:
            yield self._told(event.uid.hex() or f"{self._bundle.document.name}-{key}", event)

    def story(self, labels: Sequence[str]) -> list[str]:
        """Who or what of some labels the document names, each once."""
        named = [self._name(span) for _, span in self._numbering.spans if span.label in labels]
        return list(dict.fromkeys(named))

    def _told(self, key: str, event: Event) -> Told:
        date = self._date(event)
        bounds = bounds_of(date) if date is not None else None
        first = bounds.first if bounds is not None else None
        defaults = DEFAULTS | self._schema.defaults("event", event.type)
        return Told(
            key=key,
            event=event,
            document=self._bundle.document.name,
            annotator=self._layer.annotator,
            actors=self._parties(event, "actor"),
            recipients=self._parties(event, "recipient"),
            places=self._parties(event, "place"),
            topics=self._words(event, "topic"),
            sources=self._words(event, "source"),
            instruments=self._words(event, "instrument"),
            day=first.isoformat() if first is not None else None,
            date=date,
            contexts=tuple(dict.fromkeys((*event.contexts, *self._layer.contexts))),
            attributes={name: str(event.attributes.get(name, defaults[name])) for name in DEFAULTS},
            words=self._sentence(event),
        )

    def _fillers(self, event: Event, role: str) -> Iterator[tuple[Argument, Span | Event]]:
        for argument in event.arguments:
            filler = self._spans.get(argument.filler) or self._events.get(argument.filler)
            if argument.role == role and filler is not None:
                yield argument, filler

    def _parties(self, event: Event, role: str) -> tuple[Party, ...]:
        found = [self._party(argument, one) for argument, one in self._fillers(event, role) if isinstance(one, Span)]
        return tuple(dict.fromkeys(found))

    def _party(self, argument: Argument, span: Span) -> Party:
        entity = self._numbering.entities.get(span.id) or Entity(0, 0, "", span.text)
        return Party(
            entity.name or span.text,
            span.text,
            argument.country if argument.country is not None else entity.country,
            argument.sectors or entity.sectors,
            entity.kb_id,
        )

    def _words(self, event: Event, role: str) -> tuple[str, ...]:
        """The words of what fills a role; of an event, its type and trigger."""
        found = [
            f"{one.type}: {one.text}" if isinstance(one, Event) else one.text for _, one in self._fillers(event, role)
        ]
        return tuple(found)

    def _date(self, event: Event) -> str | None:
        """The value of the first time that has one: as somebody gave it, else as the words tell it for sure."""
        for _, span in self._fillers(event, "time"):
            if isinstance(span, Span):
                given = span.attributes.get("value")
                value = given if isinstance(given, str) and given else None
                found = value or normalise_date(span.text, self._bundle.document.metadata.published)
                if found is not None and bounds_of(found) is not None:
                    return found
        return None

    def _name(self, span: Span) -> str:
        entity = self._numbering.entities.get(span.id)
        return entity.name if entity is not None and entity.name else span.text

    def _sentence(self, event: Event) -> str:
        """The sentences that the trigger is in."""
        text = self._bundle.document.text
        return " ".join(
            text[start:end] for start, end in self._lines if any(a < end and start < b for a, b in event.trigger)
        )

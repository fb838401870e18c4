"""What one layer can say in such a format, and the log of all that it cannot.

Part of `exchange`; the exporters of event corpora share it. The log takes the key `glossator` for nothing: what only
that says is lost for every other program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from glossator.annotation import Argument, Bundle, Event, Fragment, Fragments, Layer, Span
from glossator.exchange import losses
from glossator.exchange.chosen import rejected_suggestions, review_of
from glossator.exchange.formats.event_json.grid import Grid, grid_of
from glossator.exchange.formats.event_json.own import exported
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import Numbering, number
from glossator.exchange.placement import Placement
from glossator.schema import Schema


class Place(NamedTuple):
    """The tokens `[start, end)`, and the number of the one sentence they are in; -1 where there is not one."""

    start: int
    end: int
    sentence: int


class Tokens(NamedTuple):
    """A layer on the tokens of its document. A thing without any place is not in `spans` or `triggers`."""

    grid: Grid
    spans: dict[int, Place]
    triggers: dict[int, Place]


@dataclass(frozen=True, slots=True)
class Telling:
    """One document and the layer of it that is told, drafts left out; `schema` gives the order of types.

    `unfinished` is where drafts have their triggers.
    """

    bundle: Bundle
    layer: Layer
    schema: Schema
    log: LossLog
    numbering: Numbering
    unfinished: tuple[Fragment, ...] = ()

    @property
    def name(self) -> str:
        """The document's name."""
        return self.bundle.document.name

    @property
    def text(self) -> str:
        """The document's text."""
        return self.bundle.document.text

    def events(self) -> Iterator[tuple[str, Event]]:
        """The events that have a trigger, with their short names, in the order of the text."""
        for key, event in self.numbering.events:
            if event.trigger:
                yield key, event
            else:
                self.log.add(losses.NO_TRIGGER, thing=event.id, detail=event.type)

    def arguments(self, event: Event) -> Iterator[tuple[Argument, Span]]:
        """The arguments of an event that are filled by spans; the others are logged."""
        spans = {span.id: span for span in self.layer.spans}
        for argument in event.arguments:
            span = spans.get(argument.filler)
            if span is None:
                self.log.add(losses.EVENT_FILLER, thing=event.id, fragments=event.trigger, detail=_of(argument, event))
            else:
                yield argument, span

    def one_piece(self, fragments: Fragments, *, thing: int, what: str, trigger: bool = False) -> Fragment:
        """The single stretch that stands for fragments: the longest. The log says so where there are several."""
        best = max(fragments, key=lambda one: one[1] - one[0])
        if 1 < len(fragments):
            kind = losses.DISCONTINUOUS_TRIGGER if trigger else losses.DISCONTINUOUS
            detail = f"{what}: {self.text[slice(*best)]!r} stands for it"
            self.log.add(kind, thing=thing, fragments=fragments, detail=detail)
        return best

    def tokens(self) -> Tokens:
        """Spans and triggers on the tokens, each in one piece."""
        grid = grid_of(self.bundle.document)
        placement = Placement(self.text, grid.tokens, self.log)
        spans = ((span.id, span.label or "filler", span.fragments, False) for _, span in self.numbering.spans)
        triggers = ((one.id, one.type, one.trigger, True) for _, one in self.numbering.events if one.trigger)
        return Tokens(grid, self._placed(grid, placement, spans), self._placed(grid, placement, triggers))

    def _placed(
        self, grid: Grid, placement: Placement, things: Iterable[tuple[int, str, Fragments, bool]]
    ) -> dict[int, Place]:
        places: dict[int, Place] = {}
        for thing, what, fragments, trigger in things:
            piece = self.one_piece(fragments, thing=thing, what=what, trigger=trigger)
            for start, end, _ in placement.place((piece,), thing=thing, what=what):
                first, last = grid.sentence_of(start), grid.sentence_of(end - 1)
                places[thing] = Place(start, end, first if first == last else -1)
        return places

    def log_crossing(self, span: Span) -> None:
        """A span is left out because it goes from one sentence into the next."""
        detail = f"{span.label or 'filler'}: {span.text!r}"
        self.log.add(losses.CROSS_SENTENCE, thing=span.id, fragments=span.fragments, detail=detail)

    def log_elsewhere(self, event: Event, argument: Argument, span: Span) -> None:
        """An argument is left out because its filler is not in the sentence of the trigger."""
        detail = f"{_of(argument, event)}: {span.text!r}"
        self.log.add(losses.OTHER_SENTENCE, thing=event.id, fragments=span.fragments, detail=detail)

    def log_unplaced(self, event: Event, argument: Argument, span: Span) -> None:
        """An argument is left out because its filler has no place in the file."""
        self.log.add(losses.ARGUMENT, thing=event.id, fragments=span.fragments, detail=_of(argument, event))

    def log_entities(self) -> None:
        """Who is mentioned where is left out."""
        for entity in self.layer.entities:
            self.log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}, {len(entity.mentions)} mentions")

    def log_same_events(self) -> None:
        """Which events are the same is left out."""
        for part in self.bundle.same_events:
            self.log.add(losses.SAME_EVENTS, thing=part.id, detail=part.name or f"{len(part.events)} events")

    def log_unplaced_event(self, event: Event) -> None:
        """An event is left out because its trigger has no place in the file."""
        self.log.add(losses.EVENT, thing=event.id, fragments=event.trigger, detail=event.type)


def tell(bundle: Bundle, layer: Layer, schema: Schema, log: LossLog) -> Telling:
    """Open a document in the log, and say what no such format has room for."""
    log.open(bundle.document)
    _log_unsaid(bundle, layer, log)
    kept = exported(bundle, layer)
    told = kept.layers[0] if kept.layers else Layer(bundle.document.id, layer.annotator)
    unfinished = tuple(one for event in layer.events if event.draft for one in event.trigger)
    return Telling(kept, told, schema, log, number(told), unfinished)


def _log_unsaid(bundle: Bundle, layer: Layer, log: LossLog) -> None:
    losses.log_drafts(log, layer)
    losses.log_attributes(log, layer, events=True)
    losses.log_notes(log, layer)
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))
    for context in layer.contexts:
        log.add(losses.CONTEXT, detail=context)
    for event in layer.events:
        if not event.draft:
            _log_event(log, event)
    surfaces = {span.id: span.text for span in layer.spans}
    for entity in layer.entities:
        called = entity.name if [entity.name] != [surfaces[one] for one in entity.mentions[:1]] else ""
        names = (("name", called), ("id", entity.kb_id), ("country", entity.country), ("sectors", entity.sectors))
        said = [name for name, value in names if value] + list(entity.attributes)
        if said:
            log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: {', '.join(said)}")
    entities, events = review_of(bundle, layer, "entities"), review_of(bundle, layer, "events")
    if entities != "done":
        log.add(losses.ENTITIES_UNSEEN if entities == "not_looked_at" else losses.ENTITIES_UNFINISHED)
    if events != "done":
        log.add(losses.EVENTS_UNSEEN if events == "not_looked_at" else losses.EVENTS_UNFINISHED)


def _log_event(log: LossLog, event: Event) -> None:
    for mode in event.modes:
        log.add(losses.MODE, thing=event.id, fragments=event.trigger, detail=f"{event.type}/{mode}")
    for context in event.contexts:
        log.add(losses.CONTEXT, thing=event.id, fragments=event.trigger, detail=context)
    for argument in event.arguments:
        if argument.country is not None or argument.sectors:
            log.add(losses.OVERRIDE, thing=event.id, fragments=event.trigger, detail=_of(argument, event))


def _of(argument: Argument, event: Event) -> str:
    return f"{argument.role} of {event.type}"

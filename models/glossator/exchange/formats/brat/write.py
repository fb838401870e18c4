"""The .ann file of one document, and the log of what it cannot say.

Part of `exchange`. Ids follow the order of the text, so equal annotations give equal files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from glossator.annotation import Attributes, Bundle, Entity, Event, Fragments, Layer, Note, Relation, Span, text_of
from glossator.exchange import losses
from glossator.exchange.chosen import choose_layer, rejected_suggestions
from glossator.exchange.formats.brat.conf import Configuration
from glossator.exchange.formats.brat.lines import EQUIVALENT
from glossator.exchange.formats.brat.names import quoted
from glossator.exchange.formats.brat.places import by_lines, over_lines
from glossator.exchange.formats.brat.read import FLAG, NOTE
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import number
from glossator.exchange.remainder import log_reviews


def annotation_lines(bundle: Bundle, configuration: Configuration, log: LossLog, *, layer_name: str | None) -> str:
    """The .ann of one document."""
    log.open(bundle.document)
    layer = choose_layer(bundle, layer_name)
    writer = _Writer(bundle.document.text, layer, configuration, log)
    writer.write()
    _log_elsewhere(log, bundle, layer)
    return writer.text()


class _Writer:
    def __init__(self, text: str, layer: Layer, configuration: Configuration, log: LossLog) -> None:
        self._text = text
        self._layer = layer
        self._configuration = configuration
        self._table = configuration.table
        self._log = log
        self._numbering = number(layer)
        self._lines: dict[str, list[str]] = {sign: [] for sign in "TER*AN#"}
        self._ids: dict[int, str] = {}
        self._triggers: dict[tuple[str, Fragments], str] = {}
        self._places: dict[int, Fragments] = {}

    def text(self) -> str:
        """All lines, by kind."""
        return "".join(f"{line}\n" for lines in self._lines.values() for line in lines)

    def write(self) -> None:
        """Write everything that has a place."""
        events = [event for _, event in self._numbering.events if self._is_placed(event)]
        for place, event in enumerate(events, start=1):
            self._ids[event.id] = f"E{place}"
        replaced = self._replaced(events)
        things: list[Span | Event] = [span for _, span in self._numbering.spans if span.id not in replaced]
        for thing in sorted([*things, *events], key=lambda one: (one.start, -one.end)):
            if isinstance(thing, Event):
                self._trigger(thing)
            else:
                self._span(thing)
        self._ids |= {span: self._ids[event] for span, event in replaced.items()}
        for event in events:
            self._event(event)
        self._relations()
        for entity in self._disjoint_entities():
            self._entity(entity)
        for note in self._layer.notes:
            self._note(note)

    def _add(self, sign: str, rest: str) -> str:
        lines = self._lines[sign]
        thing = sign if sign == "*" else f"{sign}{len(lines) + 1}"
        lines.append(f"{thing}\t{rest}")
        return thing

    def _is_placed(self, event: Event) -> bool:
        if not by_lines(self._text, event.trigger):
            what = losses.BLANK if event.trigger else losses.NO_TRIGGER
            self._log.add(what, thing=event.id, fragments=event.trigger, detail=event.type)
            return False
        return True

    def _replaced(self, events: Sequence[Event]) -> dict[int, int]:
        """Spans that only stand for an event's trigger at the end of a relation, and that event."""
        free: dict[Fragments, list[int]] = defaultdict(list)
        for event in reversed(events):
            free[event.trigger].append(event.id)
        used = {one.filler for event in self._layer.events for one in event.arguments}
        used |= {note.target for note in self._layer.notes}
        ends = {end for one in self._layer.relations for end in (one.source, one.target)}
        ends |= {mention for entity in self._layer.entities for mention in entity.mentions}
        return {
            span.id: free[span.fragments].pop()
            for span in self._layer.spans
            if span.label is None and span.id in ends - used and not span.attributes and free.get(span.fragments)
        }

    # T and E

    def _place(self, thing: int, fragments: Fragments) -> str | None:
        """Offsets and surface; None where nothing is left."""
        found = by_lines(self._text, fragments)
        if not found:
            return None
        if over_lines(self._text, found) != fragments:
            self._log.add(losses.CROSS_LINE, thing=thing, fragments=fragments, detail="edges or fragments at line ends")
        return f"{';'.join(f'{start} {end}' for start, end in found)}\t{text_of(self._text, found)}"

    def _span(self, span: Span) -> None:
        place = self._place(span.id, span.fragments)
        if place is None:
            self._log.add(losses.BLANK, thing=span.id, fragments=span.fragments, detail=span.label or "")
            return
        name = self._table.to_brat(*(("filler", "") if span.label is None else ("entity", span.label)))
        self._ids[span.id] = self._add("T", f"{name} {place}")
        self._attributes(span.id, span.attributes)

    def _trigger(self, event: Event) -> None:
        key = (event.type, event.trigger)
        place = self._place(event.id, event.trigger)
        if key not in self._triggers:
            self._triggers[key] = self._add("T", f"{self._table.to_brat('event', event.type)} {place}")

    def _event(self, event: Event) -> None:
        parts = [f"{self._table.to_brat('event', event.type)}:{self._triggers[event.type, event.trigger]}"]
        counts: dict[str, int] = defaultdict(int)
        for argument in event.arguments:
            filler = self._ids.get(argument.filler)
            if filler is None:
                self._log.add(
                    losses.EVENT_FILLER, thing=event.id, detail=f"{argument.role} of {event.type}: it is not written"
                )
                continue
            role = self._table.to_brat("role", argument.role)
            counts[role] += 1
            parts.append(f"{role}{counts[role] if 1 < counts[role] else ''}:{filler}")
            if argument.country is not None or argument.sectors:
                self._log.add(losses.OVERRIDE, thing=event.id, detail=f"{argument.role} of {event.type}")
        self._add("E", " ".join(parts))
        target = self._ids[event.id]
        for kind, names in (("mode", event.modes), ("context", event.contexts)):
            for name in names:
                self._add("A", f"{self._table.to_brat(kind, name)} {target}")
        self._attributes(event.id, event.attributes)

    def _attributes(self, thing: int, attributes: Attributes) -> None:
        for name, value in attributes.items():
            values = (value,) if isinstance(value, str) else value
            if not values:
                self._log.add(losses.ATTRIBUTE, thing=thing, detail=f"{name}: without a value")
            for one in values:
                said = "" if name in self._configuration.binary else f" {self._table.to_brat('value', one)}"
                self._add("A", f"{self._table.to_brat('attribute', name)} {self._ids[thing]}{said}")

    # R, *, N and #

    def _relations(self) -> None:
        grouped: dict[str, list[Relation]] = defaultdict(list)
        for relation in self._layer.relations:
            source, target = self._ids.get(relation.source), self._ids.get(relation.target)
            if source is None or target is None:
                self._log.add(losses.RELATION, thing=relation.id, detail=f"{relation.type}: one end is not written")
            elif relation.type in self._configuration.grouped and not relation.attributes and source != target:
                grouped[relation.type].append(relation)
            else:
                name = self._table.to_brat("relation", relation.type)
                first, second = self._configuration.ends[name]
                self._ids[relation.id] = self._add("R", f"{name} {first}:{source} {second}:{target}\t")
                self._attributes(relation.id, relation.attributes)
        for type_, relations in grouped.items():
            for members in _components((self._ids[one.source], self._ids[one.target]) for one in relations):
                self._add("*", f"{self._table.to_brat('relation', type_)} {' '.join(members)}")

    def _disjoint_entities(self) -> Iterable[Entity]:
        """Entities, each mention in the first of them only: groups that share a member are one to brat."""
        taken: set[str] = set()
        for entity in self._layer.entities:
            mentions = [one for one in dict.fromkeys(entity.mentions) if self._ids.get(one, "") not in {"", *taken}]
            taken |= {self._ids[one] for one in mentions}
            if len(mentions) < len(set(entity.mentions)):
                self._log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: mentions of several entities")
            yield Entity(
                entity.id, entity.document_id, entity.annotator, entity.name, entity.kb_id, entity.country,
                entity.sectors, tuple(mentions), attributes=entity.attributes,
            )  # fmt: skip

    def _entity(self, entity: Entity) -> None:
        members = list(dict.fromkeys(self._ids[one] for one in entity.mentions))
        if 1 < len(members):
            self._add("*", f"{EQUIVALENT} {' '.join(members)}")
        if entity.kb_id is not None and members:
            self._add("N", f"Reference {members[0]} {quoted(entity.kb_id)}\t{_line(entity.name)}")
        if not members or (len(members) == 1 and entity.kb_id is None):
            self._log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: with one mention or none")
            return
        lost = [name for name in ("country", "sectors", "attributes") if getattr(entity, name)]
        if entity.kb_id is None and entity.name != self._first_mention(entity):
            lost.append("name")
        elif entity.kb_id is not None and entity.name != _line(entity.name):
            lost.append("line breaks of the name")
        if lost:
            self._log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: {', '.join(lost)}")

    def _first_mention(self, entity: Entity) -> str:
        return next((span.text for span in self._layer.spans if span.id == entity.mentions[0]), "")

    def _note(self, note: Note) -> None:
        target = self._ids.get(note.target)
        if target is None:
            what = losses.FLAG if note.flag else losses.NOTE
            self._log.add(what, thing=note.target, detail=f"{note.text} (on what brat has no notes on)")
            return
        if note.text != _line(note.text):
            self._log.add(losses.NOTE, thing=note.target, detail=f"line breaks of {note.text!r}")
        self._add("#", f"{FLAG if note.flag else NOTE} {target}\t{_line(note.text)}")


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _components(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Whatever hangs together, in order of appearance."""
    parts: list[dict[str, None]] = []
    for pair in pairs:
        joined = dict.fromkeys(pair)
        touching = [part for part in parts if part.keys() & joined.keys()]
        parts = [part for part in parts if part not in touching]
        merged: dict[str, None] = {}
        for part in (*touching, joined):
            merged |= part
        parts.append(merged)
    return [list(part) for part in parts]


def _log_elsewhere(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    """What brat has no lines for."""
    log_reviews(log, bundle, layer, detail="the file does not say so")
    losses.log_drafts(log, layer)
    for context in layer.contexts:
        log.add(losses.CONTEXT, detail=context)
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))
    for part in bundle.same_events:
        if part.annotator == layer.annotator:
            log.add(losses.SAME_EVENTS, thing=part.id, detail=part.name or f"{len(part.events)} events")

"""One document as a Prodigy task.

Part of `exchange`. Documented under "Annotation interfaces" in Prodigy's manual: `end` of characters is exclusive,
`token_end` inclusive, `head` and `child` of a relation are the last tokens of its spans.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any, TypeAlias

from glossator.annotation import Bundle, Fragments, Layer, Metadata, ReviewState
from glossator.exchange import losses
from glossator.exchange.alignment import TokenRange
from glossator.exchange.chosen import choose_layer, rejected_suggestions, review_of
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import Numbering, number
from glossator.exchange.placement import Placement
from glossator.text.spacing import SpacedText, space_out

Record: TypeAlias = dict[str, Any]
FILLER = "FILLER"
"""The label that an unlabelled filler gets: Prodigy shows no span without a label."""


def task_of(bundle: Bundle, log: LossLog, *, layer_name: str | None) -> Record:
    """The task of one document, and in the log what it cannot hold."""
    log.open(bundle.document)
    layer = choose_layer(bundle, layer_name)
    entities = review_of(bundle, layer, "entities")
    events = review_of(bundle, layer, "events")
    writer = _TaskWriter(bundle, layer, log)
    spans = writer.spans()
    relations = writer.relations()
    task: Record = {
        "text": bundle.document.text,
        "meta": _meta(bundle, layer, writer, entities, events),
        "tokens": _tokens(writer.spaced),
        "spans": spans,
    }
    if relations:
        task["relations"] = relations
    view = "relations" if relations else "spans_manual"
    task["_input_hash"] = _hash(bundle.document.text)
    task["_task_hash"] = _hash(json.dumps([bundle.document.text, spans, relations, view], ensure_ascii=False))
    task["_view_id"] = view
    if layer.annotator:
        task["_annotator_id"] = layer.annotator
    if not entities == events == "not_looked_at":
        task["answer"] = "accept"
    _log_reviews(log, entities, events)
    _log_elsewhere(log, bundle, layer)
    return task


class _TaskWriter:
    """The spans and relations of one layer."""

    def __init__(self, bundle: Bundle, layer: Layer, log: LossLog) -> None:
        self.spaced = space_out(bundle.document.text)
        self.numbering: Numbering = number(layer)
        self._layer = layer
        self._log = log
        self._placement = Placement(bundle.document.text, self.spaced.tokens, log)
        self._records: dict[int, list[Record]] = {}

    def spans(self) -> list[Record]:
        """Spans, fillers and triggers, each fragment by itself, in the order of the text.

        `id` joins the fragments of one thing, and is what `meta.events` speaks of.
        """
        for key, span in self.numbering.spans:
            if span.label is None:
                self._log.add(losses.FREE_FILLER, thing=span.id, fragments=span.fragments, detail=f"as {FILLER}")
            if 1 < len(span.fragments):
                self._log.add(losses.DISCONTINUOUS, thing=span.id, fragments=span.fragments, detail="by fragments")
            self._write(span.id, key, span.label or FILLER, span.fragments)
        for key, event in self.numbering.events:
            if not event.trigger:
                self._log.add(losses.NO_TRIGGER, thing=event.id, detail=f"{event.type}: in meta.events only")
            if 1 < len(event.trigger):
                self._log.add(
                    losses.DISCONTINUOUS_TRIGGER, thing=event.id, fragments=event.trigger, detail="by fragments"
                )
            self._write(event.id, key, event.type, event.trigger)
        records = [record for written in self._records.values() for record in written]
        return sorted(records, key=lambda record: (record["start"], -record["end"]))

    def _write(self, thing: int, key: str, label: str, fragments: Fragments) -> None:
        places = self._placement.place(fragments, thing=thing, what=label)
        self._records[thing] = [self._record(place, label, key) for place in places]

    def _record(self, place: TokenRange, label: str, key: str) -> Record:
        start, end = self._placement.characters(place.start, place.end)
        positions = self.spaced.positions
        first, last = positions[place.start], positions[place.end - 1]
        return {"start": start, "end": end, "token_start": first, "token_end": last, "label": label, "id": key}

    def relations(self) -> list[Record]:
        """Relations of the layer, and one for every argument: from the trigger to the filler, named by its role."""
        links = [(one.id, one.source, one.target, one.type) for one in self._layer.relations]
        for _, event in self.numbering.events:
            links += [(event.id, event.id, one.filler, one.role) for one in event.arguments]
        found = (self._relation(*link) for link in links)
        return [relation for relation in found if relation is not None]

    def _relation(self, thing: int, head: int, child: int, label: str) -> Record | None:
        heads, children = self._records.get(head), self._records.get(child)
        if not heads or not children:
            # An event without trigger has no words to draw from; it is in meta.events.
            self._log.add(losses.RELATION, thing=thing, detail=f"{label}: one end has no words")
            return None
        return {
            "head": heads[0]["token_end"],
            "child": children[0]["token_end"],
            "label": label,
            "head_span": _bare(heads[0]),
            "child_span": _bare(children[0]),
        }

    def events(self) -> list[Record]:
        """What relations cannot say of events. Modes, contexts, attributes; arguments by the ids of the spans."""
        keys = self.numbering.keys
        return [
            {
                "id": key,
                "type": event.type,
                "modes": event.modes,
                "contexts": event.contexts,
                "attributes": dict(event.attributes),
                "arguments": [
                    {"role": one.role, "filler": keys[one.filler]} for one in event.arguments if one.filler in keys
                ],
            }
            for key, event in self.numbering.events
        ]


def _tokens(spaced: SpacedText) -> list[Record]:
    """Every word; one of white space cannot be part of a span, so it is disabled."""
    records: list[Record] = []
    real = set(spaced.positions)
    start = 0
    for number_, (word, space) in enumerate(zip(spaced.words, spaced.spaces, strict=True)):
        end = start + len(word)
        record: Record = {"text": word, "start": start, "end": end, "id": number_, "ws": space}
        if number_ not in real:
            record["disabled"] = True
        records.append(record)
        start = end + space
    return records


def _meta(bundle: Bundle, layer: Layer, writer: _TaskWriter, entities: ReviewState, events: ReviewState) -> Record:
    meta: Record = {"document": bundle.document.name} | _metadata(bundle.document.metadata)
    meta["reviews"] = {"entities": entities, "events": events}
    if layer.contexts:
        meta["contexts"] = layer.contexts
    if writer.numbering.events:
        meta["events"] = writer.events()
    return meta


def _metadata(metadata: Metadata) -> Record:
    named = {
        "title": metadata.title,
        "source": metadata.source,
        "author": metadata.author,
        "published": metadata.published,
        "language": metadata.language,
    }
    return {name: value for name, value in named.items() if value is not None}


def _log_reviews(log: LossLog, entities: ReviewState, events: ReviewState) -> None:
    if entities == events == "not_looked_at":
        log.add(losses.ENTITIES_UNSEEN, detail="the task has no answer")
    elif entities == "not_looked_at":
        log.add(losses.ENTITIES_UNSEEN, detail="only meta.reviews says so")
    elif entities == "in_progress":
        log.add(losses.ENTITIES_UNFINISHED, detail="only meta.reviews says so")
    if events == "not_looked_at" != entities:
        log.add(losses.EVENTS_UNSEEN, detail="only meta.reviews says so")
    elif events == "in_progress":
        log.add(losses.EVENTS_UNFINISHED, detail="only meta.reviews says so")


def _log_elsewhere(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    losses.log_drafts(log, layer)
    losses.log_entities(log, layer)
    losses.log_attributes(log, layer, events=False)
    losses.log_notes(log, layer)
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))
    for event in layer.events:
        for argument in event.arguments:
            if not event.draft and (argument.country is not None or argument.sectors):
                log.add(losses.OVERRIDE, thing=event.id, detail=f"{argument.role} of {event.type}")


def _bare(record: Record) -> Record:
    return {name: value for name, value in record.items() if name != "id"}


def _hash(text: str) -> int:
    """A signed 32-bit number that depends on the text alone. Prodigy only asks that equal tasks have equal ones."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest(), signed=True)

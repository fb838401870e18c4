"""What formats of annotations with features have no place for, as one JSON object that they carry along.

Part of `exchange`. Document, entities, notes, contexts and reviews, keyed by the short names of `numbering`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, TypeAlias, cast, get_args

from glossator.annotation import (
    Attributes,
    AttributeValue,
    Bundle,
    Document,
    Layer,
    Metadata,
    ReviewState,
    ReviewTask,
)
from glossator.exchange import losses
from glossator.exchange.building import METADATA, LayerBuilder
from glossator.exchange.chosen import rejected_suggestions, review_of
from glossator.exchange.fields import Fields
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import Numbering

Record: TypeAlias = dict[str, Any]
DOCUMENT = "D"
"""The short name of the document itself, as what a note is on."""


def document_record(document: Document) -> Record:
    """The name and the metadata of a document."""
    metadata = document.metadata
    named = {name: getattr(metadata, name) for name in METADATA}
    present = {name: value for name, value in named.items() if value is not None}
    return {"name": document.name, **present, **({"extra": dict(metadata.extra)} if metadata.extra else {})}


def read_document(fields: Fields) -> tuple[str, Metadata]:
    """The inverse of `document_record`."""
    extra = {str(name): str(value) for name, value in fields.mapping("extra").items()}
    named = {name: fields.optional(name) for name in METADATA}
    return fields.string("name", ""), Metadata(**named, extra=extra)


def layer_record(layer: Layer, numbering: Numbering) -> Record:
    """Annotator, contexts, reviews, entities and notes of a layer."""
    keys = _keys(layer, numbering)
    entities: list[Record] = []
    for entity in layer.entities:
        record: Record = {"name": entity.name, "mentions": [keys[one] for one in entity.mentions if one in keys]}
        named = {"kb_id": entity.kb_id, "country": entity.country}
        record |= {name: value for name, value in named.items() if value is not None}
        record |= {"sectors": list(entity.sectors)} if entity.sectors else {}
        record |= {"attributes": attributes_record(entity.attributes)} if entity.attributes else {}
        entities.append(record)
    notes = [
        {"target": keys[note.target], "text": note.text, "flag": note.flag}
        for note in layer.notes
        if note.target in keys
    ]
    return {
        "annotator": layer.annotator,
        "contexts": list(layer.contexts),
        "reviews": dict(layer.state.reviews) if layer.state else {},
        "entities": entities,
        "notes": notes,
    }


def _keys(layer: Layer, numbering: Numbering) -> dict[int, str]:
    """Short names for all that a note can be on: relations and entities are counted too."""
    keys = {layer.document_id: DOCUMENT, **numbering.keys}
    keys |= {relation.id: f"R{place}" for place, relation in enumerate(layer.relations, start=1)}
    return keys | {entity.id: f"C{place}" for place, entity in enumerate(layer.entities, start=1)}


def read_layer(fields: Fields, builder: LayerBuilder, things: Mapping[str, int]) -> None:
    """Add what `layer_record` told; `things` leads from short names (relations' too) to ids. Unknown ones are left."""
    targets = dict(things)
    for context in fields.strings("contexts"):
        builder.context(context)
    for task, state in fields.mapping("reviews").items():
        if task in get_args(ReviewTask) and state in get_args(ReviewState):
            builder.review(cast(ReviewTask, task), cast(ReviewState, state))
    for number, one in zip(count(1), fields.objects("entities"), strict=False):
        targets[f"C{number}"] = builder.entity(
            one.string("name"),
            [things[key] for key in one.strings("mentions") if key in things],
            kb_id=one.optional("kb_id"),
            country=one.optional("country"),
            sectors=one.strings("sectors"),
            attributes=read_attributes(one, "attributes"),
        )
    for one in fields.objects("notes"):
        if one.string("target") in targets:
            builder.note(targets[one.string("target")], one.string("text"), flag=one.flag("flag"))


def attributes_record(attributes: Attributes) -> Record:
    """Attributes as JSON: one value is a string, several are a list."""
    return {name: value if isinstance(value, str) else list(value) for name, value in attributes.items()}


def read_attributes(fields: Fields, key: str) -> dict[str, AttributeValue]:
    """The inverse of `attributes_record`."""
    found: dict[str, AttributeValue] = {}
    for name, value in fields.mapping(key).items():
        found[name] = tuple(map(str, value)) if isinstance(value, list) else str(value)
    return found


def log_common(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    """The losses of every format that carries a remainder: drafts, what leans on them, rejected suggestions."""
    for what, thing in _unsaid(layer):
        log.add(what, thing=thing, detail="on, or filled by, an unfinished event or something that is gone")
    losses.log_drafts(log, layer)
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))
    for part in bundle.same_events:
        if part.annotator == layer.annotator:
            log.add(losses.SAME_EVENTS, thing=part.id, detail=part.name or f"{len(part.events)} events")


def _unsaid(layer: Layer) -> Iterator[tuple[str, int]]:
    """Notes on drafts, and arguments that drafts fill."""
    known = {layer.document_id, *(span.id for span in layer.spans), *(one.id for one in layer.entities)}
    known |= {event.id for event in layer.events if not event.draft} | {one.id for one in layer.relations}
    for note in layer.notes:
        if note.target not in known:
            yield losses.FLAG if note.flag else losses.NOTE, note.target
    for event in layer.events:
        if not event.draft:
            yield from ((losses.ARGUMENT, event.id) for one in event.arguments if one.filler not in known)


def log_reviews(
    log: LossLog,
    bundle: Bundle,
    layer: Layer,
    *,
    detail: str = "only the part that other programs do not show says so",
) -> None:
    """Say where other programs will take for nothing what nobody has looked at."""
    words = {
        ("entities", "not_looked_at"): losses.ENTITIES_UNSEEN,
        ("entities", "in_progress"): losses.ENTITIES_UNFINISHED,
        ("events", "not_looked_at"): losses.EVENTS_UNSEEN,
        ("events", "in_progress"): losses.EVENTS_UNFINISHED,
    }
    tasks: tuple[ReviewTask, ...] = ("entities", "events")
    for task in tasks:
        what = words.get((task, review_of(bundle, layer, task)))
        if what is not None:
            log.add(what, detail=detail)


def log_beside(log: LossLog, layer: Layer, *, where: str, relations: bool) -> None:
    """Say what only the remainder holds: other programs carry it along, but do not show it."""
    surfaces = {span.id: span.text for span in layer.spans}
    for relation in layer.relations if relations else ():
        ends = f"{surfaces.get(relation.source, '?')} → {relation.type} → {surfaces.get(relation.target, '?')}"
        log.add(losses.RELATION, thing=relation.id, detail=f"{ends}: only in {where}")
    for entity in layer.entities:
        log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: only in {where}")
    for note in layer.notes:
        log.add(losses.FLAG if note.flag else losses.NOTE, thing=note.target, detail=f"{note.text}: only in {where}")
    for context in layer.contexts:
        log.add(losses.CONTEXT, detail=f"{context}: only in {where}")

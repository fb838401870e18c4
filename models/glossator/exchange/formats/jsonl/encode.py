"""Bundles as records of the Glossator JSONL. What has its default value is left out.

Part of `exchange`; `decode` is the inverse.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, TypeAlias

from glossator.annotation import (
    Argument,
    Attributes,
    Bundle,
    Decision,
    Document,
    Entity,
    Event,
    EventHint,
    Layer,
    LayerState,
    Metadata,
    Note,
    Origin,
    Relation,
    Span,
    Suggestion,
)
from glossator.exchange.formats.jsonl.agreed import encode_exemption, encode_part, encode_ruling

Record: TypeAlias = dict[str, Any]
MADE = Origin()


def encode_bundle(bundle: Bundle) -> Record:
    """A document with everything known about it."""
    record = _document(bundle.document)
    if bundle.layers:
        record["layers"] = [_layer(layer) for layer in bundle.layers]
    if bundle.suggestions:
        record["suggestions"] = [_suggestion(suggestion) for suggestion in bundle.suggestions]
    if bundle.decisions:
        record["decisions"] = [_decision(decision) for decision in bundle.decisions]
    if bundle.same_events:
        record["same_events"] = [encode_part(part) for part in bundle.same_events]
    if bundle.exemptions:
        record["exemptions"] = [encode_exemption(exemption) for exemption in bundle.exemptions]
    if bundle.rulings:
        record["rulings"] = [encode_ruling(ruling) for ruling in bundle.rulings]
    return record


def _document(document: Document) -> Record:
    record: Record = {"id": document.id, "name": document.name, "text": document.text}
    source = _present(sha256=document.source_sha256, encoding=document.source_encoding)
    if document.source_map is not None:
        source["map"] = b64encode(document.source_map).decode()
    optional = {
        "sha256": document.sha256,
        "metadata": _metadata(document.metadata),
        "source": source,
        "status": document.status if document.status != "new" else "",
        "position": document.position,
        "uid": document.uid.hex(),
    }
    return record | {key: value for key, value in optional.items() if value}


def _metadata(metadata: Metadata) -> Record:
    record = _present(
        title=metadata.title,
        source=metadata.source,
        author=metadata.author,
        published=metadata.published,
        language=metadata.language,
    )
    if metadata.extra:
        record["extra"] = dict(metadata.extra)
    return record


def _layer(layer: Layer) -> Record:
    record: Record = {"annotator": layer.annotator}
    if layer.state is not None:
        record["state"] = _state(layer.state)
    optional = {
        "spans": [_span(span) for span in layer.spans],
        "events": [_event(event) for event in layer.events],
        "relations": [_relation(relation) for relation in layer.relations],
        "entities": [_entity(entity) for entity in layer.entities],
        "notes": [_note(note) for note in layer.notes],
    }
    return record | {key: value for key, value in optional.items() if value}


def _state(state: LayerState) -> Record:
    record: Record = {"id": state.id}
    if state.contexts:
        record["contexts"] = state.contexts
    if state.reviews:
        record["reviews"] = dict(state.reviews)
    return _with_uid(record, state.uid)


def _span(span: Span) -> Record:
    record: Record = {"id": span.id, "fragments": span.fragments, "text": span.text}
    if span.label is not None:
        record["label"] = span.label
    if span.attributes:
        record["attributes"] = _attributes(span.attributes)
    return _with_uid(_with_version(_with_origin(record, span.origin), span), span.uid)


def _event(event: Event) -> Record:
    record: Record = {"id": event.id, "type": event.type}
    if event.trigger:
        record["trigger"] = event.trigger
    if event.text:
        record["text"] = event.text
    if event.modes:
        record["modes"] = event.modes
    if event.contexts:
        record["contexts"] = event.contexts
    if event.arguments:
        record["arguments"] = [_argument(argument) for argument in event.arguments]
    if event.attributes:
        record["attributes"] = _attributes(event.attributes)
    if event.draft:
        record["draft"] = True
    return _with_uid(_with_version(_with_origin(record, event.origin), event), event.uid)


def _argument(argument: Argument) -> Record:
    record: Record = {"role": argument.role, "filler": argument.filler}
    if argument.country is not None:
        record["country"] = argument.country
    if argument.sectors:
        record["sectors"] = argument.sectors
    return record


def _relation(relation: Relation) -> Record:
    record: Record = {"id": relation.id, "type": relation.type, "source": relation.source, "target": relation.target}
    if relation.attributes:
        record["attributes"] = _attributes(relation.attributes)
    return _with_uid(_with_version(record, relation), relation.uid)


def _entity(entity: Entity) -> Record:
    record: Record = {"id": entity.id, "name": entity.name}
    record |= _present(kb_id=entity.kb_id, country=entity.country)
    if entity.sectors:
        record["sectors"] = entity.sectors
    if entity.mentions:
        record["mentions"] = entity.mentions
    if entity.attributes:
        record["attributes"] = _attributes(entity.attributes)
    return _with_uid(record, entity.uid)


def _note(note: Note) -> Record:
    record: Record = {"id": note.id, "target": note.target, "text": note.text}
    if note.flag:
        record["flag"] = True
    return _with_uid(record, note.uid)


def _suggestion(suggestion: Suggestion) -> Record:
    record: Record = {
        "id": suggestion.id,
        "kind": suggestion.kind,
        "label": suggestion.label,
        "fragments": suggestion.fragments,
        "text": suggestion.text,
        "score": suggestion.score,
        "source": suggestion.source,
        "version": suggestion.version,
        "state": suggestion.state,
    }
    if suggestion.hint is not None:
        record["hint"] = _hint(suggestion.hint)
    return _with_uid(record, suggestion.uid)


def _hint(hint: EventHint) -> Record:
    types = [_present(type=one.type, mode=one.mode) | {"score": one.score} for one in hint.types]
    record: Record = {"types": types}
    if hint.arguments:
        record["arguments"] = [
            {"role": one.role, "fragments": one.fragments, "score": one.score} for one in hint.arguments
        ]
    if hint.attributes:
        record["attributes"] = {name: {"value": one.value, "cue": one.cue} for name, one in hint.attributes.items()}
    return record


def _decision(decision: Decision) -> Record:
    record: Record = {
        "id": decision.id,
        "suggestion": decision.suggestion,
        "annotator": decision.annotator,
        "state": decision.state,
    }
    if decision.result is not None:
        record["result"] = decision.result
    return _with_uid(record, decision.uid)


def _attributes(attributes: Attributes) -> Mapping[str, Any]:
    return dict(attributes)


def _with_origin(record: Record, origin: Origin) -> Record:
    if origin.how != MADE.how or origin != MADE:
        record["origin"] = {"how": origin.how} | _present(
            source=origin.source, version=origin.version, suggestion=origin.suggestion
        )
    return record


def _with_version(record: Record, item: Span | Event | Relation) -> Record:
    if item.schema_version:
        record["schema_version"] = item.schema_version
    return record


def _with_uid(record: Record, uid: bytes) -> Record:
    if uid:
        record["uid"] = uid.hex()
    return record


def _present(**values: Any) -> Record:
    return {key: value for key, value in values.items() if value is not None}

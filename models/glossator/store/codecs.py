"""How each kind of domain object is laid out in its table. Pure functions: no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from glossator.annotation import (
    Decision,
    Document,
    Entity,
    Event,
    Exemption,
    LayerState,
    Metadata,
    Note,
    Relation,
    ReviewState,
    ReviewTask,
    Ruling,
    Span,
)
from glossator.errors import VerbError
from glossator.store.rows import (
    AnnotatorId,
    AnnotatorName,
    Row,
    attributes_of,
    attributes_text,
    flag_of,
    fragments_of,
    origin_columns,
    origin_of,
    place_columns,
    to_json,
    words,
)
from glossator.store.strict import Unreadable, moment, one_of, parsed

_TASKS: tuple[ReviewTask, ...] = get_args(ReviewTask)
_STATES: tuple[ReviewState, ...] = get_args(ReviewState)
_DECIDED = ("accepted", "corrected", "rejected")


@dataclass(frozen=True, slots=True)
class SchemaVersion:
    """One version of the project's schema, as its TOML. The one with the highest id is in force."""

    id: int
    name: str
    version: str
    toml: str
    uid: bytes = b""


def document_row(document: Document, _: AnnotatorId) -> Row:
    """A document without its text, which `text` keeps by content."""
    metadata = document.metadata
    return {
        "position": document.position,
        "name": document.name,
        "title": metadata.title,
        "source": metadata.source,
        "author": metadata.author,
        "published": metadata.published,
        "language": metadata.language,
        "extra": to_json(dict(metadata.extra)),
        "length": len(document.text),
        "source_sha256": document.source_sha256,
        "source_encoding": document.source_encoding,
        "source_map": document.source_map,
    }


def metadata_of(row: Row) -> Metadata:
    """The metadata columns of a document's row."""
    return Metadata(
        title=row["title"],
        source=row["source"],
        author=row["author"],
        published=row["published"],
        language=row["language"],
        extra=_extra_of(row["extra"]),
    )


def _extra_of(text: str) -> dict[str, str]:
    if text == "{}":
        return {}
    found = parsed(text, "extra")
    if type(found) is not dict or not all(type(value) in (str, int, float, bool) for value in found.values()):
        raise Unreadable("its extra metadata cannot be read")
    return {name: str(value) for name, value in found.items()}


def reviews_of(text: str) -> dict[ReviewTask, ReviewState]:
    """How far each task has come, from a layer's column."""
    if text == "{}":
        return {}
    found = parsed(text, "reviews")
    if type(found) is not dict:
        raise Unreadable("its reviews cannot be read")
    return {one_of(task, _TASKS, "reviews"): one_of(state, _STATES, "reviews") for task, state in found.items()}


def document_of(row: Row, _: AnnotatorName) -> Document:
    """A document from its row joined with `body` and `sha256` of its text."""
    if row["length"] != len(row["body"]):
        raise Unreadable("its length is not that of its text")
    return Document(
        id=row["id"],
        name=row["name"],
        text=row["body"],
        metadata=metadata_of(row),
        sha256=row["sha256"],
        source_sha256=row["source_sha256"],
        source_encoding=row["source_encoding"],
        source_map=row["source_map"],
        uid=row["uid"],
        position=row["position"],
    )


def layer_row(state: LayerState, annotator: AnnotatorId) -> Row:
    """Contexts and reviews of a layer."""
    return {
        "document_id": state.document_id,
        "annotator_id": annotator(state.annotator),
        "contexts": to_json(state.contexts),
        "reviews": to_json(dict(state.reviews)),
    }


def layer_of(row: Row, annotator: AnnotatorName) -> LayerState:
    """The inverse of `layer_row`."""
    return LayerState(
        id=row["id"],
        document_id=row["document_id"],
        annotator=annotator(row["annotator_id"]),
        contexts=words(row["contexts"], "contexts"),
        reviews=reviews_of(row["reviews"]),
        uid=row["uid"],
    )


def span_row(span: Span, annotator: AnnotatorId) -> Row:
    """A span; its surface is kept too, so that a plain SQL reader sees what was marked."""
    return {
        "document_id": span.document_id,
        "annotator_id": annotator(span.annotator),
        "label": span.label,
        **place_columns(span.fragments),
        "text": span.text,
        "attributes": attributes_text(span.attributes),
        **origin_columns(span.origin),
        "schema_version": span.schema_version,
    }


def span_of(row: Row, annotator: AnnotatorName) -> Span:
    """The inverse of `span_row`."""
    if row["start"] is None:
        raise Unreadable("its start is missing")
    return Span(
        id=row["id"],
        document_id=row["document_id"],
        annotator=annotator(row["annotator_id"]),
        label=row["label"],
        fragments=fragments_of(row),
        text=row["text"],
        attributes=attributes_of(row["attributes"]),
        origin=origin_of(row),
        uid=row["uid"],
        schema_version=row["schema_version"],
    )


def event_row(event: Event, annotator: AnnotatorId) -> Row:
    """An event without its arguments, which have a table of their own."""
    return {
        "document_id": event.document_id,
        "annotator_id": annotator(event.annotator),
        "type": event.type,
        **place_columns(event.trigger),
        "text": event.text,
        "modes": to_json(event.modes),
        "contexts": to_json(event.contexts),
        "attributes": attributes_text(event.attributes),
        "draft": int(event.draft),
        **origin_columns(event.origin),
        "schema_version": event.schema_version,
    }


def event_of(row: Row, annotator: AnnotatorName) -> Event:
    """An event from its row; the table adds the arguments."""
    return Event(
        id=row["id"],
        document_id=row["document_id"],
        annotator=annotator(row["annotator_id"]),
        type=row["type"],
        trigger=fragments_of(row),
        text=row["text"],
        modes=words(row["modes"], "modes"),
        contexts=words(row["contexts"], "contexts"),
        arguments=(),
        attributes=attributes_of(row["attributes"]),
        draft=flag_of(row["draft"], "draft"),
        origin=origin_of(row),
        uid=row["uid"],
        schema_version=row["schema_version"],
    )


def relation_row(relation: Relation, annotator: AnnotatorId) -> Row:
    """A relation between two spans."""
    return {
        "document_id": relation.document_id,
        "annotator_id": annotator(relation.annotator),
        "type": relation.type,
        "source_id": relation.source,
        "target_id": relation.target,
        "attributes": attributes_text(relation.attributes),
        "schema_version": relation.schema_version,
    }


def relation_of(row: Row, annotator: AnnotatorName) -> Relation:
    """The inverse of `relation_row`."""
    return Relation(
        id=row["id"],
        document_id=row["document_id"],
        annotator=annotator(row["annotator_id"]),
        type=row["type"],
        source=row["source_id"],
        target=row["target_id"],
        attributes=attributes_of(row["attributes"]),
        uid=row["uid"],
        schema_version=row["schema_version"],
    )


def entity_row(entity: Entity, annotator: AnnotatorId) -> Row:
    """An entity without its mentions, which have a table of their own. Raises VerbError for sectors that are none."""
    if not all(isinstance(sector, str) for sector in entity.sectors):
        raise VerbError(f"{entity.sectors!r} are no sectors: give words.")
    return {
        "document_id": entity.document_id,
        "annotator_id": annotator(entity.annotator),
        "name": entity.name,
        "kb_id": entity.kb_id,
        "country": entity.country,
        "sectors": to_json(entity.sectors),
        "attributes": attributes_text(entity.attributes),
    }


def entity_of(row: Row, annotator: AnnotatorName) -> Entity:
    """An entity from its row; the table adds the mentions."""
    return Entity(
        id=row["id"],
        document_id=row["document_id"],
        annotator=annotator(row["annotator_id"]),
        name=row["name"],
        kb_id=row["kb_id"],
        country=row["country"],
        sectors=words(row["sectors"], "sectors"),
        mentions=(),
        uid=row["uid"],
        attributes=attributes_of(row["attributes"]),
    )


def note_row(note: Note, annotator: AnnotatorId) -> Row:
    """A note or flag."""
    return {
        "document_id": note.document_id,
        "annotator_id": annotator(note.annotator),
        "target_id": note.target,
        "text": note.text,
        "flag": int(note.flag),
    }


def note_of(row: Row, annotator: AnnotatorName) -> Note:
    """The inverse of `note_row`."""
    return Note(
        id=row["id"],
        document_id=row["document_id"],
        annotator=annotator(row["annotator_id"]),
        target=row["target_id"],
        text=row["text"],
        flag=flag_of(row["flag"], "flag"),
        uid=row["uid"],
    )


def decision_row(decision: Decision, annotator: AnnotatorId) -> Row:
    """What an annotator did with a suggestion."""
    return {
        "suggestion_id": decision.suggestion,
        "annotator_id": annotator(decision.annotator),
        "state": decision.state,
        "result_id": decision.result,
    }


def decision_of(row: Row, annotator: AnnotatorName) -> Decision:
    """The inverse of `decision_row`."""
    return Decision(
        id=row["id"],
        suggestion=row["suggestion_id"],
        annotator=annotator(row["annotator_id"]),
        state=one_of(row["state"], _DECIDED, "state"),
        result=row["result_id"],
        uid=row["uid"],
    )


def exemption_row(exemption: Exemption, annotator: AnnotatorId) -> Row:
    """What somebody has said is right."""
    return {
        "annotator_id": annotator(exemption.annotator),
        "document_id": exemption.document_id,
        "code": exemption.code,
        "key": exemption.key,
    }


def exemption_of(row: Row, annotator: AnnotatorName) -> Exemption:
    """The inverse of `exemption_row`."""
    return Exemption(row["id"], annotator(row["annotator_id"]), row["document_id"], row["code"], row["key"], row["uid"])


def ruling_row(ruling: Ruling, annotator: AnnotatorId) -> Row:
    """A decision that was added to a guideline."""
    return {
        "annotator_id": annotator(ruling.annotator),
        "time": ruling.time,
        "subject": ruling.subject,
        "text": ruling.text,
        "document_id": ruling.document_id,
        "target_id": ruling.target,
        "quote": ruling.quote,
    }


def ruling_of(row: Row, annotator: AnnotatorName) -> Ruling:
    """The inverse of `ruling_row`."""
    return Ruling(
        id=row["id"],
        annotator=annotator(row["annotator_id"]),
        time=moment(row["time"], "time"),
        subject=row["subject"],
        text=row["text"],
        document_id=row["document_id"],
        target=row["target_id"],
        quote=row["quote"],
        uid=row["uid"],
    )


def schema_row(schema: SchemaVersion, _: AnnotatorId) -> Row:
    """A version of the schema."""
    return {"name": schema.name, "version": schema.version, "toml": schema.toml}


def schema_of(row: Row, _: AnnotatorName) -> SchemaVersion:
    """The inverse of `schema_row`."""
    return SchemaVersion(row["id"], row["name"], row["version"], row["toml"], row["uid"])

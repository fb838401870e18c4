"""Records of the Glossator JSONL as bundles, checked: types, offsets, surfaces and references.

Part of `exchange`; `encode` is the inverse.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, cast, get_args

from glossator.annotation import (
    Argument,
    Attributes,
    AttributeValue,
    Bundle,
    Document,
    Entity,
    Event,
    Layer,
    LayerState,
    Metadata,
    Note,
    Origin,
    Relation,
    ReviewState,
    ReviewTask,
    Span,
    Status,
)
from glossator.annotation.spans import OriginHow
from glossator.exchange.fields import Fields
from glossator.exchange.formats.jsonl.agreed import decode_exemption, decode_part, decode_ruling
from glossator.exchange.formats.jsonl.decode_suggestions import decode_decision, decode_suggestion
from glossator.exchange.formats.jsonl.places import check_surface, decode_fragments
from glossator.exchange.formats.jsonl.references import check_references
from glossator.text.normalise import normalise
from glossator.text.sourcemap import SourceMap

TASKS: tuple[str, ...] = get_args(ReviewTask)
REVIEW_STATES: tuple[str, ...] = get_args(ReviewState)
STATUSES: tuple[str, ...] = get_args(Status)
HOWS: tuple[str, ...] = get_args(OriginHow)
MADE = Origin()
LATEST_VERSION = 2**31


def decode_bundle(record: object, where: str) -> Bundle:
    """The bundle of one line. Raises FormatError that begins with `where`."""
    fields = Fields(record, where)
    document = _document(fields)
    layers = tuple(_layer(one, document) for one in fields.objects("layers"))
    suggestions = tuple(decode_suggestion(one, document) for one in fields.objects("suggestions"))
    decisions = tuple(decode_decision(one) for one in fields.objects("decisions"))
    bundle = Bundle(
        document,
        layers,
        suggestions,
        decisions,
        tuple(decode_part(one) for one in fields.objects("same_events")),
        tuple(decode_exemption(one, document.id) for one in fields.objects("exemptions")),
        tuple(decode_ruling(one, document.id) for one in fields.objects("rulings")),
    )
    fields.done()
    check_references(bundle, where)
    return bundle


def _document(fields: Fields) -> Document:
    text = fields.string("text")
    stated = fields.string("sha256", "")
    if stated and stated != sha256(text.encode("utf-8", "surrogatepass")).hexdigest():
        raise fields.error("'sha256' is not that of the text: the text was changed, its annotations no longer fit")
    if normalise(text).text != text:
        raise fields.error(
            "'text' has carriage returns, NUL, a byte order mark or lone surrogates: offsets would shift"
        )
    source = fields.object("source")
    document = Document(
        id=fields.integer("id"),
        name=fields.string("name"),
        text=text,
        metadata=_metadata(fields.object("metadata")),
        status=cast(Status, fields.choice("status", STATUSES, "new")),
        sha256=stated,
        source_sha256=source.optional("sha256"),
        source_encoding=source.optional("encoding"),
        source_map=_source_map(source, "map", len(text)),
        uid=fields.uid("uid"),
        position=fields.integer("position", 0),
    )
    source.done()
    return document


def _metadata(fields: Fields) -> Metadata:
    extra = fields.mapping("extra")
    if not all(isinstance(value, str) for value in extra.values()):
        raise fields.error("'extra' must hold strings")
    metadata = Metadata(
        title=fields.optional("title"),
        source=fields.optional("source"),
        author=fields.optional("author"),
        published=fields.optional("published"),
        language=fields.optional("language"),
        extra=extra,
    )
    fields.done()
    return metadata


def _layer(fields: Fields, document: Document) -> Layer:
    annotator = fields.string("annotator")
    layer = Layer(
        document_id=document.id,
        annotator=annotator,
        state=_state(fields.object("state"), document, annotator) if "state" in fields else None,
        spans=tuple(_span(one, document, annotator) for one in fields.objects("spans")),
        events=tuple(_event(one, document, annotator) for one in fields.objects("events")),
        relations=tuple(_relation(one, document, annotator) for one in fields.objects("relations")),
        entities=tuple(_entity(one, document, annotator) for one in fields.objects("entities")),
        notes=tuple(_note(one, document, annotator) for one in fields.objects("notes")),
    )
    fields.done()
    return layer


def _state(fields: Fields, document: Document, annotator: str) -> LayerState:
    reviews = fields.mapping("reviews")
    for task, state in reviews.items():
        if task not in TASKS or state not in REVIEW_STATES:
            raise fields.error(f"'reviews' has {task!r}: {state!r}; tasks are {TASKS}, states {REVIEW_STATES}")
    result = LayerState(
        id=fields.integer("id"),
        document_id=document.id,
        annotator=annotator,
        contexts=fields.names("contexts"),
        reviews=cast(Mapping[ReviewTask, ReviewState], reviews),
        uid=fields.uid("uid"),
    )
    fields.done()
    return result


def _span(fields: Fields, document: Document, annotator: str) -> Span:
    fragments = decode_fragments(fields, "fragments", document)
    span = Span(
        id=fields.integer("id"),
        document_id=document.id,
        annotator=annotator,
        label=fields.optional_name("label"),
        fragments=fragments,
        text=check_surface(fields, document, fragments, fields.string("text")),
        attributes=_attributes(fields),
        origin=_origin(fields),
        uid=fields.uid("uid"),
        schema_version=_version(fields),
    )
    fields.done()
    return span


def _event(fields: Fields, document: Document, annotator: str) -> Event:
    trigger = decode_fragments(fields, "trigger", document, empty=True)
    event = Event(
        id=fields.integer("id"),
        document_id=document.id,
        annotator=annotator,
        type=fields.name("type"),
        trigger=trigger,
        text=check_surface(fields, document, trigger, fields.string("text", "")),
        modes=fields.names("modes"),
        contexts=fields.names("contexts"),
        arguments=tuple(_argument(one) for one in fields.objects("arguments")),
        attributes=_attributes(fields),
        draft=fields.flag("draft"),
        origin=_origin(fields),
        uid=fields.uid("uid"),
        schema_version=_version(fields),
    )
    fields.done()
    return event


def _argument(fields: Fields) -> Argument:
    argument = Argument(
        role=fields.name("role"),
        filler=fields.integer("filler"),
        country=fields.optional("country"),
        sectors=fields.strings("sectors"),
    )
    fields.done()
    return argument


def _relation(fields: Fields, document: Document, annotator: str) -> Relation:
    relation = Relation(
        id=fields.integer("id"),
        document_id=document.id,
        annotator=annotator,
        type=fields.name("type"),
        source=fields.integer("source"),
        target=fields.integer("target"),
        attributes=_attributes(fields),
        uid=fields.uid("uid"),
        schema_version=_version(fields),
    )
    fields.done()
    return relation


def _entity(fields: Fields, document: Document, annotator: str) -> Entity:
    entity = Entity(
        id=fields.integer("id"),
        document_id=document.id,
        annotator=annotator,
        name=fields.string("name"),
        kb_id=fields.optional("kb_id"),
        country=fields.optional("country"),
        sectors=fields.strings("sectors"),
        mentions=fields.integers("mentions"),
        uid=fields.uid("uid"),
        attributes=_attributes(fields),
    )
    fields.done()
    return entity


def _note(fields: Fields, document: Document, annotator: str) -> Note:
    note = Note(
        id=fields.integer("id"),
        document_id=document.id,
        annotator=annotator,
        target=fields.integer("target"),
        text=fields.string("text"),
        flag=fields.flag("flag"),
        uid=fields.uid("uid"),
    )
    fields.done()
    return note


def _version(fields: Fields) -> int:
    number = fields.integer("schema_version", 0)
    if not 0 <= number < LATEST_VERSION:
        raise fields.error(f"'schema_version' is no number of a version: {number}")
    return number


def _origin(fields: Fields) -> Origin:
    if "origin" not in fields:
        return MADE
    inner = fields.object("origin")
    origin = Origin(
        how=cast(OriginHow, inner.choice("how", HOWS)),
        source=inner.optional("source"),
        version=inner.optional("version"),
        suggestion=inner.optional_integer("suggestion"),
    )
    inner.done()
    return origin


def _attributes(fields: Fields) -> Attributes:
    found: dict[str, AttributeValue] = {}
    for name, value in fields.mapping("attributes").items():
        if not name:
            raise fields.error("an attribute has no name")
        found[name] = _attribute_value(fields, name, value)
    return found


def _attribute_value(fields: Fields, name: str, value: Any) -> AttributeValue:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise fields.error(f"the attribute {name!r} must be a string or a list of strings")


def _source_map(fields: Fields, key: str, length: int) -> bytes | None:
    """The way back to the file that the text was read from: one that fits a text of this length."""
    coded = fields.optional(key)
    if coded is None:
        return None
    try:
        blob = b64decode(coded, validate=True)
    except (Base64Error, ValueError) as error:
        raise fields.error(f"{key!r} is not Base64") from error
    try:
        found = SourceMap.from_bytes(blob).length
    except (ValueError, OverflowError, MemoryError) as error:
        raise fields.error(f"{key!r} is no map to the file that the text was read from") from error
    if found != length:
        raise fields.error(f"{key!r} is that of a text of {found} characters, not {length}")
    return blob

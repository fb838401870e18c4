"""Documents as rows: tokens with tags, and beside them everything that tags cannot say.

Part of `exchange`. Offsets are code points of the column `text`, half-open.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from glossator.annotation import Attributes, Bundle, Fragments, Layer
from glossator.exchange import losses
from glossator.exchange.chosen import choose_layer, review_of
from glossator.exchange.formats.huggingface.columns import METADATA, RECORD
from glossator.exchange.formats.iob.columns import flat_spans
from glossator.exchange.formats.tokens.tags import Run, tags_of
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import Numbering, number
from glossator.exchange.placement import Placement
from glossator.exchange.remainder import document_record, layer_record, log_beside, log_common
from glossator.schema import Schema
from glossator.text.tokens import tokenize

Row: TypeAlias = dict[str, Any]
WHERE = f"the column {RECORD}"
_dump = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def row_of(
    bundle: Bundle, place: int, schema: Schema, log: LossLog, *, layer_name: str | None, classes: Mapping[str, int]
) -> Row:
    """The row of one document, and in the log what it does not say. `classes` numbers the tags."""
    log.open(bundle.document)
    layer = choose_layer(bundle, layer_name)
    text = bundle.document.text
    tokens = tokenize(text)
    kept = flat_spans(layer, schema, Placement(text, tokens, log), log, where="ner_tags")
    tags = tags_of([Run(one.start, one.end, one.span.label or "") for one in kept], len(tokens), "iob2")
    entities, events = review_of(bundle, layer, "entities"), review_of(bundle, layer, "events")
    numbering = number(layer)
    _log(log, bundle, layer)
    metadata = bundle.document.metadata
    record = {"document": document_record(bundle.document), **layer_record(layer, numbering)}
    return {
        "id": str(place),
        "name": _clean(bundle.document.name),
        **{name: _clean(getattr(metadata, name)) for name in METADATA},
        "text": text,
        "tokens": [text[start:end] for start, end in tokens],
        "token_starts": [start for start, _ in tokens],
        "token_ends": [end for _, end in tokens],
        "ner_tags": [classes[tag] for tag in tags] if entities != "not_looked_at" else None,
        "spans": _spans(numbering),
        "events": _events(numbering) if events != "not_looked_at" else None,
        "relations": _relations(layer, numbering),
        "entities_review": entities,
        "events_review": events,
        RECORD: _dump(record),
    }


def _log(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    log_common(log, bundle, layer)
    log_beside(log, layer, where=WHERE, relations=False)
    if review_of(bundle, layer, "entities") == "in_progress":
        log.add(losses.ENTITIES_UNFINISHED, detail="only entities_review says so: other tokens are tagged O")
    if review_of(bundle, layer, "events") == "in_progress":
        log.add(losses.EVENTS_UNFINISHED, detail="only events_review says so")


def _clean(text: str | None) -> str | None:
    """Without lone surrogates, as in the name of a file that is not UTF-8."""
    return text if text is None or text.isascii() else text.encode("utf-8", "replace").decode()


def _places(fragments: Fragments) -> Row:
    return {"starts": [start for start, _ in fragments], "ends": [end for _, end in fragments]}


def _attributes(attributes: Attributes) -> list[Row]:
    return [
        {
            "name": _clean(name),
            "values": [_clean(one) for one in ((value,) if isinstance(value, str) else value)],
            "many": not isinstance(value, str),
        }
        for name, value in attributes.items()
    ]


def _spans(numbering: Numbering) -> list[Row]:
    return [
        {
            "id": key,
            "label": _clean(span.label),
            **_places(span.fragments),
            "text": span.text,
            "attributes": _attributes(span.attributes),
        }
        for key, span in numbering.spans
    ]


def _events(numbering: Numbering) -> list[Row]:
    return [
        {
            "id": key,
            "type": _clean(event.type),
            **_places(event.trigger),
            "text": event.text,
            "modes": [_clean(one) for one in event.modes],
            "contexts": [_clean(one) for one in event.contexts],
            "arguments": [
                {
                    "role": _clean(one.role),
                    "filler": numbering.keys[one.filler],
                    "country": _clean(one.country),
                    "sectors": [_clean(sector) for sector in one.sectors],
                }
                for one in event.arguments
                if one.filler in numbering.keys
            ],
            "attributes": _attributes(event.attributes),
        }
        for key, event in numbering.events
    ]


def _relations(layer: Layer, numbering: Numbering) -> list[Row]:
    keys = numbering.keys
    return [
        {
            "type": _clean(one.type),
            "source": keys[one.source],
            "target": keys[one.target],
            "attributes": _attributes(one.attributes),
        }
        for one in layer.relations
        if one.source in keys and one.target in keys
    ]

"""The key `glossator`: what a format has no place for, so that our own files come back whole.

Part of `exchange`. It stands in the first record of a document, holds the exported layer as Glossator's JSONL does, and
a digest of everything beside it: where another program has changed that, what it says is what counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeAlias

from glossator.annotation import Bundle, Layer
from glossator.exchange.fields import Fields
from glossator.exchange.formats.jsonl.decode import decode_bundle
from glossator.exchange.formats.jsonl.encode import encode_bundle
from glossator.exchange.formats.jsonl.references import anchored

Record: TypeAlias = dict[str, Any]
KEY = "glossator"
VERSION = 1


def with_own(records: Sequence[Record], bundle: Bundle) -> list[Record]:
    """The records of a document, the first of them with our key."""
    if not records:
        return []
    own = {"version": VERSION, "sha256": digest(records), "document": encode_bundle(bundle)}
    return [records[0] | {KEY: own}, *records[1:]]


def own_bundle(records: Sequence[Mapping[str, Any]], where: str) -> Bundle | None:
    """What our key says of a document; None without it, and where what stands beside it was changed since.

    Raises FormatError where the key is damaged.
    """
    if KEY not in records[0]:
        return None
    fields = Fields(records[0][KEY], f"{where}: {KEY}")
    if VERSION < fields.integer("version"):
        raise fields.error(f"version {fields.integer('version')} was written by a newer Glossator")
    if fields.string("sha256") != digest(records):
        return None
    return decode_bundle(fields.mapping("document"), fields.where)


def digest(records: Sequence[Mapping[str, Any]]) -> str:
    """What is equal for records that say the same, whatever the order of their keys, our own key aside."""
    plain = [{key: _plain(value) for key, value in record.items() if key != KEY} for record in records]
    body = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(body.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """The value with 1.0 as 1: programs in other languages write it so."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, dict) else value


def exported(bundle: Bundle, layer: Layer) -> Bundle:
    """The document with nothing but this layer, drafts left out, and nothing that refers to what is not there."""
    drafts = {event.id for event in layer.events if event.draft}
    events = tuple(
        replace(event, arguments=tuple(one for one in event.arguments if one.filler not in drafts))
        for event in layer.events
        if not event.draft
    )
    parts = [part for part in bundle.same_events if part.annotator == layer.annotator]
    kept = []
    for part in parts:
        places = [pair for pair in zip(part.events, part.places, strict=True) if pair[0] not in drafts]
        if places:
            members, numbers = zip(*places, strict=True)
            kept.append(replace(part, events=members, places=numbers))
    layers = (replace(layer, events=events),) if any(one is layer for one in bundle.layers) else ()
    return anchored(Bundle(bundle.document, layers, same_events=tuple(kept)))

"""GATE documents as bundles: each set of annotations is a layer; our own come back whole, with their events.

Part of `exchange`. Words, sentences and the markup of the file that GATE read are left out: the house has its own.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from glossator.annotation import Argument, AttributeValue, Bundle, Document, Fragments, Layer, Metadata
from glossator.errors import FormatError
from glossator.exchange.building import LayerBuilder, document_of
from glossator.exchange.fields import Fields
from glossator.exchange.formats.gate.raw import GateAnnotation, GateDocument, Value
from glossator.exchange.formats.gate.words import (
    ARGUMENTS,
    ATTRIBUTE,
    CONTEXTS,
    EVENT,
    FILLER,
    KEY,
    KIND,
    MODES,
    OWN,
    RECORD,
    ROLE,
)  # fmt: skip
from glossator.exchange.remainder import read_document, read_layer
from glossator.text.normalise import Normalised, normalise

SEGMENTS = {"Token", "SpaceToken", "Sentence", "Split", "DEFAULT_TOKEN", "Paragraph", "paragraph", "Document"}
"""Types that GATE's own parts use for words, sentences and the text as a whole."""
MARKUP_SET = "Original markups"
FORMAT_NAME = "gate"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A bundle, and how many annotations of each type were left out."""

    bundle: Bundle
    left_out: Counter[str] = field(default_factory=Counter)
    complicated: Counter[str] = field(default_factory=Counter)


def decode(raw: GateDocument, name: str, where: str) -> Decoded:
    """The bundle of one document. Raises FormatError for an offset outside the text."""
    normalised = normalise(raw.text)
    record = _record(raw, where)
    known, metadata = raw.name or name, Metadata()
    if record is not None:
        known, metadata = read_document(record.object("document"))
    document = document_of(known, normalised.text, metadata=metadata)
    ids = count(2)
    layers: list[Layer] = []
    left_out: Counter[str] = Counter()
    records = {one.string("set"): one for one in record.objects("layers")} if record is not None else {}
    for set_name, found in raw.sets.items():
        layer_record = records.get(set_name)
        if set_name == MARKUP_SET and layer_record is None:
            left_out.update(one.type for one in found)
            continue
        annotator = layer_record.string("annotator", "") if layer_record is not None else set_name
        reader = _SetReader(LayerBuilder(document, annotator, ids, FORMAT_NAME), document, normalised, where)
        layer = reader.layer(found, layer_record)
        left_out += reader.left_out
        if layer_record is not None or layer.spans:
            layers.append(layer)
    return Decoded(Bundle(document, tuple(layers)), left_out, raw.complicated)


def _record(raw: GateDocument, where: str) -> Fields | None:
    text = raw.features.get(RECORD)
    if not isinstance(text, str):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{where}: the document's feature {RECORD!r} is not JSON.") from error
    return Fields(value, f"{where}: feature {RECORD}")


class _SetReader:
    """One set of annotations."""

    def __init__(self, builder: LayerBuilder, document: Document, normalised: Normalised, where: str) -> None:
        self._builder = builder
        self._document = document
        self._normalised = normalised
        self._where = where
        self._things: dict[str, int] = {}
        self._by_id: dict[str, int] = {}
        self.left_out: Counter[str] = Counter()

    def layer(self, annotations: tuple[GateAnnotation, ...], record: Fields | None) -> Layer:
        events: dict[str, list[GateAnnotation]] = defaultdict(list)
        spans: dict[str, list[GateAnnotation]] = defaultdict(list)
        for one in annotations:
            key = _text(one.features.get(KEY)) if record is not None else ""
            (events if key and one.features.get(KIND) == EVENT else spans)[key or f"#{one.id}"].append(one)
        for key, parts in spans.items():
            self._add_span(key, parts)
        for key, parts in events.items():
            self._name(key, parts, self._builder.new_id())
        for key, parts in events.items():
            self._add_event(key, parts)
        if record is not None:
            self._add_relations(record)
            read_layer(record, self._builder, self._things | {"D": self._document.id})
        else:
            self._builder.looked_at()
        return self._builder.layer()

    def _name(self, key: str, parts: list[GateAnnotation], thing: int) -> None:
        self._things[key] = thing
        self._by_id |= {one.id: thing for one in parts}

    def _fragments(self, parts: list[GateAnnotation]) -> Fragments:
        return tuple(sorted(filter(None, (self._fragment(one) for one in parts))))

    def _fragment(self, one: GateAnnotation) -> tuple[int, int] | None:
        """The stretch in the normalised text; None where it is empty."""
        map_ = self._normalised.map
        if not 0 <= one.start <= one.end <= map_.source_starts[-1]:
            raise FormatError(
                f"{self._where}: annotation {one.id} ({one.type}) is at [{one.start}, {one.end}), "
                f"the text has {map_.source_starts[-1]} characters."
            )
        start, end = map_.from_source(one.start), map_.from_source(one.end)
        return (start, end) if start < end else None

    def _add_span(self, key: str, parts: list[GateAnnotation]) -> None:
        first = parts[0]
        own = key[0] != "#"
        fragments = self._fragments(parts)
        if not fragments or (not own and first.type in SEGMENTS):
            self.left_out[first.type] += len(parts)
            return
        if own:
            label = None if first.features.get(KIND) == FILLER else first.type
            thing = self._builder.span(label, fragments, _own_attributes(first.features))
        else:
            surface = self._document.text[slice(*fragments[0])]
            thing = self._builder.span(*_foreign(first, surface, fragments))
        self._name(key, parts, thing)

    def _add_event(self, key: str, parts: list[GateAnnotation]) -> None:
        features = parts[0].features
        self._builder.event(
            parts[0].type,
            self._fragments(parts),
            thing=self._things[key],
            arguments=self._arguments(features),
            attributes=_own_attributes(features),
            modes=_items(features.get(MODES)),
            contexts=_items(features.get(CONTEXTS)),
        )

    def _arguments(self, features: Mapping[str, Value]) -> Iterator[Argument]:
        text = _text(features.get(ARGUMENTS))
        if text:
            try:
                values = json.loads(text)
            except (ValueError, RecursionError) as error:
                raise FormatError(f"{self._where}: a feature {ARGUMENTS!r} is not JSON.") from error
            for one in Fields({"arguments": values}, f"{self._where}: {ARGUMENTS}").objects("arguments"):
                filler = self._things.get(one.string("filler"))
                if filler is not None:
                    yield Argument(one.string("role"), filler, one.optional("country"), one.strings("sectors"))
            return
        for name, value in features.items():
            if name.startswith(ROLE):
                for found in _items(value):
                    if found in self._by_id:
                        yield Argument(name.removeprefix(ROLE), self._by_id[found])

    def _add_relations(self, record: Fields) -> None:
        for number, one in enumerate(record.objects("relations"), start=1):
            source, target = self._things.get(one.string("source")), self._things.get(one.string("target"))
            if source is not None and target is not None:
                attributes = {name: _value(value) for name, value in one.mapping("attributes").items()}
                self._things[f"R{number}"] = self._builder.relation(one.string("type"), source, target, attributes)


def _value(value: object) -> AttributeValue:
    return tuple(map(str, value)) if isinstance(value, list) else str(value)


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _items(value: Value | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _own_attributes(features: Mapping[str, Value]) -> dict[str, AttributeValue]:
    """The features that are nobody's bookkeeping."""
    return {
        name.removeprefix(ATTRIBUTE): value
        for name, value in features.items()
        if name.startswith(ATTRIBUTE) or not name.startswith((OWN, ROLE))
    }


def _foreign(
    one: GateAnnotation, surface: str, fragments: Fragments
) -> tuple[str, Fragments, dict[str, AttributeValue]]:
    """The label and the attributes of somebody else's annotation. DKPro writes its label as a value."""
    attributes = dict(one.features)
    if attributes.get("string") == surface:
        del attributes["string"]
        attributes.pop("length", None)
    if "dkproType" in attributes and isinstance(attributes.get("value"), str):
        attributes.pop("dkproType")
        return str(attributes.pop("value")), fragments, attributes
    return one.type, fragments, attributes

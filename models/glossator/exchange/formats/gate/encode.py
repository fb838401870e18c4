"""Bundles as GATE's XML: every layer a set of annotations, nodes numbered in UTF-16 units.

Part of `exchange`. The same bundle gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from glossator.annotation import Argument, Attributes, Bundle, Event, Fragment, Layer
from glossator.exchange import losses
from glossator.exchange.formats.gate.words import (
    ARGUMENTS,
    ATTRIBUTE,
    CONTEXTS,
    EVENT,
    FILLER,
    FILLER_TYPE,
    KEY,
    KIND,
    MODES,
    OWN,
    RECORD,
    ROLE,
    SPAN,
)  # fmt: skip
from glossator.exchange.formats.gate.xml_read import WRAPPER
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import Numbering, number
from glossator.exchange.remainder import (
    attributes_record,
    document_record,
    layer_record,
    log_beside,
    log_common,
    log_reviews,
)  # fmt: skip
from glossator.exchange.xmlscan import is_xml_text, xml_text
from glossator.text.offsets import Utf16Index

Value: TypeAlias = "str | int | tuple[str, ...] | tuple[int, ...]"
WHERE = f"the document's feature {RECORD}"
_dump = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class _Row:
    """One annotation to be written."""

    id: int
    type: str
    fragment: Fragment
    features: dict[str, Value]


def xml_of(bundle: Bundle, log: LossLog, *, layer_name: str | None) -> str:
    """The file of one document, and in the log what it does not show."""
    log.open(bundle.document)
    text = bundle.document.text
    if not is_xml_text(text):
        log.add(losses.CONTROL, detail="written as spaces")
        text = xml_text(text, " ")
    layers = [one for one in bundle.layers if layer_name in (None, one.annotator)]
    ids = count(1)
    sets: list[tuple[str, list[_Row]]] = []
    records: list[dict[str, Any]] = []
    for layer in layers:
        writer = _SetWriter(layer, ids, log)
        name = xml_text(layer.annotator)
        sets.append((name, list(writer.rows())))
        records.append({"set": name, **writer.record()})
        log_common(log, bundle, layer)
        log_beside(log, layer, where=WHERE, relations=True)
        log_reviews(log, bundle, layer)
    if not layers:
        log_reviews(log, bundle, Layer(bundle.document.id, layer_name or ""))
    record = _dump({"document": document_record(bundle.document), "layers": records})
    return "".join(_lines(text, {"gate.SourceURL": bundle.document.name, RECORD: record}, sets))


class _SetWriter:
    """The annotations of one layer."""

    def __init__(self, layer: Layer, ids: Iterator[int], log: LossLog) -> None:
        self._layer = layer
        self._log = log
        self._numbering: Numbering = number(layer)
        things = [one.id for _, one in self._numbering.spans] + [one.id for _, one in self._numbering.events]
        self._ids = {thing: next(ids) for thing in things}
        self._more = ids

    def rows(self) -> Iterator[_Row]:
        for key, span in self._numbering.spans:
            kind = FILLER if span.label is None else SPAN
            if 1 < len(span.fragments):
                detail = "one annotation a fragment, with the same glossatorKey"
                self._log.add(losses.DISCONTINUOUS, thing=span.id, fragments=span.fragments, detail=detail)
            features: dict[str, Value] = {KIND: kind, KEY: key}
            yield from self._parts(
                span.id, span.label or FILLER_TYPE, span.fragments, features, self._attributes(span.id, span.attributes)
            )
        for key, event in self._numbering.events:
            if not event.trigger:
                self._log.add(losses.NO_TRIGGER, thing=event.id, detail=f"{event.type}: empty, at the text's start")
            if 1 < len(event.trigger):
                detail = "one annotation a fragment, with the same glossatorKey"
                self._log.add(losses.DISCONTINUOUS_TRIGGER, thing=event.id, fragments=event.trigger, detail=detail)
            yield from self._parts(
                event.id, event.type, event.trigger or ((0, 0),), {KIND: EVENT, KEY: key}, self._event_features(event)
            )

    def record(self) -> dict[str, Any]:
        """What the annotations do not say."""
        keys = self._numbering.keys
        relations = [
            {
                "type": one.type,
                "source": keys[one.source],
                "target": keys[one.target],
                "attributes": attributes_record(one.attributes),
            }
            for one in self._layer.relations
            if one.source in keys and one.target in keys
        ]
        return {**layer_record(self._layer, self._numbering), "relations": relations}

    def _parts(
        self, thing: int, type_: str, fragments: tuple[Fragment, ...], own: dict[str, Value], more: dict[str, Value]
    ) -> Iterator[_Row]:
        yield _Row(self._ids[thing], self._clean(type_, thing), fragments[0], own | more)
        for fragment in fragments[1:]:
            yield _Row(next(self._more), self._clean(type_, thing), fragment, own)

    def _event_features(self, event: Event) -> dict[str, Value]:
        features: dict[str, Value] = {}
        if event.modes:
            features[MODES] = tuple(self._clean(one, event.id) for one in event.modes)
        if event.contexts:
            features[CONTEXTS] = tuple(self._clean(one, event.id) for one in event.contexts)
        arguments = [one for one in event.arguments if one.filler in self._ids]
        roles: dict[str, list[Argument]] = {}
        for one in arguments:
            roles.setdefault(self._clean(one.role, event.id), []).append(one)
        for role, several in roles.items():
            numbers = tuple(self._ids[one.filler] for one in several)
            features[ROLE + role] = numbers if 1 < len(numbers) else numbers[0]
        if arguments != [one for several in roles.values() for one in several] or any(map(_overrides, arguments)):
            features[ARGUMENTS] = _dump([self._argument(one) for one in arguments])
        return features | self._attributes(event.id, event.attributes)

    def _argument(self, one: Argument) -> dict[str, Any]:
        record: dict[str, Any] = {"role": one.role, "filler": self._numbering.keys[one.filler]}
        record |= {"country": one.country} if one.country is not None else {}
        return record | ({"sectors": list(one.sectors)} if one.sectors else {})

    def _attributes(self, thing: int, attributes: Attributes) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for name, value in attributes.items():
            prefix = ATTRIBUTE if name.startswith((OWN, ROLE)) else ""
            several = isinstance(value, tuple)
            cleaned = tuple(self._clean(one, thing) for one in value) if several else self._clean(str(value), thing)
            found[prefix + self._clean(name, thing)] = cleaned
        return found

    def _clean(self, text: str, thing: int) -> str:
        if is_xml_text(text):
            return text
        self._log.add(losses.CONTROL, thing=thing, detail=f"{text!r}: written as U+FFFD")
        return xml_text(text)


def _overrides(one: Argument) -> bool:
    return one.country is not None or bool(one.sectors)


def _lines(text: str, features: dict[str, Value], sets: list[tuple[str, list[_Row]]]) -> Iterator[str]:
    yield "<?xml version='1.0' encoding='UTF-8'?>\n<GateDocument version=\"3\">\n<GateDocumentFeatures>\n"
    yield from _features(features)
    yield "</GateDocumentFeatures>\n<TextWithNodes>"
    index = Utf16Index(text)
    edges = sorted({edge for _, rows in sets for row in rows for edge in row.fragment} | {0, len(text)})
    reached = 0
    for edge in edges:
        yield escape(text[reached:edge])
        yield f'<Node id="{index.to_utf16(edge)}"/>'
        reached = edge
    yield "</TextWithNodes>\n"
    if all(name for name, _ in sets):
        yield "<AnnotationSet>\n</AnnotationSet>\n"
    for name, rows in sets:
        yield f"<AnnotationSet Name={quoteattr(name)}>\n" if name else "<AnnotationSet>\n"
        for row in rows:
            start, end = (index.to_utf16(edge) for edge in row.fragment)
            type_ = quoteattr(row.type)
            yield f'<Annotation Id="{row.id}" Type={type_} StartNode="{start}" EndNode="{end}">\n'
            yield from _features(row.features)
            yield "</Annotation>\n"
        yield "</AnnotationSet>\n"
    yield "</GateDocument>\n"


def _features(features: dict[str, Value]) -> Iterator[str]:
    for name, value in features.items():
        class_, content = _value(value)
        yield f'<Feature>\n  <Name className="java.lang.String">{_content(name)}</Name>\n'
        yield f'  <Value className="{class_}">{content}</Value>\n</Feature>\n'


def _value(value: Value) -> tuple[str, str]:
    """The Java class of a value and how it is written. Lists are wrapped as XStream does."""
    if isinstance(value, str):
        return "java.lang.String", _content(value)
    if isinstance(value, int):
        return "java.lang.Integer", str(value)
    tags = "".join(
        f"<int>{one}</int>" if isinstance(one, int) else f"<string>{_content(one)}</string>" for one in value
    )
    return WRAPPER, f'<![CDATA[<{WRAPPER}><value class="list">{tags}</value></{WRAPPER}>]]>'


def _content(text: str) -> str:
    return escape(xml_text(text), {"\r": "&#13;"})

"""Bundles as CASes: words and sentences, spans as named entities, events with links to their fillers.

Part of `exchange`. The ids depend on what was annotated alone, so equal documents give equal files.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from glossator.annotation import Attributes, Bundle, Event, Fragment, Fragments, Layer, Span
from glossator.exchange import losses
from glossator.exchange.chosen import choose_layer
from glossator.exchange.formats.uima.types import (
    EVENT,
    FILLER,
    KEY,
    LINK,
    METADATA,
    MORE,
    NAMED_ENTITY,
    PART,
    RECORD,
    RELATION,
    SENTENCE,
    TOKEN,
    Cassis,
    OwnTypes,
    cassis,
)  # fmt: skip
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import number
from glossator.exchange.remainder import (
    attributes_record,
    document_record,
    layer_record,
    log_beside,
    log_common,
    log_reviews,
)  # fmt: skip
from glossator.exchange.xmlscan import is_xml_text, xml_text
from glossator.text.sentences import sentences
from glossator.text.tokens import tokenize

WHERE = "the layer GlossatorDocument"
_dump = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def log_document(bundle: Bundle, log: LossLog, *, layer_name: str | None, xml: bool) -> Layer:
    """The layer that is written, and in the log all that its CAS cannot say or show."""
    log.open(bundle.document)
    layer = choose_layer(bundle, layer_name)
    if xml and not is_xml_text(bundle.document.text):
        log.add(losses.CONTROL, detail="written as spaces")
    for span in layer.spans:
        if 1 < len(span.fragments):
            detail = f"one annotation a fragment, with the same {KEY}"
            log.add(losses.DISCONTINUOUS, thing=span.id, fragments=span.fragments, detail=detail)
    for event in layer.events:
        if event.draft:
            continue
        if not event.trigger:
            log.add(losses.NO_TRIGGER, thing=event.id, detail=f"{event.type}: empty, at the text's start")
        if 1 < len(event.trigger):
            detail = "further fragments are EventPart annotations"
            log.add(losses.DISCONTINUOUS_TRIGGER, thing=event.id, fragments=event.trigger, detail=detail)
    for thing, text in _strings(layer) if xml else ():
        if not is_xml_text(text):
            log.add(losses.CONTROL, thing=thing, detail=f"{text!r}: written as U+FFFD")
    log_common(log, bundle, layer)
    log_beside(log, layer, where=WHERE, relations=False)
    log_reviews(log, bundle, layer)
    return layer


def _strings(layer: Layer) -> list[tuple[int, str]]:
    """Every string that is written as it stands, not as JSON, and whose it is."""
    found = [(span.id, span.label or "") for span in layer.spans] + [(one.id, one.type) for one in layer.relations]
    for event in layer.events:
        if event.draft:
            continue
        values = [value for several in event.attributes.values() for value in _several(several)]
        roles = [text for one in event.arguments for text in (one.role, one.country or "", *one.sectors)]
        texts = [event.type, *event.modes, *event.contexts, *values, *roles]
        found += [(event.id, text) for text in texts]
    return found


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def cas_of(bundle: Bundle, layer: Layer, types: OwnTypes, *, xml: bool) -> Cassis:
    """The CAS of one layer. `xml`: what XML cannot hold is replaced."""
    return _Writer(bundle, layer, types, _xml_clean if xml else _clean).cas()


def _xml_clean(text: str) -> str:
    return xml_text(text)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


class _Writer:
    def __init__(self, bundle: Bundle, layer: Layer, types: OwnTypes, clean: Callable[[str], str]) -> None:
        self._document = bundle.document
        self._layer = layer
        self._types = types
        self._clean = clean
        self._cas = cassis().Cas(types.system)
        self._structures: dict[int, Cassis] = {}
        self._numbering = number(layer)

    def cas(self) -> Cassis:
        text = self._document.text
        self._cas.sofa_string = xml_text(text, " ") if self._clean is _xml_clean else text
        self._cas.sofa_mime = "text/plain"
        self._add_document()
        for kind, stretches in ((SENTENCE, sentences(text)), (TOKEN, tokenize(text))):
            for stretch in stretches:
                self._add(kind, stretch)
        for key, span in self._numbering.spans:
            self._add_span(key, span)
        for key, event in self._numbering.events:
            self._add_event(key, event)
        for _, event in self._numbering.events:
            self._link(event)
        self._add_relations()
        return self._cas

    def _add(self, kind: str, fragment: Fragment, **features: Cassis) -> Cassis:
        made = self._types.type(kind)(begin=fragment[0], end=fragment[1], **features)
        self._cas.add(made)
        return made

    def _add_document(self) -> None:
        metadata = self._document.metadata
        name = self._clean(self._document.name)
        self._add(
            METADATA,
            (0, len(self._document.text)),
            language=self._clean(metadata.language or "x-unspecified"),
            documentTitle=self._clean(metadata.title) if metadata.title is not None else name,
            documentId=name,
        )
        record = {"document": document_record(self._document), **layer_record(self._layer, self._numbering)}
        self._cas.add(self._types.type(RECORD)(record=_dump(record)))

    def _add_span(self, key: str, span: Span) -> None:
        more = {MORE: _dump(attributes_record(span.attributes))} if span.attributes else {}
        entity = self._numbering.entities.get(span.id)
        kind = FILLER
        if span.label is not None:
            kind = NAMED_ENTITY
            more["value"] = self._clean(span.label)
            if entity is not None and entity.kb_id:
                more["identifier"] = self._clean(entity.kb_id)
        self._structures[span.id] = self._add(kind, span.fragments[0], **{KEY: key}, **more)
        bare = {name: value for name, value in more.items() if name == "value"}
        for fragment in span.fragments[1:]:
            self._add(kind, fragment, **{KEY: key}, **bare)

    def _add_event(self, key: str, event: Event) -> None:
        trigger: Fragments = event.trigger or ((0, 0),)
        self._structures[event.id] = self._add(
            EVENT,
            trigger[0],
            eventType=self._clean(event.type),
            modes=self._array(event.modes),
            contexts=self._array(event.contexts),
            **{KEY: key},
            **self._features(event.attributes),
        )
        for fragment in trigger[1:]:
            self._add(PART, fragment, **{KEY: key})

    def _array(self, values: tuple[str, ...]) -> Cassis:
        return self._types.strings(tuple(map(self._clean, values))) if values else None

    def _features(self, attributes: Attributes) -> dict[str, Cassis]:
        """Attributes as features; those without one, or of another shape than theirs, together as JSON."""
        found: dict[str, Cassis] = {}
        rest = {}
        for name, value in attributes.items():
            if self._types.attributes.get(name) != isinstance(value, tuple) or name not in self._types.attributes:
                rest[name] = value
            elif isinstance(value, tuple):
                found[name] = self._types.strings(tuple(map(self._clean, value)))
            else:
                found[name] = self._clean(value)
        return found | ({MORE: _dump(attributes_record(rest))} if rest else {})

    def _link(self, event: Event) -> None:
        links = [
            self._types.type(LINK)(
                role=self._clean(one.role),
                target=self._structures[one.filler],
                country=self._clean(one.country) if one.country is not None else None,
                sectors=self._array(one.sectors),
            )
            for one in event.arguments
            if one.filler in self._structures
        ]
        if links:
            self._structures[event.id].arguments = self._types.array(links)

    def _add_relations(self) -> None:
        for one in self._layer.relations:
            source, target = self._structures.get(one.source), self._structures.get(one.target)
            if source is not None and target is not None:
                more = {MORE: _dump(attributes_record(one.attributes))} if one.attributes else {}
                self._add(
                    RELATION,
                    (target.begin, target.end),
                    Governor=source,
                    Dependent=target,
                    relationType=self._clean(one.type),
                    **more,
                )

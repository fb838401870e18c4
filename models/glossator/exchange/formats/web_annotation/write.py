"""One document as a page of Web Annotations: one annotation for each span, event and relation of every layer.

Part of `exchange`. Keys that begin with `glossator:` are of our own; programs that do not know them pass over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, TypeAlias

from glossator.annotation import Attributes, Bundle, Event, Fragments, Layer, Span
from glossator.exchange import losses
from glossator.exchange.formats.web_annotation.anchor import AROUND
from glossator.exchange.formats.web_annotation.model import OWN_CONTEXT, PREFIX
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import Numbering, number
from glossator.exchange.remainder import attributes_record, document_record, layer_record, log_beside, log_common

Record: TypeAlias = dict[str, Any]


def page_of(bundle: Bundle, log: LossLog, *, layer_name: str | None, place: int) -> Record:
    """The page, and in the log what it cannot hold."""
    log.open(bundle.document)
    document = bundle.document
    # The number keeps apart what has equal words: two documents may.
    address = f"urn:sha256:{sha256(document.text.encode()).hexdigest()}:{place}"
    layers = [one for one in bundle.layers if layer_name in (None, one.annotator)]
    items: list[Record] = []
    for rank, layer in enumerate(layers):
        items += _Items(document.text, layer, address, f"{address}#{rank}-", log).all()
        log_common(log, bundle, layer)
        log_beside(log, layer, where="the page's own keys", relations=False)
    own = {**document_record(document), "text": document.text, "id": address}
    return {
        "@context": list(OWN_CONTEXT),
        "id": f"{address}#page",
        "type": "AnnotationPage",
        f"{PREFIX}document": own,
        f"{PREFIX}layers": [layer_record(layer, number(layer)) for layer in layers],
        "items": items,
    }


class _Items:
    """The annotations of one layer. `prefix` begins the address of each."""

    def __init__(self, text: str, layer: Layer, address: str, prefix: str, log: LossLog) -> None:
        self._text = text
        self._layer = layer
        self._address = address
        self._prefix = prefix
        self._log = log
        self._numbering: Numbering = number(layer)

    def all(self) -> Iterator[Record]:
        """Spans, events, relations."""
        for key, span in self._numbering.spans:
            yield self._annotation(key, "tagging", self._span(span), self._targets(span.fragments))
        for key, event in self._numbering.events:
            yield self._annotation(key, "tagging", self._event(event), self._targets(event.trigger), kind="event")
        for place, relation in enumerate(self._layer.relations, start=1):
            keys = self._numbering.keys
            body: list[Record] = [_tag(relation.type), self._link("target", keys[relation.target])]
            body += _attributes(relation.attributes)
            target = [self._prefix + keys[relation.source]]
            yield self._annotation(f"R{place}", "linking", body, target, kind="relation")

    def _annotation(
        self, key: str, motivation: str, body: list[Record], target: list[Any], *, kind: str = "span"
    ) -> Record:
        return {
            "id": self._prefix + key,
            "type": "Annotation",
            "motivation": motivation,
            "creator": {"type": "Person", "name": self._layer.annotator},
            f"{PREFIX}kind": kind,
            "body": body,
            "target": target[0] if len(target) == 1 else target,
        }

    def _span(self, span: Span) -> list[Record]:
        return [*([] if span.label is None else [_tag(span.label)]), *_attributes(span.attributes)]

    def _event(self, event: Event) -> list[Record]:
        body = [_tag(event.type), *_attributes(event.attributes)]
        body += [_described("mode", mode) for mode in event.modes]
        body += [_described("context", context) for context in event.contexts]
        for argument in event.arguments:
            filler = self._numbering.keys.get(argument.filler)
            if filler is None:
                # The remainder's log has said so: what fills it is unfinished.
                continue
            link = self._link("role", filler, argument.role)
            if argument.country is not None:
                link[f"{PREFIX}country"] = argument.country
            if argument.sectors:
                link[f"{PREFIX}sectors"] = list(argument.sectors)
            body.append(link)
        return body

    def _link(self, part: str, key: str, name: str | None = None) -> Record:
        link = {"type": "SpecificResource", "purpose": "linking", "source": self._prefix + key, f"{PREFIX}part": part}
        return link | ({} if name is None else {f"{PREFIX}name": name})

    def _targets(self, fragments: Fragments) -> list[Any]:
        """A target for each fragment; the document itself where there is none."""
        return [self._target(start, end) for start, end in fragments] or [self._address]

    def _target(self, start: int, end: int) -> Record:
        quote = {
            "type": "TextQuoteSelector",
            "exact": self._text[start:end],
            "prefix": self._text[max(0, start - AROUND) : start],
            "suffix": self._text[end : end + AROUND],
        }
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"source": self._address, "selector": [position, quote]}


def _tag(label: str) -> Record:
    return {"type": "TextualBody", "purpose": "tagging", "value": label, "format": "text/plain"}


def _described(part: str, value: str, name: str | None = None) -> Record:
    body = {"type": "TextualBody", "purpose": "describing", "value": value, f"{PREFIX}part": part}
    return body | ({} if name is None else {f"{PREFIX}name": name})


def _attributes(attributes: Attributes) -> Iterator[Record]:
    """A body for each value."""
    for name, value in attributes_record(attributes).items():
        for one in [value] if isinstance(value, str) else value:
            yield _described("attribute", one, name)


def log_empty(log: LossLog, layer: Layer) -> None:
    """Attributes without any value have no body."""
    things: list[tuple[int, Attributes]] = [(one.id, one.attributes) for one in layer.spans]
    things += [(one.id, one.attributes) for one in layer.events]
    things += [(one.id, one.attributes) for one in layer.relations]
    for thing, attributes in things:
        for name, value in attributes.items():
            if not value and not isinstance(value, str):
                log.add(losses.ATTRIBUTE, thing=thing, detail=f"{name}: without a value")

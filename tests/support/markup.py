"""Whether a document that was written and read again says what it said, ids apart."""

from __future__ import annotations

from typing import Any

from glossator.annotation import Bundle, Layer
from glossator.exchange.chosen import choose_layer
from glossator.exchange.numbering import number
from glossator.exchange.remainder import attributes_record, document_record, layer_record


def same_as_written(bundle: Bundle, read: Bundle, *, every_layer: bool = False) -> None:
    """Fail where they differ in what a format with a remainder keeps: all but drafts, and what leans on them."""
    assert read.document.text == bundle.document.text
    assert document_record(read.document) == document_record(bundle.document)
    layers = bundle.layers if every_layer else (choose_layer(bundle),)
    assert [told(layer) for layer in read.layers] == [told(layer) for layer in layers]


def told(layer: Layer) -> dict[str, Any]:
    """What a layer says, things called by their short names."""
    numbering = number(layer)
    keys = numbering.keys
    return {
        **layer_record(layer, numbering),
        "spans": [(key, one.label, one.fragments, one.text, _sorted(one)) for key, one in numbering.spans],
        "events": [
            (key, one.type, one.trigger, one.text, one.modes, one.contexts, _sorted(one), _arguments(one, keys))
            for key, one in numbering.events
        ],
        "relations": [(one.type, keys[one.source], keys[one.target], _sorted(one)) for one in layer.relations],
    }


def _sorted(thing: Any) -> list[tuple[str, Any]]:
    return sorted(attributes_record(thing.attributes).items())


def _arguments(event: Any, keys: Any) -> list[tuple[Any, ...]]:
    return [(a.role, keys[a.filler], a.country, a.sectors) for a in event.arguments if a.filler in keys]

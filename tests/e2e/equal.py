"""What a project holds, without its own numbers: things are known by their uid. For comparing two projects."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from glossator import Project
from glossator.annotation import Bundle, Layer

OWN = {"id", "document_id", "position", "uid", "status"}
"""Fields that belong to one file, or are told in another place."""


def content(project: Project) -> list[dict[str, Any]]:
    """Every document with all that is known about it, in order."""
    return [_of_bundle(bundle) for bundle in project.bundles()]


def _of_bundle(bundle: Bundle) -> dict[str, Any]:
    known = {bundle.document.id: "document"}
    for layer in bundle.layers:
        for thing in _things(layer):
            known[thing.id] = thing.uid.hex()
    for suggestion in bundle.suggestions:
        known[suggestion.id] = suggestion.uid.hex()
    return {
        "document": _plain(bundle.document, {}),
        "layers": {
            layer.annotator: {
                "state": _plain(layer.state, known) if layer.state else None,
                "things": {thing.uid.hex(): _plain(thing, known) for thing in _things(layer)},
            }
            for layer in bundle.layers
        },
        "suggestions": {suggestion.uid.hex(): _plain(suggestion, known) for suggestion in bundle.suggestions},
        "decisions": {decision.uid.hex(): _plain(decision, known) for decision in bundle.decisions},
    }


def _things(layer: Layer) -> list[Any]:
    return [*layer.spans, *layer.events, *layer.relations, *layer.entities, *layer.notes]


REFERENCES = {"filler", "source", "target", "suggestion", "result", "mentions"}


def _plain(thing: Any, known: dict[int, str]) -> Any:
    """A thing as plain values; what refers to another thing by its number is that thing's uid."""
    if isinstance(thing, tuple):
        return [_plain(item, known) for item in thing]
    if not hasattr(thing, "__dataclass_fields__"):
        return thing
    found: dict[str, Any] = {}
    for item in fields(thing):
        value = getattr(thing, item.name)
        if item.name in OWN:
            continue
        if item.name in REFERENCES and isinstance(value, int):
            found[item.name] = known.get(value, value)
        elif item.name == "mentions":
            found[item.name] = [known.get(number, number) for number in value]
        else:
            found[item.name] = _plain(value, known)
    return found

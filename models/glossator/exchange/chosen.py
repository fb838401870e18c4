"""Which layer of a document is exported, and what that layer says of how far it was looked at.

Part of `exchange`; pure functions over bundles.
"""

from __future__ import annotations

from glossator.annotation import Bundle, Event, Layer, ReviewState, ReviewTask, Span
from glossator.errors import ExportError

GOLD = "gold"
"""The annotator's name of the layer that adjudication produces."""


def choose_layer(bundle: Bundle, name: str | None = None) -> Layer:
    """The layer to export: the one named, else the only one, else gold, else the only finished one.

    An empty layer where there is none. Raises ExportError where several could be meant.
    """
    layers = bundle.layers
    empty = Layer(bundle.document.id, name or "")
    if name is not None:
        return next((layer for layer in layers if layer.annotator == name), empty)
    by_gold = [layer for layer in layers if layer.annotator == GOLD]
    used = [layer for layer in layers if layer.spans or layer.events or (layer.state and layer.state.reviews)]
    finished = [layer for layer in used if all(layer.review(task) == "done" for task in ("entities", "events"))]
    for candidates in (layers, by_gold, used, finished):
        if len(candidates) == 1:
            return candidates[0]
    if not used:
        return empty
    names = ", ".join(sorted(layer.annotator for layer in used))
    raise ExportError(
        f"{bundle.document.name} has annotations by {names}: adjudicate them, or name the layer to export."
    )


def review_of(bundle: Bundle, layer: Layer, task: ReviewTask) -> ReviewState:
    """How far a task has come. Where annotations stand, somebody has looked, whatever the review says."""
    state = layer.review(task)
    if state != "not_looked_at":
        return state
    made = labelled_spans(layer) if task == "entities" else layer.events
    kind = "span" if task == "entities" else "event"
    rejected = rejected_suggestions(bundle, layer)
    seen = made or any(one.kind == kind and one.id in rejected for one in bundle.suggestions)
    return "in_progress" if seen else "not_looked_at"


def rejected_suggestions(bundle: Bundle, layer: Layer) -> frozenset[int]:
    """The ids of the suggestions that this layer's annotator has rejected."""
    if bundle.decisions:
        decided = (one for one in bundle.decisions if one.annotator == layer.annotator)
        return frozenset(one.suggestion for one in decided if one.state == "rejected")
    return frozenset(one.id for one in bundle.suggestions if one.state == "rejected")


def labelled_spans(layer: Layer) -> tuple[Span, ...]:
    """The spans that say what something is, free fillers left out."""
    return tuple(span for span in layer.spans if span.label is not None)


def finished_events(layer: Layer) -> tuple[Event, ...]:
    """The events that are gold, drafts left out."""
    return tuple(event for event in layer.events if not event.draft)

"""One document as a task of Label Studio: every layer an annotation, pending suggestions predictions.

Part of `exchange`. After Label Studio's pages on exporting and on importing predictions: offsets are code points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from glossator.annotation import Attributes, Bundle, Event, Fragments, Layer, Span, Suggestion
from glossator.exchange import losses
from glossator.exchange.building import columns_of
from glossator.exchange.formats.labelstudio import controls
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import number
from glossator.exchange.remainder import layer_record, log_beside, log_common
from glossator.schema import Schema

Record: TypeAlias = dict[str, Any]
OWN = "glossator"
"""The key of the task's `meta` under which what Label Studio has no place for is kept."""


def task_of(bundle: Bundle, schema: Schema, log: LossLog, *, layer_name: str | None) -> Record:
    """The task, and in the log what it cannot hold."""
    log.open(bundle.document)
    document = bundle.document
    layers = [one for one in bundle.layers if layer_name in (None, one.annotator)]
    columns = columns_of(document.metadata)
    data = {**{key: value for key, value in columns.items() if key != "text"}, "document": document.name}
    annotations: list[Record] = []
    remainders: list[Record] = []
    for layer in layers:
        writer = _Writer(document.text, layer, schema, log)
        annotations.append({**_annotator(layer.annotator), "result": writer.results()})
        remainders.append(layer_record(layer, number(layer)))
        log_common(log, bundle, layer)
        log_beside(log, layer, where="the task's meta", relations=False)
    return {
        "data": {"text": document.text, **data},
        "meta": {OWN: remainders},
        "annotations": annotations,
        "predictions": list(_predictions(bundle)),
    }


def _annotator(name: str) -> Record:
    """Label Studio knows people by their addresses, and refuses what it takes for somebody it does not know."""
    return {"completed_by": {"email": name}} if "@" in name else {"annotator": name}


class _Writer:
    """The results of one layer."""

    def __init__(self, text: str, layer: Layer, schema: Schema, log: LossLog) -> None:
        self._text = text
        self._layer = layer
        self._schema = schema
        self._log = log
        self._numbering = number(layer)
        self._results: list[Record] = []
        self._notes: dict[int, list[str]] = defaultdict(list)
        for note in layer.notes:
            if not note.flag:
                self._notes[note.target].append(note.text)

    def results(self) -> list[Record]:
        """Regions first, then relations between them."""
        for key, span in self._numbering.spans:
            self._span(key, span)
        for key, event in self._numbering.events:
            self._event(key, event)
        for relation in self._layer.relations:
            keys = self._numbering.keys
            if relation.source in keys and relation.target in keys:
                self._results.append(_relation(keys[relation.source], keys[relation.target], relation.type))
            for name in relation.attributes:
                self._log.add(losses.ATTRIBUTE, thing=relation.id, detail=f"{name} of the relation {relation.type}")
        contexts = list(self._layer.contexts)
        if contexts:
            value = {"choices": contexts}
            self._results.append(_result("D", controls.DOCUMENT_CONTEXT, "choices", value))
        return self._results

    def _span(self, key: str, span: Span) -> None:
        self._region(key, span.id, controls.LABEL, span.label or controls.FILLER, span.fragments)
        if span.label is None:
            self._log.add(losses.FREE_FILLER, thing=span.id, fragments=span.fragments, detail=f"as {controls.FILLER}")
        self._attributes(key, span.id, span.fragments[0], span.attributes)

    def _event(self, key: str, event: Event) -> None:
        if not event.trigger:
            self._log.add(losses.NO_TRIGGER, thing=event.id, detail=event.type)
            return
        self._region(key, event.id, controls.TRIGGER, event.type, event.trigger)
        place = _place(event.trigger[0])
        for control, names in ((controls.MODE, event.modes), (controls.CONTEXT, event.contexts)):
            if names:
                self._results.append(_result(key, control, "choices", {**place, "choices": list(names)}))
        self._attributes(key, event.id, event.trigger[0], event.attributes)
        for argument in event.arguments:
            filler = self._filler(argument.filler)
            if filler is None:
                self._log.add(losses.EVENT_FILLER, thing=event.id, detail=f"{argument.role} of {event.type}")
                continue
            self._results.append(_relation(key, filler, argument.role))
            if argument.country is not None or argument.sectors:
                self._log.add(losses.OVERRIDE, thing=event.id, detail=f"{argument.role} of {event.type}")

    def _filler(self, thing: int) -> str | None:
        untold = {one.id for _, one in self._numbering.events if not one.trigger}
        return None if thing in untold else self._numbering.keys.get(thing)

    def _region(self, key: str, thing: int, control: str, label: str, fragments: Fragments) -> None:
        if 1 < len(fragments):
            what = losses.DISCONTINUOUS if control == controls.LABEL else losses.DISCONTINUOUS_TRIGGER
            detail = f"regions with the relation {controls.FRAGMENT}"
            self._log.add(what, thing=thing, fragments=fragments, detail=detail)
        notes = self._notes.get(thing)
        first, *others = regions(self._text, key, control, label, fragments)
        self._results += [first | ({"meta": {"text": notes}} if notes else {}), *others]

    def _attributes(self, key: str, thing: int, first: tuple[int, int], attributes: Attributes) -> None:
        for name, value in attributes.items():
            found = [value] if isinstance(value, str) else list(value)
            attribute = self._schema.attribute(name)
            closed = attribute is not None and set(found) <= set(attribute.values)
            kind, values = ("choices", "choices") if closed else ("textarea", "text")
            control = controls.control_of(name)
            if not found:
                self._log.add(losses.ATTRIBUTE, thing=thing, detail=f"{name}: without a value")
                continue
            self._results.append(_result(key, control, kind, {**_place(first), values: found}))


def regions(
    text: str, key: str, control: str, label: str, fragments: Fragments, *, score: float | None = None
) -> Iterator[Record]:
    """A region for each fragment, and the relations that join them."""
    more = {} if score is None else {"score": score}
    for place, fragment in enumerate(fragments, start=1):
        own = key if place == 1 else f"{key}.{place}"
        value = {**_place(fragment), "text": text[slice(*fragment)], "labels": [label]}
        yield _result(own, control, "labels", value) | more
    # Relations come last: Label Studio looks up both ends when it reads one.
    for place in range(2, len(fragments) + 1):
        yield _relation(key, f"{key}.{place}", controls.FRAGMENT)


def _place(fragment: tuple[int, int]) -> Record:
    return {"start": fragment[0], "end": fragment[1]}


def _result(key: str, control: str, kind: str, value: Mapping[str, Any]) -> Record:
    return {"id": key, "from_name": control, "to_name": controls.TEXT, "type": kind, "value": dict(value)}


def _relation(source: str, target: str, label: str) -> Record:
    return {"type": "relation", "from_id": source, "to_id": target, "direction": "right", "labels": [label]}


def _predictions(bundle: Bundle) -> Iterator[Record]:
    """Pending suggestions, those of one suggester together."""
    text = bundle.document.text
    grouped: dict[tuple[str, str], list[Suggestion]] = defaultdict(list)
    for suggestion in bundle.suggestions:
        if suggestion.state == "pending":
            grouped[suggestion.source, suggestion.version].append(suggestion)
    for (source, version), several in sorted(grouped.items()):
        results: list[Record] = []
        for place, one in enumerate(several, start=1):
            control = controls.LABEL if one.kind == "span" else controls.TRIGGER
            results += regions(text, f"P{place}", control, one.label, one.fragments, score=one.score)
        scores = [one.score for one in several]
        yield {"model_version": f"{source} {version}".strip(), "score": sum(scores) / len(scores), "result": results}


def used_labels(layers: Iterable[Layer], schema: Schema) -> Iterator[str]:
    """Labels of spans that the schema lacks."""
    for layer in layers:
        for span in layer.spans:
            label = span.label or controls.FILLER
            if schema.entity_type(label) is None:
                yield label

"""Whether everything that a bundle of the Glossator JSONL refers to is there, and every id stands for one thing.

Part of `exchange`; see `decode`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from glossator.annotation import Bundle, Layer, Note
from glossator.errors import FormatError


def check_references(bundle: Bundle, where: str) -> None:
    """Raise FormatError where an id is given twice, or refers to nothing."""
    known: set[int] = set()
    for thing in _ids(bundle):
        if thing in known:
            raise FormatError(f"{where}: the id {thing} is given twice.")
        known.add(thing)
    for layer in bundle.layers:
        _check_layer(layer, known, where)
    _once((layer.annotator for layer in bundle.layers), where, "layer of the annotator")
    _once(((one.suggestion, one.annotator) for one in bundle.decisions), where, "decision on and by")
    _once((one.uid for one in bundle.suggestions if one.uid), where, "suggestion with the uid")
    _check_groups(bundle, where)
    for ruling in bundle.rulings:
        if ruling.target is not None:
            _require((ruling.target,), known, f"{where}: ruling {ruling.id}", "thing")
    suggestions = {suggestion.id for suggestion in bundle.suggestions}
    _require((one.suggestion for one in bundle.decisions), suggestions, f"{where}: decisions", "suggestion")


def anchored(bundle: Bundle) -> Bundle:
    """The bundle without references to what it does not hold, as where only one person's layer is taken.

    A note on something else becomes one on the document; a ruling loses its target.
    """
    known = set(_ids(bundle))
    layers = tuple(
        replace(layer, notes=tuple(_on(note, known, bundle.document.id) for note in layer.notes))
        for layer in bundle.layers
    )
    rulings = tuple(
        ruling if ruling.target is None or ruling.target in known else replace(ruling, target=None)
        for ruling in bundle.rulings
    )
    return replace(bundle, layers=layers, rulings=rulings)


def _on(note: Note, known: set[int], document_id: int) -> Note:
    return note if note.target in known else replace(note, target=document_id)


def _check_layer(layer: Layer, known: set[int], where: str) -> None:
    place = f"{where}: layer of {layer.annotator!r}"
    spans = {span.id for span in layer.spans}
    fillers = spans | {event.id for event in layer.events}
    for event in layer.events:
        _require((one.filler for one in event.arguments), fillers, f"{place}: event {event.id}", "span or event")
    for relation in layer.relations:
        _require((relation.source, relation.target), spans, f"{place}: relation {relation.id}", "span")
    for entity in layer.entities:
        _require(entity.mentions, spans, f"{place}: entity {entity.id}", "span")
    for note in layer.notes:
        _require((note.target,), known, f"{place}: note {note.id}", "thing")


def _check_groups(bundle: Bundle, where: str) -> None:
    """A group holds events of its annotator's layer, each event is in one at most."""
    events = {layer.annotator: {event.id for event in layer.events} for layer in bundle.layers}
    for part in bundle.same_events:
        _require(part.events, events.get(part.annotator, set()), f"{where}: same events {part.id}", "event")
    _once((event for part in bundle.same_events for event in part.events), where, "group of same events with")
    _once(((part.uid, part.annotator) for part in bundle.same_events if part.uid), where, "group with the uid and by")


def _once(keys: Iterable[object], where: str, what: str) -> None:
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            shown = key.hex() if isinstance(key, bytes) else repr(key)
            raise FormatError(f"{where}: there is a second {what} {shown}.")
        seen.add(key)


def _require(ids: Iterable[int], known: set[int], where: str, kind: str) -> None:
    for one in ids:
        if one not in known:
            raise FormatError(f"{where}: there is no {kind} with the id {one}.")


def _ids(bundle: Bundle) -> Iterator[int]:
    yield bundle.document.id
    for layer in bundle.layers:
        if layer.state is not None:
            yield layer.state.id
        for things in (layer.spans, layer.events, layer.relations, layer.entities, layer.notes):
            for thing in things:
                yield thing.id
    for suggestion in bundle.suggestions:
        yield suggestion.id
    for several in (bundle.decisions, bundle.same_events, bundle.exemptions, bundle.rulings):
        for item in several:
            yield item.id

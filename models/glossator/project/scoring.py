"""Comparing a project's annotations with a gold standard: which documents belong together, and what is compared.

Part of the project layer; the figures are those of `glossator.annotation.scoring`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from glossator.annotation import Bundle, Event, Layer, Span
from glossator.annotation.identity import Fragments
from glossator.annotation.scoring import Score, Thing, score
from glossator.errors import VerbError
from glossator.store.guard import is_sqlite

Aspect: TypeAlias = Literal["entities", "triggers", "events", "arguments"]
"""entities: labelled spans. triggers: where events are, whatever their types. events: triggers with their types.
arguments: fillers by role, right only where the event is.
"""
ASPECTS: tuple[Aspect, ...] = ("entities", "triggers", "events", "arguments")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a layer meets the gold, aspect by aspect. Documents are those of both, by the same text.

    `names` and `texts` are those of the documents by the key that `Thing.document` has. `only_gold` names documents
    that the project lacks.
    """

    layer: str
    gold_layer: str
    scores: Mapping[Aspect, Score]
    names: Mapping[str, str]
    texts: Mapping[str, str]
    only_gold: tuple[str, ...]


def compare(ours: Iterable[Bundle], layer: str, gold: Iterable[Bundle], gold_layer: str) -> Comparison:
    """Compare one person's annotations with those of another, in the documents that have the same text."""
    known = {bundle.document.text: bundle for bundle in ours}
    said: dict[Aspect, list[Thing]] = {aspect: [] for aspect in ASPECTS}
    wanted: dict[Aspect, list[Thing]] = {aspect: [] for aspect in ASPECTS}
    names: dict[str, str] = {}
    texts: dict[str, str] = {}
    only_gold: list[str] = []
    for bundle in gold:
        text = bundle.document.text
        own = known.pop(text, None)
        if own is None:
            only_gold.append(bundle.document.name)
            continue
        key = f"{len(names):08}"
        names[key], texts[key] = own.document.name, text
        _collect(said, key, _layer_of(own, layer))
        _collect(wanted, key, _layer_of(bundle, gold_layer))
    scores = {aspect: score(said[aspect], wanted[aspect]) for aspect in ASPECTS}
    return Comparison(layer, gold_layer, scores, names, texts, tuple(only_gold))


def read_gold(path: Path, finished: bool) -> list[Bundle]:
    """The documents of another project, or of a file in a format that can be read. Raises GlossatorError."""
    if path.is_file() and is_sqlite(path):
        from glossator.project.project import Project

        with Project.open(path, read_only=True) as project:
            return [_only_done(bundle) if finished else bundle for bundle in project.bundles()]
    from glossator.project.importing import Reader

    bundles = list(Reader().read_all([path]))
    return [_only_done(bundle) if finished else bundle for bundle in bundles]


def chosen_layer(bundles: Iterable[Bundle], asked: str | None, path: Path, usual: str | None = None) -> str:
    """Whose annotations are meant: `asked`, else `usual` where that person has any, else the only one there is.

    Raises VerbError where that is nobody, or several people.
    """
    there = sorted({layer.annotator for bundle in bundles for layer in bundle.layers if layer.spans or layer.events})
    listed = ", ".join(there) or "nobody"
    if asked is not None:
        if asked not in there:
            raise VerbError(f"{path}: nobody called {asked} has annotated anything there. There are: {listed}.")
        return asked
    if usual in there:
        return usual or ""
    if len(there) != 1:
        raise VerbError(
            f"{path}: it does not go without saying whose annotations are meant; name the layer. There are: {listed}."
        )
    return there[0]


def _only_done(bundle: Bundle) -> Bundle:
    from dataclasses import replace

    done = tuple(
        replace(
            layer,
            spans=layer.spans if layer.review("entities") == "done" else (),
            events=layer.events if layer.review("events") == "done" else (),
        )
        for layer in bundle.layers
        if "done" in (layer.review("entities"), layer.review("events"))
    )
    return replace(bundle, layers=done)


def _layer_of(bundle: Bundle, name: str) -> Layer:
    return next((layer for layer in bundle.layers if layer.annotator == name), Layer(bundle.document.id, name))


def _collect(into: dict[Aspect, list[Thing]], key: str, layer: Layer) -> None:
    into["entities"] += [Thing(key, span.label, span.fragments) for span in layer.spans if span.label]
    finished = [event for event in layer.events if not event.draft]
    into["triggers"] += [Thing(key, "trigger", event.trigger) for event in finished if event.trigger]
    into["events"] += [Thing(key, event.type, event.trigger) for event in finished]
    places = _places(layer.spans, layer.events)
    for event in finished:
        into["arguments"] += _arguments(key, event, places)


def _places(spans: Iterable[Span], events: Iterable[Event]) -> dict[int, Fragments]:
    return {span.id: span.fragments for span in spans} | {event.id: event.trigger for event in events}


def _arguments(key: str, event: Event, places: Mapping[int, Fragments]) -> Iterator[Thing]:
    for argument in event.arguments:
        if argument.filler in places:
            yield Thing(key, argument.role, places[argument.filler], event.type, event.trigger)

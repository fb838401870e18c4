"""Documents with everything known about them, for exporters: read many at a time, so few queries serve a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from glossator.annotation import Bundle, Decision, Document, Layer, LayerState, Suggestion
from glossator.project.bundle_agreed import agreed_in
from glossator.store import Store
from glossator.store.bounds import require_layer_within, require_within
from glossator.store.errors import damaged

TEXT_ORDER = 't.start, t."end" DESC, t.id'
_MOST_DOCUMENTS = 100
_MOST_TEXT = 100_000
"""Code points of text read at a time: long documents come one by one, or what is known of them would fill memory."""
_THESE = "IN (SELECT value FROM json_each(?))"


class _Owned(Protocol):
    @property
    def document_id(self) -> int: ...
    @property
    def annotator(self) -> str: ...


T = TypeVar("T", bound=_Owned)
Grouped = dict[tuple[int, str], list[T]]


def bundles(store: Store, *, layer: str | None = None) -> Iterator[Bundle]:
    """Every document in order; `layer` narrows what is known to one annotator's. The status of all is "new"."""
    for ids in _portions(store.documents.lengths()):
        yield from _Portion(store, ids, layer).bundles()


def _portions(lengths: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    ids: list[int] = []
    total = 0
    for number, length in lengths:
        if ids and (_MOST_DOCUMENTS <= len(ids) or _MOST_TEXT < total + length):
            yield ids
            ids, total = [], 0
        ids.append(number)
        total += length
    if ids:
        yield ids


class _Portion:
    """Some documents, read at once."""

    def __init__(self, store: Store, ids: Sequence[int], only: str | None) -> None:
        self._store = store
        self._ids = str(list(ids))
        self._only = only
        self._names = [only] if only is not None else store.annotators.names()

    def bundles(self) -> Iterator[Bundle]:
        layers = self._layers()
        suggestions = self._suggestions()
        decisions = self._decisions(suggestions)
        agreed = agreed_in(self._store, self._ids, self._only)
        for document in self._store.documents.where(f"t.id {_THESE}", (self._ids,), order="t.position, t.id"):
            bundle = Bundle(
                document,
                tuple(self._kept(document, layers)),
                tuple(suggestions.get(document.id, ())),
                tuple(decisions.get(document.id, ())),
                agreed.same_events.get(document.id, ()),
                agreed.exemptions.get(document.id, ()),
                agreed.rulings.get(document.id, ()),
            )
            for layer in bundle.layers:
                require_layer_within(self._store.database, layer, len(document.text))
            require_within(self._store.database, bundle.suggestions, len(document.text))
            yield bundle

    def _kept(self, document: Document, layers: dict[tuple[int, str], Layer]) -> Iterator[Layer]:
        for name in self._names:
            found = layers.get((document.id, name))
            if found is not None:
                yield found
            elif self._only is not None:
                yield Layer(document.id, name)

    def _layers(self) -> dict[tuple[int, str], Layer]:
        """Those that hold anything, by document and annotator."""
        states = self._grouped(self._store.layers, "t.id")
        spans = self._grouped(self._store.spans, TEXT_ORDER)
        events = self._grouped(self._store.events, TEXT_ORDER)
        relations = self._grouped(self._store.relations, "t.id")
        entities = self._grouped(self._store.entities, "t.id")
        notes = self._grouped(self._store.notes, "t.id")
        parts: tuple[Grouped[Any], ...] = (spans, events, relations, entities, notes)
        said = {key for key, (state, *_) in states.items() if self._only is not None or _says_something(state)}
        return {
            (document_id, name): Layer(
                document_id,
                name,
                next(iter(states.get((document_id, name), ())), None),
                *(tuple(part.get((document_id, name), ())) for part in parts),
            )
            for document_id, name in said.union(*parts)
        }

    def _grouped(self, table: Any, order: str) -> Grouped[Any]:
        """The rows of a table, in order, by document and annotator."""
        condition = f"t.document_id {_THESE}"
        parameters: list[str | int] = [self._ids]
        if self._only is not None:
            condition += " AND t.annotator_id = ?"
            parameters.append(self._store.annotators.known_id(self._only))
        found: Grouped[Any] = defaultdict(list)
        for item in table.where(condition, parameters, order=order):
            found[item.document_id, item.annotator].append(item)
        return found

    def _suggestions(self) -> dict[int, list[Suggestion]]:
        # A machine's own view, without anybody's decisions: those are listed beside it.
        found: dict[int, list[Suggestion]] = defaultdict(list)
        for suggestion in self._store.suggestions.of_documents(self._ids, 0):
            found[suggestion.document_id].append(suggestion)
        return found

    def _decisions(self, suggestions: dict[int, list[Suggestion]]) -> dict[int, list[Decision]]:
        """By document; person after person, each in the order in which they decided."""
        home = {one.id: number for number, several in suggestions.items() for one in several}
        condition = f"t.suggestion_id IN (SELECT id FROM suggestion WHERE document_id {_THESE})"
        found: dict[int, list[Decision]] = defaultdict(list)
        for decision in self._store.decisions.where(condition, (self._ids,), order="t.annotator_id, t.id"):
            if decision.suggestion not in home:
                raise damaged(self._store.path, "decision", decision.id, "its suggestion is not there")
            if self._only in (None, decision.annotator):
                found[home[decision.suggestion]].append(decision)
        return found


def _says_something(state: LayerState) -> bool:
    return bool(state.contexts or state.reviews)


def with_status(bundle: Bundle, status: Any) -> Bundle:
    """The bundle with the status that its document has for somebody."""
    return replace(bundle, document=replace(bundle.document, status=status))

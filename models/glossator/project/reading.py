"""Everything a project can be asked, as one annotator sees it. Reads only, but for the annotator's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import isfinite

from glossator.annotation import (
    Bundle,
    Document,
    DocumentSummary,
    Event,
    Fragment,
    Layer,
    LayerState,
    ReviewTask,
    Span,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from glossator.errors import VerbError
from glossator.project.bundles import TEXT_ORDER, bundles, with_status
from glossator.store import SearchHit, Store
from glossator.store.bounds import length_of, require_layer_within, require_within
from glossator.store.search import search
from glossator.store.strict import MOST
from glossator.store.summaries import statuses, summaries

_LONGEST_TITLE = 40


class Reading:
    """Queries on a store."""

    def __init__(self, store: Store, annotator: str, tasks: Callable[[], Sequence[ReviewTask]]) -> None:
        self._store = store
        self._annotator = annotator
        self._tasks = tasks

    @property
    def _me(self) -> int:
        return self._store.annotators.known_id(self._annotator)

    def documents(self) -> Iterator[Document]:
        """Every document, in order."""
        status = statuses(self._store.database, self._me, self._tasks())
        for number in self._store.documents.ids():
            found = self._store.documents.get(number)
            if found is not None:
                yield replace(found, status=status.get(number, "new"))

    def document(self, document_id: int) -> Document:
        """One document, with its status."""
        found = self._store.documents.get(document_id)
        if found is None:
            raise VerbError(f"There is no document with the id {document_id}.")
        status = statuses(self._store.database, self._me, self._tasks(), only=document_id)
        return replace(found, status=status.get(document_id, "new"))

    def summaries(self) -> list[DocumentSummary]:
        """All documents as a list shows them."""
        return summaries(self._store.database, self._me, self._tasks())

    def summary(self, document_id: int) -> DocumentSummary:
        """One document as a list shows it."""
        found = summaries(self._store.database, self._me, self._tasks(), only=document_id)
        if not found:
            raise VerbError(f"There is no document with the id {document_id}.")
        return found[0]

    def layer(self, document_id: int, annotator: str, *, between: Fragment | None = None) -> Layer:
        """One person's annotations of a document; `between` keeps the spans and events that begin there.

        Events without a trigger begin with the text.
        """
        key: tuple[int, ...] = (document_id, self._store.annotators.known_id(annotator))
        where = "t.document_id = ? AND t.annotator_id = ?"
        placed, places = (
            (where, key) if between is None else (f"{where} AND ? <= t.start AND t.start < ?", key + between)
        )
        events = self._store.events.where(placed, places, order=TEXT_ORDER)
        if between is not None and between[0] <= 0:
            events = [*self._store.events.where(f"{where} AND t.start IS NULL", key), *events]
        layer = Layer(
            document_id,
            annotator,
            state=self.layer_state(document_id, annotator),
            spans=tuple(self._store.spans.where(placed, places, order=TEXT_ORDER)),
            events=tuple(events),
            relations=tuple(self._store.relations.where(where, key)),
            entities=tuple(self._store.entities.where(where, key)),
            notes=tuple(self._store.notes.where(where, key)),
        )
        require_layer_within(self._store.database, layer, length_of(self._store.database, document_id))
        return layer

    def layer_state(self, document_id: int, annotator: str) -> LayerState | None:
        """What one person says of a document as a whole."""
        key = (document_id, self._store.annotators.known_id(annotator))
        found = self._store.layers.where("t.document_id = ? AND t.annotator_id = ?", key)
        return found[0] if found else None

    def suggestions(
        self,
        document_id: int,
        *,
        state: SuggestionState | None,
        kind: SuggestionKind | None,
        between: Fragment | None = None,
    ) -> list[Suggestion]:
        """A document's suggestions, narrowed."""
        found = self._store.suggestions.of_document(document_id, self._me, between=between)
        require_within(self._store.database, found, length_of(self._store.database, document_id))
        return [
            item
            for item in found
            if kind in (None, item.kind) and (item.state == state if state else item.state != "superseded")
        ]

    def suggestion(self, suggestion_id: int) -> Suggestion | None:
        """One suggestion."""
        return self._store.suggestions.get(suggestion_id, self._me)

    def search(self, query: str, *, limit: int) -> list[SearchHit]:
        """Full-text search."""
        return search(self._store.database, query, limit=limit)

    def bundles(self, *, layer: str | None, finished: bool) -> Iterator[Bundle]:
        """Documents with everything known about them; `finished`: only those that somebody has finished."""
        status = statuses(self._store.database, self._me, self._tasks())
        for bundle in bundles(self._store, layer=layer):
            if not finished or any(self._is_done(item) for item in bundle.layers):
                own = status.get(bundle.document.id, "new")
                yield bundle if own == "new" else with_status(bundle, own)

    def _is_done(self, layer: Layer) -> bool:
        return all(layer.review(task) == "done" for task in self._tasks())

    def document_of(self, thing_id: int) -> int | None:
        """The document that a thing is or belongs to."""
        kind = self._store.things.kind_of(thing_id)
        if kind == "document":
            return thing_id
        if kind == "suggestion":
            return self._store.suggestions.document_of(thing_id)
        item = self._store.tables[kind].get(thing_id) if kind in self._store.tables else None
        return getattr(item, "document_id", None)

    def words_for(self, thing_id: int) -> str:
        """A thing in a few words: its label and text."""
        kind = self._store.things.kind_of(thing_id)
        item: object = self.suggestion(thing_id) if kind == "suggestion" else None
        if kind in self._store.tables:
            item = self._store.tables[kind].get(thing_id)
        if isinstance(item, Span | Suggestion):
            return f"{item.label or 'a filler'} “{_short(item.text)}”"
        if isinstance(item, Event):
            return f"{item.type} “{_short(item.text)}”" if item.text else item.type
        return kind or str(thing_id)

    def place(self) -> tuple[int, int, float] | None:
        """Where this annotator was, if that document is still there."""
        row = self._store.database.execute(
            "SELECT p.document_id, p.caret, p.scroll FROM place p JOIN document d ON d.id = p.document_id"
            " WHERE p.annotator_id = ?",
            (self._me,),
        ).fetchone()
        sensible = row is not None and [type(value) for value in row] == [int, int, float] and 0 <= row[1] < MOST
        return (row[0], row[1], row[2]) if sensible and isfinite(row[2]) else None

    def set_place(self, document_id: int, caret: int, scroll: float) -> None:
        """Remember where this annotator is."""
        with self._store.transaction():
            self._store.database.execute(
                "INSERT OR REPLACE INTO place (annotator_id, document_id, caret, scroll) VALUES (?, ?, ?, ?)",
                (self._store.annotators.id_of(self._annotator), document_id, caret, scroll),
            )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"

"""Everything a project can be asked, as one annotator sees it. Reads only, but for the annotator's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import isfinite

from glossator.annotation import (
    Agreed,
    Bundle,
    Document,
    DocumentSummary,
    Entity,
    Event,
    Exemption,
    Fragment,
    Fragments,
    Layer,
    LayerState,
    Note,
    Relation,
    ReviewTask,
    Ruling,
    SameEvent,
    Span,
    Suggestion,
    SuggestionKind,
    SuggestionState,
    text_of,
)
from glossator.errors import VerbError
from glossator.project.bundle_agreed import agreed_everywhere
from glossator.project.bundles import TEXT_ORDER, bundles, with_status
from glossator.store import SearchHit, Store
from glossator.store.bounds import length_of, require_layer_within, require_within
from glossator.store.search import search
from glossator.store.strict import MOST
from glossator.store.summaries import statuses, summaries

_LONGEST_TITLE = 40
_KINDS = {"same_event": "same events", "note": "a flag"}


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

    def same_events(self, annotator: str, document_id: int | None) -> list[SameEvent]:
        """One person's groups of same events; with a document, those that have an event there."""
        person = self._store.annotators.known_id(annotator)
        if document_id is None:
            return self._store.same_events.where("t.annotator_id = ?", (person,))
        there = "t.id IN (SELECT same_event_id FROM same_event_member WHERE document_id = ?)"
        return self._store.same_events.where(f"{there} AND t.annotator_id = ?", (document_id, person))

    def exemptions(self, annotator: str, document_id: int | None) -> list[Exemption]:
        """One person's exemptions; with a document, those that hold there."""
        person = self._store.annotators.known_id(annotator)
        if document_id is None:
            return self._store.exemptions.where("t.annotator_id = ?", (person,))
        return self._store.exemptions.where(
            "t.annotator_id = ? AND (t.document_id = ? OR t.document_id IS NULL)", (person, document_id)
        )

    def agreed(self) -> Agreed:
        """Everybody's exemptions and rulings that concern no document in particular."""
        return agreed_everywhere(self._store)

    def rulings(self, subject: str | None) -> list[Ruling]:
        """Everybody's rulings, the oldest first."""
        if subject is None:
            return self._store.rulings.where("1", order="t.time, t.id")
        return self._store.rulings.where("t.subject = ?", (subject,), order="t.time, t.id")

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
        if isinstance(item, Relation):
            return f"the relation {item.type}"
        if isinstance(item, Entity | SameEvent) and item.name:
            return f"“{_short(item.name)}”"
        if isinstance(item, Note | Ruling) and item.text:
            return f"the {kind} “{_short(item.text)}”"
        return _KINDS.get(kind or "", kind) or str(thing_id)

    def quoted(self, document_id: int, fragments: Fragments) -> str:
        """The words at a place, as the end of a title; empty where there are none."""
        words = text_of(self._store.documents.text(document_id) or "", fragments) if fragments else ""
        return f" “{_short(words)}”" if words.strip() else ""

    def name_of_mentions(self, span_ids: Sequence[int]) -> str:
        """What spans that mention one thing call it: the longest of their words."""
        found = self._store.spans.where("t.id IN (SELECT value FROM json_each(?))", (str(list(span_ids)),))
        return max((span.text for span in found), key=len, default="")

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

"""History: what has been done, and what one layer of a document was at any moment of it. Reads only.

The journal is one line, undo and redo included: so every moment can be reached, also those of a branch that a later
step has cut off. A past state is the present one with what newer steps say of the objects that they changed: the
first that any of them says ("before") is what the object was then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from glossator.annotation import Kind, Layer, SameEvent, Suggestion
from glossator.errors import VerbError
from glossator.steps.step import members_documents
from glossator.store import Image, StepRow, Store
from glossator.store.bounds import length_of, require_layer_within, require_within
from glossator.store.rows import Row

LAYER_KINDS: tuple[Kind, ...] = ("layer", "span", "event", "relation", "entity", "note")
"""What a layer holds, decisions aside: those know their suggestion, not their document."""

Key: TypeAlias = tuple[Kind, int]
States: TypeAlias = dict[Key, Row | None]
"""Objects as images; None where they did not exist."""

_PAGE = 100


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A step as history lists it.

    `time` is ISO 8601, UTC, with milliseconds. `documents` are those that it touched; empty where that is not known.
    `undone`: it is taken back at present. `inverts`: the step that an undo took back, or a redo did again.
    """

    id: int
    time: str
    annotator: str
    verb: str
    title: str
    document_id: int | None
    documents: tuple[int, ...]
    application: str
    undone: bool
    inverts: int | None

    @property
    def words(self) -> str:
        """The title; of an undo and a redo with that word before it."""
        return f"{self.verb} {self.title}" if self.verb in ("undo", "redo") else self.title


@dataclass(frozen=True, slots=True)
class Past:
    """One annotator's layer of a document just after a step, and the suggestions as they were decided then.

    The suggestions are those of today: what suggesters proposed, and withdrew, is no part of the journal. `same_events`
    are the groups, whole, that had an event in the document.
    """

    step: HistoryStep
    layer: Layer
    suggestions: tuple[Suggestion, ...]
    same_events: tuple[SameEvent, ...] = ()


class History:
    """Asks the journal of a store. Remembers which documents a large step touched: that never changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._touched: dict[int, frozenset[int]] = {}

    def step(self, step_id: int) -> HistoryStep:
        """The step with this id. Raises VerbError if there is none."""
        found = self._store.journal.get(step_id)
        if found is None:
            raise VerbError(f"There is no step {step_id} in the history of {self._store.path}.")
        return self._listed([found])[0]

    def steps(
        self,
        *,
        document_id: int | None = None,
        annotator: str | None = None,
        limit: int | None = None,
        before: int | None = None,
    ) -> list[HistoryStep]:
        """Steps, newest first: that touched a document, of an annotator, older than a step, at most so many."""
        person = self._store.annotators.known_id(annotator) if annotator is not None else None
        if document_id is None:
            return self._listed(self._store.journal.all(annotator_id=person, before=before, limit=limit))
        found: list[StepRow] = []
        for page in self._pages_touching(document_id, before):
            found.extend(row for row in page if person in (None, row.annotator_id))
            if limit is not None and limit <= len(found):
                break
        return self._listed(found[:limit])

    def past(self, step_id: int, document_id: int, annotator: str) -> Past:
        """An annotator's layer of a document just after a step.

        Raises:
            VerbError: there is no such step, or the document is not there now, or was not then.
        """
        step = self.step(step_id)
        then = self.rewound(step, document_id, annotator)
        kinds: tuple[Kind, ...] = (*LAYER_KINDS, "decision", "same_event")
        items = {kind: self._items(kind, document_id, annotator, then) for kind in kinds}
        states = {decision.suggestion: decision.state for decision in items["decision"]}
        layer = Layer(
            document_id,
            annotator,
            state=next(iter(items["layer"]), None),
            spans=tuple(sorted(items["span"], key=_place)),
            events=tuple(sorted(items["event"], key=_place_of_event)),
            relations=tuple(items["relation"]),
            entities=tuple(items["entity"]),
            notes=tuple(items["note"]),
        )
        suggestions = self._store.suggestions.of_document(document_id, 0)
        length = length_of(self._store.database, document_id)
        require_layer_within(self._store.database, layer, length)
        require_within(self._store.database, suggestions, length)
        return Past(
            step,
            layer,
            tuple(replace(item, state=states.get(item.id, item.state)) for item in suggestions),
            tuple(group for group in items["same_event"] if document_id in group.documents),
        )

    def rewound(self, step: HistoryStep, document_id: int, annotator: str) -> States:
        """What steps after this one changed of an annotator's layer of a document, as it was just after this one.

        Raises:
            VerbError: the document is not there now, or was not then.
        """
        if not self._store.documents.is_present(document_id):
            known = self._store.documents.is_known(document_id)
            raise VerbError(
                "This document is not in the project now: its import was taken back. Import it again, then look back."
                if known
                else f"There is no document with the id {document_id}."
            )
        person = self._store.annotators.known_id(annotator)
        suggestions = self._store.suggestions.ids_of_document(document_id)
        then: States = {}
        for image in self._images_after(step.id, document_id):
            if _is_of(image, document_id, person, suggestions):
                then.setdefault((image.kind, image.id), image.before)
        if then.pop(("document", document_id), {}) is None:
            raise VerbError(f"This document was not in the project just after the step {step.id}.")
        return then

    def _images_after(self, step_id: int, document_id: int) -> Iterator[Image]:
        """What was done since, the oldest first, by whoever: an import writes other people's layers, too."""
        newer = [number for number, _ in self._store.journal.touching(document_id, after=step_id)]
        for _, images in self._store.journal.images_of(newer):
            yield from images

    def _items(self, kind: Kind, document_id: int, annotator: str, then: States) -> list[Any]:
        """The layer's objects of a kind as they were then, by id."""
        table = self._store.tables[kind]
        condition = _OF_DOCUMENT.get(kind, "t.document_id = ?")
        person = self._store.annotators.known_id(annotator)
        items = {item.id: item for item in table.where(f"{condition} AND t.annotator_id = ?", (document_id, person))}
        for (changed, number), image in then.items():
            if changed == kind:
                items.pop(number, None)
                if image is not None:
                    items[number] = table.from_image(image)
        return [items[number] for number in sorted(items)]

    def _pages_touching(self, document_id: int, before: int | None) -> Iterator[list[StepRow]]:
        candidates = self._store.journal.touching(document_id, before=before)
        for first in range(0, len(candidates), _PAGE):
            some = candidates[first : first + _PAGE]
            unsure = self._documents_of([number for number, certain in some if not certain])
            kept = [number for number, certain in some if certain or document_id in unsure[number]]
            yield self._store.journal.these(kept)

    def _documents_of(self, ids: Sequence[int]) -> dict[int, frozenset[int]]:
        """Which documents these steps touched, by their images."""
        for number, images in self._store.journal.images_of(set(ids) - set(self._touched)):
            self._touched[number] = frozenset(self._documents_in(images))
        return {number: self._touched[number] for number in ids}

    def _documents_in(self, images: Iterable[Image]) -> set[int]:
        found: set[int] = set()
        decided: set[int] = set()
        for image in images:
            row = image.after or image.before or {}
            if image.kind == "document":
                found.add(image.id)
            elif image.kind == "decision":
                decided.add(row["suggestion_id"])
            elif image.kind == "same_event":
                found.update(members_documents(image))
            elif row.get("document_id") is not None:
                found.add(row["document_id"])
        return found.union(self._store.suggestions.documents_of(list(decided)) if decided else ())

    def _listed(self, rows: Sequence[StepRow]) -> list[HistoryStep]:
        undone = self._store.journal.taken_back([row.id for row in rows])
        return [
            HistoryStep(
                row.id,
                row.time,
                self._store.annotators.name_of(row.annotator_id),
                row.verb,
                row.title,
                row.document_id,
                (row.document_id,) if row.document_id is not None else tuple(sorted(self._touched.get(row.id, ()))),
                row.application,
                row.id in undone,
                row.inverts,
            )
            for row in rows
        ]


_OF_DOCUMENT: dict[Kind, str] = {
    "decision": "t.suggestion_id IN (SELECT id FROM suggestion WHERE document_id = ?)",
    "same_event": "t.id IN (SELECT same_event_id FROM same_event_member WHERE document_id = ?)",
}


def _is_of(image: Image, document_id: int, annotator_id: int, suggestions: set[int]) -> bool:
    """Whether an image is of a document, or of an annotator's layer of it."""
    if image.kind == "document":
        return image.id == document_id
    row = image.after or image.before or {}
    if row.get("annotator_id") != annotator_id:
        return False
    if image.kind == "same_event":
        return document_id in members_documents(image)
    if image.kind not in (*LAYER_KINDS, "decision"):
        return False
    return row["suggestion_id"] in suggestions if image.kind == "decision" else row.get("document_id") == document_id


def _place(item: Any) -> tuple[int, int, int]:
    return item.start, -item.end, item.id


def _place_of_event(event: Any) -> tuple[bool, int, int, int]:
    # Events without a trigger come first, as the store lists them.
    return (bool(event.trigger), *_place(event))

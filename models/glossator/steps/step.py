"""A step being made: writes domain objects through the store and keeps what is needed to take it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from glossator.annotation import (
    ChangeSet,
    Decision,
    Document,
    Entity,
    Event,
    Fragments,
    Kind,
    LayerState,
    Note,
    Relation,
    Span,
    text_of,
)
from glossator.errors import VerbError
from glossator.schema import Schema
from glossator.store import Image, SchemaVersion, Store, new_uid

Storable: TypeAlias = Document | Span | Event | Relation | Entity | Note | LayerState | Decision | SchemaVersion

_KINDS: dict[type, Kind] = {
    Document: "document",
    Span: "span",
    Event: "event",
    Relation: "relation",
    Entity: "entity",
    Note: "note",
    LayerState: "layer",
    Decision: "decision",
    SchemaVersion: "schema",
}


class Step:
    """Everything a verb does goes through here, inside one transaction.

    Objects are read from the store as they are now, so a verb sees its own earlier writes.
    """

    def __init__(self, store: Store, schema: Schema, annotator: str) -> None:
        self.store = store
        self.schema = schema
        self.annotator = annotator
        self.images: list[Image] = []
        self.notices: list[str] = []
        self._touched: dict[int, None] = {}

    def new_id(self) -> tuple[int, bytes]:
        """An id and uid for an object about to be added."""
        return self.store.things.reserve(), new_uid()

    def new_uid(self) -> bytes:
        """A uid for an object whose id is known."""
        return new_uid()

    def add(self, item: Storable) -> None:
        """Write a new object."""
        kind = _KINDS[type(item)]
        table = self.store.tables[kind]
        table.insert(item)
        self._note(kind, item, None, table.image(item))

    def update(self, before: Storable, after: Storable) -> None:
        """Write an object's new state; nothing happens where it is the old one."""
        if after == before:
            return
        kind = _KINDS[type(after)]
        table = self.store.tables[kind]
        table.update(after)
        self._note(kind, after, table.image(before), table.image(after))

    def remove(self, item: Storable) -> None:
        """Delete an object."""
        kind = _KINDS[type(item)]
        table = self.store.tables[kind]
        table.delete(item.id)
        self._note(kind, item, table.image(item), None)

    def span(self, span_id: int) -> Span:
        """The span with this id; VerbError if there is none, or it is somebody else's."""
        found = self.store.spans.get(span_id)
        if found is None:
            raise VerbError(f"There is no span with the id {span_id}; it may have been deleted.")
        self._refuse_strangers(found.annotator, "span", span_id)
        return found

    def event(self, event_id: int) -> Event:
        """The event with this id; VerbError if there is none, or it is somebody else's."""
        found = self.store.events.get(event_id)
        if found is None:
            raise VerbError(f"There is no event with the id {event_id}; it may have been deleted.")
        self._refuse_strangers(found.annotator, "event", event_id)
        return found

    def _refuse_strangers(self, owner: str, kind: str, number: int) -> None:
        if owner != self.annotator:
            raise VerbError(f"The {kind} {number} belongs to {owner}; only they can change it.")

    def text(self, document_id: int) -> str:
        """A document's text; VerbError if there is no such document."""
        text = self.store.documents.text(document_id)
        if text is None:
            raise VerbError(f"There is no document with the id {document_id}.")
        return text

    def surface(self, document_id: int, fragments: Fragments) -> str:
        """The text at these fragments; VerbError where they are empty, out of order or outside the text."""
        text = self.text(document_id)
        position = 0
        for start, end in fragments:
            if not (position <= start < end <= len(text)):
                raise VerbError(
                    f"{start}–{end} is no stretch of this text: fragments are ordered, do not overlap, hold at least "
                    f"one character, and lie within 0–{len(text)}."
                )
            position = end
        return text_of(text, fragments)

    def layer_state(self, document_id: int) -> LayerState:
        """This annotator's layer state, made (not yet written) where there is none; its id is 0 then."""
        found = self.store.layers.where(
            "t.document_id = ? AND t.annotator_id = ?",
            (document_id, self.store.annotators.known_id(self.annotator)),
        )
        return found[0] if found else LayerState(0, document_id, self.annotator)

    def write_layer_state(self, before: LayerState, after: LayerState) -> None:
        """Add or update a layer state."""
        if before.id:
            self.update(before, after)
        elif after != before:
            number, uid = self.new_id()
            self.add(replace(after, id=number, uid=uid))

    def touch(self, document_id: int) -> None:
        """Remember that something in this document changed."""
        self._touched[document_id] = None

    def change_set(self, verb: str, step_id: int | None) -> ChangeSet:
        """What this step changed."""
        return change_set_of(
            verb, step_id, self.annotator, self.images, touched=tuple(self._touched), notices=tuple(self.notices),
            store=self.store,
        )  # fmt: skip

    def apply(self, image: Image) -> None:
        """Write an object as an image says it was: how undo and redo work."""
        table = self.store.tables[image.kind]
        before = table.from_image(image.before) if image.before is not None else None
        after = table.from_image(image.after) if image.after is not None else None
        if before is not None and after is not None:
            self.update(before, after)
        elif after is not None:
            self.add(after)
        elif before is not None:
            self.remove(before)

    def _note(self, kind: Kind, item: Storable, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        self.images.append(Image(kind, item.id, before, after))
        document_id = item.id if kind == "document" else getattr(item, "document_id", None)
        if document_id is not None:
            self.touch(document_id)


def change_set_of(
    verb: str,
    step_id: int | None,
    annotator: str,
    images: list[Image],
    *,
    store: Store,
    touched: tuple[int, ...] = (),
    notices: tuple[str, ...] = (),
) -> ChangeSet:
    """Sum up images: an object that was both added and changed counts as added."""
    existed: dict[tuple[Kind, int], bool] = {}
    exists: dict[tuple[Kind, int], bool] = {}
    suggestions: dict[int, None] = {}
    for image in images:
        key = (image.kind, image.id)
        existed.setdefault(key, image.before is not None)
        exists[key] = image.after is not None
        if image.kind == "decision":
            row = image.after or image.before or {}
            suggestions[row["suggestion_id"]] = None
    added: dict[Kind, list[int]] = {}
    updated: dict[Kind, list[int]] = {}
    deleted: dict[Kind, list[int]] = {}
    for (kind, number), before in existed.items():
        after = exists[(kind, number)]
        target = updated if before and after else added if after else deleted if before else None
        if target is not None:
            target.setdefault(kind, []).append(number)
    if suggestions:
        updated["suggestion"] = list(suggestions)
        touched = tuple(dict.fromkeys((*touched, *_documents_of(store, list(suggestions)))))
    return ChangeSet(
        verb,
        step_id,
        annotator,
        added=_frozen(added),
        updated=_frozen(updated),
        deleted=_frozen(deleted),
        touched=touched,
        notices=notices,
    )


def _frozen(ids: dict[Kind, list[int]]) -> dict[Kind, tuple[int, ...]]:
    return {kind: tuple(numbers) for kind, numbers in ids.items()}


def _documents_of(store: Store, suggestions: list[int]) -> list[int]:
    found = (store.suggestions.document_of(number) for number in suggestions)
    return [document_id for document_id in found if document_id is not None]

"""A step being made: writes domain objects through the store and keeps what is needed to take it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from glossator.annotation import (
    ChangeSet,
    Decision,
    Document,
    Entity,
    Event,
    Exemption,
    Fragments,
    Kind,
    LayerState,
    Note,
    Relation,
    Ruling,
    SameEvent,
    Span,
    text_of,
)
from glossator.errors import VerbError
from glossator.schema import Schema
from glossator.steps.images import by_kind, net
from glossator.store import Image, SchemaVersion, Store, new_uid
from glossator.store.rows import Row
from glossator.store.tables import Table
from glossator.store.things import new_uids

Annotation: TypeAlias = Span | Event | Relation | Entity | Note | LayerState | Decision | SameEvent | Exemption | Ruling
Storable: TypeAlias = Annotation | Document | SchemaVersion

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
    SameEvent: "same_event",
    Exemption: "exemption",
    Ruling: "ruling",
}
_UNDER_SCHEMA = "schema_version"
"""The column of those kinds that remember which version of the schema they were made or changed under."""


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

    def new_ids(self, count: int) -> list[tuple[int, bytes]]:
        """Ids and uids for several objects about to be added."""
        return list(zip(self.store.things.reserve_many(count), new_uids(count), strict=True))

    def new_uid(self) -> bytes:
        """A uid for an object whose id is known."""
        return new_uid()

    def add(self, item: Storable) -> None:
        """Write a new object."""
        table = self._table_of(item)
        image = self._dated(table.image(item))
        if isinstance(item, Document):
            table.insert(item)
        else:
            table.insert_images([image])
        self._remember([Image(table.kind, item.id, None, image)])

    def add_all(self, items: Sequence[Annotation]) -> None:
        """Write new objects, of several kinds perhaps, in few statements."""
        self.apply(
            [Image(_KINDS[type(item)], item.id, None, self._dated(self._table_of(item).image(item))) for item in items]
        )

    def update(self, before: Storable, after: Storable) -> None:
        """Write an object's new state; nothing happens where it is the old one."""
        if after == before:
            return
        table = self._table_of(after)
        image = self._stamped(table.image(after))
        table.update_images([image])
        self._remember([Image(table.kind, after.id, table.image(before), image)])

    def update_all(self, pairs: Iterable[tuple[Annotation, Annotation]]) -> None:
        """Write the new states of several objects, each given once with the state that it has, in few statements."""
        self.apply(
            [
                Image(table.kind, after.id, table.image(before), self._stamped(table.image(after)))
                for before, after in pairs
                if after != before
                for table in (self._table_of(after),)
            ]
        )

    def remove(self, item: Storable) -> None:
        """Delete an object."""
        table = self._table_of(item)
        table.delete(item.id)
        self._remember([Image(table.kind, item.id, table.image(item), None)])

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

    def spans(self, ids: Sequence[int]) -> dict[int, Span]:
        """Those of these ids that are spans; VerbError if one of them is somebody else's."""
        found = self.store.spans.where("t.id IN (SELECT value FROM json_each(?))", (str(list(ids)),))
        for span in found:
            self._refuse_strangers(span.annotator, "span", span.id)
        return {span.id: span for span in found}

    def entity(self, entity_id: int) -> Entity:
        """The entity with this id; VerbError if there is none, or it is somebody else's."""
        found = self.store.entities.get(entity_id)
        if found is None:
            raise VerbError(f"There is no entity with the id {entity_id}; it may have been deleted.")
        self._refuse_strangers(found.annotator, "entity", entity_id)
        return found

    def relation(self, relation_id: int) -> Relation:
        """The relation with this id; VerbError if there is none, or it is somebody else's."""
        found = self.store.relations.get(relation_id)
        if found is None:
            raise VerbError(f"There is no relation with the id {relation_id}; it may have been deleted.")
        self._refuse_strangers(found.annotator, "relation", relation_id)
        return found

    def _refuse_strangers(self, owner: str, kind: str, number: int) -> None:
        if owner != self.annotator:
            raise VerbError(f"The {kind} {number} belongs to {owner}; only they can change it.")

    def text(self, document_id: int) -> str:
        """A document's text; VerbError if there is no such document."""
        # The text of a document stays when its import is taken back, as another program may have done.
        text = self.store.documents.text(document_id) if self.store.documents.is_present(document_id) else None
        if text is None:
            raise VerbError(f"There is no document with the id {document_id}; it may have been taken out again.")
        return text

    def surface(self, document_id: int, fragments: Fragments) -> str:
        """The text at these fragments; VerbError where they are empty, out of order or outside the text."""
        return surface_of(self.text(document_id), fragments)

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

    def apply(self, images: Sequence[Image]) -> None:
        """Write objects as images say they are, at most one image an object: how undo, redo and restoring work.

        Removals go first, then changes, then additions: so nothing that must be there once is ever there twice. What
        refers to what is checked when the transaction ends, whatever the order.
        """
        grouped = by_kind(images)
        for kind, several in grouped.items():
            self.store.tables[kind].delete_all([item.id for item in several if item.after is None])
        for kind, several in grouped.items():
            self.store.tables[kind].update_images([item.after for item in several if item.before and item.after])
        for kind, several in grouped.items():
            self.store.tables[kind].insert_images([item.after for item in several if item.after and not item.before])
        self._remember(images)

    def _table_of(self, item: Storable) -> Table[Any]:
        return self.store.tables[_KINDS[type(item)]]

    def _dated(self, image: Row) -> Row:
        """A new object says under which version of the schema it was made, unless it comes with that."""
        return self._stamped(image) if image.get(_UNDER_SCHEMA) == 0 else image

    def _stamped(self, image: Row) -> Row:
        if _UNDER_SCHEMA in image:
            image[_UNDER_SCHEMA] = self.schema.version
        return image

    def _remember(self, images: Sequence[Image]) -> None:
        self.images.extend(images)
        self._touched.update(dict.fromkeys(_documents_of(images)))


def _is_whole(value: object) -> bool:
    return isinstance(value, int)


def surface_of(text: str, fragments: Fragments) -> str:
    """The text at these fragments; VerbError where they are empty, out of order or outside the text."""
    position = 0
    for start, end in fragments:
        if not (_is_whole(start) and _is_whole(end)):
            raise VerbError(f"{start!r}–{end!r} is no stretch of a text: offsets are whole numbers of characters.")
        if not (position <= start < end <= len(text)):
            raise VerbError(
                f"{start}–{end} is no stretch of this text: fragments are ordered, do not overlap, hold at least "
                f"one character, and lie within 0–{len(text)}."
            )
        position = end
    return text_of(text, fragments)


def _documents_of(images: Iterable[Image]) -> Iterator[int]:
    """The documents that images say they are of, each as often as it comes: decisions do not."""
    for image in images:
        row = image.after or image.before or {}
        if image.kind == "same_event":
            yield from members_documents(image)
            continue
        found: int | None = image.id if image.kind == "document" else row.get("document_id")
        if found is not None:
            yield found


def members_documents(image: Image) -> dict[int, None]:
    """The documents of the events of a group, before and after a step."""
    members = (*(image.before or {}).get("events", ()), *(image.after or {}).get("events", ()))
    return dict.fromkeys(document for _, document in members)


def summed_up(verb: str, images: list[Image], *, store: Store) -> ChangeSet:
    """What several steps changed, whoever made them: the change set is of no step of its own."""
    touched = dict.fromkeys(_documents_of(images))
    return replace(change_set_of(verb, None, "", images, store=store, touched=tuple(touched)), annotator=None)


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
    suggestions: dict[int, None] = {}
    added: dict[Kind, list[int]] = {}
    updated: dict[Kind, list[int]] = {}
    deleted: dict[Kind, list[int]] = {}
    for image in net(images):
        target = deleted if image.after is None else added if image.before is None else updated
        target.setdefault(image.kind, []).append(image.id)
    for image in images:
        if image.kind == "decision":
            row = image.after or image.before or {}
            suggestions[row["suggestion_id"]] = None
    if suggestions:
        updated["suggestion"] = list(dict.fromkeys((*updated.get("suggestion", ()), *suggestions)))
        touched = tuple(dict.fromkeys((*touched, *store.suggestions.documents_of(list(suggestions)))))
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

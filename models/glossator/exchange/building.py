"""Gathering one annotator's layer from a file whose parts come in any order.

Part of `exchange`; readers of formats use it. Ids are the file's own and are given anew on import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from glossator.annotation import (
    Argument,
    Attributes,
    AttributeValue,
    Document,
    Entity,
    Event,
    Fragments,
    Layer,
    LayerState,
    Metadata,
    Note,
    Origin,
    Relation,
    ReviewState,
    ReviewTask,
    Span,
    text_of,
)

METADATA = ("title", "source", "author", "published", "language")
"""What formats with free columns call what is known of a document."""


def document_of(name: str, text: str, *, metadata: Metadata | None = None, position: int = 0) -> Document:
    """A document of a normalised text."""
    digest = sha256(text.encode()).hexdigest()
    return Document(1, name, text, metadata or Metadata(), sha256=digest, position=position)


def metadata_of(values: Mapping[str, object], *, without: Iterable[str] = ()) -> Metadata:
    """Metadata out of free columns. Numbers become words, nested values are left out, and so are those `without`."""
    left = set(without)
    plain = {
        key: str(value)
        for key, value in values.items()
        if key not in left and isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    named = {key: plain.pop(key, None) for key in METADATA}
    return Metadata(**named, extra=plain)


def columns_of(metadata: Metadata) -> dict[str, str]:
    """The inverse of `metadata_of`."""
    named = {key: getattr(metadata, key) for key in METADATA}
    return {**metadata.extra, **{key: value for key, value in named.items() if value is not None}}


class LayerBuilder:
    """Gathers the layer of one annotator. `ids` is shared by all layers of a document; `source` is the format."""

    def __init__(self, document: Document, annotator: str, ids: Iterator[int], source: str) -> None:
        self._document = document
        self._annotator = annotator
        self._ids = ids
        self._origin = Origin("imported", source)
        self.spans: dict[int, Span] = {}
        self.events: dict[int, Event] = {}
        self._relations: list[Relation] = []
        self._entities: list[Entity] = []
        self._notes: list[Note] = []
        self._contexts: dict[str, None] = {}
        self._reviews: dict[ReviewTask, ReviewState] = {}

    def new_id(self) -> int:
        """An id for something that others may refer to before it is added."""
        return next(self._ids)

    def span(
        self, label: str | None, fragments: Fragments, attributes: Attributes | None = None, *, thing: int | None = None
    ) -> int:
        """Add a span; its id."""
        found = self.new_id() if thing is None else thing
        self.spans[found] = Span(
            found, self._document.id, self._annotator, label, fragments, text_of(self._document.text, fragments),
            attributes or {}, self._origin,
        )  # fmt: skip
        return found

    def event(
        self,
        type_: str,
        trigger: Fragments,
        *,
        thing: int | None = None,
        arguments: Iterable[Argument] = (),
        attributes: Attributes | None = None,
        modes: Iterable[str] = (),
        contexts: Iterable[str] = (),
    ) -> int:
        """Add an event; its id."""
        found = self.new_id() if thing is None else thing
        self.events[found] = Event(
            found, self._document.id, self._annotator, type_, trigger, text_of(self._document.text, trigger),
            tuple(dict.fromkeys(modes)), tuple(dict.fromkeys(contexts)), tuple(arguments), attributes or {},
            origin=self._origin,
        )  # fmt: skip
        return found

    def relation(self, type_: str, source: int, target: int, attributes: Attributes | None = None) -> int:
        """Add a relation; its id."""
        found = self.new_id()
        self._relations.append(
            Relation(found, self._document.id, self._annotator, type_, source, target, attributes or {})
        )
        return found

    def entity(
        self,
        name: str,
        mentions: Iterable[int],
        *,
        kb_id: str | None = None,
        country: str | None = None,
        sectors: Iterable[str] = (),
        attributes: Attributes | None = None,
    ) -> int:
        """Add an entity; its id."""
        found = self.new_id()
        entity = Entity(
            found, self._document.id, self._annotator, name, kb_id, country, tuple(sectors), tuple(mentions),
            attributes=attributes or {},
        )  # fmt: skip
        self._entities.append(entity)
        return found

    def note(self, target: int, text: str, *, flag: bool = False) -> int:
        """Add a note; its id."""
        found = self.new_id()
        self._notes.append(Note(found, self._document.id, self._annotator, target, text, flag))
        return found

    def context(self, name: str) -> None:
        """Add a context of the document as a whole."""
        self._contexts[name] = None

    def review(self, task: ReviewTask, state: ReviewState) -> None:
        """Say how far a task has come."""
        self._reviews[task] = state

    def looked_at(self) -> None:
        """Where a file says nothing of it: what has annotations was looked at, and nobody knows whether all of it."""
        if self.spans:
            self._reviews.setdefault("entities", "in_progress")
        if self.events:
            self._reviews.setdefault("events", "in_progress")

    def layer(self) -> Layer:
        """Everything gathered, in the order of the text."""
        state = LayerState(
            self.new_id(), self._document.id, self._annotator, tuple(self._contexts), dict(self._reviews)
        )
        return Layer(
            self._document.id,
            self._annotator,
            state,
            tuple(sorted(self.spans.values(), key=lambda one: (one.start, -one.end, one.id))),
            tuple(sorted(self.events.values(), key=lambda one: (one.start, -one.end, one.id))),
            tuple(self._relations),
            tuple(self._entities),
            tuple(self._notes),
        )


def add_value(attributes: dict[str, AttributeValue], name: str, value: str) -> None:
    """One more value of an attribute: the second one makes it several."""
    present = attributes.get(name)
    if present is None:
        attributes[name] = value
    else:
        attributes[name] = (*((present,) if isinstance(present, str) else present), value)

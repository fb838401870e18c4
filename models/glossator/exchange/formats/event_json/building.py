"""A layer as it is put together from a record that other people wrote.

Part of `exchange`; the importers of event corpora share it. Ids are counted from the document's own, 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import count

from glossator.annotation import (
    Argument,
    AttributeValue,
    Bundle,
    Document,
    Entity,
    Event,
    Fragments,
    Layer,
    LayerState,
    Metadata,
    Origin,
    Relation,
    ReviewState,
    ReviewTask,
    SameEventPart,
    Span,
    text_of,
)

UNNAMED = "SPAN"
"""The label of a span that a file marks without saying what it is."""
FILLER = "FILLER"
"""The type that an unlabelled filler gets where a file has to name one; read back, it has no label again."""


class LayerBuilder:
    """Gathers the annotations of one document, by nobody known."""

    def __init__(self, document: Document, source: str) -> None:
        self.document = document
        self.spans: dict[int, Span] = {}
        self.entities: list[Entity] = []
        self._events: list[Event] = []
        self._relations: list[Relation] = []
        self._groups: list[tuple[int, ...]] = []
        self._ids = count(document.id + 1)
        self._by_place: dict[tuple[Fragments, str | None], int] = {}
        self._labelled: dict[Fragments, int] = {}
        self._origin = Origin("imported", source)

    def span(
        self, fragments: Fragments, label: str | None, attributes: Mapping[str, AttributeValue] | None = None
    ) -> int:
        """Add a span, whatever else stands there."""
        thing = next(self._ids)
        surface = text_of(self.document.text, fragments)
        self.spans[thing] = Span(
            thing, self.document.id, "", label, fragments, surface, attributes or {}, origin=self._origin
        )
        self._by_place.setdefault((fragments, label), thing)
        if label is not None:
            self._labelled.setdefault(fragments, thing)
        return thing

    def labelled(self, fragments: Fragments, label: str | None) -> int:
        """The first span there with that label, added where there is none."""
        found = self._by_place.get((fragments, label))
        return self.span(fragments, label) if found is None else found

    def marks(self, fragments: Fragments) -> bool:
        """Whether a span with a label is there."""
        return fragments in self._labelled

    def filler(self, fragments: Fragments) -> int:
        """The first span there, whatever its label, else a new one without label."""
        found = self._labelled.get(fragments)
        return self.labelled(fragments, None) if found is None else found

    def event(
        self,
        type_: str,
        trigger: Fragments,
        arguments: Iterable[tuple[str, int] | Argument] = (),
        attributes: Mapping[str, AttributeValue] | None = None,
        *,
        modes: tuple[str, ...] = (),
        contexts: tuple[str, ...] = (),
    ) -> int:
        """Add an event."""
        thing = next(self._ids)
        event = Event(
            thing,
            self.document.id,
            "",
            type_,
            trigger,
            text_of(self.document.text, trigger),
            modes,
            contexts,
            tuple(one if isinstance(one, Argument) else Argument(*one) for one in arguments),
            attributes or {},
            origin=self._origin,
        )
        self._events.append(event)
        return thing

    def relation(self, type_: str, source: int, target: int) -> None:
        """Add a relation between two spans."""
        self._relations.append(Relation(next(self._ids), self.document.id, "", type_, source, target))

    def entity(
        self, mentions: Sequence[int], name: str | None = None, attributes: Mapping[str, AttributeValue] | None = None
    ) -> int:
        """Add what these spans mention; without a name it is called as its first mention."""
        called = name or self.spans[mentions[0]].text
        found = Entity(
            next(self._ids), self.document.id, "", called, mentions=tuple(mentions), attributes=attributes or {}
        )
        self.entities.append(found)
        return found.id

    def same_events(self, events: Sequence[int]) -> None:
        """Say that these events tell of one happening."""
        self._groups.append(tuple(events))

    def bundle(self, reviews: Mapping[ReviewTask, ReviewState], contexts: tuple[str, ...] = ()) -> Bundle:
        """The document with all that was gathered, each kind in the order of the text."""
        state = LayerState(next(self._ids), self.document.id, "", contexts, dict(reviews))
        layer = Layer(
            self.document.id,
            "",
            state,
            tuple(sorted(self.spans.values(), key=lambda span: (span.start, -span.end, span.id))),
            tuple(sorted(self._events, key=lambda event: (event.start, -event.end, event.id))),
            tuple(self._relations),
            tuple(self.entities),
        )
        parts = tuple(
            SameEventPart(next(self._ids), "", "", events, tuple(range(len(events)))) for events in self._groups
        )
        return Bundle(self.document, (layer,), same_events=parts)


def document_of(text: str, name: str, position: int, metadata: Metadata | None = None) -> Document:
    """A document of a normalised text."""
    digest = sha256(text.encode()).hexdigest()
    return Document(1, name, text, metadata or Metadata(), sha256=digest, position=position)

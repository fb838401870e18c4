"""A layer: one annotator's annotations of one document; and the bundle that formats read and write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from glossator.annotation.document import Document, ReviewState, ReviewTask
from glossator.annotation.events import Event, SameEventPart
from glossator.annotation.rulings import Exemption, Ruling
from glossator.annotation.spans import Entity, Relation, Span
from glossator.annotation.suggestions import Decision, Suggestion


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on anything (`target` is its id), or a flag that asks for attention (then `text` may be empty)."""

    id: int
    document_id: int
    annotator: str
    target: int
    text: str
    flag: bool = False
    uid: bytes = b""


@dataclass(frozen=True, slots=True)
class LayerState:
    """What a layer says of its document as a whole: contexts, and how far each task has been reviewed.

    A task that `reviews` does not name has not been looked at.
    """

    id: int
    document_id: int
    annotator: str
    contexts: tuple[str, ...] = ()
    reviews: Mapping[ReviewTask, ReviewState] = field(default_factory=dict)
    uid: bytes = b""

    def review(self, task: ReviewTask) -> ReviewState:
        """How far this task has come."""
        return self.reviews.get(task, "not_looked_at")


@dataclass(frozen=True, slots=True)
class Layer:
    """One person's annotations of one document, each kind in the order of the text."""

    document_id: int
    annotator: str
    state: LayerState | None = None
    spans: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    entities: tuple[Entity, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def contexts(self) -> tuple[str, ...]:
        """The contexts given to the document as a whole."""
        return self.state.contexts if self.state else ()

    def review(self, task: ReviewTask) -> ReviewState:
        """How far this task has come in this layer."""
        return self.state.review(task) if self.state else "not_looked_at"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A document with everything known about it: what exporters are given and importers return.

    Coming from an importer, ids are the file's own and are given anew; uids, where present, are kept. The parts of a
    group of same events are known by its uid, in whatever documents they are.
    """

    document: Document
    layers: tuple[Layer, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    same_events: tuple[SameEventPart, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    rulings: tuple[Ruling, ...] = ()

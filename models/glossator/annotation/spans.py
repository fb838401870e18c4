"""Spans, relations between them, and the entities they mention."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from glossator.annotation.identity import Attributes, Fragments, hull

OriginHow: TypeAlias = Literal["made", "accepted", "corrected", "imported", "propagated"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an annotation came from: a person's own hand, or a suggestion accepted as it was or corrected.

    `source` and `version` name the suggester or the imported file's format.
    """

    how: OriginHow = "made"
    source: str | None = None
    version: str | None = None
    suggestion: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of text. A label of None makes it a free filler of an event's role.

    `schema_version` is that of the schema in force when a person made or last changed it; 0: not known.
    """

    id: int
    document_id: int
    annotator: str
    label: str | None
    fragments: Fragments
    text: str
    attributes: Attributes = field(default_factory=dict)
    origin: Origin = field(default_factory=Origin)
    uid: bytes = b""
    schema_version: int = 0

    @property
    def start(self) -> int:
        """The first code point of the first fragment."""
        return hull(self.fragments)[0]

    @property
    def end(self) -> int:
        """One past the last code point of the last fragment."""
        return hull(self.fragments)[1]


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, directed link from one span to another. `schema_version` is as a span's."""

    id: int
    document_id: int
    annotator: str
    type: str
    source: int
    target: int
    attributes: Attributes = field(default_factory=dict)
    uid: bytes = b""
    schema_version: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """What several spans of one document mention. `mentions` are span ids; `sectors` are ordered."""

    id: int
    document_id: int
    annotator: str
    name: str
    kb_id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    mentions: tuple[int, ...] = ()
    uid: bytes = b""
    attributes: Attributes = field(default_factory=dict)

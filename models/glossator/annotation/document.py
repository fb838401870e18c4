"""Documents: texts that never change after import, and what is known about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

ReviewTask: TypeAlias = Literal["entities", "events", "paragraphs"]
ReviewState: TypeAlias = Literal["not_looked_at", "in_progress", "done"]
Status: TypeAlias = Literal["new", "in_progress", "done"]

REVIEW_TASKS: tuple[ReviewTask, ...] = ("entities", "events")
NO_EXTRA: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article. None means absent: the window flags it.

    `published` is an ISO 8601 date, `language` a BCP 47 tag, `extra` whatever an importer found besides.
    """

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its metadata.

    `status` is that of the annotator who asked. `sha256` is of the text's UTF-8 bytes, `source_sha256` of the
    file it came from; `source_map` leads back to that file's bytes (see `glossator.text.sourcemap`).
    """

    id: int
    name: str
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    status: Status = "new"
    sha256: str = ""
    source_sha256: str | None = None
    source_encoding: str | None = None
    source_map: bytes | None = None
    uid: bytes = b""
    position: int = 0


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a list shows it: no text. Counts are of the annotator who asked."""

    id: int
    name: str
    metadata: Metadata
    status: Status
    reviews: Mapping[ReviewTask, ReviewState]
    flagged: bool
    length: int
    spans: int
    events: int
    drafts: int
    undecided: int
    suggested: bool
    position: int

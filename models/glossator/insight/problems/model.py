"""What a problem is, and what the checks are given. Part of the insight layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from glossator.annotation import (
    Entity,
    Event,
    Fragments,
    Relation,
    ReviewState,
    ReviewTask,
    Span,
    Suggestion,
)
from glossator.schema import Schema

Severity: TypeAlias = Literal["error", "warning", "hint"]
Thing: TypeAlias = Span | Event

SEVERITIES: Mapping[str, Severity] = {
    "missing_role": "error",
    "too_few_fillers": "error",
    "too_many_fillers": "error",
    "wrong_filler": "error",
    "foreign_role": "error",
    "unknown_name": "error",
    "relation_ends": "error",
    "blank_edge": "error",
    "inside_token": "warning",
    "leading_article": "warning",
    "possessive": "warning",
    "title_in_name": "warning",
    "norp_in_org": "warning",
    "clause_start": "warning",
    "polarity_cue": "warning",
    "modality_cue": "warning",
    "tense_cue": "warning",
    "source_cue": "warning",
    "trigger_types": "warning",
    "trigger_types_elsewhere": "hint",
    "string_labels": "warning",
    "entity_types": "warning",
    "pending": "warning",
    "draft": "warning",
    "date_value": "hint",
    "pronoun": "hint",
}
"""Every check by the code of what it finds. error: the schema forbids it, or no export can hold it; warning: most
likely wrong; hint: something is still to be added."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a problem: a verb of `Project` with its arguments by name. `title` says it in a few words."""

    title: str
    verb: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong, or likely to be. `message` is one sentence.

    `target` is the id of what it is about, `place` where that stands. `code` and `key` together tell a problem from
    every other of its document: the key is the same after a restart, so that "this is right" can be remembered.
    """

    code: str
    severity: Severity
    message: str
    document_id: int
    target: int | None
    place: Fragments
    key: str
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How a trigger's words are typed in other documents: a type, how often, and one event of those."""

    type: str
    count: int
    event: int


@dataclass(frozen=True, slots=True)
class Material:
    """One annotator's layer of a document, and what the checks need besides. Nothing in it ever changes.

    `pending` are the undecided suggestions, `elsewhere` the types that the words of triggers (in lower case) have in
    other documents, `published` the document's date.
    """

    document_id: int
    text: str
    schema: Schema
    spans: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    entities: tuple[Entity, ...] = ()
    reviews: Mapping[ReviewTask, ReviewState] = field(default_factory=dict)
    pending: tuple[Suggestion, ...] = ()
    elsewhere: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=dict)
    published: str | None = None


def problem(
    code: str,
    message: str,
    thing: Thing,
    *,
    about: str = "",
    place: Fragments | None = None,
    fixes: tuple[Fix, ...] = (),
) -> Problem:
    """A problem of one span or event. `about` tells several of one code on one thing apart."""
    key = f"{stable(thing)}:{about}" if about else stable(thing)
    return Problem(
        code, SEVERITIES[code], message, thing.document_id, thing.id,
        place_of(thing) if place is None else place, key, fixes,
    )  # fmt: skip


def stable(thing: Thing | Entity | Relation) -> str:
    """What a thing is known by, also in a project that it was merged into."""
    return thing.uid.hex() or str(thing.id)


def place_of(thing: Thing) -> Fragments:
    """Where a span stands, or the trigger of an event."""
    return thing.fragments if isinstance(thing, Span) else thing.trigger


def in_words(thing: Thing) -> str:
    """A thing as a message names it."""
    if isinstance(thing, Span):
        return quoted(thing.text)
    return f"{thing.type} {quoted(thing.text)}" if thing.text else f"{thing.type} without a trigger"


def quoted(text: str, *, longest: int = 40) -> str:
    """A few words of the text in quotation marks."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= longest else text[: longest - 1] + '…'}”"

"""What suggesters propose: span and event suggestions, and the phrases that can fill roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from glossator.annotation.identity import Fragments, hull

SuggestionKind: TypeAlias = Literal["span", "event"]
SuggestionState: TypeAlias = Literal["pending", "accepted", "corrected", "rejected", "superseded"]
PhraseKind: TypeAlias = Literal["noun_chunk", "pronoun", "clause", "short_clause", "time", "place"]

MEMORY = "memory"
"""The source of what is suggested because somebody has decided the same words before."""


@dataclass(frozen=True, slots=True)
class ProposedType:
    """A type an event hint could have, with its mode if the schema gives it modes; score in 0..1."""

    type: str
    mode: str | None
    score: float


@dataclass(frozen=True, slots=True)
class ProposedArgument:
    """A filler that an event hint proposes for a role."""

    role: str
    fragments: Fragments
    score: float


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """An attribute value that a cue word in the text speaks for."""

    value: str
    cue: str


@dataclass(frozen=True, slots=True)
class EventHint:
    """What is known about a candidate trigger: up to three ranked types, proposed fillers and attributes."""

    types: tuple[ProposedType, ...]
    arguments: tuple[ProposedArgument, ...] = ()
    attributes: Mapping[str, ProposedValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion as a suggester makes it, before the store has given it an id.

    For an event, `label` is the first proposed type and `fragments` the candidate trigger.
    """

    kind: SuggestionKind
    label: str
    fragments: Fragments
    score: float
    hint: EventHint | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch that can fill a role, and how it depends on its governor.

    `relation` is the dependency towards the governing verb or noun ("nsubj", "dobj", "pobj:in", "xcomp" …),
    `governor` that word's first code point. Both None where the parse says nothing.
    """

    start: int
    end: int
    kind: PhraseKind
    relation: str | None = None
    governor: int | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one suggester run says about one document. `source` and `version` name the suggester."""

    source: str
    version: str
    proposals: tuple[Proposal, ...] = ()
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A stored proposal, with the state that the annotator who asked has given it."""

    id: int
    document_id: int
    kind: SuggestionKind
    label: str
    fragments: Fragments
    text: str
    score: float
    source: str
    version: str
    state: SuggestionState = "pending"
    hint: EventHint | None = None
    uid: bytes = b""

    @property
    def start(self) -> int:
        """The first code point of the first fragment."""
        return hull(self.fragments)[0]

    @property
    def end(self) -> int:
        """One past the last code point of the last fragment."""
        return hull(self.fragments)[1]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one annotator did with one suggestion. `result` is the annotation that came of it, if any."""

    id: int
    suggestion: int
    annotator: str
    state: SuggestionState
    result: int | None = None
    uid: bytes = b""

"""The domain objects: frozen dataclasses that every other layer speaks in. Imports `text` at most."""

from glossator.annotation.changes import ChangeSet
from glossator.annotation.document import (
    REVIEW_TASKS,
    Document,
    DocumentSummary,
    Metadata,
    ReviewState,
    ReviewTask,
    Status,
)
from glossator.annotation.events import Argument, Event, SameEvent, SameEventPart
from glossator.annotation.identity import (
    Attributes,
    AttributeValue,
    Fragment,
    Fragments,
    Kind,
    as_fragments,
    hull,
    text_of,
)
from glossator.annotation.keep import KEEP, Keep
from glossator.annotation.layers import Bundle, Layer, LayerState, Note
from glossator.annotation.losses import Loss, LossReport
from glossator.annotation.rulings import Agreed, Exemption, Ruling
from glossator.annotation.spans import Entity, Origin, Relation, Span
from glossator.annotation.suggestions import (
    Analysis,
    Decision,
    EventHint,
    Phrase,
    PhraseKind,
    Proposal,
    ProposedArgument,
    ProposedType,
    ProposedValue,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)

__all__ = [
    "KEEP",
    "REVIEW_TASKS",
    "Agreed",
    "Analysis",
    "Argument",
    "AttributeValue",
    "Attributes",
    "Bundle",
    "ChangeSet",
    "Decision",
    "Document",
    "DocumentSummary",
    "Entity",
    "Event",
    "EventHint",
    "Exemption",
    "Fragment",
    "Fragments",
    "Keep",
    "Kind",
    "Layer",
    "LayerState",
    "Loss",
    "LossReport",
    "Metadata",
    "Note",
    "Origin",
    "Phrase",
    "PhraseKind",
    "Proposal",
    "ProposedArgument",
    "ProposedType",
    "ProposedValue",
    "Relation",
    "ReviewState",
    "ReviewTask",
    "Ruling",
    "SameEvent",
    "SameEventPart",
    "Span",
    "Status",
    "Suggestion",
    "SuggestionKind",
    "SuggestionState",
    "as_fragments",
    "hull",
    "text_of",
]

"""Suggestions and what annotators did with them, decoded from the Glossator JSONL.

Part of `exchange`; see `decode`.
"""

from __future__ import annotations

from typing import cast, get_args

from glossator.annotation import (
    Decision,
    Document,
    EventHint,
    ProposedArgument,
    ProposedType,
    ProposedValue,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from glossator.exchange.fields import Fields
from glossator.exchange.formats.jsonl.places import check_surface, decode_fragments

KINDS: tuple[str, ...] = get_args(SuggestionKind)
DECISIONS = ("accepted", "corrected", "rejected")
STATES: tuple[str, ...] = get_args(SuggestionState)


def decode_suggestion(fields: Fields, document: Document) -> Suggestion:
    """One suggestion of a document."""
    fragments = decode_fragments(fields, "fragments", document)
    suggestion = Suggestion(
        id=fields.integer("id"),
        document_id=document.id,
        kind=cast(SuggestionKind, fields.choice("kind", KINDS)),
        label=fields.name("label"),
        fragments=fragments,
        text=check_surface(fields, document, fragments, fields.string("text")),
        score=fields.number("score"),
        source=fields.string("source"),
        version=fields.string("version"),
        state=cast(SuggestionState, fields.choice("state", STATES, "pending")),
        hint=_hint(fields.object("hint"), document) if "hint" in fields else None,
        uid=fields.uid("uid"),
    )
    fields.done()
    return suggestion


def decode_decision(fields: Fields) -> Decision:
    """What one annotator did with one suggestion."""
    decision = Decision(
        id=fields.integer("id"),
        suggestion=fields.integer("suggestion"),
        annotator=fields.string("annotator"),
        state=cast(SuggestionState, fields.choice("state", DECISIONS)),
        result=fields.optional_integer("result"),
        uid=fields.uid("uid"),
    )
    fields.done()
    return decision


def _hint(fields: Fields, document: Document) -> EventHint:
    hint = EventHint(
        types=tuple(_type(one) for one in fields.objects("types")),
        arguments=tuple(_argument(one, document) for one in fields.objects("arguments")),
        attributes={
            name: _value(Fields(value, f"{fields.where}: attributes.{name}"))
            for name, value in fields.mapping("attributes").items()
        },
    )
    fields.done()
    return hint


def _type(fields: Fields) -> ProposedType:
    proposed = ProposedType(fields.string("type"), fields.optional("mode"), fields.number("score"))
    fields.done()
    return proposed


def _argument(fields: Fields, document: Document) -> ProposedArgument:
    fragments = decode_fragments(fields, "fragments", document)
    proposed = ProposedArgument(fields.string("role"), fragments, fields.number("score"))
    fields.done()
    return proposed


def _value(fields: Fields) -> ProposedValue:
    proposed = ProposedValue(fields.string("value"), fields.string("cue"))
    fields.done()
    return proposed

"""Analyses as JSON: compact lists inside, names outside. Part of the suggest layer; imports no spaCy."""

from __future__ import annotations

from typing import Any, TypeAlias

from glossator.annotation import (
    Analysis,
    EventHint,
    Fragments,
    Phrase,
    Proposal,
    ProposedArgument,
    ProposedType,
    ProposedValue,
)

Json: TypeAlias = Any
"""What `json.dumps` takes."""


def analysis_to_json(analysis: Analysis) -> dict[str, Json]:
    """An analysis as plain data."""
    return {
        "source": analysis.source,
        "version": analysis.version,
        "proposals": [_proposal_to_json(proposal) for proposal in analysis.proposals],
        "phrases": [[item.start, item.end, item.kind, item.relation, item.governor] for item in analysis.phrases],
    }


def analysis_from_json(data: dict[str, Json]) -> Analysis:
    """What `analysis_to_json` made of it. Raises KeyError, TypeError or ValueError for anything else."""
    return Analysis(
        source=data["source"],
        version=data["version"],
        proposals=tuple(_proposal_from_json(item) for item in data["proposals"]),
        phrases=tuple(Phrase(*item) for item in data["phrases"]),
    )


def _proposal_to_json(proposal: Proposal) -> Json:
    hint = None if proposal.hint is None else _hint_to_json(proposal.hint)
    return [proposal.kind, proposal.label, proposal.fragments, proposal.score, hint]


def _proposal_from_json(item: Json) -> Proposal:
    kind, label, fragments, score, hint = item
    return Proposal(kind, label, _fragments(fragments), score, None if hint is None else _hint_from_json(hint))


def _hint_to_json(hint: EventHint) -> Json:
    return {
        "types": [[item.type, item.mode, item.score] for item in hint.types],
        "arguments": [[item.role, item.fragments, item.score] for item in hint.arguments],
        "attributes": {name: [item.value, item.cue] for name, item in hint.attributes.items()},
    }


def _hint_from_json(data: Json) -> EventHint:
    return EventHint(
        types=tuple(ProposedType(*item) for item in data["types"]),
        arguments=tuple(ProposedArgument(role, _fragments(places), score) for role, places, score in data["arguments"]),
        attributes={name: ProposedValue(*item) for name, item in data["attributes"].items()},
    )


def _fragments(pairs: Json) -> Fragments:
    return tuple((start, end) for start, end in pairs)

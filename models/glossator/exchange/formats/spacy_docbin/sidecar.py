"""What lies beside the .spacy files: events with all they have, and the list of losses, one JSON object a line.

Part of `exchange`. Nothing here depends on ids or on the order of import.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from glossator.annotation import Argument, Entity, Event, Fragments, Loss, Span
from glossator.exchange.alignment import TokenEdges
from glossator.exchange.formats.spacy_docbin.plan import DocPlan

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def event_lines(plan: DocPlan) -> list[bytes]:
    """The events of one document, in the order of the text."""
    if not plan.numbering.events:
        return []
    edges = TokenEdges(plan.spaced.tokens)
    spans = {span.id: span for _, span in plan.numbering.spans}
    events = {event.id: event for _, event in plan.numbering.events}
    lines: list[bytes] = []
    for key, event in plan.numbering.events:
        record: dict[str, Any] = {
            "document": plan.name,
            "sha256": plan.sha256,
            "reviewed": plan.events,
            "id": key,
            "type": event.type,
            "modes": event.modes,
            "contexts": event.contexts,
            "attributes": dict(event.attributes),
            "trigger": _place(plan, edges, event.trigger, event.text) if event.trigger else None,
            "arguments": [
                _argument(plan, edges, argument, spans.get(argument.filler) or events.get(argument.filler))
                for argument in event.arguments
                if argument.filler in plan.numbering.keys
            ],
        }
        lines.append(json_line(record))
    return lines


def loss_lines(losses: Iterable[Loss]) -> list[bytes]:
    """The losses of one document."""
    return [
        json_line({"document": one.document, "what": one.what, "fragments": one.fragments, "detail": one.detail})
        for one in losses
    ]


def json_line(record: dict[str, Any]) -> bytes:
    """One object as one line."""
    return _encode(record).encode("utf-8", "backslashreplace") + b"\n"


def _argument(plan: DocPlan, edges: TokenEdges, argument: Argument, filler: Span | Event | None) -> dict[str, Any]:
    record: dict[str, Any] = {"role": argument.role, "filler": plan.numbering.keys[argument.filler]}
    if isinstance(filler, Span):
        record["label"] = filler.label
        record |= _place(plan, edges, filler.fragments, filler.text)
    elif filler is not None:
        record["label"] = filler.type
        record |= _place(plan, edges, filler.trigger, filler.text)
    entity = plan.numbering.entities.get(argument.filler)
    if entity is not None:
        record["entity"] = _entity(entity)
    if argument.country is not None:
        record["country"] = argument.country
    if argument.sectors:
        record["sectors"] = argument.sectors
    return record


def _entity(entity: Entity) -> dict[str, Any]:
    return {"name": entity.name, "kb_id": entity.kb_id, "country": entity.country, "sectors": entity.sectors}


def _place(plan: DocPlan, edges: TokenEdges, fragments: Fragments, surface: str) -> dict[str, Any]:
    """Characters as annotated, and the tokens of the Doc that they touch (white space can be one)."""
    positions = plan.spaced.positions
    covered = [edges.cover(fragment) for fragment in fragments]
    tokens = [(positions[one.start], positions[one.end - 1] + 1) for one in covered if one is not None]
    return {"text": surface, "fragments": fragments, "tokens": tokens}

"""A layer as a record of OmniEvent's unified layout.

Part of `exchange`.
"""

from __future__ import annotations

from typing import Any

from glossator.annotation import Event, Fragment
from glossator.exchange import losses
from glossator.exchange.formats.event_json.clusters import Cluster, entity_clusters, happenings
from glossator.exchange.formats.event_json.negatives import negative_triggers
from glossator.exchange.formats.event_json.telling import Telling

Record = dict[str, Any]


def encode(telling: Telling) -> list[Record]:
    """The one record of a document."""
    clusters = entity_clusters(telling)
    pieces = {span.id: (key, place) for one in clusters for key, span, place in one.mentions}
    record: Record = {
        "id": telling.name,
        "events": [_events(telling, one, pieces) for one in happenings(telling)],
        "negative_triggers": [
            {"id": f"{telling.name}-X{number}", "trigger_word": telling.text[slice(*place)], "position": list(place)}
            for number, place in enumerate(negative_triggers(telling), start=1)
        ],
        "entities": [_entity(telling, one) for one in clusters],
        "text": telling.text,
    }
    losses.log_relations(telling.log, telling.layer)
    return [record]


def _entity(telling: Telling, cluster: Cluster) -> Record:
    mentions = [_mention(telling, key, place) for key, _, place in cluster.mentions]
    return {"id": f"{telling.name}-{cluster.key}", "type": cluster.label, "mentions": mentions}


def _mention(telling: Telling, key: str, place: Fragment) -> Record:
    words = telling.text[slice(*place)]
    return {"mention_id": f"{telling.name}-{key}", "mention": words, "position": list(place)}


def _events(
    telling: Telling, mentions: list[tuple[str, Event, Fragment]], pieces: dict[int, tuple[str, Fragment]]
) -> Record:
    return {
        "type": mentions[0][1].type,
        "triggers": [
            {
                "id": f"{telling.name}-{key}",
                "trigger_word": telling.text[slice(*place)],
                "position": list(place),
                "arguments": _arguments(telling, event, pieces),
            }
            for key, event, place in mentions
        ],
    }


def _arguments(telling: Telling, event: Event, pieces: dict[int, tuple[str, Fragment]]) -> list[Record]:
    found: list[Record] = []
    for argument, span in telling.arguments(event):
        if span.id not in pieces:
            piece = telling.one_piece(span.fragments, thing=span.id, what=argument.role)
            pieces[span.id] = (telling.numbering.keys[span.id], piece)
        key, place = pieces[span.id]
        found.append({"role": argument.role, "mentions": [_mention(telling, key, place)]})
    return found

"""A layer as a MAVEN-Arg record. A cluster of the same events has one list of arguments.

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
    homes = {span.id: cluster for cluster in clusters for _, span, _ in cluster.mentions}
    record: Record = {
        "id": telling.name,
        "title": telling.name,
        "document": telling.text,
        "entities": [_entity(telling, one) for one in clusters],
        "events": [_event(telling, number, one, homes) for number, one in enumerate(happenings(telling), start=1)],
        "negative_triggers": [
            {"id": f"{telling.name}-X{number}", "trigger_word": telling.text[slice(*place)], "offset": list(place)}
            for number, place in enumerate(negative_triggers(telling), start=1)
        ],
    }
    losses.log_relations(telling.log, telling.layer)
    return [record]


def _entity(telling: Telling, cluster: Cluster) -> Record:
    return {
        "id": f"{telling.name}-{cluster.key}",
        "type": cluster.label,
        "mention": [
            {"id": f"{telling.name}-{key}", "mention": telling.text[slice(*place)], "offset": list(place)}
            for key, _, place in cluster.mentions
        ],
    }


def _event(
    telling: Telling, number: int, mentions: list[tuple[str, Event, Fragment]], homes: dict[int, Cluster]
) -> Record:
    type_ = mentions[0][1].type
    types = [one.name for one in telling.schema.event_types]
    arguments: dict[str, list[Record]] = {}
    for place, (_, event, _) in enumerate(mentions):
        for argument, span in telling.arguments(event):
            home = homes.get(span.id)
            if place or (home is not None and 1 < len(home.mentions)):
                detail = f"{argument.role} of {type_}: {span.text!r}"
                telling.log.add(losses.MENTION, thing=event.id, fragments=span.fragments, detail=detail)
            if home is not None:
                filler: Record = {"entity_id": f"{telling.name}-{home.key}"}
            else:
                piece = telling.one_piece(span.fragments, thing=span.id, what=argument.role)
                filler = {"content": telling.text[slice(*piece)], "offset": list(piece)}
            several = arguments.setdefault(argument.role, [])
            if filler not in several or not place:
                several.append(filler)
    return {
        "id": f"{telling.name}-H{number}",
        "type": type_,
        "type_id": types.index(type_) + 1 if type_ in types else -1,
        "mention": [
            {"id": f"{telling.name}-{key}", "trigger_word": telling.text[slice(*place)], "offset": list(place)}
            for key, _, place in mentions
        ],
        "argument": arguments,
    }

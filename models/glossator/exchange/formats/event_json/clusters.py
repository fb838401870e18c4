"""Spans as the mentions of entities, events as the mentions of happenings: what formats with clusters are written from.

Part of `exchange`; MAVEN-Arg and OmniEvent share it.
"""

from __future__ import annotations

from dataclasses import dataclass

from glossator.annotation import Event, Fragment, Span
from glossator.exchange import losses
from glossator.exchange.formats.event_json.telling import Telling


@dataclass(frozen=True, slots=True)
class Cluster:
    """What some spans of one label mention; `key` is its short name."""

    key: str
    label: str
    mentions: tuple[tuple[str, Span, Fragment], ...]


def entity_clusters(telling: Telling) -> list[Cluster]:
    """Every labelled span in one cluster: that of its entity, else one of its own. In the order of the text."""
    owners = {one: entity.id for entity in reversed(telling.layer.entities) for one in entity.mentions}
    names = {entity.id: entity.name for entity in telling.layer.entities}
    groups: dict[tuple[int, str], list[tuple[str, Span, Fragment]]] = {}
    used = {argument.filler for event in telling.layer.events for argument in event.arguments}
    for key, span in telling.numbering.spans:
        if span.label is None:
            if span.id not in used:
                telling.log.add(losses.FREE_FILLER, thing=span.id, fragments=span.fragments, detail="it fills nothing")
            continue
        piece = telling.one_piece(span.fragments, thing=span.id, what=span.label)
        groups.setdefault((owners.get(span.id, span.id), span.label), []).append((key, span, piece))
    _log_entities(telling, {owner: sum(one == owner for one, _ in groups) for owner in names})
    return [
        Cluster(f"N{number}", label, tuple(mentions))
        for number, ((_, label), mentions) in enumerate(groups.items(), start=1)
    ]


def _log_entities(telling: Telling, labels: dict[int, int]) -> None:
    """Entities that a cluster cannot be: of several labels, of one mention, of free fillers, or out of order."""
    spans = {span.id: span for span in telling.layer.spans}
    seen: set[int] = set()
    for entity in telling.layer.entities:
        mentions = [spans[one] for one in entity.mentions]
        written = [one.id for one in mentions if one.label is not None]
        if 1 < labels[entity.id]:
            detail = "its mentions have several labels"
        elif len(set(written)) < 2:
            detail = "with one mention or none it is no cluster"
        elif len(written) < len(mentions) or len(set(written)) < len(written) or seen & set(written):
            detail = "a mention has no label, or is mentioned twice"
        else:
            seen |= set(written)
            continue
        seen |= set(written)
        telling.log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: {detail}")


def happenings(telling: Telling) -> list[list[tuple[str, Event, Fragment]]]:
    """The events with a trigger; those of one type that are the same together. In the order of the text."""
    owners = {event: part.id for part in telling.bundle.same_events for event in part.events}
    groups: dict[tuple[int, str], list[tuple[str, Event, Fragment]]] = {}
    types: dict[int, set[str]] = {}
    for key, event in telling.events():
        piece = telling.one_piece(event.trigger, thing=event.id, what=event.type, trigger=True)
        owner = owners.get(event.id, event.id)
        groups.setdefault((owner, event.type), []).append((key, event, piece))
        types.setdefault(owner, set()).add(event.type)
    for part in telling.bundle.same_events:
        written = sum(len(events) for (owner, _), events in groups.items() if owner == part.id)
        if len(types.get(part.id, ())) != 1 or written < 2 or written < len(part.events):
            detail = part.name or "of several types, or of one event"
            telling.log.add(losses.SAME_EVENTS, thing=part.id, detail=detail)
        elif part.name:
            telling.log.add(losses.SAME_EVENTS, thing=part.id, detail=f"the name {part.name!r}")
    return list(groups.values())

"""A layer as a DyGIE++ record, and in the log what breaks its rules.

Part of `exchange`. A trigger is one word; spans, arguments and both ends of a relation are within one sentence.
"""

from __future__ import annotations

from typing import Any

from glossator.annotation import Event
from glossator.exchange import losses
from glossator.exchange.formats.event_json.telling import Place, Telling, Tokens

Cells = list[Any]


def encode(telling: Telling) -> list[dict[str, Any]]:
    """The one record of a document. The longest fragment and the first word stand for what has several."""
    tokens = telling.tokens()
    size = len(tokens.grid.sentences)
    if not size:
        telling.log.add(losses.NO_WORDS)
    record: dict[str, Any] = {
        "doc_key": telling.name,
        "dataset": telling.schema.name,
        "ner": _by_sentence(size, _spans(telling, tokens)),
        "relations": _by_sentence(size, _relations(telling, tokens)),
        "events": _by_sentence(size, _events(telling, tokens)),
        "sentences": list(tokens.grid.sentence_words()),
    }
    clusters = _clusters(telling, tokens)
    telling.log_same_events()
    return [record | ({"clusters": clusters} if clusters else {})]


def _by_sentence(size: int, found: list[tuple[int, Cells]]) -> list[list[Cells]]:
    lists: list[list[Cells]] = [[] for _ in range(size)]
    for sentence, cells in found:
        lists[sentence].append(cells)
    return lists


def _spans(telling: Telling, tokens: Tokens) -> list[tuple[int, Cells]]:
    found: list[tuple[int, Cells]] = []
    for _, span in telling.numbering.spans:
        place = tokens.spans.get(span.id)
        if place is None or span.label is None:
            continue
        if place.sentence < 0:
            telling.log_crossing(span)
            continue
        found.append((place.sentence, [*_inclusive(place), span.label]))
    return found


def _relations(telling: Telling, tokens: Tokens) -> list[tuple[int, Cells]]:
    found: list[tuple[int, Cells]] = []
    for relation in telling.layer.relations:
        source, target = tokens.spans.get(relation.source), tokens.spans.get(relation.target)
        if source is None or target is None or source.sentence < 0 or source.sentence != target.sentence:
            telling.log.add(losses.RELATION, thing=relation.id, detail=f"{relation.type}: not within one sentence")
            continue
        found.append((source.sentence, [*_inclusive(source), *_inclusive(target), relation.type]))
    return found


def _events(telling: Telling, tokens: Tokens) -> list[tuple[int, Cells]]:
    found: list[tuple[int, Cells]] = []
    for _, event in telling.events():
        place = tokens.triggers.get(event.id)
        if place is None:
            telling.log_unplaced_event(event)
            continue
        sentence = tokens.grid.sentence_of(place.start)
        word = telling.text[slice(*tokens.grid.characters(place.start, place.start + 1))]
        if 1 < place.end - place.start:
            detail = f"{event.type}: {word!r} stands for {event.text!r}"
            telling.log.add(losses.LONG_TRIGGER, thing=event.id, fragments=event.trigger, detail=detail)
        found.append((sentence, [[place.start, event.type], *_arguments(telling, tokens, event, sentence)]))
    return found


def _arguments(telling: Telling, tokens: Tokens, event: Event, sentence: int) -> list[Cells]:
    cells: list[Cells] = []
    for argument, span in telling.arguments(event):
        place = tokens.spans.get(span.id)
        if place is None:
            telling.log_unplaced(event, argument, span)
        elif place.sentence != sentence:
            telling.log_elsewhere(event, argument, span)
        else:
            cells.append([*_inclusive(place), argument.role])
    return cells


def _clusters(telling: Telling, tokens: Tokens) -> list[list[list[int]]]:
    """The mentions of every entity; its name is that of the first."""
    found: list[list[list[int]]] = []
    for entity in telling.layer.entities:
        places = [tokens.spans[one] for one in entity.mentions if one in tokens.spans]
        whole = [_inclusive(place) for place in places if 0 <= place.sentence]
        if whole:
            found.append(whole)
        if len(whole) < len(entity.mentions) or not whole:
            telling.log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: a mention has no place")
    return found


def _inclusive(place: Place) -> list[int]:
    return [place.start, place.end - 1]

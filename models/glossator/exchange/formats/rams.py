"""RAMS: one event a record, with the document around it; words of the document, ends inclusive.

Part of `exchange`. Documented in the README of the corpus (RAMS 1.0): `gold_evt_links` says who fills which role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from glossator.annotation import Bundle, Event, Fragment, Metadata
from glossator.exchange import losses
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import LayerBuilder, document_of
from glossator.exchange.formats.event_json.form import EventJson
from glossator.exchange.formats.event_json.telling import Place, Telling, Tokens
from glossator.exchange.formats.event_json.wording import Worded, joined

Record = dict[str, Any]
_LINK = re.compile(r"evt\d+arg\d+(.+)", re.DOTALL)
"""How a role is written in a link: the number of the event's type, that of the role, its name."""


def encode(telling: Telling) -> list[Record]:
    """A record for every event, in the order of the text."""
    tokens = telling.tokens()
    sentences = list(tokens.grid.sentence_words())
    records: list[Record] = []
    fillers: set[int] = set()
    types = [one.name for one in telling.schema.event_types]
    for key, event in telling.events():
        trigger = tokens.triggers.get(event.id)
        if trigger is None:
            telling.log_unplaced_event(event)
            continue
        number = types.index(event.type) + 1 if event.type in types else 0
        links, spans = _links(telling, tokens, event, number)
        fillers |= spans.keys()
        records.append(
            {
                "rel_triggers": [],
                "gold_rel_links": [],
                "doc_key": f"{telling.name}_{key}",
                "ent_spans": list(spans.values()),
                "language_id": telling.bundle.document.metadata.language or "und",
                "source_url": telling.bundle.document.metadata.source or "",
                "evt_triggers": [[*_inclusive(trigger), [[event.type, 1.0]]]],
                "split": "all",
                "sentences": sentences,
                "gold_evt_links": [[_inclusive(trigger), *link] for link in links],
            }
        )
    if not records:
        telling.log.add(losses.NO_EVENTS, detail="it is not in the file")
    _log_unsaid(telling, fillers)
    return records


def _links(telling: Telling, tokens: Tokens, event: Event, number: int) -> tuple[list[list[Any]], dict[int, list[Any]]]:
    """Who fills which role; and every filler, by the id of its span, with the roles that it fills."""
    roles = [role.name for role in telling.schema.roles_of(event.type, hidden=True)]
    links: list[list[Any]] = []
    spans: dict[int, list[Any]] = {}
    for argument, span in telling.arguments(event):
        place = tokens.spans.get(span.id)
        if place is None:
            telling.log_unplaced(event, argument, span)
            continue
        rank = roles.index(argument.role) + 1 if argument.role in roles else 0
        link = f"evt{number:03}arg{rank:02}{argument.role}"
        links.append([_inclusive(place), link])
        spans.setdefault(span.id, [*_inclusive(place), []])[2].append([link, 1.0])
    return links, spans


def _log_unsaid(telling: Telling, fillers: set[int]) -> None:
    for _, span in telling.numbering.spans:
        if span.label is not None:
            detail = f"{span.label}: {span.text!r}{'' if span.id in fillers else ' fills no role'}"
            telling.log.add(losses.LABEL, thing=span.id, fragments=span.fragments, detail=detail)
    losses.log_relations(telling.log, telling.layer)
    telling.log_entities()
    telling.log_same_events()


def decode(records: Sequence[Fields], path: Path, position: int) -> Bundle:
    """The document of neighbouring records with the same words, with the event of each."""
    first = records[0]
    words = joined([_words(first, one) for one in first.items("sentences")])
    language = first.peek("language_id")
    known = language if isinstance(language, str) and language not in ("", "und") else None
    url = first.peek("source_url")
    metadata = Metadata(source=url if isinstance(url, str) and url else None, language=known, extra=words.extra)
    document = document_of(words.text, first.optional("doc_key") or f"{path.stem}-{position + 1}", position, metadata)
    builder = LayerBuilder(document, "rams")
    for fields in records:
        _take(fields, words, builder)
    return builder.bundle({"events": "in_progress"})


def _take(fields: Fields, words: Worded, builder: LayerBuilder) -> None:
    """The events of one record: a link belongs to the trigger that it names."""
    links: dict[Fragment, list[tuple[str, int]]] = {}
    for cells in fields.items("gold_evt_links"):
        match cells:
            case [[int() as start, int() as end], [int() as first, int() as last], str() as link]:
                role = _LINK.fullmatch(link)
                filler = builder.filler((words.place(fields, first, last + 1),))
                links.setdefault((start, end), []).append((role[1] if role else link, filler))
            case _:
                raise fields.error(f"a link is [[first, last], [first, last], role], not {cells!r}")
    for cells in fields.items("ent_spans"):
        match cells:
            case [int() as first, int() as last, *_]:
                builder.filler((words.place(fields, first, last + 1),))
            case _:
                raise fields.error(f"a filler is [first word, last word, roles], not {cells!r}")
    for cells in fields.items("evt_triggers"):
        match cells:
            case [int() as start, int() as end, [[str() as type_, *_], *_]] if type_:
                trigger = words.place(fields, start, end + 1)
                builder.event(type_, (trigger,), links.pop((start, end), []))
            case _:
                raise fields.error(f"a trigger is [first word, last word, [[type, score]]], not {cells!r}")
    if links:
        raise fields.error(f"'gold_evt_links' speaks of a trigger at {list(min(links))}, which 'evt_triggers' lacks")


def _words(fields: Fields, words: Any) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise fields.error("'sentences' must be lists of words")
    return words


def _inclusive(place: Place) -> list[int]:
    return [place.start, place.end - 1]


FORMAT = EventJson(
    name="rams",
    title="RAMS (one event a line)",
    encode=encode,
    decode=decode,
    same=lambda record: record.get("sentences"),
    looks=lambda keys: bool(keys & {"evt_triggers", "gold_evt_links", "ent_spans", "rel_triggers"}),
)

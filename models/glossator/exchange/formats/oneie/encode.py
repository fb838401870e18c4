"""A layer as OneIE's sentences, and in the log what breaks its rules: everything stands within one sentence.

Part of `exchange`. Word pieces depend on somebody's model and are left out: OneIE's own preprocessing adds them.
"""

from __future__ import annotations

from typing import Any

from glossator.exchange import losses
from glossator.exchange.formats.event_json.mentions import Mentions
from glossator.exchange.formats.event_json.telling import Telling, Tokens

Record = dict[str, Any]


def encode(telling: Telling) -> list[Record]:
    """A record for every sentence."""
    tokens = telling.tokens()
    if not tokens.grid.sentences:
        telling.log.add(losses.NO_WORDS, detail="it is not in the file")
    records = [_sentence(telling, tokens, number, words) for number, words in enumerate(tokens.grid.sentence_words())]
    writer = Mentions(telling, tokens, by_sentence=True)
    for key, span in telling.numbering.spans:
        place = tokens.spans.get(span.id)
        if place is not None and place.sentence < 0:
            telling.log_crossing(span)
        elif place is not None:
            records[place.sentence]["entity_mentions"].append(writer.mention(key, span, place))
    for number, relation in enumerate(telling.layer.relations, start=1):
        written = writer.relation(number, relation)
        if written is not None:
            records[tokens.spans[relation.source].sentence]["relation_mentions"].append(written)
    for key, event in telling.events():
        written = writer.event(key, event)
        if written is not None:
            records[tokens.triggers[event.id].sentence]["event_mentions"].append(written)
    telling.log_entities()
    telling.log_same_events()
    return records


def _sentence(telling: Telling, tokens: Tokens, number: int, words: list[str]) -> Record:
    start, end = tokens.grid.characters(*tokens.grid.sentences[number])
    return {
        "doc_id": telling.name,
        "sent_id": f"{telling.name}-{number}",
        "tokens": words,
        "sentence": telling.text[start:end],
        "entity_mentions": [],
        "relation_mentions": [],
        "event_mentions": [],
    }

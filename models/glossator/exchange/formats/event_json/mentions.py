"""Mentions, relations and events as OneIE and WikiEvents write them, which differ only in what they count from.

Part of `exchange`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from glossator.annotation import Event, Relation, Span
from glossator.exchange import losses
from glossator.exchange.formats.event_json.building import FILLER
from glossator.exchange.formats.event_json.telling import Place, Telling, Tokens

Record = dict[str, Any]
UNKNOWN = "UNK"
MENTION_TYPE = "mention_type"
"""The attribute, and the key, that says whether a mention is a name, a noun or a pronoun."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Writes what a telling holds. `by_sentence`: words are counted from the start of their sentence, which nothing
    leaves.
    """

    telling: Telling
    tokens: Tokens
    by_sentence: bool

    def mention(self, key: str, span: Span, place: Place) -> Record:
        """A span; `text` is what stands at the words it has."""
        if span.label is None:
            detail = f"as {FILLER}"
            self.telling.log.add(losses.FREE_FILLER, thing=span.id, fragments=span.fragments, detail=detail)
        kind = span.attributes.get(MENTION_TYPE)
        return {
            "id": self._id(key),
            **self._place(place),
            "entity_type": span.label or FILLER,
            "mention_type": kind if isinstance(kind, str) and kind else UNKNOWN,
            "text": self._words(place),
        }

    def relation(self, number: int, relation: Relation) -> Record | None:
        """A relation; None, and logged, where an end is missing or in another sentence."""
        ends = [self.tokens.spans.get(one) for one in (relation.source, relation.target)]
        places = [one for one in ends if one is not None and self._fits(one)]
        if len(places) < 2 or (self.by_sentence and places[0].sentence != places[1].sentence):
            detail = f"{relation.type}: not within one sentence"
            self.telling.log.add(losses.RELATION, thing=relation.id, detail=detail)
            return None
        named = zip((relation.source, relation.target), places, ("Arg-1", "Arg-2"), strict=True)
        return {
            "id": self._id(f"R{number}"),
            "relation_type": relation.type,
            "relation_subtype": relation.type,
            "arguments": [self._argument(span, place, role) for span, place, role in named],
        }

    def event(self, key: str, event: Event) -> Record | None:
        """An event; None, and logged, where its trigger is not within one sentence."""
        trigger = self.tokens.triggers.get(event.id)
        if trigger is None or not self._fits(trigger):
            self.telling.log_unplaced_event(event)
            return None
        arguments: list[Record] = []
        for argument, span in self.telling.arguments(event):
            place = self.tokens.spans.get(span.id)
            if place is None or not self._fits(place):
                self.telling.log_unplaced(event, argument, span)
            elif self.by_sentence and place.sentence != trigger.sentence:
                self.telling.log_elsewhere(event, argument, span)
            else:
                arguments.append(self._argument(span.id, place, argument.role))
        return {
            "id": self._id(key),
            "event_type": event.type,
            "trigger": self._place(trigger) | {"text": self._words(trigger)},
            "arguments": arguments,
        }

    def _fits(self, place: Place) -> bool:
        return not self.by_sentence or 0 <= place.sentence

    def _argument(self, span: int, place: Place, role: str) -> Record:
        return {"entity_id": self._id(self.telling.numbering.keys[span]), "text": self._words(place), "role": role}

    def _id(self, key: str) -> str:
        return f"{self.telling.name}-{key}"

    def _place(self, place: Place) -> Record:
        if self.by_sentence:
            base = self.tokens.grid.sentences[place.sentence][0]
            return {"start": place.start - base, "end": place.end - base}
        return {"sent_idx": self.tokens.grid.sentence_of(place.start), "start": place.start, "end": place.end}

    def _words(self, place: Place) -> str:
        return self.telling.text[slice(*self.tokens.grid.characters(place.start, place.end))]

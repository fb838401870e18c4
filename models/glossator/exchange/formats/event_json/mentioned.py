"""Mentions, relations and events as OneIE and WikiEvents give them, into a layer; `mentions` is the inverse.

Part of `exchange`.
"""

from __future__ import annotations

from glossator.annotation import Fragment
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import FILLER, UNNAMED, LayerBuilder
from glossator.exchange.formats.event_json.mentions import MENTION_TYPE, UNKNOWN
from glossator.exchange.formats.event_json.wording import Worded


class MentionReader:
    """Takes records into a layer. `base` is the number of the word that theirs are counted from."""

    def __init__(self, words: Worded, builder: LayerBuilder) -> None:
        self._words = words
        self._builder = builder
        self.spans: dict[str, int] = {}

    def take(self, fields: Fields, base: int = 0) -> None:
        """The three lists of a record."""
        for one in fields.objects("entity_mentions"):
            self._mention(one, base)
        for one in fields.objects("relation_mentions"):
            self._relation(one)
        for one in fields.objects("event_mentions"):
            self._event(one, base)

    def _mention(self, fields: Fields, base: int) -> None:
        label = fields.optional("entity_type") or UNNAMED
        kind = fields.optional("mention_type") or UNKNOWN
        attributes = {} if kind == UNKNOWN else {MENTION_TYPE: kind}
        place = self._place(fields, base)
        name = fields.name("id")
        if name in self.spans:
            raise fields.error(f"the id {name!r} is given twice")
        self.spans[name] = self._builder.span((place,), None if label == FILLER else label, attributes)

    def _relation(self, fields: Fields) -> None:
        ends = [self._end(one) for one in fields.objects("arguments")]
        if len(ends) != 2:
            raise fields.error(f"a relation has two arguments, not {len(ends)}")
        type_ = fields.optional_name("relation_subtype") or fields.name("relation_type")
        self._builder.relation(type_, ends[0], ends[1])

    def _event(self, fields: Fields, base: int) -> None:
        trigger = self._place(fields.object("trigger"), base)
        arguments = [(one.name("role"), self._end(one)) for one in fields.objects("arguments")]
        self._builder.event(fields.name("event_type"), (trigger,), arguments)

    def _end(self, fields: Fields) -> int:
        name = fields.name("entity_id")
        if name not in self.spans:
            raise fields.error(f"there is no entity mention with the id {name!r}")
        return self.spans[name]

    def _place(self, fields: Fields, base: int) -> Fragment:
        start, end = fields.integer("start"), fields.integer("end")
        if start < 0:
            raise fields.error(f"'start' is {start}: words are counted from 0")
        place = self._words.place(fields, base + start, base + end)
        return self._words.check(fields, place, fields.optional("text"))

"""Records of OmniEvent's unified layout as bundles, and those of PHEE.

Part of `exchange`. Several mentions of one argument are mentions of one thing: the first fills the role.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from glossator.annotation import Bundle, Fragment, ReviewState
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import LayerBuilder
from glossator.exchange.formats.event_json.characters import Characters, characters_of
from glossator.exchange.formats.omnievent.phee import decode_phee


def decode(records: Sequence[Fields], path: Path, position: int) -> Bundle:
    """The document of one record."""
    fields = records[0]
    if "context" in fields and "annotations" in fields:
        return decode_phee(fields, path, position)
    name = fields.optional("id") or f"{path.stem}-{position + 1}"
    return _Reader(characters_of(fields.string("text"), name, position)).bundle(fields)


class _Reader:
    """Takes one record into a layer."""

    def __init__(self, found: Characters) -> None:
        self._found = found
        self._builder = LayerBuilder(found.document, "omnievent")
        self._mentions: dict[str, int] = {}

    def bundle(self, fields: Fields) -> Bundle:
        for one in fields.objects("entities"):
            self._entity(one)
        for one in fields.objects("events"):
            self._event(one)
        for one in fields.objects("negative_triggers"):
            self._place(one, "trigger_word")
        known: ReviewState = "done" if fields.items("negative_triggers") else "in_progress"
        if "entities" in fields:
            return self._builder.bundle({"entities": "in_progress", "events": known})
        return self._builder.bundle({"events": known})

    def _entity(self, fields: Fields) -> None:
        label = fields.name("type")
        mentions: list[int] = []
        for one in fields.objects("mentions"):
            span = self._builder.span((self._place(one, "mention"),), label)
            self._name(one, span)
            mentions.append(span)
        if 1 < len(mentions):
            self._builder.entity(mentions)

    def _name(self, fields: Fields, span: int) -> None:
        name = fields.optional("mention_id") or fields.optional("id")
        if name:
            self._mentions.setdefault(name, span)

    def _event(self, fields: Fields) -> None:
        type_ = fields.name("type")
        events: list[int] = []
        for one in fields.objects("triggers"):
            place = self._place(one, "trigger_word")
            arguments = [(each.name("role"), self._filler(each)) for each in one.objects("arguments")]
            events.append(self._builder.event(type_, (place,), arguments))
        if 1 < len(events):
            self._builder.same_events(events)

    def _filler(self, fields: Fields) -> int:
        spans = [self._mention(one) for one in fields.objects("mentions")]
        if not spans:
            raise fields.error("'mentions' is missing or empty: an argument has words")
        known = {span for entity in self._builder.entities for span in entity.mentions}
        if 1 < len(set(spans)) and not known.issuperset(spans):
            self._builder.entity(list(dict.fromkeys(spans)))
        return spans[0]

    def _mention(self, fields: Fields) -> int:
        place = self._place(fields, "mention")
        named = self._mentions.get(fields.optional("mention_id") or "")
        if named is not None and self._builder.spans[named].fragments == (place,):
            return named
        if fields.optional("mention_id"):
            # It says which mention it is, and none of an entity: a filler without label, perhaps met before.
            span = self._builder.labelled((place,), None)
            self._name(fields, span)
            return span
        return self._builder.filler((place,))

    def _place(self, fields: Fields, surface: str) -> Fragment:
        return self._found.place(fields, "position", fields.optional(surface))

"""DyGIE++ records as bundles: the documented layout, and the one of single sentences that EEQA reads.

Part of `exchange`. EEQA's has `sentence`, `s_start`, `ner`, `relation` and `event`, and gives a trigger
a start and an end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from glossator.annotation import Bundle, Fragment, Metadata, ReviewState, ReviewTask
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import UNNAMED, LayerBuilder, document_of
from glossator.exchange.formats.event_json.wording import Worded, joined

Reviews = dict[ReviewTask, ReviewState]


def decode(records: Sequence[Fields], path: Path, position: int) -> Bundle:
    """The document of one record."""
    fields = records[0]
    eeqa = "sentence" in fields
    words = joined([_words(fields, fields.items("sentence"))] if eeqa else _sentences(fields))
    name = fields.peek("id") if eeqa else fields.peek("doc_key")
    found = name if isinstance(name, str) and name else f"{path.stem}-{position + 1}"
    builder = LayerBuilder(document_of(words.text, found, position, Metadata(extra=words.extra)), "dygie")
    reader = _Reader(fields, words, builder, fields.integer("s_start", 0) if eeqa else 0)
    singular = [("ner", "ner"), ("relation", "relations"), ("event", "events")]
    for key, plural in singular:
        reader.take(plural, [fields.items(key)] if eeqa else fields.items(plural))
    for cluster in fields.items("clusters"):
        reader.cluster(cluster)
    reviews: Reviews = {}
    if "ner" in fields:
        reviews["entities"] = "in_progress"
    if "events" in fields or "event" in fields:
        reviews["events"] = "in_progress"
    return builder.bundle(reviews)


def _sentences(fields: Fields) -> list[list[str]]:
    return [_words(fields, words) for words in fields.items("sentences")]


def _words(fields: Fields, words: Any) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise fields.error("'sentences' must be lists of words")
    return words


class _Reader:
    """Takes what stands under one key, sentence by sentence."""

    def __init__(self, fields: Fields, words: Worded, builder: LayerBuilder, shift: int) -> None:
        self._fields = fields
        self._words = words
        self._builder = builder
        self._shift = shift

    def take(self, key: str, sentences: list[Any]) -> None:
        """Everything under a key."""
        if sentences and len(sentences) != len(self._words.sentences):
            raise self._fields.error(
                f"{key!r} is of {len(sentences)} sentences, the text has {len(self._words.sentences)}"
            )
        work: dict[str, Callable[[Any], None]] = {"ner": self._ner, "relations": self._relation, "events": self._event}
        for number, sentence in enumerate(sentences):
            for place, cells in enumerate(_list(self._fields, sentence, key)):
                if not isinstance(cells, list):
                    raise self._fields.error(f"{key}[{number}][{place}] must be a list")
                work[key](cells)

    def cluster(self, cells: Any) -> None:
        """An entity. A mention that nobody labelled is a span of no known kind."""
        places = list(self._places(_list(self._fields, cells, "clusters")))
        mentions = [self._mention(place) for place in places]
        if mentions:
            self._builder.entity(list(dict.fromkeys(mentions)))

    def _mention(self, place: Fragment) -> int:
        found = self._builder.filler((place,))
        return found if self._builder.spans[found].label else self._builder.labelled((place,), UNNAMED)

    def _ner(self, cells: list[Any]) -> None:
        match cells:
            case [int() as start, int() as end, str() as label, *_] if label:
                self._builder.span((self._place(start, end),), label)
            case _:
                raise self._fields.error(f"an entity is [first word, last word, type], not {cells!r}")

    def _relation(self, cells: list[Any]) -> None:
        match cells:
            case [int() as start, int() as end, int() as first, int() as last, str() as type_, *_] if type_:
                source, target = self._place(start, end), self._place(first, last)
                self._builder.relation(type_, self._mention(source), self._mention(target))
            case _:
                raise self._fields.error(f"a relation is [first, last, first, last, type], not {cells!r}")

    def _event(self, cells: list[Any]) -> None:
        match cells[:1]:
            case [[int() as start, int() as end, str() as type_, *_]] if type_:
                trigger = self._place(start, end)
            case [[int() as start, str() as type_, *_]] if type_:
                trigger = self._place(start, start)
            case _:
                raise self._fields.error(f"an event begins with [word, type], not with {cells[:1]!r}")
        self._builder.event(type_, (trigger,), [self._argument(one) for one in cells[1:]])

    def _argument(self, cells: Any) -> tuple[str, int]:
        match cells:
            case [int() as start, int() as end, str() as role, *_] if role:
                return role, self._builder.filler((self._place(start, end),))
        raise self._fields.error(f"an argument is [first word, last word, role], not {cells!r}")

    def _places(self, pairs: list[Any]) -> Iterator[Fragment]:
        for pair in pairs:
            match pair:
                case [int() as start, int() as end]:
                    yield self._place(start, end)
                case _:
                    raise self._fields.error(f"a mention is [first word, last word], not {pair!r}")

    def _place(self, start: int, end: int) -> Fragment:
        """The characters from the first word to the last, which is meant too."""
        return self._words.place(self._fields, start - self._shift, end - self._shift + 1)


def _list(fields: Fields, value: Any, key: str) -> list[Any]:
    if not isinstance(value, list):
        raise fields.error(f"{key!r} must hold a list for each sentence")
    return value

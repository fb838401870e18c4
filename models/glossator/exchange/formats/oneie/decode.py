"""OneIE's sentences, and those of the older ACE preprocessing, as bundles.

Part of `exchange`. Neighbouring sentences of one `doc_id` are one document.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from glossator.annotation import Bundle, Metadata
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import LayerBuilder, document_of
from glossator.exchange.formats.event_json.mentioned import MentionReader
from glossator.exchange.formats.event_json.wording import Worded, worded

GOLDEN = "golden-event-mentions"
SAID = ("polarity", "modality", "tense", "genericity", "intensity")
"""Attributes of an event in the older layout; the words that show one stand under its name with `_cue`."""


def decode(records: Sequence[Fields], path: Path, position: int) -> Bundle:
    """The document of some sentences."""
    golden = GOLDEN in records[0]
    words = worded(
        [_words(one, "words" if golden else "tokens") for one in records],
        [one.string("sentence") for one in records] if all("sentence" in one for one in records) else None,
    )
    name = records[0].optional("sentence_id" if golden else "doc_id") or f"{path.stem}-{position + 1}"
    builder = LayerBuilder(document_of(words.text, name, position, Metadata(extra=words.extra)), "oneie")
    reader = MentionReader(words, builder)
    for fields, (base, end) in zip(records, words.sentences, strict=True):
        if golden:
            _take_golden(fields, words, builder)
        else:
            _require_within(fields, end - base)
            reader.take(fields, base)
    return builder.bundle({"entities": "in_progress", "events": "in_progress"})


def _words(fields: Fields, key: str) -> list[str]:
    words = list(fields.strings(key))
    if not words:
        raise fields.error(f"{key!r} is missing or empty: there is no sentence without words")
    return words


def _require_within(fields: Fields, size: int) -> None:
    """Everything is within the sentence: with further words behind it, an offset too large would hit those."""
    for key in ("entity_mentions", "event_mentions"):
        for one in fields.objects(key):
            place = one.object("trigger") if key == "event_mentions" else one
            if size < place.integer("end"):
                raise place.error(f"'end' is {place.integer('end')}, but the sentence has {size} words")


def _take_golden(fields: Fields, words: Worded, builder: LayerBuilder) -> None:
    for one in fields.objects("golden-entity-mentions"):
        builder.span((_place(one, words),), one.name("entity-type"))
    for one in fields.objects(GOLDEN):
        arguments = [(each.name("role"), _filler(each, words, builder)) for each in one.objects("arguments")]
        trigger = _place(one.object("trigger"), words)
        builder.event(one.name("event_type"), (trigger,), arguments, _attributes(one))


def _filler(fields: Fields, words: Worded, builder: LayerBuilder) -> int:
    place, label = (_place(fields, words),), fields.optional_name("entity-type")
    return builder.filler(place) if builder.marks(place) else builder.labelled(place, label)


def _place(fields: Fields, words: Worded) -> tuple[int, int]:
    place = words.place(fields, fields.integer("start"), fields.integer("end"))
    # Corpora enlarged by other words for the same thing state the surface that the word had before (cut, cuts).
    return words.check(fields, place, fields.optional("text"), inflected=True)


def _attributes(fields: Fields) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in SAID:
        value: Any = fields.peek(name)
        if isinstance(value, str) and value:
            found[name] = value
        cue = fields.peek(f"{name}_cue")
        if isinstance(cue, dict) and isinstance(cue.get("text"), str):
            found[f"{name}_cue"] = cue["text"]
    return found

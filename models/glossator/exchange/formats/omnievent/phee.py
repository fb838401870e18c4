"""PHEE's layout: a sentence, its events, arguments nested in arguments, each of one fragment or several.

Part of `exchange`. A nested argument gets both names as its role ("Treatment.Drug"), as in the corpus's other editions.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from glossator.annotation import Bundle, Fragments
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import LayerBuilder
from glossator.exchange.formats.event_json.characters import Characters, characters_of

OWN = ("event_id", "event_type", "Trigger", "text", "start", "entity_id", "value")
DEEPEST = 8


def decode_phee(fields: Fields, path: Path, position: int) -> Bundle:
    """The document of one record."""
    name = fields.optional("id") or f"{path.stem}-{position + 1}"
    found = characters_of(fields.string("context"), name, position)
    builder = LayerBuilder(found.document, "phee")
    for annotation in fields.objects("annotations"):
        for event in annotation.objects("events"):
            _event(event, found, builder)
    return builder.bundle({"events": "in_progress"})


def _event(fields: Fields, found: Characters, builder: LayerBuilder) -> None:
    triggers = list(_places(fields.object("Trigger"), found))
    if len(triggers) != 1:
        raise fields.error(f"an event has one trigger, not {len(triggers)}")
    attributes: dict[str, str] = {}
    arguments = list(_arguments(fields, "", found, builder, attributes))
    builder.event(fields.name("event_type"), triggers[0], arguments, attributes)


def _arguments(
    fields: Fields, above: str, found: Characters, builder: LayerBuilder, attributes: dict[str, str]
) -> Iterator[tuple[str, int]]:
    """Everything under names that are roles. What has a value besides is an attribute too."""
    if DEEPEST < above.count("."):
        raise fields.error("arguments are nested too deeply")
    names = fields.keys()
    for role in names:
        if role in OWN:
            continue
        inner = fields.peek(role)
        for one in fields.objects(role) if isinstance(inner, list) else (fields.object(role),):
            name = f"{above}{role}"
            if "value" in one:
                attributes[name] = str(one.peek("value")).lower()
            # What is an event itself ("Combination") has a trigger: its words fill the role.
            words = one if "text" in one else one.object("Trigger")
            for place in _places(words, found):
                yield name, builder.labelled(place, None)
            yield from _arguments(one, f"{name}.", found, builder, attributes)


def _places(fields: Fields, found: Characters) -> Iterator[Fragments]:
    """One place for each list of fragments: their words under `text`, where they begin under `start`."""
    texts, starts = fields.items("text"), fields.items("start")
    if len(texts) != len(starts):
        raise fields.error("'text' and 'start' are not of one length")
    for words, begins in zip(texts, starts, strict=True):
        if not isinstance(words, list) or not isinstance(begins, list) or not words or len(words) != len(begins):
            raise fields.error("'text' and 'start' must be lists of fragments, of one length")
        pieces = [_piece(fields, word, begin) for word, begin in zip(words, begins, strict=True)]
        yield tuple(sorted(found.between(fields, begin, begin + len(word), word) for word, begin in pieces))


def _piece(fields: Fields, word: object, begin: object) -> tuple[str, int]:
    if not isinstance(word, str) or not isinstance(begin, int) or isinstance(begin, bool):
        raise fields.error(f"a fragment has words and a start, not {word!r} and {begin!r}")
    return word, begin

"""Strict readers of what columns hold as JSON or compressed: pure functions that raise `Faulty` and nothing else.

Part of integrity. The store's own decoders are made for sound files, and for speed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from glossator.annotation import Fragments
from glossator.text.sourcemap import SourceMap

MOST_BYTES: Final = 1 << 28
"""What a compressed column may hold at most: more is no text, map or list of phrases but a bomb."""


_TEXT_OR_NOTHING: Final = (str, type(None))
_NUMBER_OR_NOTHING: Final = (int, type(None))


class Faulty(ValueError):
    """A value is not what stands in such a column; the message goes on after “its …”."""


def json_of(text: str) -> Any:
    """A JSON value."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Faulty("no JSON") from None


def _refuse(name: str) -> Any:
    raise ValueError(name)


def words_of(text: str) -> tuple[str, ...]:
    """A list of words."""
    if text == "[]":
        return ()
    found = json_of(text)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise Faulty("no list of words")
    return tuple(found)


def attributes_of(text: str) -> dict[str, tuple[str, ...]]:
    """Attributes with their values, one or several."""
    if text == "{}":
        return {}
    found = json_of(text)
    if not isinstance(found, dict):
        raise Faulty("no names with values")
    return {name: _choices(value) for name, value in found.items()}


def _choices(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(choice, str) for choice in value):
        return tuple(value)
    raise Faulty("no text where a value should be")


def strings_of(text: str) -> dict[str, str]:
    """Names with one text each."""
    if text == "{}":
        return {}
    found = json_of(text)
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise Faulty("no names with texts")
    return found


def fragments_of(start: int | None, end: int | None, several: str | None) -> Fragments:
    """Fragments of the columns that keep them: none, one, or a list of several whose hull the columns are."""
    if start is None or end is None:
        if (start, end, several) == (None, None, None):
            return ()
        raise Faulty("half a place")
    if several is None:
        return ((start, end),)
    return pairs_of(json_of(several), at_least=2)


def pairs_of(found: object, *, at_least: int = 1) -> Fragments:
    """Fragments of a list of pairs of numbers."""
    if not isinstance(found, list) or len(found) < at_least or not all(_is_pair(pair) for pair in found):
        raise Faulty("no list of places")
    return tuple((start, end) for start, end in found)


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(type(number) is int for number in pair)


def in_order(fragments: Fragments, length: int) -> bool:
    """Whether fragments are not empty, in order, do not overlap, and lie within a text of this many code points."""
    position = 0
    for start, end in fragments:
        if not position <= start < end <= length:
            return False
        position = end
    return True


def hint_places(text: str) -> list[Fragments]:
    """The places that an event hint proposes for roles; Faulty where it is no hint."""
    data = json_of(text)
    if not isinstance(data, dict) or set(data) != {"types", "arguments", "attributes"}:
        raise Faulty("no hint of an event")
    _each(data["types"], lambda item: _is_row(item, (str,), (str, type(None)), (int, float)))
    _each(data["arguments"], lambda item: _is_row(item, (str,), (list,), (int, float)))
    if not isinstance(data["attributes"], dict):
        raise Faulty("no hint of an event")
    _each(list(data["attributes"].values()), lambda item: _is_row(item, (str,), (str,)))
    return [pairs_of(place) for _, place, _ in data["arguments"]]


def _each(items: object, holds: Callable[[object], bool]) -> None:
    if not isinstance(items, list) or not all(holds(item) for item in items):
        raise Faulty("no hint of an event")


def _is_row(item: object, *kinds: tuple[type, ...]) -> bool:
    return (
        isinstance(item, list)
        and len(item) == len(kinds)
        and all(
            isinstance(value, kind) and not isinstance(value, bool) for value, kind in zip(item, kinds, strict=True)
        )
    )


def phrase_places(blob: bytes) -> list[tuple[int, int]]:
    """Where the phrases stand that a suggester found; Faulty where they are none."""
    try:
        found = json_of(inflated(blob).decode())
    except UnicodeDecodeError:
        raise Faulty("no phrases") from None
    if not isinstance(found, list) or not all(map(_is_phrase, found)):
        raise Faulty("no phrases")
    return [(item[0], item[1]) for item in found]


def _is_phrase(item: object) -> bool:
    """Written out: there are hundreds in every text."""
    return (
        type(item) is list
        and len(item) == 5
        and type(item[0]) is int
        and type(item[1]) is int
        and type(item[2]) is str
        and type(item[3]) in _TEXT_OR_NOTHING
        and type(item[4]) in _NUMBER_OR_NOTHING
    )


def map_length(blob: bytes) -> int:
    """How many code points a map to a file's bytes covers; Faulty where it is none."""
    try:
        inflated(blob[9:])
        return SourceMap.from_bytes(blob).length
    except (ValueError, OverflowError, MemoryError):
        raise Faulty("no map") from None


def inflated(blob: bytes) -> bytes:
    """What zlib compressed, whole and not too large."""
    decoder = zlib.decompressobj()
    try:
        data = decoder.decompress(blob, MOST_BYTES)
    except zlib.error:
        raise Faulty("damaged") from None
    if not decoder.eof or decoder.unused_data:
        raise Faulty("damaged")
    return data


def check_time(text: str) -> None:
    """Faulty where this is no point in time with its zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Faulty("no time") from None
    if found.tzinfo is None:
        raise Faulty("a time without a zone")

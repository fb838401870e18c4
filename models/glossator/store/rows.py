"""Domain objects as table rows and back: one pair of functions a kind. Rows are also what the journal keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, get_args

import orjson

from glossator.annotation import Attributes, AttributeValue, Fragments, Origin, hull
from glossator.annotation.spans import OriginHow
from glossator.store.strict import MOST, Unreadable, one_of, parsed, words

Row: TypeAlias = dict[str, Any]
"""Column name → what SQLite stores: int, float, str, bytes or None."""

AnnotatorId: TypeAlias = Callable[[str], int]
AnnotatorName: TypeAlias = Callable[[int], str]

__all__ = [
    "AnnotatorId", "AnnotatorName", "Row", "attributes_of", "attributes_text", "flag_of", "fragments_of",
    "origin_columns", "origin_of", "pairs_of", "place_columns", "to_json", "words",
]  # fmt: skip


def to_json(value: object) -> str:
    """Compact JSON, readable by a person who opens the file with sqlite3."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        # Half a surrogate pair becomes the UnicodeEncodeError that SQLite's own binding would raise.
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode().decode()


def place_columns(fragments: Fragments) -> Row:
    """`start` and `end` are the hull; `fragments` is kept only where there are several."""
    if not fragments:
        return {"start": None, "end": None, "fragments": None}
    start, end = hull(fragments)
    return {"start": start, "end": end, "fragments": to_json(fragments) if 1 < len(fragments) else None}


def fragments_of(row: Mapping[str, Any]) -> Fragments:
    """The inverse of `place_columns`. Raises Unreadable where the row tells of no place."""
    start, end = row["start"], row["end"]
    if start is None:
        return ()
    if type(end) is not int or not 0 <= start < end < MOST:
        raise Unreadable("its start and end are no stretch of a text")
    if row["fragments"] is None:
        return ((start, end),)
    return _several(parsed(row["fragments"], "fragments"), (start, end))


def _several(pairs: Any, whole: tuple[int, int]) -> Fragments:
    """Fragments in order, that do not overlap, from the start of the whole to its end."""
    fragments = pairs_of(pairs)
    if not fragments or (fragments[0][0], fragments[-1][1]) != whole:
        raise Unreadable("its fragments are not those of its place")
    return fragments


def pairs_of(pairs: Any) -> Fragments:
    """Fragments from JSON: whole numbers, in order, not overlapping. Raises Unreadable."""
    if type(pairs) is not list:
        raise Unreadable("its fragments cannot be read")
    position, fragments = 0, []
    for pair in pairs:
        if type(pair) is not list or len(pair) != 2 or type(pair[0]) is not int or type(pair[1]) is not int:
            raise Unreadable("its fragments cannot be read")
        if not position <= pair[0] < pair[1] < MOST:
            raise Unreadable("its fragments are out of order")
        position = pair[1]
        fragments.append((pair[0], pair[1]))
    return tuple(fragments)


def attributes_text(attributes: Attributes) -> str:
    """Attributes as JSON; several choices become a list."""
    return to_json(dict(attributes)) if attributes else "{}"


def attributes_of(text: str) -> dict[str, AttributeValue]:
    """The inverse of `attributes_text`. Raises Unreadable where a value is neither a word nor a list of words."""
    if text == "{}":
        return {}
    found = parsed(text, "attributes")
    if type(found) is not dict:
        raise Unreadable("its attributes cannot be read")
    return {name: _value_of(value) for name, value in found.items()}


def _value_of(value: Any) -> AttributeValue:
    if type(value) is str:
        return value
    if type(value) is not list or not all(type(item) is str for item in value):
        raise Unreadable("its attributes are not all words")
    return tuple(value)


def flag_of(value: Any, column: str) -> bool:
    """A flag that is 0 or 1."""
    if value not in (0, 1):
        raise Unreadable(f"its {column} is neither yes nor no")
    return bool(value)


_MADE = Origin()
_HOW: tuple[OriginHow, ...] = get_args(OriginHow)


def origin_columns(origin: Origin) -> Row:
    """`origin` says how the annotation came to be, the others from what."""
    return {
        "origin": origin.how,
        "source": origin.source,
        "source_version": origin.version,
        "suggestion_id": origin.suggestion,
    }


def origin_of(row: Mapping[str, Any]) -> Origin:
    """The inverse of `origin_columns`."""
    how, source = row["origin"], row["source"]
    if how == "made" and source is None:
        return _MADE
    return Origin(one_of(how, _HOW, "origin"), source, row["source_version"], row["suggestion_id"])

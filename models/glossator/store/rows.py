"""Domain objects as table rows and back: one pair of functions a kind. Rows are also what the journal keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from glossator.annotation import Attributes, AttributeValue, Fragments, Origin, hull

Row: TypeAlias = dict[str, Any]
"""Column name → what SQLite stores: int, float, str, bytes or None."""

AnnotatorId: TypeAlias = Callable[[str], int]
AnnotatorName: TypeAlias = Callable[[int], str]


def to_json(value: object) -> str:
    """Compact JSON, readable by a person who opens the file with sqlite3."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def place_columns(fragments: Fragments) -> Row:
    """`start` and `end` are the hull; `fragments` is kept only where there are several."""
    if not fragments:
        return {"start": None, "end": None, "fragments": None}
    start, end = hull(fragments)
    return {"start": start, "end": end, "fragments": to_json(fragments) if 1 < len(fragments) else None}


def fragments_of(row: Mapping[str, Any]) -> Fragments:
    """The inverse of `place_columns`."""
    if row["start"] is None:
        return ()
    if row["fragments"] is None:
        return ((row["start"], row["end"]),)
    return tuple((start, end) for start, end in json.loads(row["fragments"]))


def attributes_text(attributes: Attributes) -> str:
    """Attributes as JSON; several choices become a list."""
    return to_json(dict(attributes)) if attributes else "{}"


def attributes_of(text: str) -> dict[str, AttributeValue]:
    """The inverse of `attributes_text`."""
    if text == "{}":
        return {}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}


_MADE = Origin()


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
    return Origin(how, source, row["source_version"], row["suggestion_id"])


def words(text: str) -> tuple[str, ...]:
    """A JSON list of words as a tuple."""
    return () if text == "[]" else tuple(json.loads(text))

"""Reads values of a project file that may hold anything. Part of the store.

STRICT tables promise types, but a damaged page or a hostile file keeps no promises. So every row is looked at before it
becomes an object; a value that is not what its column says is damage, and says where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import orjson
from sqlite_utils import Database

from glossator.store.errors import Unreadable, damaged
from glossator.store.expected import columns_of

MOST = 2**53
"""Ids and offsets stay below: every program that may read an export can count so far."""
__all__ = [
    "MOST", "Unreadable", "check_image", "check_rows", "damaged", "first_unreadable", "moment", "one_of", "parsed",
    "path_of", "read_rows", "whole", "words",
]  # fmt: skip

_LONGEST_JSON = 32 * 1024 * 1024
_JOINED: dict[str, tuple[type, bool]] = {
    "uid": (bytes, False), "body": (str, False), "sha256": (str, False), "version": (str, False),
    "source": (str, False), "state": (str, True), "reviews": (str, True),
}  # fmt: skip
"""Columns that queries take from other tables, and whether they may be empty."""

T = TypeVar("T")
_PARTS = {
    **dict.fromkeys(("document", "layer", "span", "relation", "note", "decision", "schema"), ""),
    **dict.fromkeys(("exemption", "ruling", "suggestion"), ""),
    "event": "arguments", "entity": "mentions", "same_event": "events",
}  # fmt: skip
"""The kinds that steps change, and where an image of one keeps its parts."""
_UID = re.compile(r"[0-9a-f]{32}")
_HEX = re.compile(r"(?:[0-9a-f]{2})*")

Signature: TypeAlias = tuple[type, ...]


def check_rows(database: Database, rows: Sequence[Any], table: str) -> None:
    """Refuse rows (of one query on a table) in which a value is not of its column's type.

    Raises:
        ProjectDamagedError: it names file, table and id.
    """
    if not rows:
        return
    names = tuple(rows[0].keys())
    allowed = _allowed(table, names)
    for row in rows:
        signature: Signature = tuple(map(type, row))
        if signature not in allowed:
            _learn(database, row, table, names, signature)


def read_rows(database: Database, rows: Sequence[Any], table: str, read: Callable[[Any], T]) -> list[T]:
    """Rows as objects.

    Raises:
        ProjectDamagedError: a row is not what its table promises; the error names file, table and id.
    """
    check_rows(database, rows, table)
    try:
        return [read(row) for row in rows]
    except Unreadable:
        raise first_unreadable(database, rows, table, read) from None


def first_unreadable(database: Database, rows: Sequence[Any], table: str, read: Callable[[Any], object]) -> Exception:
    """The error that names the first of these rows that cannot be read."""
    for row in rows:
        try:
            read(row)
        except Unreadable as error:
            return damaged(path_of(database), table, row[0], error)
    return damaged(path_of(database), table, "?", "it cannot be read")


@cache
def _allowed(table: str, names: tuple[str, ...]) -> set[Signature]:
    """The signatures seen so far that are in order: few, so that a look-up is all that most rows cost."""
    return set()


def _learn(database: Database, row: Any, table: str, names: tuple[str, ...], signature: Signature) -> None:
    columns = {**_JOINED, **columns_of(table)}
    for name, kind in zip(names, signature, strict=True):
        wanted, empty = columns.get(name, (int, False))
        if kind is not wanted and not (empty and kind is type(None)):
            number = row[0] if type(row[0]) is int else "?"
            raise damaged(path_of(database), table, number, f"its {name} is {_KINDS.get(kind, kind.__name__)}")
    _allowed(table, names).add(signature)


_KINDS = {type(None): "missing", bytes: "no text or number", str: "a text", int: "a number", float: "a fraction"}


def path_of(database: Database) -> Path:
    """The file that a connection is to."""
    path: Path = getattr(database.conn, "path", Path())
    return path


def parsed(text: str, column: str) -> Any:
    """JSON as a value. No NaN, no infinity, no half characters, no nesting without end."""
    if type(text) is not str or _LONGEST_JSON < len(text):
        raise Unreadable(f"its {column} cannot be read")
    try:
        return orjson.loads(text)
    except ValueError:
        raise Unreadable(f"its {column} cannot be read") from None


def words(text: str, column: str = "words") -> tuple[str, ...]:
    """A JSON list of words."""
    if text == "[]":
        return ()
    found = parsed(text, column)
    if type(found) is not list or not all(type(item) is str for item in found):
        raise Unreadable(f"its {column} are no list of words")
    return tuple(found)


def one_of(value: Any, known: Collection[str], column: str) -> Any:
    """A word out of a closed set."""
    if type(value) is not str or value not in known:
        raise Unreadable(f"its {column} cannot be {ascii(value)[:40]}")
    return value


def check_image(kind: Any, number: Any, image: Any) -> None:
    """Refuse what is no image of an object of this kind and id, as the journal keeps it: a row, its parts in it.

    Raises Unreadable.
    """
    if type(kind) is not str or kind not in _PARTS or type(number) is not int:
        raise Unreadable("its images cannot be read")
    if image is None:
        return
    if type(image) is not dict or image.get("id") != number:
        raise Unreadable("its images cannot be read")
    layout = _layout(kind)
    values = layout.values(image)
    numbers = layout.numbers(tuple(map(type, values)))(values)
    if MOST <= max(numbers) or min(numbers) <= -MOST:
        raise Unreadable("its images hold numbers without sense")
    if not _UID.fullmatch(image["uid"]) or (kind == "document" and not _HEX.fullmatch(image["source_map"] or "")):
        raise Unreadable("its images cannot be read")
    for part in image[layout.parts] if layout.parts else ():
        _check_part(kind, part)


class _Layout:
    """The columns of a kind's images, with the combinations of types seen so far that are in order."""

    def __init__(self, kind: str) -> None:
        self.parts = _PARTS[kind]
        self._columns = {**columns_of(kind), "uid": (bytes, False)}
        if self.parts:
            self._columns[self.parts] = (list, False)
        self._take = itemgetter(*self._columns)
        self._known: dict[Signature, Callable[..., tuple[int, ...]]] = {}

    def values(self, image: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values of an image, in the order of the columns; Unreadable if it has others."""
        try:
            values: tuple[Any, ...] = self._take(image)
        except KeyError:
            values = ()
        if len(image) != len(self._columns) or not values:
            raise Unreadable("its images lack a column, or have one of their own")
        return values

    def numbers(self, signature: Signature) -> Callable[..., tuple[int, ...]]:
        """Takes the numbers out of values of these types; Unreadable where the columns may not have them."""
        return self._known.get(signature) or self._learn(signature)

    def _learn(self, signature: Signature) -> Callable[..., tuple[int, ...]]:
        for (name, (wanted, empty)), found in zip(self._columns.items(), signature, strict=True):
            kept = str if wanted is bytes else wanted
            if found is not kept and not (empty and found is type(None)):
                raise Unreadable(f"in its images, {name} is {_KINDS.get(found, found.__name__)}")
        places = [place for place, found in enumerate(signature) if found is int]
        # Twice the first: of one place alone, itemgetter makes no tuple.
        self._known[signature] = itemgetter(places[0], *places)
        return self._known[signature]


_layout = cache(_Layout)


def _check_part(kind: str, part: Any) -> None:
    if kind == "entity":
        whole(part, "mentions")
        return
    if kind == "same_event":
        if type(part) is not list or len(part) != 2:
            raise Unreadable("the events in its images cannot be read")
        whole(part[0], "events")
        whole(part[1], "events")
        return
    if type(part) is not list or len(part) != 4:
        raise Unreadable("the arguments in its images cannot be read")
    role, filler, country, sectors = part
    whole(filler, "arguments")
    if type(role) is not str or type(country) not in (str, type(None)) or type(sectors) is not list:
        raise Unreadable("the arguments in its images cannot be read")
    if not all(type(word) is str for word in sectors):
        raise Unreadable("the arguments in its images cannot be read")


def whole(value: Any, column: str) -> int:
    """A whole number from 0 to `MOST`."""
    if type(value) is not int or not 0 <= value < MOST:
        raise Unreadable(f"its {column} is no sensible number")
    return value


def moment(text: Any, column: str) -> str:
    """A time in ISO 8601 with its zone, as it is written."""
    try:
        if datetime.fromisoformat(text).tzinfo is not None and 1 < int(text[:4]) < 9999:
            return str(text)
    except (TypeError, ValueError, OverflowError):
        pass
    raise Unreadable(f"its {column} is no time")

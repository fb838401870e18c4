"""Images of objects: read out of steps one at a time, made of rows, and written in one way only. Part of integrity.

The import of ten thousand articles is one step; so a step is never unpacked as a whole.
"""

from __future__ import annotations

import codecs
import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from typing import Any, Final, TypeAlias

from glossator.integrity.decoding import Faulty
from glossator.integrity.reference import RENAMED, STEPPED, Layout
from glossator.store.upcasting import upcast_row

Row: TypeAlias = dict[str, Any]

_CHUNK: Final = 1 << 18
_LONGEST: Final = 1 << 26
_JSON_COLUMNS: Final = ("attributes", "contexts", "modes", "sectors", "reviews", "extra", "fragments")
_PLAIN: Final = (None, "{}", "[]")
_PARTS: Final = {"event": "arguments", "entity": "mentions", "same_event": "events"}
_KINDS: Final[tuple[str, ...]] = (*STEPPED, *RENAMED)
_KIND_BYTES: Final = {kind: bytes([number]) for number, kind in enumerate(_KINDS)}
_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode
_decoder = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Image:
    """One object before and after a step; None where it did not exist."""

    kind: str
    id: int
    before: Row | None
    after: Row | None


def canonical(kind: str, image: Row) -> str:
    """An image as text, equal for equal objects: however their JSON was written."""
    changed = {name: _tidy(image[name]) for name in _JSON_COLUMNS if image.get(name) not in _PLAIN}
    return f"{kind} {_encode({**image, **changed} if changed else image)}"


def _tidy(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    try:
        return _encode(json.loads(text))
    except (ValueError, RecursionError):
        return text


def digest(kind: str, image: Row) -> bytes:
    """17 bytes that stand for an image, the first for its kind: what a check remembers of an object."""
    return _KIND_BYTES[kind] + blake2b(canonical(kind, image).encode(), digest_size=16).digest()


def kind_in(found: bytes) -> str:
    """The kind of object that a digest is of."""
    return _KINDS[found[0]]


class Shape:
    """Which keys and values images of each kind have, by the tables that they go into."""

    def __init__(self, layout: Layout) -> None:
        self._keys: dict[str, frozenset[str]] = {}
        self._types: dict[str, tuple[tuple[str, tuple[type, ...]], ...]] = {}
        for kind, table in {**layout.stepped, **RENAMED}.items():
            found = layout.tables[table]
            types = [(name, _types(name, type_, name in found.required)) for name, type_ in found.columns.items()]
            parts = [_PARTS[kind]] if kind in _PARTS else []
            self._keys[kind] = frozenset([*found.columns, "uid", *parts])
            self._types[kind] = (*types, ("uid", (str,)), *((part, (list,)) for part in parts))

    def check(self, image: Image) -> None:
        """Faulty where this is no image that a step of ours could have."""
        if image.kind not in self._keys or (image.before, image.after) == (None, None):
            raise Faulty("no record of a change")
        for state in (image.before, image.after):
            if state is not None:
                self._check_state(image, state)

    def _check_state(self, image: Image, state: Any) -> None:
        if not isinstance(state, dict) or state.keys() != self._keys[image.kind] or state["id"] != image.id:
            raise Faulty(f"no record of a {image.kind}")
        if not all(type(state[name]) in allowed for name, allowed in self._types[image.kind]):
            raise Faulty(f"no record of a {image.kind}")
        if image.kind == "event" and not all(map(_is_argument, state["arguments"])):
            raise Faulty("no record of an event")
        if image.kind == "entity" and not all(type(number) is int for number in state["mentions"]):
            raise Faulty("no record of an entity")
        if image.kind == "same_event" and not all(map(_is_member, state["events"])):
            raise Faulty("no record of same events")
        try:
            is_uid = len(bytes.fromhex(state["uid"])) == 16
            bytes.fromhex(state.get("source_map") or "")
        except ValueError:
            is_uid = False
        if not is_uid:
            raise Faulty(f"no record of a {image.kind}")


def _types(name: str, type_: str, required: bool) -> tuple[type, ...]:
    found = {"INTEGER": int, "REAL": float}.get(type_, str)
    return (found,) if required else (found, type(None))


def _is_argument(item: Any) -> bool:
    return (
        isinstance(item, list)
        and len(item) == 4
        and isinstance(item[0], str)
        and type(item[1]) is int
        and isinstance(item[2], str | None)
        and isinstance(item[3], list)
        and all(isinstance(sector, str) for sector in item[3])
    )


def _is_member(item: Any) -> bool:
    return isinstance(item, list) and [type(number) for number in item] == [int, int]


def images_in(blob: bytes, version: int, to: int) -> Iterator[Image]:
    """The images of a step, one at a time, as version `to` has them.

    Raises Faulty where they cannot be read, also after some of them.
    """
    if not 1 <= version <= to:
        raise Faulty("of a version that there is not")
    for kind, number, before, after in _items_in(blob):
        yield Image(kind, number, upcast_row(version, kind, before, to=to), upcast_row(version, kind, after, to=to))


def _items_in(blob: bytes) -> Iterator[tuple[str, int, Any, Any]]:
    pieces = _pieces(blob)
    buffer, at = next(pieces, ""), 1
    if not buffer.startswith("["):
        raise Faulty("damaged")
    while True:
        try:
            item, at = _decoder.raw_decode(buffer, at)
        except (ValueError, RecursionError):
            if buffer[at : at + 1] == "]" and not any(pieces) and at + 1 == len(buffer):
                return
            more = next(pieces, None)
            if more is None or _LONGEST < len(buffer) - at:
                raise Faulty("damaged") from None
            buffer, at = buffer[at:] + more, 0
            continue
        if not isinstance(item, list) or len(item) != 4 or type(item[0]) is not str or type(item[1]) is not int:
            raise Faulty("no list of changes")
        yield item[0], item[1], item[2], item[3]
        if at == len(buffer):
            buffer, at = next(pieces, ""), 0
        if buffer[at : at + 1] == ",":
            at += 1
        elif buffer[at : at + 1] != "]":
            raise Faulty("damaged")


def _pieces(blob: bytes) -> Iterator[str]:
    """What a blob holds, in pieces that grow: what does not fit in one is tried again with twice as much."""
    inflate, decode = zlib.decompressobj(), codecs.getincrementaldecoder("utf-8")()
    size, waiting = _CHUNK, blob
    try:
        while waiting and not inflate.eof:
            text = decode.decode(inflate.decompress(waiting, size))
            waiting, size = inflate.unconsumed_tail, size * 2
            if text:
                yield text
        text = decode.decode(inflate.flush(), final=True)
    except (zlib.error, UnicodeDecodeError):
        raise Faulty("damaged") from None
    if not inflate.eof or inflate.unused_data:
        raise Faulty("damaged")
    if text:
        yield text


def present_images(connection: sqlite3.Connection, kind: str) -> Iterator[Row]:
    """Every object of a kind as its rows say it is, in the order of ids; those that are no things are left out."""
    table = STEPPED[kind]
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    rows = cursor.execute(
        f"SELECT t.*, lower(hex(thing.uid)) AS uid FROM {table} t JOIN thing USING (id) ORDER BY t.id"
    )
    parts = _parts(connection, kind)
    waiting = next(parts, None)
    for row in rows:
        image = dict(row)
        if kind == "document" and image["source_map"] is not None:
            image["source_map"] = image["source_map"].hex()
        if kind in _PARTS:
            while waiting is not None and waiting[0] < image["id"]:
                waiting = next(parts, None)
            image[_PARTS[kind]] = waiting[1] if waiting is not None and waiting[0] == image["id"] else []
        yield image


def _parts(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[int, list[Any]]]:
    if kind == "event":
        rows = connection.execute(
            "SELECT event_id, role, filler_id, country, sectors FROM argument ORDER BY event_id, position"
        )
        for owner, group in groupby(rows, key=lambda row: row[0]):
            yield owner, [[role, filler, country, _sectors(sectors)] for _, role, filler, country, sectors in group]
    elif kind == "entity":
        rows = connection.execute("SELECT entity_id, span_id FROM mention ORDER BY entity_id, position")
        for owner, group in groupby(rows, key=lambda row: row[0]):
            yield owner, [span for _, span in group]
    elif kind == "same_event":
        rows = connection.execute(
            "SELECT same_event_id, event_id, document_id FROM same_event_member ORDER BY same_event_id, position"
        )
        for owner, group in groupby(rows, key=lambda row: row[0]):
            yield owner, [[event, document] for _, event, document in group]


def _sectors(text: str) -> Any:
    if text == "[]":
        return []
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text

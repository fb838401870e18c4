"""One table a kind of domain object: get, insert, update, delete, and lists. SQL lives here and in its siblings."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from sqlite_utils import Database

from glossator.annotation import Argument, Entity, Event, Kind
from glossator.store.rows import AnnotatorId, AnnotatorName, Row, to_json


class DomainObject(Protocol):
    """What all stored objects have in common."""

    @property
    def id(self) -> int: ...
    @property
    def uid(self) -> bytes: ...


T = TypeVar("T", bound=DomainObject)


class Names(Protocol):
    """Annotators by id and by name."""

    def id_of(self, name: str) -> int: ...
    def name_of(self, annotator_id: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """How a kind is laid out in its table."""

    kind: Kind
    table: str
    to_row: Callable[[T, AnnotatorId], Row]
    from_row: Callable[[Row, AnnotatorName], T]


def rows_of(database: Database, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
    """All rows of a query, as mappings of column names.

    sqlite3's own rows and no collector: sqlite-utils' dicts, and collections while thousands of objects come to be,
    cost several times the query.
    """
    cursor = database.conn.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, parameters).fetchall()


@contextmanager
def collector_paused() -> Iterator[None]:
    """While thousands of objects come to be that all stay, collecting finds nothing and costs half the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Table(Generic[T]):
    """The rows of one kind. Ids and uids come from `thing`, which is written together with the row."""

    def __init__(self, database: Database, codec: Codec[T], names: Names) -> None:
        self._database = database
        self._codec = codec
        self._names = names
        self._columns: tuple[str, ...] | None = None

    @property
    def kind(self) -> Kind:
        """The kind of object that this table keeps."""
        return self._codec.kind

    def get(self, object_id: int) -> T | None:
        """The object with this id, or None."""
        found = self.where("t.id = ?", (object_id,))
        return found[0] if found else None

    def where(self, condition: str, parameters: Sequence[Any] = (), *, order: str = "t.id") -> list[T]:
        """The objects that satisfy a condition on table `t`."""
        sql = f"{self._select()} WHERE {condition} ORDER BY {order}"
        with collector_paused():
            return self._read(rows_of(self._database, sql, parameters))

    def insert(self, item: T) -> None:
        """Write a new object, with the id and uid it carries."""
        self._database.execute(
            "INSERT INTO thing (id, kind, uid) VALUES (?, ?, ?)", (item.id, self._codec.kind, item.uid)
        )
        row = {"id": item.id, **self._codec.to_row(item, self._names.id_of)}
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        self._database.execute(f"INSERT INTO {self._codec.table} ({columns}) VALUES ({marks})", tuple(row.values()))
        self._write_parts(item)

    def update(self, item: T) -> None:
        """Write an object's present state over the stored one."""
        row = self._codec.to_row(item, self._names.id_of)
        assignments = ", ".join(f'"{name}" = ?' for name in row)
        self._database.execute(f"UPDATE {self._codec.table} SET {assignments} WHERE id = ?", (*row.values(), item.id))
        self._write_parts(item)

    def delete(self, object_id: int) -> None:
        """Remove an object and its entry in `thing`."""
        self._delete_parts(object_id)
        self._database.execute(f"DELETE FROM {self._codec.table} WHERE id = ?", (object_id,))
        self._database.execute("DELETE FROM thing WHERE id = ?", (object_id,))

    def image(self, item: T) -> Row:
        """The object as the journal keeps it: its row, JSON-able."""
        return {"id": item.id, "uid": item.uid.hex(), **self._codec.to_row(item, self._names.id_of)}

    def from_image(self, image: Row) -> T:
        """The inverse of `image`."""
        return self._codec.from_row({**image, "uid": bytes.fromhex(image["uid"])}, self._names.name_of)

    def _select(self) -> str:
        return f"SELECT t.*, thing.uid AS uid FROM {self._codec.table} t JOIN thing ON thing.id = t.id"

    def _read(self, rows: list[Row]) -> list[T]:
        return [self._codec.from_row(row, self._names.name_of) for row in rows]

    def _write_parts(self, item: T) -> None:
        """Kinds that keep parts in a second table write them here."""

    def _delete_parts(self, object_id: int) -> None:
        """Kinds that keep parts in a second table delete them here."""


class EventTable(Table[Event]):
    """Events with their arguments."""

    def image(self, item: Event) -> Row:
        """The row with the arguments in it."""
        arguments = [[part.role, part.filler, part.country, list(part.sectors)] for part in item.arguments]
        return {**super().image(item), "arguments": arguments}

    def from_image(self, image: Row) -> Event:
        """The inverse of `image`."""
        arguments = tuple(
            Argument(role, filler, country, tuple(sectors)) for role, filler, country, sectors in image["arguments"]
        )
        return replace(super().from_image(image), arguments=arguments)

    def _read(self, rows: list[Row]) -> list[Event]:
        events = super()._read(rows)
        found = dict(_parts(self._database, "argument", "event_id", [event.id for event in events]))
        return [replace(event, arguments=_arguments(found.get(event.id, []))) for event in events]

    def _write_parts(self, item: Event) -> None:
        self._delete_parts(item.id)
        self._database.conn.executemany(
            "INSERT INTO argument (event_id, position, role, filler_id, country, sectors) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (item.id, position, part.role, part.filler, part.country, to_json(part.sectors))
                for position, part in enumerate(item.arguments)
            ],
        )

    def _delete_parts(self, object_id: int) -> None:
        self._database.execute("DELETE FROM argument WHERE event_id = ?", (object_id,))


class EntityTable(Table[Entity]):
    """Entities with their mentions."""

    def image(self, item: Entity) -> Row:
        """The row with the mentions in it."""
        return {**super().image(item), "mentions": list(item.mentions)}

    def from_image(self, image: Row) -> Entity:
        """The inverse of `image`."""
        return replace(super().from_image(image), mentions=tuple(image["mentions"]))

    def _read(self, rows: list[Row]) -> list[Entity]:
        entities = super()._read(rows)
        found = dict(_parts(self._database, "mention", "entity_id", [entity.id for entity in entities]))
        return [
            replace(entity, mentions=tuple(row["span_id"] for row in found.get(entity.id, []))) for entity in entities
        ]

    def _write_parts(self, item: Entity) -> None:
        self._delete_parts(item.id)
        self._database.conn.executemany(
            "INSERT INTO mention (entity_id, position, span_id) VALUES (?, ?, ?)",
            [(item.id, position, span) for position, span in enumerate(item.mentions)],
        )

    def _delete_parts(self, object_id: int) -> None:
        self._database.execute("DELETE FROM mention WHERE entity_id = ?", (object_id,))


def _arguments(rows: list[Row]) -> tuple[Argument, ...]:
    return tuple(
        Argument(row["role"], row["filler_id"], row["country"], tuple(json.loads(row["sectors"]))) for row in rows
    )


def _parts(database: Database, table: str, owner: str, ids: list[int]) -> Iterator[tuple[int, list[Row]]]:
    """The part rows of these owners, in position order, owner by owner."""
    grouped: dict[int, list[Row]] = {}
    sql = f"SELECT * FROM {table} WHERE {owner} IN (SELECT value FROM json_each(?)) ORDER BY {owner}, position"
    for row in rows_of(database, sql, (to_json(ids),)):
        grouped.setdefault(row[owner], []).append(row)
    yield from grouped.items()

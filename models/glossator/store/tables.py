"""One table a kind of domain object: get, insert, update, delete, and lists. SQL lives here and in its siblings."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar

from sqlite_utils import Database

from glossator.annotation import Argument, Entity, Event, Kind
from glossator.store.rows import AnnotatorId, AnnotatorName, Row, to_json, words
from glossator.store.strict import Unreadable, check_rows, damaged, first_unreadable, path_of


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

    def images(self, ids: Iterable[int]) -> dict[int, Row]:
        """Those of these objects that are there, as the journal keeps them."""
        return self.images_where("t.id IN (SELECT value FROM json_each(?))", (to_json(list(ids)),))

    def images_where(self, condition: str, parameters: Sequence[Any] = ()) -> dict[int, Row]:
        """The objects that satisfy a condition on table `t`, as the journal keeps them, by id."""
        sql = f"{self._select_bare()} WHERE {condition} ORDER BY t.id"
        with collector_paused():
            return self._images(rows_of(self._database, sql, parameters))

    def insert(self, item: T) -> None:
        """Write a new object, with the id and uid it carries."""
        self.insert_images([self.image(item)])

    def update(self, item: T) -> None:
        """Write an object's present state over the stored one."""
        self.update_images([self.image(item)])

    def delete(self, object_id: int) -> None:
        """Remove an object and its entry in `thing`."""
        self.delete_all([object_id])

    def insert_images(self, images: Sequence[Row]) -> None:
        """Write new objects as images say they are."""
        self._register(images)
        names = ", ".join(f'"{name}"' for name in self._column_names())
        marks = ", ".join("?" * len(self._column_names()))
        self._many(
            f"INSERT INTO {self._codec.table} ({names}) VALUES ({marks})", [self._values(image) for image in images]
        )
        self._write_parts(images)

    def update_images(self, images: Sequence[Row]) -> None:
        """Write these states over the stored ones."""
        assignments = ", ".join(f'"{name}" = ?' for name in self._column_names()[1:])
        self._many(
            f"UPDATE {self._codec.table} SET {assignments} WHERE id = ?",
            [(*self._values(image)[1:], image["id"]) for image in images],
        )
        self._delete_parts([image["id"] for image in images])
        self._write_parts(images)

    def delete_all(self, ids: Sequence[int]) -> None:
        """Remove objects and their entries in `thing`."""
        self._delete_parts(ids)
        self._delete_from(self._codec.table, "id", ids)
        self._delete_from("thing", "id", ids)

    def image(self, item: T) -> Row:
        """The object as the journal keeps it: its row, JSON-able."""
        return {"id": item.id, "uid": item.uid.hex(), **self._codec.to_row(item, self._names.id_of)}

    def from_image(self, image: Row) -> T:
        """The inverse of `image`."""
        try:
            return self._codec.from_row({**image, "uid": bytes.fromhex(image["uid"])}, self._names.name_of)
        except Unreadable as error:
            raise damaged(path_of(self._database), self._codec.table, image["id"], error) from None

    def unlike(self, wanted: Mapping[int, Row | None]) -> list[int]:
        """Those of these ids that do not bear an object of that state now; None: that bear none."""
        maybe = self._unlike_to_the_letter(wanted)
        present = self.images(maybe) if maybe else {}
        return [number for number in maybe if not self.same(present.get(number), wanted[number])]

    def _unlike_to_the_letter(self, wanted: Mapping[int, Row | None]) -> list[int]:
        # Tuples, since dicts of a hundred thousand rows would cost several times the query.
        names = self._column_names()
        columns = ", ".join(f't."{name}"' for name in names)
        with collector_paused():
            rows = self._database.execute(
                f"SELECT {columns}, lower(hex(thing.uid)) FROM {self._codec.table} t JOIN thing ON thing.id = t.id"
                " WHERE t.id IN (SELECT value FROM json_each(?))",
                (to_json(list(wanted)),),
            ).fetchall()
            take = itemgetter(*names, "uid")
            found = {row[0]: row for row in rows}
            return [
                number
                for number, image in wanted.items()
                if (number in found if image is None else found.get(number) != take(image))
            ]

    def same(self, one: Row | None, other: Row | None) -> bool:
        """Whether two images are of the same state, however their JSON is written."""
        if one is None or other is None or one == other:
            return one == other
        return self.image(self.from_image(one)) == self.image(self.from_image(other))

    def _select(self) -> str:
        return self._select_bare()

    def _select_bare(self) -> str:
        """The columns of the table itself, and the uid."""
        return f"SELECT t.*, thing.uid AS uid FROM {self._codec.table} t LEFT JOIN thing ON thing.id = t.id"

    def _read(self, rows: list[Row]) -> list[T]:
        check_rows(self._database, rows, self._codec.table)
        from_row, name_of = self._codec.from_row, self._names.name_of
        try:
            return [from_row(row, name_of) for row in rows]
        except Unreadable:
            raise first_unreadable(
                self._database, rows, self._codec.table, lambda row: from_row(row, name_of)
            ) from None

    def _images(self, rows: list[Row]) -> dict[int, Row]:
        check_rows(self._database, rows, self._codec.table)
        return {row["id"]: {**row, "uid": row["uid"].hex()} for row in map(dict, rows)}

    def _many(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        if parameters:
            self._database.conn.executemany(sql, parameters)

    def _delete_from(self, table: str, column: str, ids: Sequence[int]) -> None:
        # One statement over sorted ids: a third of the time of as many statements.
        if ids:
            these = to_json(sorted(ids))
            self._database.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (these,))

    def _register(self, images: Sequence[Row]) -> None:
        kind = self._codec.kind
        self._many(
            "INSERT INTO thing (id, kind, uid) VALUES (?, ?, ?)",
            [(image["id"], kind, bytes.fromhex(image["uid"])) for image in images],
        )

    def _column_names(self) -> tuple[str, ...]:
        """The table's columns, `id` first."""
        # Asked of the table, never of an image: what a journal holds becomes values, not SQL.
        if self._columns is None:
            found = self._database.execute("SELECT name FROM pragma_table_info(?)", (self._codec.table,)).fetchall()
            self._columns = tuple(row[0] for row in found)
        return self._columns

    def _values(self, image: Row) -> tuple[Any, ...]:
        values: tuple[Any, ...] = itemgetter(*self._column_names())(image)
        return values

    def _write_parts(self, images: Sequence[Row]) -> None:
        """Kinds that keep parts in a second table write them here."""

    def _delete_parts(self, ids: Sequence[int]) -> None:
        """Kinds that keep parts in a second table delete them here."""


class EventTable(Table[Event]):
    """Events with their arguments."""

    def _unlike_to_the_letter(self, wanted: Mapping[int, Row | None]) -> list[int]:
        return list(wanted)

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
        found = dict(parts_of(self._database, "argument", "event_id", [event.id for event in events]))
        return [replace(event, arguments=_arguments(found.get(event.id, []))) for event in events]

    def _images(self, rows: list[Row]) -> dict[int, Row]:
        images = super()._images(rows)
        found = dict(parts_of(self._database, "argument", "event_id", list(images)))
        for number, image in images.items():
            image["arguments"] = [
                [part["role"], part["filler_id"], part["country"], list(words(part["sectors"], "sectors"))]
                for part in found.get(number, [])
            ]
        return images

    def _write_parts(self, images: Sequence[Row]) -> None:
        self._many(
            "INSERT INTO argument (event_id, position, role, filler_id, country, sectors) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (image["id"], position, role, filler, country, to_json(sectors))
                for image in images
                for position, (role, filler, country, sectors) in enumerate(image["arguments"])
            ],
        )

    def _delete_parts(self, ids: Sequence[int]) -> None:
        self._delete_from("argument", "event_id", ids)


class EntityTable(Table[Entity]):
    """Entities with their mentions."""

    def _unlike_to_the_letter(self, wanted: Mapping[int, Row | None]) -> list[int]:
        return list(wanted)

    def image(self, item: Entity) -> Row:
        """The row with the mentions in it."""
        return {**super().image(item), "mentions": list(item.mentions)}

    def from_image(self, image: Row) -> Entity:
        """The inverse of `image`."""
        return replace(super().from_image(image), mentions=tuple(image["mentions"]))

    def _read(self, rows: list[Row]) -> list[Entity]:
        entities = super()._read(rows)
        found = dict(parts_of(self._database, "mention", "entity_id", [entity.id for entity in entities]))
        return [
            replace(entity, mentions=tuple(row["span_id"] for row in found.get(entity.id, []))) for entity in entities
        ]

    def _images(self, rows: list[Row]) -> dict[int, Row]:
        images = super()._images(rows)
        found = dict(parts_of(self._database, "mention", "entity_id", list(images)))
        for number, image in images.items():
            image["mentions"] = [part["span_id"] for part in found.get(number, [])]
        return images

    def _write_parts(self, images: Sequence[Row]) -> None:
        self._many(
            "INSERT INTO mention (entity_id, position, span_id) VALUES (?, ?, ?)",
            [(image["id"], position, span) for image in images for position, span in enumerate(image["mentions"])],
        )

    def _delete_parts(self, ids: Sequence[int]) -> None:
        self._delete_from("mention", "entity_id", ids)


def _arguments(rows: list[Row]) -> tuple[Argument, ...]:
    return tuple(
        Argument(row["role"], row["filler_id"], row["country"], words(row["sectors"], "sectors")) for row in rows
    )


def parts_of(database: Database, table: str, owner: str, ids: list[int]) -> Iterator[tuple[int, list[Row]]]:
    """The part rows of these owners, in position order, owner by owner."""
    grouped: dict[int, list[Row]] = {}
    sql = f"SELECT * FROM {table} WHERE {owner} IN (SELECT value FROM json_each(?)) ORDER BY {owner}, position"
    rows = rows_of(database, sql, (to_json(ids),))
    check_rows(database, rows, table)
    for row in rows:
        grouped.setdefault(row[owner], []).append(row)
    yield from grouped.items()

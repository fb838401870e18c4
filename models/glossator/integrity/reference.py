"""What a fresh project file of this version looks like: its tables, columns, keys and indexes. Part of integrity."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlite_utils import Database

from glossator.store.expected import expected
from glossator.store.migrations import FORMAT_VERSION, migrate
from glossator.store.upcasting import image_version_of

ObjectName = tuple[str, str]
"""Kind (table, index …) and name, as `sqlite_master` has them."""

MIGRATIONS_TABLE: Final = "_sqlite_migrations"
INDEX_TABLE: Final = "text_index"

STEPPED: Final[Mapping[str, str]] = {
    "document": "document",
    "schema": "schema",
    "layer": "layer",
    "span": "span",
    "event": "event",
    "relation": "relation",
    "entity": "entity",
    "note": "note",
    "decision": "decision",
    "same_event": "same_event",
    "exemption": "exemption",
    "ruling": "ruling",
}
"""The kinds that steps change, with their tables: what the journal tells of."""

RENAMED: Final[Mapping[str, str]] = {"suggestion": "suggestion"}
"""The kinds that steps only give other names, with their tables: suggesters write them, and no step tells how."""

HOMES: Final[Mapping[str, str]] = {**STEPPED, "document": "text", "suggestion": "suggestion"}
"""Kind → the table whose rows are the things of that kind. A removed document is still a thing: its text stays."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a row of another table."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table of ours. `columns` are name → SQLite's type, `required` those that are never NULL."""

    name: str
    columns: Mapping[str, str]
    required: frozenset[str]
    key: tuple[str, ...]
    rowid: bool
    unique: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]

    @property
    def first_key(self) -> str:
        """The column that tells a row, or the rows of one owner: always a number but in `setting`."""
        return self.key[0] if self.key else "rowid"


@dataclass(frozen=True, slots=True)
class Layout:
    """All of a fresh file: its own tables, and every object's SQL (None: only the name counts)."""

    version: int
    tables: Mapping[str, TableShape]
    objects: Mapping[ObjectName, str | None]
    migrations: frozenset[str]

    @property
    def stepped(self) -> Mapping[str, str]:
        """The kinds that steps of this format change, with their tables."""
        return self._there(STEPPED)

    @property
    def homes(self) -> Mapping[str, str]:
        """The kinds of this format, with the tables whose rows are the things of that kind."""
        return self._there(HOMES)

    @property
    def image_version(self) -> int:
        """The version of the images that steps of this format hold."""
        return image_version_of(self.version)

    def _there(self, kinds: Mapping[str, str]) -> Mapping[str, str]:
        return {kind: table for kind, table in kinds.items() if table in self.tables}


@cache
def layout(version: int) -> Layout:
    """The layout of files of this format version; of the newest where there is no such version."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(Database(connection), version if 1 <= version < FORMAT_VERSION else FORMAT_VERSION)
        return _layout_of(connection)


def _layout_of(connection: sqlite3.Connection) -> Layout:
    listed = connection.execute("PRAGMA main.table_list").fetchall()
    ours = {
        row[1]: _shape(connection, row[1], rowid=not row[4])
        for row in listed
        if row[2] == "table" and not row[1].startswith(("sqlite_", MIGRATIONS_TABLE))
    }
    applied = connection.execute(f"SELECT name FROM {MIGRATIONS_TABLE}").fetchall()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return Layout(version, ours, expected(version), frozenset(name for (name,) in applied))


def _shape(connection: sqlite3.Connection, table: str, *, rowid: bool) -> TableShape:
    columns = connection.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)).fetchall()
    keys = sorted((pk, name) for name, _, _, pk in columns if pk)
    indexes = connection.execute('SELECT name, origin FROM pragma_index_list(?) WHERE "unique"', (table,)).fetchall()
    unique = [
        tuple(name for (name,) in connection.execute("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (index,)))
        for index, origin in indexes
        if rowid or origin != "pk"
    ]
    found = connection.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', (table,)).fetchall()
    key = tuple(name for _, name in keys)
    return TableShape(
        name=table,
        columns={name: type_ for name, type_, _, _ in columns},
        required=frozenset(name for name, _, needed, _ in columns if needed) | frozenset(key),
        key=key if len(key) == 1 or not rowid else (),
        rowid=rowid,
        unique=tuple(sorted(unique)),
        references=tuple(sorted((Reference(*row) for row in found), key=lambda one: one.column)),
    )

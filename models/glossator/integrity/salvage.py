"""Takes every row that can still be read out of a damaged file, into a clean one without constraints.

Part of integrity. A table is read in stretches of ids; one that SQLite cannot read is halved until only the rows of the
broken pages are left out. Nothing but plain tables is read: a view or a generated column of a hostile file is never
evaluated.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from glossator.integrity.reference import Layout, TableShape

_STRETCH: Final = 2_048
_MOST_PROBES: Final = 20_000
"""Unreadable stretches tried in one table before the rest of it is given up."""
_LIKELY_LAST: Final = 1_000_000
"""Where neither the table nor `sqlite_sequence` says how far its ids go."""

Gap = tuple[int, int]
"""The first and last id of a stretch of which rows may be lost."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """A clean file with what could be read, and the stretches of ids, by table, that could not."""

    path: Path
    gaps: dict[str, list[Gap]]
    absent: frozenset[str]


def salvage(damaged: Path, target: Path, layout: Layout) -> Salvage:
    """Write all that can be read of `damaged`, a private copy, to a new file at `target`.

    Raises:
        sqlite3.DatabaseError: not even the list of tables can be read.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        # The last one lets SQLite read a file that was cut off, as far as it goes.
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "trusted_schema = OFF", "writable_schema = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("ATTACH ? AS old", (str(damaged),))
        reader = _Reader(connection)
        for shape in layout.tables.values():
            make_plain(connection, shape)
        for shape in layout.tables.values():
            reader.read(shape)
        copy_sequences(connection, "old")
    return Salvage(target, reader.gaps, frozenset(reader.absent))


def make_plain(connection: sqlite3.Connection, shape: TableShape, schema: str = "main") -> None:
    """Make a table with the columns of one of ours, and no constraint: it takes in whatever there is."""
    key = shape.key if not shape.rowid else ()
    columns = [
        f'"{name}" INTEGER PRIMARY KEY' if shape.rowid and shape.key == (name,) else f'"{name}"'
        for name in shape.columns
    ]
    primary = f", PRIMARY KEY ({', '.join(key)})" if key else ""
    suffix = "" if shape.rowid else " WITHOUT ROWID"
    connection.execute(f'CREATE TABLE {schema}."{shape.name}" ({", ".join(columns)}{primary}){suffix}')


def copy_sequences(connection: sqlite3.Connection, schema: str) -> None:
    """Keep how far ids have been given out in a table of that name, which a statement can change."""
    connection.execute("CREATE TABLE main.sequence (name, seq)")
    try:
        connection.execute(f"INSERT INTO main.sequence SELECT name, seq FROM {schema}.sqlite_sequence")
    except sqlite3.DatabaseError:
        return


@dataclass(slots=True)
class _Reader:
    connection: sqlite3.Connection
    gaps: dict[str, list[Gap]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    _probes: int = 0

    def read(self, shape: TableShape) -> None:
        """Copy the rows of one table."""
        found = self._columns(shape)
        if not found:
            return
        scan = shape.key[0] if shape.key else "rowid"
        names = ", ".join(f'"{name}"' for name in found)
        copied = (
            f'INSERT OR IGNORE INTO main."{shape.name}" ({names}) SELECT {names} FROM old."{shape.name}" NOT INDEXED'
        )
        if shape.columns.get(scan, "INTEGER") != "INTEGER":
            # `setting`: one page, or nothing.
            if not self._run(copied, ()):
                self._note(shape.name, (0, 0))
            return
        if self._run(copied, ()):
            return
        self._probes = 0
        copied = f"{copied} WHERE {scan} BETWEEN ? AND ?"
        first, last = -1, self._last(shape, scan)
        while first <= last:
            self._stretch(shape.name, copied, first, min(first + _STRETCH - 1, last))
            first += _STRETCH
        if not self._run(copied, (last + 1, (1 << 63) - 1)):
            self._note(shape.name, (last + 1, (1 << 63) - 1))

    def _stretch(self, table: str, copied: str, first: int, last: int) -> None:
        if _MOST_PROBES <= self._probes:
            self._note(table, (first, last))
            return
        if self._run(copied, (first, last)):
            return
        self._probes += 1
        if first == last:
            self._note(table, (first, last))
            return
        middle = (first + last) // 2
        self._stretch(table, copied, first, middle)
        self._stretch(table, copied, middle + 1, last)

    def _run(self, sql: str, parameters: tuple[int, ...]) -> bool:
        # A transaction of its own: one that fails is taken back whole, so no row comes twice.
        try:
            self.connection.execute(sql, parameters)
        except sqlite3.DatabaseError:
            return False
        return True

    def _columns(self, shape: TableShape) -> list[str]:
        """Those of our columns that a plain table of this name has."""
        row = self.connection.execute(
            "SELECT sql, rootpage FROM old.sqlite_master WHERE type = 'table' AND name = ?", (shape.name,)
        ).fetchone()
        if row is None or not row[1] or "VIRTUAL" in str(row[0]).upper().split()[:3]:
            self.absent.add(shape.name)
            self._note(shape.name, (0, (1 << 63) - 1))
            return []
        try:
            present = self.connection.execute(
                "SELECT name FROM pragma_table_xinfo(?, 'old') WHERE NOT hidden", (shape.name,)
            ).fetchall()
        except sqlite3.DatabaseError:
            present = []
        return [name for name in shape.columns if (name,) in present]

    def _last(self, shape: TableShape, scan: str) -> int:
        queries = (f'SELECT max({scan}) FROM old."{shape.name}"', "SELECT max(seq) FROM old.sqlite_sequence")
        for query in queries:
            try:
                found = self.connection.execute(query).fetchone()[0]
            except sqlite3.DatabaseError:
                continue
            if isinstance(found, int):
                return found
        return _LIKELY_LAST

    def _note(self, table: str, gap: Gap) -> None:
        gaps = self.gaps.setdefault(table, [])
        if gaps and gaps[-1][1] + 1 == gap[0]:
            gaps[-1] = (gaps[-1][0], gap[1])
        else:
            gaps.append(gap)

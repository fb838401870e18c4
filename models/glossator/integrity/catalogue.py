"""The list of tables, put back where its pages are lost: without it nothing of a file can be found. Part of integrity.

All migrations make their tables in an empty file. So the projects that were founded in one format have them at the same
pages, and the list of them in the same few. One that was founded in an older format has those of the first migration
where any project has them; what was added since is looked for in the history.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from glossator.store.migrations import FORMAT_VERSION, migrate

_HEADER: Final = 100
_USER_VERSION: Final = 60
"""Where the header keeps it (section 1.3 of the same)."""
_INTERIOR: Final = 5
"""The type of a page that leads to others (sqlite.org/fileformat2.html, section 1.6)."""
_TELLING: Final = (
    "SELECT count(*) FROM thing WHERE typeof(kind) = 'text' AND length(uid) = 16",
    "SELECT count(*) FROM step WHERE typeof(verb) = 'text' AND typeof(images) = 'blob'",
    "SELECT count(*) FROM text WHERE length(sha256) = 64",
)
_STRANGE: Final = (
    "SELECT count(*) FROM same_event WHERE typeof(annotator_id) <> 'integer' OR typeof(name) <> 'text'",
    "SELECT count(*) FROM same_event_member WHERE typeof(event_id) <> 'integer' OR typeof(document_id) <> 'integer'",
    "SELECT count(*) FROM exemption WHERE typeof(code) <> 'text' OR typeof(key) <> 'text'",
    "SELECT count(*) FROM ruling WHERE typeof(time) <> 'text' OR typeof(subject) <> 'text'",
)
"""Rows that cannot be of these tables: in a file of an older format, something else stands on their pages."""
_COLUMNS_SINCE: Final = (
    *(f"ALTER TABLE {table} ADD COLUMN schema_version INTEGER NOT NULL DEFAULT 0"
      for table in ("span", "event", "relation")),
    "ALTER TABLE entity ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}'",
)  # fmt: skip


def put_back(copy: Path, folder: Path) -> bool:
    """Give a private copy the list of tables that a fresh project has; whether its rows then make sense."""
    page_size = int.from_bytes(_read(copy, 16, 2), "big")
    version = int.from_bytes(_read(copy, _USER_VERSION, 4), "big")
    for founded in (version, 1):
        fresh = folder / f"fresh-{founded}"
        if not fresh.exists():
            _make_fresh(fresh, page_size, founded)
        if int.from_bytes(_read(fresh, 16, 2), "big") != page_size:
            return False
        before = _write_list(copy, fresh, page_size)
        if _makes_sense(copy, founded):
            if founded < version:
                _add_columns(copy)
            return True
        _write(copy, before)
    return False


def _write_list(copy: Path, fresh: Path, page_size: int) -> dict[int, bytes]:
    """Write the pages of a list of tables; returns what was there, by place in the file."""
    before = {}
    for number in _pages(fresh, page_size):
        # The header is the file's own; what follows on its page is the list's.
        skipped = _HEADER if number == 1 else 0
        start = (number - 1) * page_size + skipped
        before[start] = _read(copy, start, page_size - skipped)
        _write(copy, {start: _read(fresh, start, page_size - skipped)})
    return before


def _write(path: Path, pieces: Mapping[int, bytes]) -> None:
    with path.open("r+b") as file:
        for start, piece in pieces.items():
            file.seek(start)
            file.write(piece)


def _make_fresh(path: Path, page_size: int, version: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        migrate(Database(connection), version if 1 <= version <= FORMAT_VERSION else FORMAT_VERSION)


def _add_columns(copy: Path) -> None:
    """Let a list of the first format name the columns that tables were given since: rows may hold them."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for statement in _COLUMNS_SINCE:
            with suppress(sqlite3.DatabaseError):
                connection.execute(statement)


def _read(path: Path, start: int, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(size)


def _pages(path: Path, page_size: int) -> list[int]:
    """The pages that the list of tables takes: the first one, and those it leads to."""
    page = _read(path, 0, page_size)
    if page[_HEADER] != _INTERIOR:
        return [1]
    count = int.from_bytes(page[_HEADER + 3 : _HEADER + 5], "big")
    cells = [int.from_bytes(page[at : at + 2], "big") for at in range(_HEADER + 12, _HEADER + 12 + 2 * count, 2)]
    last = int.from_bytes(page[_HEADER + 8 : _HEADER + 12], "big")
    return [1, *(int.from_bytes(page[at : at + 4], "big") for at in cells), last]


def _makes_sense(copy: Path, founded: int) -> bool:
    """Whether most of what stands in a few tables is what belongs there, and nothing else in those that came later."""
    found = 0
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for query in _TELLING:
            try:
                found += connection.execute(query).fetchone()[0]
            except sqlite3.DatabaseError:
                continue
        try:
            strange = sum(connection.execute(query).fetchone()[0] for query in _STRANGE if 3 <= founded)
        except sqlite3.DatabaseError:
            return False
    return 0 < found and not strange

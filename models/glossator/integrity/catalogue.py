"""The list of tables, put back where its pages are lost: without it nothing of a file can be found. Part of integrity.

The first migration makes all tables in an empty file. So every project has them at the same pages, and the list of them
in the same few, which nothing changes afterwards but the indexes of later formats.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from glossator.store.migrations import migrate

_HEADER: Final = 100
_INTERIOR: Final = 5
"""The type of a page that leads to others (sqlite.org/fileformat2.html, section 1.6)."""
_TELLING: Final = (
    "SELECT count(*) FROM thing WHERE typeof(kind) = 'text' AND length(uid) = 16",
    "SELECT count(*) FROM step WHERE typeof(verb) = 'text' AND typeof(images) = 'blob'",
    "SELECT count(*) FROM text WHERE length(sha256) = 64",
)


def put_back(copy: Path, folder: Path) -> bool:
    """Give a private copy the list of tables that a fresh project has; whether its rows then make sense."""
    fresh = folder / "fresh"
    page_size = int.from_bytes(_read(copy, 16, 2), "big")
    _make_fresh(fresh, page_size)
    if int.from_bytes(_read(fresh, 16, 2), "big") != page_size:
        return False
    with copy.open("r+b") as file:
        for number in _pages(fresh, page_size):
            # The header is the file's own; what follows on its page is the list's.
            skipped = _HEADER if number == 1 else 0
            start = (number - 1) * page_size + skipped
            file.seek(start)
            file.write(_read(fresh, start, page_size - skipped))
    return _makes_sense(copy)


def _make_fresh(path: Path, page_size: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        migrate(Database(connection), 1)


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


def _makes_sense(copy: Path) -> bool:
    """Whether most of what stands in a few tables is what belongs there."""
    found = 0
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for query in _TELLING:
            try:
                found += connection.execute(query).fetchone()[0]
            except sqlite3.DatabaseError:
                continue
    return 0 < found

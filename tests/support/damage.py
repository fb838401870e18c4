"""What the tests of check and repair share: what a project holds, and ways to damage it that a disk has too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

TABLES = (
    "setting", "annotator", "schema", "text", "document", "layer", "span", "event", "argument", "relation", "entity",
    "mention", "note", "suggester", "analysis", "suggestion", "decision", "place", "thing", "same_event",
    "same_event_member", "exemption", "ruling",
)  # fmt: skip


def content(path: Path, tables: Iterable[str] = TABLES) -> dict[str, list[Any]]:
    """Every row of every table, the journal and the search index aside."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return {
            table: sorted(
                (row for row in connection.execute(f"SELECT * FROM {table}") if row[-1] != "repair"), key=repr
            )
            for table in tables
        }


def journal(path: Path) -> list[Any]:
    """Every step."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT * FROM step ORDER BY id").fetchall()


def run(path: Path, *statements: str, **values: Any) -> None:
    """Change a project behind the program's back, as somebody with another program could."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement, values)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def page_size(path: Path) -> int:
    """Bytes a page."""
    return int.from_bytes(path.read_bytes()[16:18], "big")


def pages_of(path: Path, name: str, *, kind: str = "leaf") -> list[int]:
    """The numbers of the pages that a table or index takes, by SQLite's own account; the first page is 1."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ?", (name, kind)).fetchall()
    return sorted(number for (number,) in rows)


def overwrite(path: Path, page: int, data: bytes, *, at: int = 0) -> None:
    """Write bytes into a page."""
    with path.open("r+b") as file:
        file.seek((page - 1) * page_size(path) + at)
        file.write(data)


def zero(path: Path, page: int) -> None:
    """Let a page be nothing but zeros, as a disk returns it that has lost it."""
    overwrite(path, page, bytes(page_size(path)))

"""What SQLite may do with a file that may come from anybody. Part of the store; imports nothing of the house.

See sqlite.org/security.html, section 1.2, "Untrusted SQLite Database Files".
"""

from __future__ import annotations

import sqlite3

MOST_BYTES = 256 * 1024 * 1024
"""The longest text or blob that a project holds, and so the most that one value can make the program keep in memory."""

_MOST_HEAP = 3 * MOST_BYTES
"""What SQLite may keep in memory, in all: a damaged index of words asks for whatever its numbers say."""

_PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", f"hard_heap_limit = {_MOST_HEAP}")
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 50),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 16),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 10),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
_OFF = ("SQLITE_DBCONFIG_ENABLE_TRIGGER", "SQLITE_DBCONFIG_ENABLE_VIEW", "SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION")


def harden(connection: sqlite3.Connection, *, defensive: bool = True) -> None:
    """Have a connection take nothing on trust that stands in its file. To be called before the first statement.

    `defensive` forbids whatever writes past the tables; a copy of a damaged file is made without.
    """
    for category, limit in _LIMITS:
        connection.setlimit(category, limit)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    setconfig = getattr(connection, "setconfig", None)
    if setconfig is None:  # before Python 3.12
        return
    for name in _OFF:
        setconfig(getattr(sqlite3, name), False)
    setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, defensive)  # type: ignore[attr-defined,unused-ignore]

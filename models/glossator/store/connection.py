"""A connection whose errors about the disk, locks and damage are ours, whoever asks."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from glossator.store.errors import damaged, explain
from glossator.store.hardening import harden
from glossator.store.opened import FileKey, enter, leave

R = TypeVar("R")


def open_connection(path: Path, address: str | None = None, *, defensive: bool = True) -> Connection:
    """A connection to the file at `path`, by its name or by an address (a URI) that says how to open it.

    Every connection to a project comes from here: the file is known to be open (see `glossator.store.opened`) from
    before SQLite can have a lock on it until after it was closed, or thrown away unclosed; and what the file says is
    taken as data (see `glossator.store.hardening`).
    """
    key = enter(path)
    try:
        connection = sqlite3.connect(address or path, uri=bool(address), isolation_level=None, factory=Connection)
    except BaseException:
        leave(key)
        raise
    connection.path, connection.key = path, key
    left = weakref.finalize(connection, leave, key)
    left.atexit = False
    connection.on_close = left
    try:
        harden(connection, defensive=defensive)
    except BaseException:
        connection.close()
        raise
    return connection


def open_private(path: Path) -> Connection:
    """A connection to an empty file of its own, in memory and temporary files, that stands for the one at `path`."""
    connection = sqlite3.connect("", isolation_level=None, factory=Connection)
    connection.path = path
    harden(connection)
    return connection


class Connection(sqlite3.Connection):
    """To the project file at `path`."""

    path: Path = Path()
    key: FileKey | None = None
    on_close: Callable[[], object] | None = None

    def close(self) -> None:
        """As in `sqlite3`."""
        super().close()
        if self.on_close is not None:
            self.on_close()

    def cursor(self, factory: Any = None) -> Any:
        """A cursor that explains its errors."""
        if factory is not None:
            return super().cursor(factory)
        try:
            return super().cursor(Cursor)
        except sqlite3.Error as error:
            raise explain(error, self.path) or error from error

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """As in `sqlite3`, whose own takes no account of `cursor`."""
        cursor: Cursor = self.cursor()
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> Cursor:
        """As in `sqlite3`."""
        cursor: Cursor = self.cursor()
        return cursor.executemany(sql, parameters)


class Cursor(sqlite3.Cursor):
    """Raises what `explain` makes of an error; bugs as they are."""

    connection: Connection

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """As in `sqlite3`."""
        return self._explained(lambda: super(Cursor, self).execute(sql, parameters))

    def executemany(self, sql: str, parameters: Any, /) -> Cursor:
        """As in `sqlite3`."""
        return self._explained(lambda: super(Cursor, self).executemany(sql, parameters))

    def fetchone(self) -> Any:
        """As in `sqlite3`."""
        return self._explained(super().fetchone)

    def fetchall(self) -> list[Any]:
        """As in `sqlite3`."""
        return self._explained(super().fetchall)

    def __next__(self) -> Any:
        """As in `sqlite3`."""
        return self._explained(super().__next__)

    def _explained(self, work: Callable[[], R]) -> R:
        try:
            return work()
        except sqlite3.Error as error:
            raise explain(error, self.connection.path) or error from error
        except UnicodeDecodeError as error:
            # SQLite's own words about a damaged schema may not even be text.
            raise damaged(self.connection.path, "schema", 0, "it is no text") from error
        except MemoryError as error:
            # Our own queries ask for little; a damaged index of words, for whatever its numbers say.
            raise damaged(self.connection.path, "page", "?", "reading it takes more memory than there is") from error

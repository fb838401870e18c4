"""A connection whose errors about the disk, locks and damage are ours, whoever asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from glossator.store.errors import explain

R = TypeVar("R")


class Connection(sqlite3.Connection):
    """To the project file at `path`, which is set once it is open."""

    path: Path = Path()

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
        try:
            return super().execute(sql, parameters)
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def executemany(self, sql: str, parameters: Any, /) -> Cursor:
        """As in `sqlite3`."""
        try:
            return super().executemany(sql, parameters)
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def fetchone(self) -> Any:
        """As in `sqlite3`."""
        return self._fetched(super().fetchone)

    def fetchall(self) -> list[Any]:
        """As in `sqlite3`."""
        return self._fetched(super().fetchall)

    def __next__(self) -> Any:
        """As in `sqlite3`."""
        return self._fetched(super().__next__)

    def _fetched(self, fetch: Callable[[], R]) -> R:
        try:
            return fetch()
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def _explained(self, error: sqlite3.Error) -> Exception:
        return explain(error, self.connection.path) or error

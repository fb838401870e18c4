"""How backups read project files: one moment of them, changing nothing, and leaving nothing beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from glossator.errors import DiskError, ProjectNotFoundError
from glossator.store.connection import Connection
from glossator.store.errors import explained
from glossator.store.guard import journal_path, shm_path, wal_path
from glossator.store.opening import may_write, to_look, to_read, to_write


@contextmanager
def looking(path: Path) -> Iterator[Connection]:
    """A connection for a short look.

    Raises:
        ProjectError: there is no such file, it is no SQLite file, or it cannot be read.
    """
    _require_file(path)
    with explained(path), to_look(path) as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection that sees one moment of the file, its log included, however long it reads and whoever writes.

    Raises as `looking`.
    """
    _require_file(path)
    with explained(path), closing(_to_read(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield connection


def _to_read(path: Path) -> Connection:
    """A file that nobody uses is opened as writers open it: only they clear away what SQLite puts beside it to read."""
    in_use = any(beside(path).exists() for beside in (shm_path, wal_path, journal_path))
    return to_read(path) if in_use or not may_write(path) else to_write(path)


def _require_file(path: Path) -> None:
    try:
        if path.is_file():
            return
    except OSError as error:
        raise DiskError(f"{path} cannot be read: {error.strerror or error}.") from None
    raise ProjectNotFoundError(f"There is no file at {path}. Is the disk that it lies on connected?")

"""Copies of a project as it is at one moment, made by SQLite itself, whatever it holds. Part of the store."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from glossator.errors import DiskError, ProjectError, ProjectExistsError
from glossator.store.errors import explain, explained
from glossator.store.opened import flush
from glossator.store.opening import to_look

_TARGETS_FAULT = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def raw_snapshot(path: Path, target: Path) -> None:
    """Copy the file at `path`, with what its log holds, to a new file at `target`, whatever the content is worth.

    Others may write meanwhile: the copy is of the moment in which it begins. It is one file without a log, readable
    by its owner only, and on the disk when this returns.

    Raises:
        ProjectExistsError: something is at `target` already.
        DiskError: one of the two disks refuses; the message says which.
        ProjectError: what is at `path` is no file that SQLite can read pages from.
    """
    with explained(path), to_look(path, defensive=False) as connection:
        # A file that was cut off is copied as far as it goes.
        connection.execute("PRAGMA writable_schema = ON")
        snapshot_of(connection, path, target)


def snapshot_of(connection: sqlite3.Connection, path: Path, target: Path) -> None:
    """As `raw_snapshot`, from a connection to `path` that is open already, and also if the file is gone from its place.

    Nothing may be half written on that connection.
    """
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise ProjectExistsError(f"{target} exists already. Choose another name.") from None
    except OSError as error:
        raise DiskError(f"{target} cannot be written: {error.strerror or error}. Choose another place.") from None
    try:
        _fill(connection, path, target)
        flush(target)
    except OSError as error:
        _discard(target)
        raise DiskError(f"{target} cannot be written: {error.strerror or error}. Choose another place.") from None
    except BaseException:
        _discard(target)
        raise


def _fill(connection: sqlite3.Connection, path: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            # Whoever asked for the copy gets it whole or not at all: it needs no journal of its own.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            # In one step: where a longer one meets a writer, it begins again, perhaps for ever.
            connection.backup(copy, pages=-1)
            copy.execute("PRAGMA writable_schema = ON")
            with suppress(sqlite3.DatabaseError):  # a damaged file stays one that wants a log
                copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.Error as error:
        raise _explained(error, path, target) or error from error


def _explained(error: sqlite3.Error, path: Path, target: Path) -> ProjectError | None:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _TARGETS_FAULT:
        return DiskError(
            f"The disk that holds {target} is full or cannot be written ({error}), so no copy of {path} was made. "
            "Make room there, or choose another place."
        )
    if primary == sqlite3.SQLITE_IOERR:
        return DiskError(f"The disk failed while {path} was copied to {target} ({error}). No copy was made.")
    return explain(error, path)


def _discard(target: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            target.with_name(target.name + suffix).unlink()

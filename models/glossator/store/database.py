"""Opens a project file: pragmas, migrations, transactions. The only module that connects to SQLite."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from glossator.errors import (
    DiskError,
    NewerProjectError,
    NotAProjectError,
    ProjectBusyError,
    ProjectDamagedError,
    ProjectExistsError,
)
from glossator.store.connection import Connection
from glossator.store.errors import explained
from glossator.store.guard import APPLICATION_ID, inspect, is_write_protected, wal_path
from glossator.store.migrations import FORMAT_VERSION, migrations

BUSY_TIMEOUT_MS = 5_000
_OURS: Any = {"isolation_level": None, "factory": Connection}
QUICK_CHECK_LIMIT_BYTES = 32 * 1024 * 1024
"""Larger files are checked by `glossator check`, not on every opening: it reads the whole file."""


def create(path: Path) -> None:
    """Make an empty project file at `path`, whole or not at all.

    Raises:
        ProjectExistsError: something is there already.
        DiskError: the folder is missing or cannot be written.
    """
    if os.path.lexists(path):
        raise ProjectExistsError(f"{path} exists already. Open it, or choose another name.")
    if not _is_folder(path.parent):
        raise DiskError(f"The folder {path.parent} does not exist. Make it first.")
    unfinished = path.with_name(f".glossator.{os.getpid()}.new")
    try:
        with explained(path):
            _build(unfinished)
        _give_name(unfinished, path)
    except FileExistsError:
        raise ProjectExistsError(f"{path} exists already. Open it, or choose another name.") from None
    except OSError as error:
        raise DiskError(f"{path} cannot be made: {error.strerror or error}.") from None
    finally:
        discard(unfinished)


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False


def discard(path: Path) -> None:
    """Delete a project file that never came to be, with what SQLite keeps beside it."""
    for leftover in (path, wal_path(path), path.with_name(path.name + "-shm")):
        with suppress(OSError):
            leftover.unlink()


def _give_name(unfinished: Path, path: Path) -> None:
    """Let the file bear its name, never over another one."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except (AttributeError, OSError):
        # Sticks and cards (FAT, exFAT) and some network folders have no hard links.
        with path.open("xb"):
            pass
        try:
            unfinished.replace(path)
        except OSError:
            path.unlink()
            raise


def _build(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _configure(connection)
        migrations.apply(Database(connection))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def connect(path: Path, *, read_only: bool = False) -> tuple[Database, bool]:
    """Open the project at `path`; also says whether it can only be read.

    Raises:
        ProjectError: of the kind that says what is wrong with the file.
    """
    inspect(path)
    read_only = read_only or not _may_write(path)
    with explained(path):
        connection = _connect_to_read(path) if read_only else sqlite3.connect(path, **_OURS)
        connection.path = path
        try:
            _refuse_strangers(connection, path)
            _refuse_damaged(connection, path)
            _configure(connection, read_only=read_only)
            database = Database(connection)
            if not read_only:
                migrations.apply(database)
        except BaseException:
            connection.close()
            raise
    return database, read_only


def _may_write(path: Path) -> bool:
    # The folder counts too: SQLite keeps its log beside the file.
    return not is_write_protected(path) and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _connect_to_read(path: Path) -> Connection:
    log = wal_path(path)
    # SQLite reads a project through shared memory beside it. Where that cannot be made (a read-only medium) and no log
    # waits, "immutable" does without; elsewhere it would miss what another program is writing.
    immutable = not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)
    mode = "mode=ro&immutable=1" if immutable else "mode=ro"
    # As bytes: a path need not be UTF-8.
    address = quote(os.fsencode(path.absolute()))
    connection: Connection = sqlite3.connect(f"file:{address}?{mode}", uri=True, **_OURS)
    return connection


def _refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAProjectError(f"{path} is a SQLite file of another program, not a Glossator project.")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if FORMAT_VERSION < version:
        raise NewerProjectError(
            f"{path} was written by a newer Glossator (format {version}; this one knows up to {FORMAT_VERSION}). "
            "Install the newer version to open it."
        )


def _refuse_damaged(connection: sqlite3.Connection, path: Path) -> None:
    if QUICK_CHECK_LIMIT_BYTES < path.stat().st_size:
        return
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise ProjectDamagedError(
            f"{path} is damaged ({' '.join(str(verdict).split())}). Keep the file, and restore the latest backup."
        )


def _configure(connection: sqlite3.Connection, *, read_only: bool = False) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # Checkpoints are made when the window is idle and on closing, never inside a commit on the key path.
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")


@contextmanager
def snapshot(database: Database) -> Iterator[None]:
    """Everything read inside is of one moment, whatever other programs write meanwhile."""
    connection = database.conn
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def transaction(database: Database, path: Path) -> Iterator[None]:
    """One durable transaction: everything inside is written when the block ends, or nothing is.

    Raises:
        ProjectError: the disk is full or failing, or another program holds the lock; nothing was changed.
    """
    connection = database.conn
    if connection is None:
        raise ProjectBusyError(f"{path} is closed.")
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

"""Opens a project file: judges it, migrates it, and runs transactions on it."""

from __future__ import annotations

import datetime
import os
import secrets
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from glossator.errors import DiskError, ProjectBusyError, ProjectError, ProjectExistsError
from glossator.store.connection import open_connection
from glossator.store.copying import raw_snapshot, snapshot_of
from glossator.store.errors import explained
from glossator.store.guard import APPLICATION_ID, journal_path, shm_path, wal_path
from glossator.store.judging import QUICK_CHECK_LIMIT_BYTES, judge
from glossator.store.migrating import migrated, migrated_copy
from glossator.store.migrations import FORMAT_VERSION, migrate
from glossator.store.opened import flush, flush_folder
from glossator.store.opening import BUSY_TIMEOUT_MS, may_write, to_read, to_write
from glossator.store.presence import Presence

__all__ = [
    "BUSY_TIMEOUT_MS", "QUICK_CHECK_LIMIT_BYTES", "Opened", "checkpoint", "connect", "create", "discard",
    "raw_snapshot", "rescue", "snapshot", "snapshot_of", "transaction",
]  # fmt: skip

CHECKPOINT_PAGES = 16_384
"""The window checkpoints while it is idle, never inside a commit on the key path; a script that never is idle must not
let the log grow for ever. 64 MB."""


def create(path: Path, fill: Callable[[Path], None] | None = None) -> None:
    """Make a project file at `path`, whole or not at all; once it is there a power cut does not take it back.

    `fill` writes what it is to begin with; it is given the file before that bears its name.

    Raises:
        ProjectExistsError: something is there already.
        DiskError: the folder is missing or cannot be written.
    """
    if os.path.lexists(path):
        raise ProjectExistsError(f"{path} exists already. Open it, or choose another name.")
    if not _is_folder(path.parent):
        raise DiskError(f"The folder {path.parent} does not exist. Make it first.")
    unfinished = path.with_name(f".glossator.{os.getpid()}.{secrets.token_hex(4)}.new")
    try:
        with explained(path):
            _build(unfinished)
        if fill is not None:
            fill(unfinished)
        flush(unfinished)
        _give_name(unfinished, path)
        flush_folder(path.parent)
    except FileExistsError:
        raise ProjectExistsError(f"{path} exists already. Open it, or choose another name.") from None
    except ProjectError as error:
        # The name that a person knows.
        raise type(error)(str(error).replace(str(unfinished), str(path))) from error
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
    for leftover in (path, wal_path(path), shm_path(path), journal_path(path)):
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
    connection = open_connection(path)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _configure(connection)
        migrate(Database(connection))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


@dataclass(slots=True)
class Opened:
    """An open project. `presence` tells whether the file still is in its place; `ready`, whether we write to it."""

    database: Database
    read_only: bool
    presence: Presence
    ready: bool = False
    unsaved: bool = False
    """Whether the log may hold what the file does not."""


def connect(path: Path, *, read_only: bool = False) -> Opened:
    """Open the project at `path`. A file that is refused has not been touched.

    One of an older format is backed up and migrated; read-only, a private copy of it is.

    Raises:
        ProjectError: of the kind that says what is wrong with the file.
    """
    with explained(path):
        version = judge(path)
        read_only = read_only or not may_write(path)
        if version < FORMAT_VERSION and not read_only:
            migrated(path)
        if version < FORMAT_VERSION and read_only:
            connection = migrated_copy(path)
        else:
            connection = to_read(path) if read_only else to_write(path)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return Opened(Database(connection), read_only, Presence(path, connection.key))
        except BaseException:
            connection.close()
            raise


def _configure(connection: sqlite3.Connection) -> None:
    """Settings of a connection that is about to write. The first of them is kept in the file."""
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}").fetchall()
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")


def _get_ready(opened: Opened) -> None:
    """Before the first transaction. Not on opening, which writes nothing, not even that the file is to have a log."""
    if not opened.ready:
        _configure(opened.database.conn)
        opened.database.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        opened.presence.note_log()
        opened.ready = True


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
def transaction(opened: Opened, path: Path) -> Iterator[None]:
    """One durable transaction: everything inside is written when the block ends, or nothing is.

    Raises:
        ProjectMovedError: the file, or its log, is no longer where it was; nothing was changed.
        ProjectError: the disk is full or failing, or another program holds the lock; nothing was changed.
    """
    connection = opened.database.conn
    if connection is None:
        raise ProjectBusyError(f"{path} is closed.")
    with explained(path):
        opened.presence.require()
        _get_ready(opened)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            opened.presence.require()
            connection.execute("COMMIT")
            opened.unsaved = True
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error | ProjectError):
                _forget(connection)
            raise


def _forget(connection: sqlite3.Connection) -> None:
    """Have SQLite read its schema anew, and with it what the full-text index remembers of itself.

    Where a write fails within the index, newer versions of SQLite (seen with 3.54) go on counting with what was rolled
    back, until the index takes a sound file for damaged.
    """
    with suppress(sqlite3.Error, ProjectError):
        connection.execute("PRAGMA writable_schema = RESET")


def checkpoint(opened: Opened) -> None:
    """Move the log into the file and empty it, unless one of them is gone from its place.

    Raises what SQLite raises; where somebody is reading, the log just stays.
    """
    if opened.presence.is_intact:
        connection = opened.database.conn
        # The window asks from the thread that keys come to: it must not wait for a backup that reads for seconds.
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        opened.unsaved = opened.unsaved and bool(busy)


def rescue(opened: Opened, path: Path) -> Path | None:
    """Before a project is closed whose file or log is gone: a copy beside it, if nothing else has it all.

    Returns the copy's path. Raises ProjectError where it cannot be written.
    """
    if not opened.unsaved or opened.presence.is_intact:
        return None
    time = datetime.datetime.now().strftime("%Y-%m-%d %H-%M-%S")
    target = path.with_name(f"{path.stem} rescued {time}{path.suffix}")
    snapshot_of(opened.database.conn, path, target)
    return target

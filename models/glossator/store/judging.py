"""Judges a file before it is opened: what is refused here has not been touched, and has nothing new beside it.

Part of the store; above `opening` and `expected`.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from glossator.errors import DiskError, NewerProjectError, NotAProjectError, ProjectDamagedError, ProjectError
from glossator.store.errors import explained
from glossator.store.expected import refuse_foreign_schema
from glossator.store.guard import APPLICATION_ID, inspect, journal_path, wal_path
from glossator.store.migrations import FORMAT_VERSION, is_consistent
from glossator.store.opened import is_open, key_of
from glossator.store.opening import is_unused, log_size, to_look, to_write

QUICK_CHECK_LIMIT_BYTES = 32 * 1024 * 1024
"""Larger files are checked by `glossator check`, not on every opening: it reads the whole file."""


def judge(path: Path) -> int:
    """The format of the project at `path`.

    Raises:
        ProjectError: of the kind that says what is wrong with the file; it has not been changed.
    """
    inspect(path)
    alone = is_unused(path)
    try:
        if alone and log_size(path) and path.stat().st_size <= QUICK_CHECK_LIMIT_BYTES:
            # A log without the memory that its readers share, as where both were copied here: a look would make it.
            return _judge_copy(path)
        return _judge(path)
    except ProjectDamagedError:
        # Somebody may have begun to write just while the file was looked at as one that nobody uses.
        if not alone or is_unused(path):
            raise
        return _judge(path)


def _judge(path: Path) -> int:
    used = is_open(path)
    try:
        with explained(path), to_look(path) as connection:
            return _verdict(connection, path)
    except ProjectError as error:
        if used or not _is_half_written(error):
            raise
    return _judge_copy(path)


def _is_half_written(error: ProjectError) -> bool:
    """Whether some program died in the midst of a transaction, and left a journal to take it back with."""
    return getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_ROLLBACK


def _verdict(connection: sqlite3.Connection, path: Path) -> int:
    version = _format_of(connection, path)
    refuse_foreign_schema(connection, path, version)
    if not is_consistent(Database(connection)):
        raise ProjectDamagedError(
            f"{path} is damaged: it says that its format is {version}, and holds another. Keep the file, and restore "
            "the latest backup."
        )
    if path.stat().st_size <= QUICK_CHECK_LIMIT_BYTES:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise ProjectDamagedError(
                f"{path} is damaged ({' '.join(str(found).split())[:80]}). Keep the file, and restore the latest "
                "backup."
            )
    return version


def _format_of(connection: sqlite3.Connection, path: Path) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAProjectError(f"{path} is a SQLite file of another program, not a Glossator project.")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if FORMAT_VERSION < version:
        raise NewerProjectError(
            f"{path} was written by a newer Glossator (format {version}; this one knows up to {FORMAT_VERSION}). "
            "Install the newer version to open it."
        )
    encoding = connection.execute("PRAGMA encoding").fetchone()[0]
    if encoding != "UTF-8":
        raise ProjectDamagedError(
            f"{path} is damaged: it says that its texts are in {encoding}, which no project has. Keep the file, and "
            "restore the latest backup."
        )
    if version < 1:
        raise ProjectDamagedError(
            f"{path} is damaged: it says that its format is {version}. Keep the file, and restore the latest backup."
        )
    return version


def _judge_copy(path: Path) -> int:
    """Judge a private copy, in which SQLite may write: move a log into it, or take half a transaction back."""
    with TemporaryDirectory(prefix="glossator-") as folder:
        copy = Path(folder) / path.name
        try:
            for beside in (lambda file: file, wal_path, journal_path):
                if key_of(beside(path)) is not None:
                    shutil.copyfile(beside(path), beside(copy))
        except OSError as error:
            raise DiskError(f"{path} cannot be looked at: {error.strerror or error}. Nothing was changed.") from None
        with explained(path), closing(to_write(copy)) as connection:
            connection.path = path
            return _verdict(connection, path)

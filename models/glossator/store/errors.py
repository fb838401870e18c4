"""Turns SQLite's errors into sentences for the user. Imports `errors` only."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from glossator.errors import DiskError, ProjectBusyError, ProjectDamagedError, ProjectError, ReadOnlyProjectError

_DAMAGED = re.compile(
    r"Could not decode to UTF-8|vtable constructor failed|malformed JSON|invalid fts5|unsupported file format"
    r"|same text encoding"
)
"""Damage that SQLite has no code of its own for."""
_QUOTED = re.compile(r" with text .*", re.DOTALL)
"""Where Python's message quotes the row that it could not decode: a whole article, which is nobody else's business."""
_PRIMARY = 0xFF
"""The low byte of an extended SQLite result code is the primary one."""
_LONGEST = 80
_ADVICE = (
    "Keep the file, and restore the latest backup; “glossator check” tells how much is affected, and with --repair "
    "writes a copy of all that can be read."
)


def explain(error: sqlite3.Error, path: Path) -> ProjectError | None:
    """The user's side of a SQLite error; None where it is a bug of ours (a constraint, a wrong statement)."""
    if isinstance(error, sqlite3.ProgrammingError) and "closed database" in str(error):
        return ProjectError(f"{path} is closed. Open it again.")
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & _PRIMARY if isinstance(code, int) else None
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ProjectBusyError(f"{path} is being written by another program. Nothing was changed; try again.")
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return ProjectError(
            f"Another program stopped in the midst of writing {path}, and left {path.name}-journal beside it. Keep "
            "both together where they may be written, and open the project again."
        )
    if primary == sqlite3.SQLITE_READONLY:
        return ReadOnlyProjectError(f"{path} is read-only, so nothing was changed. Save a copy to work on it.")
    if primary == sqlite3.SQLITE_FULL:
        return DiskError(f"The disk that holds {path} is full. Nothing was changed; make room and do it again.")
    if primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return DiskError(f"The disk failed while using {path} ({error}). Nothing was changed.")
    if primary == sqlite3.SQLITE_TOOBIG:
        return ProjectError(f"A text in or for {path} is longer than a project can hold. Nothing was changed.")
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _DAMAGED.search(str(error)):
        # In the error itself too: it is the cause of ours, and goes into logs with it.
        error.args = (_QUOTED.sub("", str(error)),)
        return ProjectDamagedError(
            f"{path} is damaged ({_short(error)}). Keep the file, and restore the latest backup instead of working on "
            "this one."
        )
    return None


@contextmanager
def agreeing(path: Path) -> Iterator[None]:
    """Raise a constraint that a verb ran into as what it is: tables that disagree. Verbs check what they are given."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise ProjectDamagedError(
            f"{path} does not agree with itself ({_short(error)}), so nothing was changed. {_ADVICE}"
        ) from error


class Unreadable(ProjectDamagedError):
    """What is wrong with a value, in words that begin with "its"; who reads the row adds which one it is."""


def damaged(path: Path, table: str, number: object, what: object) -> ProjectDamagedError:
    """The error that names a row, what is wrong with it, and what to do."""
    return ProjectDamagedError(f"{path} is damaged: {table} {number}: {what}. {_ADVICE}")


def _short(error: sqlite3.Error) -> str:
    """The error in one line."""
    return " ".join(str(error).split())[:_LONGEST]


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about the disk, locks and damage as ours; let bugs through as they are."""
    try:
        yield
    except Unreadable as error:
        raise ProjectDamagedError(f"{path} is damaged ({error}). {_ADVICE}") from error
    except sqlite3.Error as error:
        explanation = explain(error, path)
        if explanation is None:
            raise
        raise explanation from error

"""The ways in which a project file is opened: to write, to read beside writers, and to look at without a trace.

Part of the store; above `connection` and `guard`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from glossator.store.connection import Connection, open_connection
from glossator.store.guard import is_write_protected, journal_path, shm_path, wal_path
from glossator.store.opened import is_open, key_of

BUSY_TIMEOUT_MS = 5_000


def may_write(path: Path) -> bool:
    """Whether the file, and its folder, may be written: SQLite keeps its log beside the file."""
    return not is_write_protected(path) and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def to_write(path: Path) -> Connection:
    """A connection that may write; opening it writes nothing."""
    return _patient(open_connection(path))


def to_read(path: Path) -> Connection:
    """A connection that only reads, and sees what other programs write."""
    if not _is_used(path) and may_write(path):
        # Opened as writers open it: only they clear away what SQLite puts beside a file to read it.
        connection = to_write(path)
        connection.execute("PRAGMA query_only = ON")
        return connection
    # SQLite reads a project through shared memory beside it. Where that cannot be made (a read-only medium) and no log
    # waits, "immutable" does without; elsewhere it would miss what another program is writing.
    immutable = not os.access(path.parent, os.W_OK) and not log_size(path)
    return _reading(path, immutable=immutable, defensive=True)


@contextmanager
def to_look(path: Path, *, defensive: bool = True) -> Iterator[Connection]:
    """A connection that only reads, and leaves nothing beside a file that nobody else is using.

    A file that somebody has open, or that has a log, is read with what the log holds. For a short look: whether anybody
    uses the file is asked once.
    """
    immutable = is_unused(path) and not log_size(path) and key_of(journal_path(path)) is None
    with closing(_reading(path, immutable=immutable, defensive=defensive)) as connection:
        yield connection


def _is_used(path: Path) -> bool:
    """Whether anybody has the file open, or has left it in the midst of something."""
    return is_open(path) or any(key_of(beside(path)) is not None for beside in (shm_path, wal_path, journal_path))


def is_unused(path: Path) -> bool:
    """Whether nobody has the file open: who has, shares memory beside it."""
    return not is_open(path) and key_of(shm_path(path)) is None


def log_size(path: Path) -> int:
    """The bytes of the log that waits beside a file; 0 where there is none."""
    with suppress(OSError):
        return wal_path(path).stat().st_size
    return 0


def _reading(path: Path, *, immutable: bool, defensive: bool) -> Connection:
    # As bytes: a path need not be UTF-8.
    address = quote(os.fsencode(path.absolute()))
    mode = "mode=ro&immutable=1" if immutable else "mode=ro"
    connection = _patient(open_connection(path, f"file:{address}?{mode}", defensive=defensive))
    connection.execute("PRAGMA query_only = ON")
    return connection


def _patient(connection: Connection) -> Connection:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return connection

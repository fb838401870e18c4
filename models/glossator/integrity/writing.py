"""Writes a repaired project as a new file: tables as a fresh project has them, filled from the workbench.

Part of integrity.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from glossator.errors import DiskError
from glossator.integrity.rebuilding import REPAIRER, Rebuilder, remaining_changes
from glossator.integrity.reference import INDEX_TABLE
from glossator.integrity.replaying import Replay
from glossator.integrity.workbench import Workbench
from glossator.store.backups.disk import remove, sweep, unfinished_path
from glossator.store.guard import APPLICATION_ID
from glossator.store.migrations import migrate


@contextmanager
def unfinished(out: Path) -> Iterator[Path]:
    """A file for its owner only, beside `out`; it is gone afterwards unless it was given that name.

    Raises:
        DiskError: the folder cannot be written.
    """
    sweep(out.parent)
    draft = unfinished_path(out.parent)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield draft
    except OSError as error:
        raise DiskError(
            f"{out} cannot be written: {error.strerror or error}. Choose a folder that you may write to and that has "
            "room."
        ) from None
    finally:
        remove(draft)


def write_project(draft: Path, settled: Workbench, replay: Replay) -> None:
    """Fill the empty file at `draft` with what has been settled, and with the journal that leads to it."""
    changes = list(remaining_changes(replay, settled))
    repairer = _repairer(settled) if changes or replay.holes else 0
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        # Whoever asked for the file gets it whole or not at all; it is flushed before it gets its name.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(Database(connection), settled.layout.version)
        connection.execute("ATTACH ? AS settled", (settled.file,))
        connection.execute("BEGIN")
        _fill(connection, settled)
        Rebuilder(replay, connection, repairer).write(changes)
        connection.execute("COMMIT")
        connection.execute("DETACH settled")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _repairer(settled: Workbench) -> int:
    settled.connection.execute("INSERT OR IGNORE INTO annotator (name) SELECT ? WHERE NOT EXISTS"
                               " (SELECT 1 FROM annotator WHERE name = ?)", (REPAIRER, REPAIRER))  # fmt: skip
    return int(settled.one("SELECT id FROM annotator WHERE name = ?", (REPAIRER,)))


def _fill(connection: sqlite3.Connection, settled: Workbench) -> None:
    for table, shape in settled.layout.tables.items():
        if table == "step":
            continue
        columns = ", ".join(f'"{name}"' for name in shape.columns)
        connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM settled."{table}"')
    connection.execute(
        f"INSERT INTO {INDEX_TABLE} (rowid, body) SELECT document_id, body FROM main.text"
        " WHERE document_id IN (SELECT id FROM main.document)"
    )
    given = settled.one("SELECT max(seq) FROM sequence WHERE name = 'thing'") or 0
    connection.execute("UPDATE main.sqlite_sequence SET seq = max(seq, ?) WHERE name = 'thing'", (given,))

"""Writes a verified copy of a project: SQLite's online backup in one step, on the disk, read back, then named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from glossator.errors import DiskError, ProjectDamagedError, ProjectExistsError
from glossator.store.backups.connections import looking, reading
from glossator.store.backups.disk import forget, give_name, remove, sweep, unfinished_path
from glossator.store.backups.facts import Facts, Tally, facts_of, tally
from glossator.store.copying import snapshot_of
from glossator.store.errors import explained


def copy_project(source: Path, target: Path) -> Facts:
    """Write what the project at `source` holds at this moment to `target`, also while others write to it.

    Returns the facts of the copy.

    Raises:
        ProjectExistsError: something is at `target` already.
        ProjectDamagedError: the copy is not sound; it was not kept.
        ProjectError: `source` cannot be read, or is no project.
        DiskError: `target` cannot be written.
    """
    with reading(source) as connection:
        return copy_from(connection, source, target)


def copy_from(connection: sqlite3.Connection, source: Path, target: Path) -> Facts:
    """As `copy_project`, over a connection to `source` that is open already and writes nothing just now."""
    if target.exists() or target.is_symlink():
        raise ProjectExistsError(f"{target} exists already. Choose another name.")
    with _unfinished(target) as draft, explained(source):
        with _named(draft, target):
            facts, rows = _fill(connection, source, draft)
        forget(draft)
        _verify(draft, facts, rows, source)
        give_name(draft, target)
    return facts


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A name in the folder of `target`; whatever still bears it afterwards goes."""
    sweep(target.parent)
    draft = unfinished_path(target.parent)
    try:
        yield draft
    except OSError as error:
        raise DiskError(
            f"{target} cannot be written: {error.strerror or error}. Choose a folder that you may write to and that "
            "has room."
        ) from None
    finally:
        remove(draft)


@contextmanager
def _named(draft: Path, target: Path) -> Iterator[None]:
    """Nobody has heard of the draft: what the disk refuses is the file that it was to become."""
    try:
        yield
    except DiskError as error:
        raise DiskError(str(error).replace(str(draft), str(target))) from error


def _fill(connection: sqlite3.Connection, source: Path, draft: Path) -> tuple[Facts, Tally]:
    """Counts and copy are of one moment."""
    own = not connection.in_transaction
    if own:
        connection.execute("BEGIN")
    try:
        facts, rows = facts_of(connection, source), tally(connection, source)
        snapshot_of(connection, source, draft)
        return facts, rows
    finally:
        if own and connection.in_transaction:
            connection.execute("ROLLBACK")


def _verify(copy: Path, facts: Facts, rows: Tally, source: Path) -> None:
    """Read all of a copy and compare what it holds.

    Raises:
        ProjectDamagedError: it is not sound, or not the same.
    """
    try:
        with looking(copy) as connection:
            is_same = (facts_of(connection, copy), tally(connection, copy)) == (facts, rows)
            verdict = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except ProjectDamagedError as error:
        raise _unsound(source, str(error.__cause__ or error)) from error
    if not is_same:
        raise _unsound(source, "the copy does not hold the same")
    if verdict != "ok":
        raise _unsound(source, verdict)


def _unsound(source: Path, why: str) -> ProjectDamagedError:
    return ProjectDamagedError(
        f"No sound copy of {source} could be made ({' '.join(why.split())[:120]}), so none was kept. The file or the "
        "disk is damaged. Keep the file, and restore a backup made before."
    )

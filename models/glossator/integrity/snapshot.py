"""A private copy of a project to look at: nothing here ever writes to the project itself. Part of integrity."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from glossator.errors import DiskError, NewerProjectError, NotAProjectError, ProjectDamagedError
from glossator.store.copying import raw_snapshot
from glossator.store.guard import APPLICATION_ID, inspect
from glossator.store.migrations import FORMAT_VERSION

_SPARE_BYTES = 1 << 20


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder for copies that only this user can look into; it is gone afterwards, whatever happens.

    Raises:
        DiskError: no such folder can be made.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="glossator-check-"))
    except OSError as error:
        raise DiskError(
            f"No folder for a working copy can be made in {tempfile.gettempdir()}: {error.strerror or error}. Nothing "
            "was changed. Name another one in the environment variable TMPDIR."
        ) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def look(path: Path) -> None:
    """Raise where there is no project to look at: nothing, a folder, another program's file. Damage is let through."""
    with suppress(ProjectDamagedError):
        inspect(path)


def copy_into(path: Path, folder: Path, name: str = "copy") -> Path:
    """Copy the project at `path` into `folder` as it is at this moment, damage and all; returns the copy.

    Raises:
        ProjectDamagedError: SQLite cannot make out its pages.
        NotAProjectError, NewerProjectError: what stands there is no project of ours.
        DiskError: there is no room for it.
    """
    target = folder / name
    _require_room(path, folder)
    try:
        raw_snapshot(path, target)
    except DiskError as error:
        if str(target) in str(error):
            raise _no_room(path, folder) from error
        raise
    try:
        _refuse_strangers(path, target)
    except sqlite3.DatabaseError as error:
        raise ProjectDamagedError(f"{path} is damaged: its first page cannot be read ({error}).") from None
    return target


def _refuse_strangers(path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        identity = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if identity != APPLICATION_ID:
        raise NotAProjectError(f"{path} is a SQLite file of another program, not a Glossator project.")
    if FORMAT_VERSION < version:
        raise NewerProjectError(
            f"{path} was written by a newer Glossator (format {version}; this one knows up to {FORMAT_VERSION}). "
            "Install the newer version to check it."
        )


def _require_room(path: Path, folder: Path) -> None:
    log = path.with_name(path.name + "-wal")
    with suppress(OSError):
        needed = sum(item.stat().st_size for item in (path, log) if item.exists()) + _SPARE_BYTES
        if shutil.disk_usage(folder).free < needed:
            raise _no_room(path, folder)


def _no_room(path: Path, folder: Path) -> DiskError:
    return DiskError(
        f"There is no room in {folder.parent} for a working copy of {path}. Nothing was changed. Make room, or name "
        "another folder in the environment variable TMPDIR."
    )

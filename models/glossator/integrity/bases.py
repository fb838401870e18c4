"""The newest sound backup that a repair can draw on. Part of integrity."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from glossator.errors import ProjectError
from glossator.integrity.checking import examine, prepare
from glossator.integrity.snapshot import copy_into
from glossator.integrity.verdict import Report
from glossator.integrity.workbench import Workbench
from glossator.store.backups import Shelf
from glossator.store.migrations import migrate


@dataclass(frozen=True, slots=True)
class Base:
    """A private copy of a sound backup; `time` is when its last step was made, or it was written."""

    backup: Path
    copy: Path
    time: datetime
    version: int


def candidates(path: Path, backups: Sequence[Path]) -> list[Path]:
    """The backups given and those on the project's shelf, the newest first."""
    dated: dict[Path, datetime] = {}
    with suppress(ProjectError):
        dated.update((backup.path, backup.time) for backup in Shelf(path).list())
    for backup in backups:
        with suppress(OSError):
            dated.setdefault(Path(backup), datetime.fromtimestamp(Path(backup).stat().st_mtime, UTC))
    return sorted(dated, key=lambda one: dated[one], reverse=True)


def newest_base(found: Iterable[Path], folder: Path, damaged: Workbench | None) -> Base | None:
    """The first of these that is sound, and of the same project in the same course of work."""
    for number, backup in enumerate(found):
        own = folder / f"backup-{number}"
        own.mkdir()
        with suppress(ProjectError, sqlite3.DatabaseError):
            base = _base(backup, own)
            if base is not None and (damaged is None or _belongs(base, damaged)):
                return base
    return None


def _base(backup: Path, folder: Path) -> Base | None:
    copy = copy_into(backup, folder)
    report = Report()
    with closing(prepare(copy, folder, report)) as bench:
        if not report.findings():
            examine(bench, report)
        if report.findings():
            return None
        newest = bench.one("SELECT max(time) FROM step")
        version = bench.layout.version
    time = datetime.fromisoformat(newest) if newest else datetime.fromtimestamp(backup.stat().st_mtime, UTC)
    return Base(backup, copy, time, version)


def bring_to(base: Base, version: int) -> None:
    """Bring the private copy of a backup to the format of the file that is repaired."""
    if base.version < version:
        with closing(sqlite3.connect(base.copy, isolation_level=None)) as connection:
            migrate(Database(connection), version)


def _belongs(base: Base, damaged: Workbench) -> bool:
    """Whether this is an earlier state of the damaged file, and not of another project, or of another course of it."""
    if damaged.layout.version < base.version:
        return False
    connection = damaged.connection
    connection.execute("ATTACH ? AS base", (str(base.copy),))
    try:
        uid, other = (
            damaged.one(f"SELECT value FROM {schema}.setting WHERE key = 'uid'") for schema in ("main", "base")
        )
        # A step is known by its uid; by who did what and when, where just that is damaged.
        same, different = connection.execute(
            "SELECT coalesce(sum(is_same), 0), coalesce(sum(NOT is_same), 0) FROM (SELECT"
            " m.uid = b.uid OR (m.time, m.title, m.annotator_id) = (b.time, b.title, b.annotator_id) AS is_same"
            " FROM main.step m JOIN base.step b ON b.id = m.id)"
        ).fetchone()
    finally:
        connection.execute("DETACH base")
    return bool(different == 0 and (uid == other or 0 < same))

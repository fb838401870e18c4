"""The way back: a backup becomes a project again. What it takes the place of is kept, whatever state it is in."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from glossator.errors import (
    DiskError,
    NewerProjectError,
    NotAProjectError,
    ProjectBusyError,
    ProjectDamagedError,
    ProjectExistsError,
    ProjectNotFoundError,
)
from glossator.store.backups.connections import reading
from glossator.store.backups.copying import copy_project
from glossator.store.backups.disk import remove, unfinished_path
from glossator.store.backups.names import SUFFIX, stem_of
from glossator.store.judging import judge
from glossator.store.occupancy import Occupancy
from glossator.store.opened import flush_folder

_LOGS: Final = ("-wal", "-journal")
"""What SQLite has not moved into a file yet lies beside it. Beside another file of that name it would do damage."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the restored project is, and where the file lies that it took the place of, if there was one."""

    project: Path
    kept: Path | None = None


def restore_backup(backup: Path, target: Path) -> None:
    """Make a project of a backup at a new place.

    Raises:
        ProjectExistsError: something is at `target` already.
        ProjectDamagedError: the backup is damaged itself; nothing was made.
        ProjectError: the backup is missing, or is none.
        DiskError: `target` cannot be written.
    """
    try:
        copy_project(backup, target)
    except ProjectDamagedError as error:
        raise ProjectDamagedError(f"The backup {backup} is damaged itself. Choose another one.") from error


def is_sound(project: Path) -> bool:
    """Whether there is a project at this path that can be worked on, if only by a newer version; reads all of it.

    Raises:
        DiskError, ProjectBusyError: it cannot be told.
    """
    if not os.path.lexists(project):
        return False
    try:
        judge(project)
        with reading(project) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except NewerProjectError:
        return True
    except (NotAProjectError, ProjectDamagedError, ProjectNotFoundError):
        return False


def restore(backup: Path, project: Path, now: datetime) -> Restored:
    """Restore a backup of a project: in its place where it is gone or damaged, beside it where it is sound.

    Raises:
        ProjectError: as `restore_backup` and `put_back`.
    """
    if is_sound(project):
        target = beside(project, "restored", now)
        restore_backup(backup, target)
        return Restored(target)
    return Restored(project, put_back(backup, project, now))


def put_back(backup: Path, project: Path, now: datetime) -> Path | None:
    """Let a backup take the place of a damaged or missing project; returns where the damaged file lies now.

    That file is renamed, with the log that belongs to it, to "NAME damaged TIME.glossator"; it is never deleted.

    Raises:
        ProjectBusyError: a window or another program has the project open.
        ProjectError: as `restore_backup`. Nothing was changed.
    """
    place = project.resolve()
    if place.is_dir():
        raise ProjectExistsError(f"{place} is a folder, so no project can be put there. Restore to another name.")
    with _held(place):
        draft = unfinished_path(place.parent)
        try:
            restore_backup(backup, draft)
            return _replace(place, draft, beside(place, "damaged", now))
        except OSError as error:
            raise DiskError(
                f"{place} could not be restored: {error.strerror or error}. The file that was there still is; restore "
                "to another folder."
            ) from None
        finally:
            remove(draft)


@contextmanager
def _held(place: Path) -> Iterator[None]:
    """Nobody opens the project meanwhile; refuses where somebody has it open."""
    occupancy = Occupancy(place)
    if not occupancy.claim():
        holder = occupancy.holder()
        who = f" by {holder.user} on {holder.machine}" if holder is not None and holder.user else ""
        raise ProjectBusyError(f"{place} is open in a window{who}. Close it there first, or restore to another name.")
    try:
        yield
    finally:
        occupancy.release()


def _replace(place: Path, draft: Path, kept: Path) -> Path | None:
    """Put `draft` at `place`, and what was there at `kept`, so that at every moment both names lead to something whole.

    A file and its log have both names for a while: whenever the computer stops, they are together under one of them.
    (Where files have one name only, as on sticks, two renames lie between; nothing is lost there either.)
    """
    there = [suffix for suffix in ("", *_LOGS) if _is_worth_keeping(_with(place, suffix), suffix)]
    with _taken_back_on_failure() as moved:
        for suffix in there:
            _also_call(_with(place, suffix), _with(kept, suffix))
            moved.append((_with(place, suffix), _with(kept, suffix)))
        flush_folder(place.parent)
        for suffix in (*_LOGS, "-shm"):
            with suppress(FileNotFoundError):
                _with(place, suffix).unlink()
        if "" in there:
            draft.chmod(stat.S_IMODE(kept.stat().st_mode))
        draft.replace(place)
    flush_folder(place.parent)
    return _with(kept, there[0]) if there else None


def _is_worth_keeping(path: Path, suffix: str) -> bool:
    """Whatever has the project's name; of logs those that hold something."""
    return os.path.lexists(path) and (not suffix or 0 < path.stat().st_size)


@contextmanager
def _taken_back_on_failure() -> Iterator[list[tuple[Path, Path]]]:
    """Files that were given another name get their own back where what follows fails."""
    moved: list[tuple[Path, Path]] = []
    try:
        yield moved
    except OSError:
        for path, other in moved:
            with suppress(OSError):
                other.unlink() if os.path.lexists(path) else other.rename(path)
        raise


def _also_call(path: Path, other: Path) -> None:
    """Give a file a second name; where files have one only, that one instead."""
    try:
        os.link(path, other)
    except FileExistsError:
        raise
    except (AttributeError, OSError):
        path.rename(other)


def _with(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def beside(project: Path, word: str, now: datetime) -> Path:
    """A free name beside a project that says what the file is and when it came to be."""
    stem, number = f"{stem_of(project.name)} {word} {now:%Y-%m-%d %H-%M-%S}", 1
    while True:
        path = project.with_name(f"{stem}{'' if number == 1 else f' {number}'}{SUFFIX}")
        if not any(os.path.lexists(_with(path, suffix)) for suffix in ("", *_LOGS)):
            return path
        number += 1

"""The shelf: the backups of one project, in a folder of their own beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from glossator.errors import DiskError
from glossator.store.backups.connections import reading
from glossator.store.backups.copying import copy_from
from glossator.store.backups.disk import free_bytes, size_in_words, sweep
from glossator.store.backups.facts import Facts, facts_of, look
from glossator.store.backups.names import ROTATING, SUFFIX, backup_name, read_name, stem_of
from glossator.store.backups.retention import survivors, within
from glossator.store.opened import flush_folder

FOLDER_SUFFIX: Final = ".glossator-backups"
LIMIT_BYTES: Final = 2 * 1024**3
"""Room that all backups of a project may take, the latest three and those that stay for ever aside."""
SPARE: Final = 2
"""So many times the project's size stays free on the disk: backups never are what fills it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on the shelf. `time` has a zone; `size` is in bytes; `reason` is empty for one that makes room for
    later ones, else "by-hand" or "before-format-N"; "other" for a file that somebody else put there."""

    path: Path
    time: datetime
    size: int
    reason: str

    @property
    def stays(self) -> bool:
        """Whether it is never deleted by itself."""
        return self.reason != ROTATING


OTHER: Final = "other"


def shelf_folder(project: Path) -> Path:
    """Where the backups of a project lie: beside the file itself, whatever link leads to it."""
    place = Path(project).resolve()
    return place.with_name(stem_of(place.name) + FOLDER_SUFFIX)


class Shelf:
    """Lists, makes and thins out the backups of the project at a path, whether it still is there or not."""

    def __init__(self, project: Path, *, limit: int = LIMIT_BYTES, free: Callable[[Path], int] = free_bytes) -> None:
        """`limit` is in bytes; `free` says how many bytes a folder's disk still has."""
        self.project = Path(project)
        self.folder = shelf_folder(self.project)
        self._limit, self._free = limit, free

    def list(self) -> Sequence[Backup]:
        """Every backup there is, the latest first."""
        try:
            found = [backup for path in self.folder.iterdir() if (backup := _backup_at(path)) is not None]
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            raise DiskError(f"The backups in {self.folder} cannot be read: {error.strerror or error}.") from None
        return tuple(sorted(found, key=lambda backup: (backup.time, backup.path.name), reverse=True))

    def keep(self, now: datetime, reason: str = ROTATING) -> Backup | None:
        """Make a backup of the project as it is at this moment, which `now` (with a zone) is the name of.

        None where a backup holds just this already; one that is to stay counts only where it has the same reason.

        Raises:
            DiskError: there is too little room, or the folder cannot be written.
            ProjectError: the project cannot be read, or is damaged.
        """
        if self.project.resolve().parent.name.endswith(FOLDER_SUFFIX):
            raise DiskError(f"{self.project} is a backup itself. Restore it, and work on what comes of it.")
        with reading(self.project) as connection:
            facts = facts_of(connection, self.project)
            if self._is_kept(facts, reason):
                return None
            pages, page_size = (
                connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
            )
            self._require_room(pages * page_size)
            self._make_folder()
            path = self._free_path(now, reason)
            copy_from(connection, self.project, path)
        return _backup_at(path)

    def prune(self, now: datetime) -> Sequence[Backup]:
        """Delete the backups that need not stay; returns them.

        Those of another project that was here stay; and all, where the project itself cannot be read.
        """
        own = look(self.project)
        if own is None:
            return ()
        listed = [backup for backup in self.list() if (facts := look(backup.path)) is not None and facts.uid == own.uid]
        rotating = [backup for backup in listed if not backup.stays]
        staying = survivors((backup.time for backup in rotating), now)
        sizes = [(backup.time, backup.size) for backup in rotating if backup.time in staying]
        taken = sum(backup.size for backup in listed if backup.stays)
        fitting = within(sizes, self._limit, now, taken=taken)
        gone = [backup for backup in rotating if backup.time not in fitting]
        for backup in gone:
            with suppress(OSError):
                backup.path.unlink()
        return gone

    def sweep(self) -> None:
        """Delete what processes that died left unfinished."""
        sweep(self.folder)

    def _is_kept(self, facts: Facts, reason: str) -> bool:
        """Also by one with a later time than now: clocks are set back."""
        return any(look(one.path) == facts for one in self.list() if reason in (ROTATING, one.reason))

    def _require_room(self, size: int) -> None:
        free = self._free(self.folder)
        if free < (1 + SPARE) * size:
            raise DiskError(
                f"No backup was made: the disk that holds {self.folder} has {size_in_words(free)} left, and a backup "
                f"of {self.project.name} needs {size_in_words((1 + SPARE) * size)} with some to spare. Make room there."
            )

    def _make_folder(self) -> None:
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(mode=0o700, exist_ok=True)
                # A power cut must not take the folder away with the first backup in it.
                flush_folder(self.folder.parent)
        except OSError as error:
            raise DiskError(
                f"No backup was made: the folder {self.folder} cannot be made ({error.strerror or error}). "
                "Let this user write there, or copy the project to a place that is yours."
            ) from None

    def _free_path(self, now: datetime, reason: str) -> Path:
        """Two within a second get names a second apart."""
        stem = stem_of(self.project.resolve().name)
        while (path := self.folder / backup_name(stem, now, reason)).exists():
            now += timedelta(seconds=1)
        return path


def _backup_at(path: Path) -> Backup | None:
    """What a file on a shelf is; None for one that is no backup at all."""
    if path.suffix != SUFFIX or path.name.startswith("."):
        return None
    try:
        state = path.stat()
    except OSError:
        return None
    time, reason = read_name(path.name) or (datetime.fromtimestamp(state.st_mtime, UTC), OTHER)
    return Backup(path, time, state.st_size, reason)

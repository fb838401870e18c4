"""Looks at a file before SQLite does, so that whatever is wrong with it is said in one clear sentence."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from glossator.errors import DiskError, NotAProjectError, ProjectDamagedError, ProjectNotFoundError
from glossator.store.opened import read_head

APPLICATION_ID = 0x476C6F73
"""`Glos` in ASCII, at byte 68 of the file: tells a project from any other SQLite file."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of a SQLite file say (sqlite.org/fileformat2.html, section 1.3)."""

    page_size: int
    page_count: int
    count_is_valid: bool
    application_id: int

    @classmethod
    def parse(cls, head: bytes) -> Header:
        """The header's fields that matter here."""

        def number(at: int, size: int = 4) -> int:
            return int.from_bytes(head[at : at + size], "big")

        page_size = 65_536 if number(16, 2) == 1 else number(16, 2)
        return cls(page_size, number(28), number(24) == number(92), number(68))


def wal_path(path: Path) -> Path:
    """Where SQLite keeps the project's write-ahead log: beside the file itself, whatever link leads to it."""
    return _beside(path, "-wal")


def shm_path(path: Path) -> Path:
    """Where SQLite keeps the memory that those who have the project open share."""
    return _beside(path, "-shm")


def journal_path(path: Path) -> Path:
    """Where SQLite keeps what it needs to take back a transaction on a file without a log."""
    return _beside(path, "-journal")


def _beside(path: Path, suffix: str) -> Path:
    place = path.resolve() if path.is_symlink() else path
    return place.with_name(place.name + suffix)


def inspect(path: Path) -> None:
    """Raise what is wrong with the file at `path`, if anything can be told before opening it.

    A file that this process has open already is left to SQLite (see `glossator.store.opened`).
    """
    head, size = _read_head(path)
    if head is None:
        return
    if size == 0:
        raise NotAProjectError(f"{path} is an empty file, not a Glossator project.")
    if not head.startswith(_MAGIC[: len(head)]):
        raise NotAProjectError(f"{path} is not a Glossator project (its content is not SQLite).")
    if len(head) < _HEADER_BYTES:
        raise ProjectDamagedError(f"{path} is cut off after {size} bytes. Restore the latest backup.")
    header = Header.parse(head)
    log = wal_path(path)
    if log.exists() and 0 < log.stat().st_size:
        return
    if header.application_id != APPLICATION_ID:
        raise NotAProjectError(f"{path} is a SQLite file of another program, not a Glossator project.")
    expected = header.page_size * header.page_count
    if header.count_is_valid and size < expected:
        raise ProjectDamagedError(
            f"{path} is cut off: {size} of {expected} bytes are there. Keep the file, and restore the latest backup."
        )


def is_sqlite(path: Path) -> bool:
    """Whether a project or another SQLite file stands at `path`, or what SQLite keeps beside one.

    Safe for a project that is open. Raises OSError where there is a file that cannot be read.
    """
    for suffix in ("-wal", "-shm", "-journal"):
        if path.name.endswith(suffix) and is_sqlite(path.with_name(path.name.removesuffix(suffix))):
            return True
    if not path.is_file():
        return False
    head = read_head(path, len(_MAGIC))
    return head is None or head == _MAGIC


def _read_head(path: Path) -> tuple[bytes | None, int]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise NotAProjectError(f"{path} is a folder, not a Glossator project.")
        if not stat.S_ISREG(mode):
            raise NotAProjectError(f"{path} is a device or a pipe, not a Glossator project.")
        return read_head(path, _HEADER_BYTES), path.stat().st_size
    except FileNotFoundError:
        raise ProjectNotFoundError(f"There is no project at {path}. Make one with: glossator new {path}") from None
    except PermissionError:
        raise DiskError(f"{path} may not be read by this user. Change its permissions, or copy it.") from None
    except OSError as error:
        raise DiskError(f"{path} cannot be read: {error.strerror or error}.") from None


def is_write_protected(path: Path) -> bool:
    """Whether the file's own permissions forbid writing, for everybody: root is not asked to ignore that."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)

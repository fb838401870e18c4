"""Files that are whole or not there: names of unfinished ones, giving them their own, making all of it durable."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from glossator.errors import DiskError, ProjectExistsError
from glossator.store.opened import flush_folder

_UNFINISHED: Final = re.compile(
    r"\.glossator-unfinished\.(?P<host>[^.]*)\.(?P<pid>\d+)\.[0-9a-f]+(?:-journal|-wal|-shm)?"
)
_FORGOTTEN: Final = 7 * 24 * 3600
"""Seconds after which an unfinished file of another machine is nobody's any more."""


def unfinished_path(folder: Path) -> Path:
    """Where to write what is not whole yet; its name says which process of which machine is at it."""
    return folder / f".glossator-unfinished.{_host()}.{os.getpid()}.{secrets.token_hex(4)}"


def sweep(folder: Path) -> None:
    """Delete what dead processes left unfinished in a folder."""
    with suppress(OSError):
        for path in folder.iterdir():
            found = _UNFINISHED.fullmatch(path.name)
            if found is not None and _is_abandoned(path, found["host"], int(found["pid"])):
                path.unlink(missing_ok=True)


def _is_abandoned(path: Path, host: str, pid: int) -> bool:
    if host == _host():
        import psutil

        return not psutil.pid_exists(pid)
    return _FORGOTTEN < time.time() - path.stat().st_mtime


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", socket.gethostname())[:40]


def forget(path: Path) -> None:
    """Let go of what memory holds of a file that nobody has open: what is read next is what the disk has."""
    if not hasattr(os, "posix_fadvise"):
        return
    with suppress(OSError), path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def give_name(unfinished: Path, path: Path) -> None:
    """Let a whole file bear its name, never over another one, and durably.

    Raises:
        ProjectExistsError: something has the name already.
    """
    try:
        _link(unfinished, path)
    except FileExistsError:
        raise ProjectExistsError(f"{path} exists already. Choose another name.") from None
    flush_folder(path.parent)


def _link(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)
        unfinished.unlink()
    except FileExistsError:
        raise
    except (AttributeError, OSError):
        # Sticks and cards (FAT, exFAT) and some network folders have no hard links.
        with path.open("xb"):
            pass
        try:
            unfinished.replace(path)
        except OSError:
            path.unlink()
            raise


def remove(path: Path) -> None:
    """Delete a file that never came to be, with what SQLite may have put beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink()


def free_bytes(folder: Path) -> int:
    """Room that this user has on the disk that holds a folder, or the nearest one above it that exists."""
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError as error:
        raise DiskError(f"{place} cannot be looked at: {error.strerror or error}.") from None


def size_in_words(size: int) -> str:
    """Bytes for a person: 812 KB, 3.1 MB, 1.2 GB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} KB"
    unit, name = (1_000_000, "MB") if size < 1_000_000_000 else (1_000_000_000, "GB")
    return f"{size / unit:.1f} {name}" if size < 100 * unit else f"{size / unit:.0f} {name}"

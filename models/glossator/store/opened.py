"""Which project files this process has open through SQLite. Part of the store; imports nothing of the house.

POSIX drops every lock that a process holds on a file as soon as the process closes any descriptor of that file, also
one that has nothing to do with the locks (sqlite.org/howtocorrupt.html, section 2.2). SQLite knows of its own
descriptors only. Where some other code opened and closed a project that is open here, another program would take
itself for the last one to use the project, and delete the log under our feet with everything committed to it
since. So whoever wants to look at a file that may be a project does it here.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from pathlib import Path
from typing import TypeAlias

FileKey: TypeAlias = tuple[int, int]
"""Device and inode: which file it is, whatever name leads to it."""

_lock = threading.RLock()
_open: Counter[FileKey] = Counter()


def key_of(path: Path) -> FileKey | None:
    """Which file stands at `path`, links followed; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def enter(path: Path) -> FileKey | None:
    """Note that this process is about to open the file at `path`; `leave` wants what this returns."""
    with _lock:
        key = key_of(path)
        if key is not None:
            _open[key] += 1
        return key


def leave(key: FileKey | None) -> None:
    """Note that one connection to the file has been closed."""
    with _lock:
        if key is None:
            return
        _open[key] -= 1
        if _open[key] <= 0:
            del _open[key]


def is_open(path: Path) -> bool:
    """Whether this process has the file at `path` open, under this name or another."""
    with _lock:
        key = key_of(path)
        return key is not None and key in _open


def read_head(path: Path, size: int) -> bytes | None:
    """The first bytes of a file; None where it is open here, so that nothing but SQLite may touch it.

    Raises OSError as opening and reading do. No connection can be made meanwhile.
    """
    with _lock:
        if is_open(path):
            return None
        with path.open("rb") as file:
            return file.read(size)


def flush(path: Path) -> None:
    """Have the file and its folder's entry for it on the disk: after this a power cut leaves both.

    The file must not be open here. A folder that cannot be flushed (Windows) is left to the system.
    """
    with _lock:
        if is_open(path):
            raise RuntimeError(f"{path} is open through SQLite, which flushes it itself")
        descriptor = os.open(path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Have the names in a folder on the disk. Where the system knows no such thing, nothing happens."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        # Windows, and some network folders, have no such thing.
        return
    finally:
        os.close(descriptor)

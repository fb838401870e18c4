"""A disk that remembers, in order, what SQLite and Python did to the files of one folder; it can be made to fail.

An APSW VFS over the system's own, made the default one, and the functions of `os` that give, change and flush names.
What is remembered is enough to say what a power cut at any moment could have left (see `powercut`).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import apsw

Event: TypeAlias = tuple[Any, ...]
"""What happened, by its first item:

("file", id, path, content) was there before, durably · ("create", path, id) · ("write", id, offset, bytes) ·
("truncate", id, size) · ("sync", id) · ("sync failed", id) · ("link" | "rename", old, new, id) · ("unlink", path) ·
("mkdir", path) · ("sync folder", path) · ("mark", anything)
"""
_BASE = "unix"
_SYNCS_ITS_FOLDER = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL


@dataclass(slots=True)
class Fault:
    """The `after`-th call of these kinds (0: the next) fails with a SQLite code, and all later ones if `lasting`."""

    kinds: frozenset[str]
    code: int
    after: int = 0
    lasting: bool = False
    partial: bool = False
    hits: int = 0
    where: str = ""


@dataclass(slots=True)
class RecordedDisk:
    """The files under `folder`. `fault` may be set and taken away at any time."""

    folder: Path
    log: list[Event] = field(default_factory=list)
    fault: Fault | None = None
    _ids: dict[str, int] = field(default_factory=dict)
    _last_id: int = 0

    def begin(self) -> None:
        """Take what is in the folder now as durably there."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                self.log.append(("file", self._new_id(str(path)), str(path), path.read_bytes()))
            else:
                self.log += [("mkdir", str(path)), ("sync folder", str(path.parent))]

    def mark(self, what: object) -> None:
        """Note a moment, such as an acknowledgement."""
        self.log.append(("mark", what))

    def holds(self, path: str) -> bool:
        """Whether this path is recorded."""
        return path.startswith(f"{self.folder}{os.sep}")

    def strike(self, kind: str, path: str | None) -> bool:
        """Count a call, and say whether it is to fail."""
        fault = self.fault
        if fault is None or path is None or kind not in fault.kinds:
            return False
        if fault.hits and not fault.lasting:
            return False
        if fault.after:
            fault.after -= 1
            return False
        fault.hits += 1
        fault.where = fault.where or f"{kind} {Path(path).name}"
        return True

    def id_of(self, path: str, *, content: Callable[[], bytes] | None = None) -> int:
        """The file at a path; one that Python made behind our back is found now."""
        if path not in self._ids:
            self.log.append(("create", path, self._new_id(path)))
            if content is not None and (found := content()):
                self.log.append(("write", self._ids[path], 0, found))
        return self._ids[path]

    def _new_id(self, path: str) -> int:
        self._last_id += 1
        self._ids[path] = self._last_id
        return self._last_id

    def linked(self, old: str, new: str) -> None:
        """Note a hard link."""
        self._ids[new] = self.id_of(old, content=Path(old).read_bytes)
        self.log.append(("link", old, new, self._ids[new]))

    def renamed(self, old: str, new: str) -> None:
        """Note a new name in the place of the old one."""
        number = self.id_of(old, content=Path(new).read_bytes)
        self._ids[new] = self._ids.pop(old)
        self.log.append(("rename", old, new, number))

    def unlinked(self, path: str) -> None:
        """Note that a name is gone."""
        if self._ids.pop(path, None) is not None:
            self.log.append(("unlink", path))

    def flushed(self, path: str, descriptor: int) -> None:
        """Note that Python flushed a file or folder."""
        if Path(path).is_dir():
            self.log.append(("sync folder", path))
        elif self.holds(path):
            size = os.fstat(descriptor).st_size
            self.log.append(("sync", self.id_of(path, content=lambda: os.pread(descriptor, size, 0))))

    @contextmanager
    def recording(self) -> Iterator[RecordedDisk]:
        """From here on every connection of APSW, and every change of names, is recorded."""
        vfs = _Vfs(self)
        self.begin()
        try:
            with _os_watched(self):
                yield self
        finally:
            vfs.unregister()


class _Vfs(apsw.VFS):
    def __init__(self, disk: RecordedDisk) -> None:
        self._disk = disk
        super().__init__("recorded", _BASE, makedefault=True)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _File(self._disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self._disk.unlinked(filename)
        if syncdir:
            self._disk.log.append(("sync folder", str(Path(filename).parent)))


class _File(apsw.VFSFile):
    def __init__(self, disk: RecordedDisk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        self._path: str | None = name.filename() if isinstance(name, apsw.URIFilename) else name
        if self._path is not None and not disk.holds(self._path):
            self._path = None
        if disk.strike("open", self._path):
            raise apsw.exception_for(apsw.SQLITE_CANTOPEN)
        # As SQLite's own VFS does: the first sync of a new log or journal takes its folder along.
        self._new = bool(flags[0] & apsw.SQLITE_OPEN_CREATE and flags[0] & _SYNCS_ITS_FOLDER)
        self._id = 0
        existed = self._path is not None and Path(self._path).exists()
        super().__init__(_BASE, name, flags)
        if self._path is not None:
            self._id = disk.id_of(self._path, content=Path(self._path).read_bytes if existed else None)

    def xRead(self, amount: int, offset: int) -> bytes:
        if self._disk.strike("read", self._path):
            raise apsw.exception_for(self._code(apsw.SQLITE_IOERR_READ))
        return super().xRead(amount, offset)

    def xWrite(self, data: Any, offset: int) -> None:
        content = bytes(data)
        if self._disk.strike("write", self._path):
            fault = self._disk.fault
            if fault is not None and fault.partial and 1 < len(content):
                self._written(content[: len(content) // 2], offset)
            raise apsw.exception_for(self._code(apsw.SQLITE_FULL))
        self._written(content, offset)

    def _written(self, content: bytes, offset: int) -> None:
        super().xWrite(content, offset)
        if self._path is not None:
            self._disk.log.append(("write", self._id, offset, content))

    def xTruncate(self, size: int) -> None:
        if self._disk.strike("truncate", self._path):
            raise apsw.exception_for(self._code(apsw.SQLITE_IOERR_TRUNCATE))
        super().xTruncate(size)
        if self._path is not None:
            self._disk.log.append(("truncate", self._id, size))

    def xSync(self, flags: int) -> None:
        if self._disk.strike("sync", self._path):
            self._disk.log.append(("sync failed", self._id))
            raise apsw.exception_for(self._code(apsw.SQLITE_IOERR_FSYNC))
        super().xSync(flags)
        if self._path is not None:
            self._disk.log.append(("sync", self._id))
            if self._new:
                self._new = False
                self._disk.log.append(("sync folder", str(Path(self._path).parent)))

    def _code(self, usual: int) -> int:
        return self._disk.fault.code if self._disk.fault is not None and self._disk.fault.code else usual


@contextmanager
def _os_watched(disk: RecordedDisk) -> Iterator[None]:
    real = {name: getattr(os, name) for name in ("link", "rename", "replace", "unlink", "remove", "mkdir", "fsync")}

    def two(name: str, note: Callable[[str, str], None]) -> Callable[..., None]:
        def call(old: Any, new: Any, *rest: Any, **options: Any) -> None:
            real[name](old, new, *rest, **options)
            first, second = _absolute(old), _absolute(new)
            if disk.holds(second):
                note(first, second)

        return call

    def gone(name: str) -> Callable[..., None]:
        def call(path: Any, **options: Any) -> None:
            real[name](path, **options)
            disk.unlinked(_absolute(path))

        return call

    def mkdir(path: Any, *rest: Any, **options: Any) -> None:
        real["mkdir"](path, *rest, **options)
        if disk.holds(_absolute(path)):
            disk.log.append(("mkdir", _absolute(path)))

    def fsync(descriptor: Any) -> None:
        number = descriptor if isinstance(descriptor, int) else descriptor.fileno()
        path = str(Path(f"/proc/self/fd/{number}").readlink())
        if disk.strike("sync", path if disk.holds(f"{path}{os.sep}") else None):
            if disk.holds(path) and not Path(path).is_dir():
                disk.log.append(("sync failed", disk.id_of(path, content=Path(path).read_bytes)))
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real["fsync"](descriptor)
        disk.flushed(path, number)

    watched: dict[str, Callable[..., None]] = {
        "link": two("link", disk.linked), "rename": two("rename", disk.renamed),
        "replace": two("replace", disk.renamed),
        "unlink": gone("unlink"), "remove": gone("remove"), "mkdir": mkdir, "fsync": fsync,
    }  # fmt: skip
    for name, function in watched.items():
        setattr(os, name, function)
    try:
        yield
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def _absolute(path: Any) -> str:
    return str(Path(os.fsdecode(path)).absolute())

"""Who has a project open to write: a lock on a small file beside it, which the kernel drops when the process ends.

The project file itself is never touched here: opening and closing it outside of SQLite would drop SQLite's own locks.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from filelock import FileLock

_MOST_BYTES: Final = 2_000
_LONGEST_NAME: Final = 80
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the claim: a person's name, the machine's, the process, and since when (ISO 8601, UTC).

    Read from a file that anybody may have written: good for telling a person, and for nothing else.
    """

    user: str = ""
    machine: str = ""
    pid: int = 0
    since: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        return not self.machine or self.machine == platform.node()


class Occupancy:
    """The claim to write a project, for windows: a second one reads. Scripts write beside a window without it.

    The claim belongs to this object, so two windows of one process exclude each other too. `user` is told to others.
    """

    def __init__(self, path: Path, *, user: str = "") -> None:
        # Where links lead: one project is one claim, under whatever name it was opened.
        self._project = Path(os.path.realpath(path))
        self.path = self._project.with_name(f"{self._project.name}-lock")
        self._user = user
        self._lock: FileLock | None = None
        self._descriptor = -1

    @property
    def held(self) -> bool:
        """Whether this object has the claim."""
        return self._lock is not None

    def claim(self) -> bool:
        """Take the claim; False where somebody else has it.

        True without a lock where no lock file can be made (a read-only medium or folder, a file system without
        locks): nobody could tell anybody then.
        """
        if self.held:
            return True
        try:
            if not self._project.is_file():
                # Nothing to claim, and no file is left lying about beside a project that never was.
                return True
            for _ in range(_TRIES):
                if self._take():
                    return True
                if _is_locked(self.path):
                    return False
                # It was only being asked about, or released just now.
        except OSError:
            return not _is_locked(self.path)
        return False

    def holder(self) -> Holder | None:
        """Who has the claim; None where nobody has. What a killed process left behind does not count."""
        if not _is_locked(self.path):
            return None
        with suppress(OSError, ValueError, RecursionError), _opened(self.path) as descriptor:
            # From the second byte: the first is the one that is locked, and cannot be read on Windows.
            os.lseek(descriptor, 1, os.SEEK_SET)
            return _holder_of(os.read(descriptor, _MOST_BYTES))
        return Holder()

    def release(self) -> None:
        """Give the claim up, and remove the file. Doing so twice is allowed."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        # While it is locked: whoever waits for this very file then sees that it has no name any more, and starts anew.
        with suppress(OSError):
            if sys.platform != "win32" and os.path.samestat(os.fstat(self._descriptor), os.lstat(self.path)):
                self.path.unlink()
        with suppress(OSError):
            lock.release()

    def _take(self) -> bool:
        from filelock import FileLock, Timeout

        if os.path.lexists(self.path) and not stat.S_ISREG(os.lstat(self.path).st_mode):
            raise FileExistsError(self.path)
        lock = FileLock(
            self.path,
            thread_local=False,
            blocking=False,
            # Everybody who may write the project has to be able to lock it.
            mode=(self._project.stat().st_mode & 0o666) | 0o600,
            # A lock that outlives its process is worse than none.
            fallback_to_soft=False,
            on_acquired=self._sign,
        )
        try:
            lock.acquire()
        except Timeout:
            return False
        self._lock = lock
        return True

    def _sign(self, descriptor: int) -> None:
        self._descriptor = descriptor
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        holder = Holder(self._user, platform.node(), os.getpid(), now)
        content = b"\n" + json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8", "replace")
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, content)


def _holder_of(content: bytes) -> Holder:
    """What the file says, as far as it can be shown to a person. Raises ValueError where it says nothing."""
    values = json.loads(content.decode("utf-8", "replace"))
    if not isinstance(values, dict):
        raise ValueError("not an object")

    def words(name: str) -> str:
        found = values.get(name)
        printable = "".join(c for c in found if c.isprintable()) if isinstance(found, str) else ""
        return printable.strip()[:_LONGEST_NAME]

    pid = values.get("pid")
    return Holder(words("user"), words("machine"), pid if isinstance(pid, int) else 0, words("since"))


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """The file for reading, if it is one: a pipe of that name would keep us waiting, a link lead elsewhere."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise FileNotFoundError(path)
        yield descriptor
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    def _is_locked(path: Path) -> bool:
        from filelock import FileLock, Timeout

        if not path.is_file():
            return False
        try:
            with FileLock(path, thread_local=False, blocking=False, preserve_lock_file=True):
                return False
        except Timeout:
            return True
        except OSError:
            return False

else:
    import fcntl

    def _is_locked(path: Path) -> bool:
        # Shared and for reading: askers do not get into each other's way, and need not be allowed to write.
        try:
            with _opened(path) as descriptor:
                return not _locks(descriptor)
        except OSError:
            return False

    def _locks(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True

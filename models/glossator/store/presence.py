"""Whether the file that is open still is the one at its path. Part of the store.

SQLite goes on writing to a file that somebody else has moved, deleted or replaced (a sync program, a restored backup,
`mv`), and to a log that is no longer beside it: every commit succeeds, and nobody ever finds it again. Two looks at the
folder before each commit, without opening anything, tell.
"""

from __future__ import annotations

from pathlib import Path

from glossator.errors import ProjectMovedError
from glossator.store.guard import wal_path
from glossator.store.opened import FileKey, key_of

_WAY_OUT = (
    "Nothing was changed. What was saved before can still be read here: save a copy under another name, and go on with "
    "that."
)


class Presence:
    """Knows a file that has been opened, and the log beside it, from the moment of opening."""

    def __init__(self, path: Path, key: FileKey | None) -> None:
        """`key` is of the file that was opened. The log is the one that is there now, if it has one already."""
        self._path, self._log = path, wal_path(path)
        self._key, self._log_key = key, key_of(self._log)

    def note_log(self) -> None:
        """Note the log of a file that had none. One that is known stays the one that has to be there."""
        if self._log_key is None:
            self._log_key = key_of(self._log)

    @property
    def is_intact(self) -> bool:
        """Whether file and log still are in their places."""
        return key_of(self._path) == self._key and (self._log_key is None or key_of(self._log) == self._log_key)

    def require(self) -> None:
        """Raise ProjectMovedError where the file or its log is not the one that was opened."""
        if self.is_intact:
            return
        present = key_of(self._path)
        if present is None:
            raise ProjectMovedError(f"{self._path} was moved or deleted while it was open. {_WAY_OUT}")
        if present != self._key:
            raise ProjectMovedError(f"{self._path} was replaced by another file while it was open. {_WAY_OUT}")
        raise ProjectMovedError(
            f"{self._log}, where the latest changes are kept, was deleted or replaced by another program, perhaps one "
            f"that syncs or cleans up. {_WAY_OUT}"
        )

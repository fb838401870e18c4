"""Names of documents as names of files that every system takes, each once.

Part of `exchange`; formats that write a file a document use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_LONGEST: Final = 80
_UNSAFE: Final = re.compile(r"[^\w .()+-]|\s")
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_SHOWN: Final = 5


class FileNames:
    """Gives out names without `suffix`, which a document's own name may already have."""

    def __init__(self, *, suffix: str) -> None:
        self._suffix = suffix
        self._taken: set[str] = set()
        self._changed: list[tuple[str, str]] = []

    def take(self, name: str) -> str:
        """The name of the next document's file: safe, and differing from the earlier ones also without case."""
        stem = name.removesuffix(self._suffix)
        base = _UNSAFE.sub("_", stem)[:_LONGEST].strip(" .") or "document"
        if _RESERVED.fullmatch(base) or base.startswith("-"):
            base = f"_{base}"
        found, number = base, 2
        while found.casefold() in self._taken:
            found, number = f"{base}-{number}", number + 1
        self._taken.add(found.casefold())
        if found != stem:
            self._changed.append((name, found))
        return found

    def notices(self) -> Iterator[str]:
        """Which names had to change."""
        if self._changed:
            shown = ", ".join(f"{old!r} as {new}" for old, new in self._changed[:_SHOWN])
            more = len(self._changed) - _SHOWN
            yield f"Documents whose names are no names of files: {shown}{f' and {more} more' if 0 < more else ''}."

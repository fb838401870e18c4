"""Names as brat can keep them: letters, digits, `_` and `-`. Part of the schema layer."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNFIT = re.compile(r"[^A-Za-z0-9_-]")
_UNFIT_VALUE = re.compile(r"[\s,|]")


class BratNames:
    """The names of one kind as brat has them, each once. `changed` are those that had to change."""

    def __init__(self, names: Iterable[str], *, values: bool = False) -> None:
        self._unfit = _UNFIT_VALUE if values else _UNFIT
        self._names: dict[str, str] = {}
        self.changed: list[tuple[str, str]] = []
        wanted = list(names)
        taken = {name for name in wanted if self._fits(name)}
        for name in wanted:
            self._names[name] = name if name in taken else self._new(name, taken)

    def __getitem__(self, name: str) -> str:
        return self._names[name]

    def _fits(self, name: str) -> bool:
        return bool(name) and not self._unfit.search(name)

    def _new(self, name: str, taken: set[str]) -> str:
        base = self._unfit.sub("_", name) or "_"
        found, number = base, 2
        while found in taken:
            found, number = f"{base}_{number}", number + 1
        taken.add(found)
        self.changed.append((name, found))
        return found

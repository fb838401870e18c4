"""What the tests of the command line share: what a command did, and what a folder holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

TEXT = "Kim met Putin in Moscow on Tuesday.\nSouth Korea welcomed the visit 😀 of the U.N. envoy."
"""The document called "letter" of the project `news`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    def complaint(self, *, code: int = 1) -> str:
        """The one line on stderr that a failed command leaves, and nothing else."""
        assert self.code == code, self
        assert "Traceback" not in self.err
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("glossator: ")
        assert self.out == ""
        return lines[0]


Cli: TypeAlias = Callable[..., Outcome]
"""Runs a command of `glossator`, given its words."""


def state_of(folder: Path) -> dict[str, str]:
    """Every file under a folder with a digest of it; of a project, of its rows: a checkpoint is no change."""
    return {
        str(item.relative_to(folder)): rows_of(item) if item.suffix == ".glossator" else _digest(item)
        for item in sorted(folder.rglob("*"))
        if item.is_file() and not item.name.endswith(("-wal", "-shm"))
    }


def rows_of(path: Path) -> str:
    """A digest of all rows of a project; of its bytes, where it is none."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    except sqlite3.DatabaseError:
        return _digest(path)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()

"""What a project file holds, in a few numbers: enough to tell two states apart, and to tell a person what is in it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from glossator.errors import NotAProjectError, ProjectError
from glossator.store.backups.connections import looking
from glossator.store.guard import APPLICATION_ID

_FACTS = """
SELECT
  (SELECT value FROM setting WHERE key = 'uid'),
  (SELECT hex(uid) FROM step ORDER BY id DESC LIMIT 1),
  (SELECT hex(uid) FROM thing ORDER BY id DESC LIMIT 1),
  (SELECT user_version FROM pragma_user_version),
  (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'step'),
  (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'thing'),
  (SELECT count(*) FROM analysis),
  (SELECT count(*) FROM document)
"""
_TALLY = "SELECT " + ", ".join(
    f"(SELECT count(*) FROM {table})" for table in ("text", "span", "event", "suggestion", "decision", "step")
)

Tally: TypeAlias = tuple[int, ...]
"""Counts of rows, for comparing a copy with what it is a copy of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A project at one moment. Equal facts of two states mean that nobody has worked in between.

    `uid`, `last_step` and `last_thing` are uids in hex: of the project, and of what it holds last. They tell two
    states apart that came of one backup, by as many steps. `steps` and `things` are the highest ids ever given out:
    an undo is a step too. `analyses` counts what suggesters wrote, which is no step. Where somebody's caret was does
    not count.
    """

    uid: str
    last_step: str
    last_thing: str
    format: int
    steps: int
    things: int
    analyses: int
    documents: int

    @property
    def words(self) -> str:
        """For a person: how much work is in it."""
        return f"{self.steps:,} step{'' if self.steps == 1 else 's'}"


def facts_of(connection: sqlite3.Connection, path: Path) -> Facts:
    """The facts of an open project file; quick at any size. Raises NotAProjectError where it is none."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAProjectError(f"{path} is a SQLite file of another program, not a Glossator project.")
    uid, last_step, last_thing, *counts = _asked(connection, _FACTS, path)
    return Facts(str(uid or ""), str(last_step or ""), str(last_thing or ""), *counts)


def tally(connection: sqlite3.Connection, path: Path) -> Tally:
    """How many rows there are. Raises NotAProjectError where tables are missing."""
    return tuple(_asked(connection, _TALLY, path))


def _asked(connection: sqlite3.Connection, sql: str, path: Path) -> tuple[int, ...]:
    try:
        found: tuple[int, ...] = connection.execute(sql).fetchone()
    except sqlite3.OperationalError as error:
        if "no such" not in str(error):
            raise
        raise NotAProjectError(f"{path} lacks what every Glossator project has ({error}).") from error
    return found


def look(path: Path) -> Facts | None:
    """The facts of a project file; None where it is none, or cannot be read."""
    with suppress(ProjectError), looking(path) as connection:
        return facts_of(connection, path)
    return None

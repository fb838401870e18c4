"""What a project file holds, read with plain SQL: the tests' own eyes, without a line of the program's."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SPAN = 'SELECT label, start, "end", fragments, text FROM span WHERE document_id = ? ORDER BY start, "end", label'
EVENT = """SELECT id, type, start, "end", text, modes, attributes, draft FROM event
           WHERE document_id = ? ORDER BY start, id"""
ARGUMENT = """SELECT a.role, s.label, s.text, e.type FROM argument a
              LEFT JOIN span s ON s.id = a.filler_id LEFT JOIN event e ON e.id = a.filler_id
              WHERE a.event_id = ? ORDER BY a.position"""
DECISION = """SELECT g.text, g.label, d.state, coalesce(s.label, e.type) FROM decision d
              JOIN suggestion g ON g.id = d.suggestion_id
              LEFT JOIN span s ON s.id = d.result_id LEFT JOIN event e ON e.id = d.result_id
              WHERE g.document_id = ? ORDER BY g.start, g.kind"""


@dataclass(frozen=True, slots=True)
class SavedEvent:
    """An event as the file has it; fillers are (role, label, words), for an event (role, type, None)."""

    type: str
    trigger: str
    modes: tuple[str, ...]
    attributes: dict[str, Any]
    draft: bool
    arguments: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """One document's annotations as the file has them. Spans are (label, words, start, end)."""

    spans: tuple[tuple[str | None, str, int, int], ...]
    events: tuple[SavedEvent, ...]
    decisions: tuple[tuple[str, str, str, str | None], ...]
    reviews: dict[str, str]

    @property
    def labels(self) -> list[tuple[str | None, str]]:
        """Label and words of every span, in the order of the text."""
        return [(label, text) for label, text, _, _ in self.spans]


def read(path: Path, document: str) -> Saved:
    """What a project file holds of one document. The file may be in use."""
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        number = connection.execute("SELECT id FROM document WHERE name = ?", (document,)).fetchone()[0]
        return Saved(
            tuple((label, text, start, end) for label, start, end, _, text in connection.execute(SPAN, (number,))),
            tuple(_event(connection, *row) for row in connection.execute(EVENT, (number,)).fetchall()),
            tuple(tuple(row) for row in connection.execute(DECISION, (number,))),
            _reviews(connection, number),
        )


def check(path: Path) -> None:
    """Fails where SQLite finds anything wrong with the file, or a row refers to one that is not there."""
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def steps(path: Path) -> list[str]:
    """The titles of all steps, in order."""
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM step ORDER BY id")]


def _event(
    connection: sqlite3.Connection, number: int, type_: str, start: int | None, end: int | None, text: str, modes: str,
    attributes: str, draft: int,
) -> SavedEvent:  # fmt: skip
    arguments = connection.execute(ARGUMENT, (number,)).fetchall()
    return SavedEvent(
        type_,
        text,
        tuple(json.loads(modes)),
        json.loads(attributes),
        bool(draft),
        tuple((role, type_of_event or label, words) for role, label, words, type_of_event in arguments),
    )


def _reviews(connection: sqlite3.Connection, number: int) -> dict[str, str]:
    rows = connection.execute("SELECT reviews FROM layer WHERE document_id = ?", (number,)).fetchall()
    found: dict[str, str] = {}
    for (reviews,) in rows:
        found.update(json.loads(reviews))
    return found

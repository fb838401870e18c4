"""What a project file holds, read by plain sqlite3 and nothing of ours: one comparable value.

Left out are the journal, places, when a suggester ran, and what by design stays when an import is taken back: names of
annotators, and the texts and ids of documents that are gone.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

Rows: TypeAlias = list[tuple[Any, ...]]
Images: TypeAlias = dict[tuple[str, int], dict[str, Any]]

TABLES = (
    *("setting", "schema", "document", "layer", "span", "event", "argument", "relation", "entity", "mention", "note"),
    *("suggester", "suggestion", "decision", "same_event", "same_event_member", "exemption", "ruling"),
)
QUERIES = {
    **{name: f"SELECT * FROM {name}" for name in TABLES},
    "thing": "SELECT * FROM thing WHERE kind <> 'document' OR id IN (SELECT id FROM document)",
    "text": "SELECT * FROM text WHERE document_id IN (SELECT id FROM document)",
    "analysis": "SELECT document_id, suggester_id, phrases FROM analysis",
    "indexed": "SELECT id FROM text_index_docsize",
}
KINDS = (
    *("document", "layer", "span", "event", "relation", "entity", "note", "decision", "schema"),
    *("same_event", "exemption", "ruling"),
)
"""The kinds of object that steps change."""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can only read."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield connection


def canonical(path: Path) -> dict[str, Rows]:
    """Every row of every table, in order."""
    with reading(path) as connection:
        found = {name: sorted(connection.execute(sql).fetchall(), key=repr) for name, sql in QUERIES.items()}
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return found


def difference(one: dict[str, Rows], other: dict[str, Rows]) -> dict[str, tuple[Rows, Rows]]:
    """The rows that only one of two states has, table by table: what a failing test should show."""
    return {
        name: (
            [row for row in one[name] if row not in other[name]],
            [row for row in other[name] if row not in one[name]],
        )
        for name in one
        if one[name] != other[name]
    }


def present(path: Path) -> Images:
    """Everything that steps change, laid out as the journal lays it out."""
    with reading(path) as connection:
        connection.row_factory = sqlite3.Row
        found: Images = {}
        for kind in KINDS:
            for row in connection.execute(f"SELECT t.*, thing.uid AS uid FROM {kind} t JOIN thing USING (id)"):
                image = {name: value.hex() if isinstance(value, bytes) else value for name, value in dict(row).items()}
                found[kind, row["id"]] = {**image, **_parts(connection, kind, row["id"])}
        return found


def _parts(connection: sqlite3.Connection, kind: str, number: int) -> dict[str, Any]:
    if kind == "event":
        rows = connection.execute("SELECT * FROM argument WHERE event_id = ? ORDER BY position", (number,)).fetchall()
        parts = [[row["role"], row["filler_id"], row["country"], json.loads(row["sectors"])] for row in rows]
        return {"arguments": parts}
    if kind == "entity":
        rows = connection.execute("SELECT * FROM mention WHERE entity_id = ? ORDER BY position", (number,)).fetchall()
        return {"mentions": [row["span_id"] for row in rows]}
    if kind == "same_event":
        sql = "SELECT * FROM same_event_member WHERE same_event_id = ? ORDER BY position"
        rows = connection.execute(sql, (number,)).fetchall()
        return {"events": [[row["event_id"], row["document_id"]] for row in rows]}
    return {}


class Replay:
    """The journal replayed from nothing, step by step: each step has to find what the one before it left."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = 0
        with reading(path) as connection:
            assert connection.execute("SELECT count(*) FROM step").fetchone()[0] == 0
        self.images = present(path)

    def advance(self) -> None:
        """Replay what has been done since."""
        with reading(self._path) as connection:
            steps = connection.execute("SELECT id, images FROM step WHERE ? < id ORDER BY id", (self._last,)).fetchall()
        for step_id, blob in steps:
            self._last = step_id
            for kind, number, before, after in json.loads(zlib.decompress(blob)):
                assert self.images.get((kind, number)) == before, f"step {step_id}: {kind} {number}"
                assert before != after, f"step {step_id} changes nothing of {kind} {number}"
                if after is None:
                    del self.images[kind, number]
                else:
                    self.images[kind, number] = after

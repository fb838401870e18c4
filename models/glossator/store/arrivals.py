"""What has come into a project since it was last looked at, whoever wrote it. Part of the store; reads only.

Steps and suggestions have ids that only grow, so a few numbers say how far one has seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a project has been seen. Marks of one connection only can be compared.

    `version` is SQLite's `data_version`: another number once another connection has written. The others are the ids of
    the latest step, suggestion and document, and the row of the latest analysis.
    """

    version: int
    step: int
    suggestion: int
    document: int
    analysis: int


_MARK = """SELECT (SELECT max(id) FROM step), (SELECT max(id) FROM suggestion), (SELECT max(id) FROM document),
                  (SELECT max(rowid) FROM analysis)"""


class Arrivals:
    """Asks for what lies behind a mark."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self) -> Mark:
        """Where the project is now. Inside a snapshot, all of it is of one moment."""
        version = int(self._database.execute("PRAGMA data_version").fetchone()[0])
        step, suggestion, document, analysis = self._database.execute(_MARK).fetchone()
        return Mark(version, step or 0, suggestion or 0, document or 0, analysis or 0)

    def steps(self, since: Mark) -> list[tuple[int, int]]:
        """The steps since, oldest first, each with the bytes that its images take in the journal."""
        return self._pairs("SELECT id, length(images) FROM step WHERE ? < id ORDER BY id", since.step)

    def suggestions(self, since: Mark, *, most: int) -> list[tuple[int, int]]:
        """The suggestions since, at most so many, each with its document."""
        sql = f"SELECT id, document_id FROM suggestion WHERE ? < id ORDER BY id LIMIT {int(most)}"
        return self._pairs(sql, since.suggestion)

    def documents(self, since: Mark) -> list[int]:
        """The documents that are there now and were not then, but for those whose import was taken back and redone."""
        return self._ids("SELECT id FROM document WHERE ? < id ORDER BY id", since.document)

    def analysed(self, since: Mark) -> list[int]:
        """The documents that a suggester has seen since."""
        # A row that is replaced gets a number of its own. Numbers are used again only after the last row was deleted.
        return self._ids("SELECT DISTINCT document_id FROM analysis WHERE ? < rowid", since.analysis)

    def superseded(self, documents: Sequence[int]) -> list[int]:
        """The suggestions of these documents that have been superseded at some time."""
        sql = "SELECT id FROM suggestion WHERE superseded AND document_id IN (SELECT value FROM json_each(?))"
        return [row[0] for row in self._database.execute(sql, (str(list(documents)),)).fetchall()]

    def _ids(self, sql: str, after: int) -> list[int]:
        return [row[0] for row in self._database.execute(sql, (after,)).fetchall()]

    def _pairs(self, sql: str, after: int) -> list[tuple[int, int]]:
        return [(row[0], row[1]) for row in self._database.execute(sql, (after,)).fetchall()]

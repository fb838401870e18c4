"""Annotators by id and by name."""

from __future__ import annotations

from sqlite_utils import Database

from glossator.store.strict import Unreadable, check_rows
from glossator.store.tables import rows_of


class Annotators:
    """The people, and machines importing for them, whose layers the project holds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids: dict[str, int] = {}
        self._names: dict[int, str] = {}

    def id_of(self, name: str) -> int:
        """The annotator's id, registering the name at first sight (so inside a transaction)."""
        known = self.known_id(name)
        if known:
            return known
        self._database.execute("INSERT INTO annotator (name) VALUES (?)", (name,))
        return self.known_id(name)

    def known_id(self, name: str) -> int:
        """The annotator's id; 0, which no row has, for one who has not written anything yet."""
        if name not in self._ids:
            row = self._database.execute("SELECT id FROM annotator WHERE name = ?", (name,)).fetchone()
            if row is None:
                return 0
            self._ids[name] = int(row[0])
        return self._ids[name]

    def name_of(self, annotator_id: int) -> str:
        """The annotator's name."""
        if annotator_id not in self._names:
            row = self._database.execute("SELECT name FROM annotator WHERE id = ?", (annotator_id,)).fetchone()
            if row is None or type(row[0]) is not str:
                raise Unreadable(f"its annotator {annotator_id} is not known")
            self._names[annotator_id] = row[0]
        return self._names[annotator_id]

    def forget(self) -> None:
        """Drop what was remembered: a transaction was rolled back, and rows with it."""
        self._ids.clear()
        self._names.clear()

    def names(self) -> list[str]:
        """Everybody, in the order of their first annotation."""
        rows = rows_of(self._database, "SELECT id, name FROM annotator ORDER BY id")
        check_rows(self._database, rows, "annotator")
        return [row["name"] for row in rows]

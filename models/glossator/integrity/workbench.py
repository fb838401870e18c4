"""The clean working copy that every check reads: plain rows, whatever state the file is in. Part of integrity.

It may be changed at will. A row that cannot be understood is noted and taken out, so that the checks after it see
values of the right kinds only.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from glossator.integrity.reference import Layout
from glossator.integrity.salvage import Gap

Progress: TypeAlias = Callable[[int, int], None]
"""Hears how much is done, of how much."""

_REMEMBERED: Final = 32_000_000
"""Code points of texts kept at hand."""
_TICK: Final = 1_000
_TELLINGS: Final = 200
"""About how often whoever waits hears of it."""
_LONGEST_NAME: Final = 60


@dataclass(slots=True)
class Workbench:
    """A connection to the working copy.

    `gaps` are stretches of ids, by table, that could not be read; `strange` are tables of other programs, left out.
    """

    connection: sqlite3.Connection
    layout: Layout
    gaps: Mapping[str, Sequence[Gap]] = field(default_factory=dict)
    strange: Sequence[str] = ()
    progress: Progress | None = None
    total: int = 1
    _done: int = 0
    _told: int = 0
    _names: dict[int, str] | None = None
    _texts: OrderedDict[int, str] = field(default_factory=OrderedDict)
    _kept: int = 0

    @classmethod
    def open(cls, path: Path, layout: Layout, **extra: Any) -> Workbench:
        """A workbench on a private file."""
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "trusted_schema = OFF", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA cache_size = -16384")
        return cls(connection, layout, **extra)

    def close(self) -> None:
        """Close the file; whoever made it deletes it."""
        self.connection.close()

    @property
    def file(self) -> str:
        """Where the working copy is."""
        return str(self.one("SELECT file FROM pragma_database_list WHERE name = 'main'"))

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows of a query, one at a time, telling whoever waits how far it has come."""
        for count, row in enumerate(self.connection.execute(sql, parameters)):
            if count % _TICK == _TICK - 1:
                self.tick(_TICK)
            yield row

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first value of a query; None without a row."""
        row = self.connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    def tick(self, count: int) -> None:
        """So many rows more are done."""
        self._done += count
        if self.progress is not None and self._told + self.total // _TELLINGS <= self._done:
            self._told = self._done
            self.progress(min(self._done, self.total), self.total)

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: self.one(f'SELECT count(*) FROM "{name}"') for name in self.layout.tables}

    def is_lost(self, table: str, number: int) -> bool:
        """Whether a row of this id may have stood where the file cannot be read."""
        return any(first <= number <= last for first, last in self.gaps.get(table, ()))

    def name(self, document_id: int | None) -> str:
        """A document in words: its name in quotation marks."""
        if self._names is None:
            try:
                self._names = dict(self.connection.execute("SELECT id, name FROM document").fetchall())
            except sqlite3.OperationalError:  # a name that is no text any more; soon its row is taken out
                return f"the document {document_id}"
        found = self._names.get(document_id or 0)
        return f"the document {document_id}" if found is None else f"“{shortened(found)}”"

    def text(self, document_id: int) -> str | None:
        """A document's text, also of one that was removed."""
        if document_id in self._texts:
            self._texts.move_to_end(document_id)
            return self._texts[document_id]
        body = self.one("SELECT body FROM text WHERE document_id = ?", (document_id,))
        if not isinstance(body, str):
            return None
        self._texts[document_id] = body
        self._kept += len(body)
        while _REMEMBERED < self._kept and 1 < len(self._texts):
            self._kept -= len(self._texts.popitem(last=False)[1])
        return body

    def forget(self) -> None:
        """Drop the names and texts at hand: the rows behind them have been changed."""
        self._names = None
        self._texts.clear()
        self._kept = 0

    def drop(self, table: str, key: str, ids: Sequence[int]) -> None:
        """Take rows out of the working copy."""
        self.connection.execute(
            f'DELETE FROM "{table}" WHERE {key} IN (SELECT value FROM json_each(?))', (json.dumps(list(ids)),)
        )


def shortened(words: str) -> str:
    """A name or a stretch of text as a sentence can hold it: one line, not too long, nothing that moves a terminal."""
    line = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in " ".join(words.split()))
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"

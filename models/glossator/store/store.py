"""The store: one project file, its tables and its transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Error
from typing import Any

from sqlite_utils import Database

from glossator.annotation import Kind
from glossator.errors import ProjectError, ReadOnlyProjectError
from glossator.store import codecs, database
from glossator.store.annotators import Annotators
from glossator.store.documents import DocumentTable
from glossator.store.journal import JournalTable
from glossator.store.suggestions import SuggestionTable
from glossator.store.tables import Codec, EntityTable, EventTable, Table
from glossator.store.things import Things


class Store:
    """An open project file. `tables` has one entry a kind of object that steps change."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.database: Database
        self.database, self.read_only = database.connect(path, read_only=read_only)
        self.things = Things(self.database)
        self.annotators = Annotators(self.database)
        self.journal = JournalTable(self.database)
        self.suggestions = SuggestionTable(self.database, self.things)
        db, names = self.database, self.annotators
        self.documents = DocumentTable(
            db, Codec("document", "document", codecs.document_row, codecs.document_of), names
        )
        self.layers = Table(db, Codec("layer", "layer", codecs.layer_row, codecs.layer_of), names)
        self.spans = Table(db, Codec("span", "span", codecs.span_row, codecs.span_of), names)
        self.events = EventTable(db, Codec("event", "event", codecs.event_row, codecs.event_of), names)
        self.relations = Table(db, Codec("relation", "relation", codecs.relation_row, codecs.relation_of), names)
        self.entities = EntityTable(db, Codec("entity", "entity", codecs.entity_row, codecs.entity_of), names)
        self.notes = Table(db, Codec("note", "note", codecs.note_row, codecs.note_of), names)
        self.decisions = Table(db, Codec("decision", "decision", codecs.decision_row, codecs.decision_of), names)
        self.schemas = Table(db, Codec("schema", "schema", codecs.schema_row, codecs.schema_of), names)
        tables: list[Table[Any]] = [
            self.documents, self.layers, self.spans, self.events, self.relations,
            self.entities, self.notes, self.decisions, self.schemas,
        ]  # fmt: skip
        self.tables: dict[Kind, Table[Any]] = {table.kind: table for table in tables}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One durable transaction (see `glossator.store.database.transaction`)."""
        if self.read_only:
            raise ReadOnlyProjectError(f"{self.path} is read-only, so nothing was changed. Save a copy to work on it.")
        try:
            with database.transaction(self.database, self.path):
                yield
        except BaseException:
            self.annotators.forget()
            self.documents.forget()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one moment; verbs have to wait until it is over."""
        with database.snapshot(self.database):
            yield

    def schema_version(self) -> int:
        """The id of the schema in force; 0 where there is none yet."""
        return int(self.database.execute("SELECT coalesce(max(id), 0) FROM schema").fetchone()[0])

    def setting(self, key: str) -> str | None:
        """A value kept with the project."""
        row = self.database.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value with the project (inside a transaction)."""
        self.database.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))

    def checkpoint(self) -> None:
        """Move the log into the file and empty it; left for later when somebody else is reading."""
        if not self.read_only:
            with suppress(Error, ProjectError):
                self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Checkpoint and close. Closing twice is allowed."""
        if self.database.conn is not None:
            self.checkpoint()
            self.database.close()

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
from glossator.store.groups import SameEventTable, same_event_of, same_event_row
from glossator.store.journal import JournalTable
from glossator.store.proposed_names import PROPOSED, ProposedNames
from glossator.store.strict import damaged
from glossator.store.suggestions import SuggestionTable
from glossator.store.tables import Codec, EntityTable, EventTable, Table
from glossator.store.things import Things

_UID_BYTES = 16


class Store:
    """An open project file. `tables` has one entry a kind of object that steps change."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._opened = database.connect(path, read_only=read_only)
        self._only_asked = read_only
        self.database: Database = self._opened.database
        self.read_only = self._opened.read_only
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
        self.same_events = SameEventTable(db, Codec("same_event", "same_event", same_event_row, same_event_of), names)
        self.exemptions = Table(db, Codec("exemption", "exemption", codecs.exemption_row, codecs.exemption_of), names)
        self.rulings = Table(db, Codec("ruling", "ruling", codecs.ruling_row, codecs.ruling_of), names)
        tables: list[Table[Any]] = [
            self.documents, self.layers, self.spans, self.events, self.relations,
            self.entities, self.notes, self.decisions, self.schemas, self.same_events, self.exemptions, self.rulings,
            ProposedNames(db, PROPOSED, names),
        ]  # fmt: skip
        self.tables: dict[Kind, Table[Any]] = {table.kind: table for table in tables}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One durable transaction (see `glossator.store.database.transaction`)."""
        if self.read_only:
            raise ReadOnlyProjectError(
                f"{self.path} is open for reading only, so nothing was changed."
                if self._only_asked
                else f"{self.path} is read-only, so nothing was changed. Save a copy to work on it."
            )
        try:
            with database.transaction(self._opened, self.path):
                yield
        except BaseException:
            self.annotators.forget()
            self.documents.forget()
            raise

    @property
    def is_in_place(self) -> bool:
        """Whether the file that is open, and its log, still are where they were."""
        return self._opened.presence.is_intact

    def start_writing(self) -> None:
        """Open the file for writing in place of reading. Raises ProjectError as opening does; nothing changes then."""
        if not self.read_only:
            return
        opened = database.connect(self.path)
        if opened.read_only:
            opened.database.close()
            return
        # Every table knows the database, not the connection.
        reading = self.database.conn
        self.database.conn = opened.database.conn
        opened.database = self.database
        self._opened, self.read_only, self._only_asked = opened, False, False
        self.annotators.forget()
        self.documents.forget()
        reading.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one moment; verbs have to wait until it is over."""
        with database.snapshot(self.database):
            yield

    def schema_version(self) -> int:
        """The id of the schema in force; 0 where there is none yet."""
        return int(self.database.execute("SELECT coalesce(max(id), 0) FROM schema").fetchone()[0])

    def uid(self) -> bytes:
        """The 16 bytes that tell this project from every other."""
        try:
            found = bytes.fromhex(self.setting("uid") or "")
        except ValueError:
            found = b""
        if len(found) != _UID_BYTES:
            raise damaged(self.path, "setting", "uid", "it is missing or cannot be read")
        return found

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
                database.checkpoint(self._opened)

    def backup(self, target: Path) -> None:
        """Write a verified copy of this moment to `target` (see `glossator.store.backups`)."""
        from glossator.store.backups import copy_from

        copy_from(self.database.conn, self.path, target)

    def close(self) -> None:
        """Checkpoint and close. Closing twice is allowed.

        Where the file or its log is gone from its place, what the log held is saved as a copy beside it.
        """
        if self.database.conn is not None:
            self.checkpoint()
            with suppress(Error, ProjectError):
                database.rescue(self._opened, self.path)
            self.database.close()

"""The project file's tables: one numbered function a migration, never edited after release.

Every table is STRICT. `thing` gives each object its id (one integer space across kinds) and its 16-byte uid.
Foreign keys are deferred: a step may write its objects in any order, and is checked when it commits.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

migrations = Migrations("glossator")

FORMAT_VERSION = 3
"""Kept in `PRAGMA user_version`; one more for every migration that an older program could not read."""

_M001 = """
CREATE TABLE thing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16)
) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE annotator (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE schema (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    toml TEXT NOT NULL
) STRICT;

CREATE TABLE text (
    document_id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY REFERENCES text (document_id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    title TEXT, source TEXT, author TEXT, published TEXT, language TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    length INTEGER NOT NULL,
    source_sha256 TEXT, source_encoding TEXT, source_map BLOB
) STRICT;
CREATE INDEX document_position ON document (position, id);

CREATE VIRTUAL TABLE text_index USING fts5 (
    body, content = 'text', content_rowid = 'document_id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE layer (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    contexts TEXT NOT NULL DEFAULT '[]',
    reviews TEXT NOT NULL DEFAULT '{}',
    UNIQUE (document_id, annotator_id)
) STRICT;

CREATE TABLE span (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    label TEXT,
    start INTEGER NOT NULL CHECK (0 <= start),
    "end" INTEGER NOT NULL CHECK (start < "end"),
    fragments TEXT,
    text TEXT NOT NULL,
    attributes TEXT NOT NULL DEFAULT '{}',
    origin TEXT NOT NULL DEFAULT 'made',
    source TEXT,
    source_version TEXT,
    suggestion_id INTEGER
) STRICT;
CREATE INDEX span_place ON span (document_id, annotator_id, start);

CREATE TABLE event (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    type TEXT NOT NULL,
    start INTEGER CHECK (0 <= start),
    "end" INTEGER CHECK (start < "end"),
    fragments TEXT,
    text TEXT NOT NULL,
    modes TEXT NOT NULL DEFAULT '[]',
    contexts TEXT NOT NULL DEFAULT '[]',
    attributes TEXT NOT NULL DEFAULT '{}',
    draft INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL DEFAULT 'made',
    source TEXT,
    source_version TEXT,
    suggestion_id INTEGER
) STRICT;
CREATE INDEX event_place ON event (document_id, annotator_id, start);

CREATE TABLE argument (
    event_id INTEGER NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    filler_id INTEGER NOT NULL REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    country TEXT,
    sectors TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX argument_filler ON argument (filler_id);

CREATE TABLE relation (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    type TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES span (id) DEFERRABLE INITIALLY DEFERRED,
    target_id INTEGER NOT NULL REFERENCES span (id) DEFERRABLE INITIALLY DEFERRED,
    attributes TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX relation_document ON relation (document_id, annotator_id);
CREATE INDEX relation_source ON relation (source_id);
CREATE INDEX relation_target ON relation (target_id);

CREATE TABLE entity (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    name TEXT NOT NULL,
    kb_id TEXT,
    country TEXT,
    sectors TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX entity_document ON entity (document_id, annotator_id);

CREATE TABLE mention (
    entity_id INTEGER NOT NULL REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    span_id INTEGER NOT NULL REFERENCES span (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (entity_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_span ON mention (span_id);

CREATE TABLE note (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    target_id INTEGER NOT NULL REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    flag INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX note_document ON note (document_id, annotator_id);
CREATE INDEX note_target ON note (target_id);

CREATE TABLE suggester (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    version TEXT NOT NULL,
    UNIQUE (source, version)
) STRICT;

CREATE TABLE analysis (
    document_id INTEGER NOT NULL REFERENCES text (document_id),
    suggester_id INTEGER NOT NULL REFERENCES suggester (id),
    time TEXT NOT NULL,
    phrases BLOB NOT NULL,
    PRIMARY KEY (document_id, suggester_id)
) STRICT;

CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY REFERENCES thing (id),
    document_id INTEGER NOT NULL REFERENCES text (document_id),
    suggester_id INTEGER NOT NULL REFERENCES suggester (id),
    kind TEXT NOT NULL CHECK (kind IN ('span', 'event')),
    label TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (0 <= start),
    "end" INTEGER NOT NULL CHECK (start < "end"),
    fragments TEXT,
    text TEXT NOT NULL,
    score REAL NOT NULL,
    hint TEXT,
    superseded INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX suggestion_place ON suggestion (document_id, start);

CREATE TABLE decision (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    suggestion_id INTEGER NOT NULL REFERENCES suggestion (id),
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    state TEXT NOT NULL CHECK (state IN ('accepted', 'corrected', 'rejected')),
    result_id INTEGER REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (suggestion_id, annotator_id)
) STRICT;
CREATE INDEX decision_result ON decision (result_id);

CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    time TEXT NOT NULL,
    verb TEXT NOT NULL,
    title TEXT NOT NULL,
    document_id INTEGER,
    application TEXT NOT NULL,
    image_version INTEGER NOT NULL,
    images BLOB NOT NULL,
    group_id INTEGER,
    closes INTEGER NOT NULL DEFAULT 0,
    parent INTEGER,
    inverts INTEGER,
    undo_head INTEGER,
    redo_head INTEGER
) STRICT;
CREATE INDEX step_annotator ON step (annotator_id, id);
CREATE INDEX step_inverts ON step (inverts);

CREATE TABLE place (
    annotator_id INTEGER PRIMARY KEY REFERENCES annotator (id),
    document_id INTEGER NOT NULL,
    caret INTEGER NOT NULL,
    scroll REAL NOT NULL
) STRICT;
"""


def _run(db: Database, statements: str) -> None:
    # Not executescript(): that commits first, and the migration would no longer be one transaction.
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m001_first_tables(db: Database) -> None:
    """Everything that a project of the first version holds."""
    _run(db, _M001)
    db.execute("PRAGMA user_version = 1")


_M002 = """
CREATE INDEX step_document ON step (document_id, id);
CREATE INDEX step_group ON step (group_id) WHERE closes;
DROP INDEX span_place;
CREATE INDEX span_place ON span (document_id, annotator_id, start, label);
DROP INDEX event_place;
CREATE INDEX event_place ON event (document_id, annotator_id, start, draft);
DROP INDEX suggestion_place;
CREATE INDEX suggestion_place ON suggestion (document_id, start, kind, superseded);
CREATE INDEX note_flag ON note (document_id, annotator_id) WHERE flag;
"""


@migrations()
def m002_lists_from_indexes(db: Database) -> None:
    """The history of a document, and what a list of ten thousand counts, are read from indexes alone."""
    _run(db, _M002)
    db.execute("PRAGMA user_version = 2")


_M003 = """
ALTER TABLE span ADD COLUMN schema_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN schema_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE relation ADD COLUMN schema_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entity ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';

CREATE TABLE same_event (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    name TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX same_event_annotator ON same_event (annotator_id);

CREATE TABLE same_event_member (
    same_event_id INTEGER NOT NULL REFERENCES same_event (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    event_id INTEGER NOT NULL UNIQUE REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (same_event_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX same_event_document ON same_event_member (document_id);

CREATE TABLE exemption (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    document_id INTEGER REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT NOT NULL,
    key TEXT NOT NULL
) STRICT;
CREATE INDEX exemption_document ON exemption (document_id, annotator_id);

CREATE TABLE ruling (
    id INTEGER PRIMARY KEY REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    time TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    document_id INTEGER REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    target_id INTEGER REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED,
    quote TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ruling_subject ON ruling (subject);
CREATE INDEX ruling_document ON ruling (document_id);
CREATE INDEX ruling_target ON ruling (target_id);

CREATE INDEX event_words ON event (text);
"""


@migrations()
def m003_same_events_and_rulings(db: Database) -> None:
    """Groups of same events, exemptions, rulings; the schema that annotations were made under; values of entities."""
    _run(db, _M003)
    db.execute("PRAGMA user_version = 3")


def is_consistent(db: Database) -> bool:
    """Whether the migrations that a file has been through, by its own account, are those that make its format."""
    try:
        return len(migrations.pending(db)) == FORMAT_VERSION - _version(db)
    except (sqlite3.Error, KeyError, TypeError):
        return False


def migrate(db: Database, version: int = FORMAT_VERSION) -> None:
    """Bring a project that is consistent, or an empty file, to this format: one transaction for each migration."""
    pending = [migration.name for migration in migrations.pending(db)]
    migrations.apply(db, stop_before=pending[version - _version(db) :])


def _version(db: Database) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])

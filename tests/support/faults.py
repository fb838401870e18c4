"""Planted faults: for every kind of fault that a check knows, at least one way in which a file comes to have it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from support.damage import overwrite, page_size, pages_of, run, zero

Whole: TypeAlias = Literal["alone", "with a backup", "not"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to damage a project, the codes that a check must give, and what a repair must bring back.

    `whole`: everything, from the file alone; everything, if a backup made after it is at hand; or something is lost.
    `says` is in some finding.
    """

    name: str
    codes: tuple[str, ...]
    plant: Callable[[Path], None]
    whole: Whole = "alone"
    says: str = ""


def _sql(*statements: str, **values: Any) -> Callable[[Path], None]:
    return lambda path: run(path, *statements, **values)


def _first(table: str, condition: str = "1") -> str:
    return f"(SELECT min(id) FROM {table} WHERE {condition})"


def _pages(name: str, *, which: int = 0, kind: str = "leaf") -> Callable[[Path], None]:
    def plant(path: Path) -> None:
        zero(path, pages_of(path, name, kind=kind)[which])

    return plant


def _flipped(name: str, *, at: int, which: int = 0) -> Callable[[Path], None]:
    """Bytes in the middle of a page are others: as one bad sector makes them."""

    def plant(path: Path) -> None:
        overwrite(path, pages_of(path, name)[which], bytes(range(7, 71)), at=at)

    return plant


def change_step(path: Path, condition: str, change: Callable[[list[Any]], Any], *, level: int = 1) -> None:
    """Rewrite the images of the first step that fulfils a condition."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        number, blob = connection.execute(f"SELECT id, images FROM step WHERE {condition} ORDER BY id").fetchone()
        images = json.loads(zlib.decompress(blob))
        changed = change(images)
        blob = changed if isinstance(changed, bytes) else zlib.compress(json.dumps(images).encode(), level)
        connection.execute("UPDATE step SET images = ? WHERE id = ?", (blob, number))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _other_contexts(images: list[Any]) -> None:
    for image in images:
        image[3]["contexts"] = '["diplomatic"]'


def _cut(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(size * 2 // 3 // 4096 * 4096)


def _header(path: Path) -> None:
    overwrite(path, 1, b"\x11" * 8, at=16)


def _torn(path: Path) -> None:
    """A third of the file is another file's."""
    size, page = path.stat().st_size, page_size(path)
    first = size // page * 2 // 3
    for number in range(first, size // page):
        overwrite(path, number, b"\x55" * page)


def _letter(path: Path) -> None:
    """One letter of a text is another: SQLite notices nothing."""
    content = path.read_bytes()
    at = content.index(b"More was said. More")
    path.write_bytes(content[:at] + b"Mope" + content[at + 4 :])


def _word_in_a_span(path: Path) -> None:
    """A label in a page of spans is damaged, its row else as good as ever."""
    page = pages_of(path, "span")[0]
    content, size = path.read_bytes(), page_size(path)
    at = content.index(b"PERSON", (page - 1) * size)
    path.write_bytes(content[:at] + b"PER\xff\xfeN" + content[at + 6 :])


_UNLISTED_SPANS = "DELETE FROM thing WHERE id NOT IN (SELECT id FROM span) AND kind = 'span'"
_UNLISTED_NOTES = "DELETE FROM thing WHERE id NOT IN (SELECT id FROM note) AND kind = 'note'"
_FURTHER_NOTE = (
    "INSERT INTO note SELECT (SELECT max(id) FROM thing), document_id, annotator_id, document_id, 'mine', 0 FROM note"
    " LIMIT 1"
)
SPAN = _first("span", "label IS NOT NULL AND fragments IS NULL")
EVENT = _first("event", "start IS NOT NULL AND fragments IS NULL")

FAULTS: tuple[Fault, ...] = (
    # The file
    Fault("cut off", ("file.pages",), _cut, "with a backup"),
    Fault("header", ("file.unreadable",), _header, "not"),
    Fault("zeroed list of tables", ("file.pages",), _pages("sqlite_schema", which=-1)),
    Fault("torn", ("file.pages",), _torn, "with a backup"),
    Fault("zeroed spans", ("file.pages", "file.rows", "journal.missing"), _pages("span"), says="“span”"),
    Fault("zeroed events", ("file.pages", "file.rows"), _pages("event", which=1)),
    Fault("zeroed participants", ("file.pages", "file.rows"), _pages("argument")),
    Fault("zeroed notes", ("file.pages", "file.rows"), _pages("note")),
    Fault("zeroed documents", ("file.pages", "file.rows"), _pages("document")),
    Fault("zeroed decisions", ("file.pages", "file.rows"), _pages("decision")),
    Fault("zeroed ids", ("file.pages", "file.rows"), _pages("thing"), "with a backup"),
    Fault("zeroed texts", ("file.pages", "file.rows", "row.reference"), _pages("text", which=2), "with a backup"),
    Fault("zeroed suggestions", ("file.pages", "file.rows"), _pages("suggestion", which=1), "with a backup"),
    Fault("zeroed steps", ("file.pages", "file.rows", "journal.gap"), _pages("step", which=3)),
    Fault("zeroed last steps", ("file.pages", "file.rows", "journal.gap"), _pages("step", which=-1)),
    Fault("zeroed schema", ("file.pages", "thing.surplus"), _pages("schema", kind="overflow"), "with a backup"),
    Fault("zeroed index", ("file.pages",), _pages("span_place")),
    Fault("zeroed search index", ("file.pages",), _pages("text_index_data", which=1)),
    Fault("flipped spans", ("file.pages",), _flipped("span", at=2000)),
    Fault("flipped steps", ("journal.images",), lambda path: _flipped_images(path)),
    Fault("flipped words", ("row.text", "journal.missing"), _word_in_a_span, says="text that is damaged"),
    Fault("flipped letter", ("text.changed",), _letter, "with a backup"),
    # The tables
    Fault("index gone", ("tables.missing",), _sql("DROP INDEX span_place")),
    Fault("table gone", ("tables.missing",), _sql("DROP TABLE relation")),
    Fault("other table", ("tables.changed",), _sql("ALTER TABLE note ADD COLUMN mine TEXT")),
    Fault("trigger", ("tables.surplus",), _sql("CREATE TRIGGER t AFTER INSERT ON span BEGIN DELETE FROM event; END")),
    Fault("view", ("tables.surplus",), _sql("CREATE VIEW v AS SELECT text FROM span")),
    Fault("strange index", ("tables.surplus",), _sql("CREATE UNIQUE INDEX mine ON span (label, id)")),
    Fault("format", ("tables.version",), _sql("PRAGMA user_version = 0")),
    Fault("migrations", ("tables.version",), _sql("DELETE FROM _sqlite_migrations")),
    # Rows
    Fault("type", ("row.type",), lambda path: _wrong_type(path)),
    Fault("twice", ("row.twice",), lambda path: _without_unique(path)),
    Fault("reference", ("row.reference",), _sql("DELETE FROM suggester WHERE id = 2"), "not"),
    Fault("annotator gone", ("row.reference",), _sql("DELETE FROM annotator WHERE name = 'bob'"), "with a backup"),
    Fault(
        "filler gone",
        ("row.reference", "journal.missing"),
        _sql(f"DELETE FROM span WHERE id = {SPAN}", _UNLISTED_SPANS),
    ),
    # The search index
    Fault("not indexed", ("index.documents",), lambda path: _deindexed(path)),
    Fault("wrongly indexed", ("index.words",), lambda path: _misindexed(path)),
    # The one id space
    Fault("no thing", ("thing.missing",), _sql(f"DELETE FROM thing WHERE id = {SPAN}")),
    Fault("wrong kind", ("thing.kind",), _sql(f"UPDATE thing SET kind = 'event' WHERE id = {SPAN}")),
    Fault("no such kind", ("thing.kind",), _sql(f"UPDATE thing SET kind = 'spam' WHERE id = {SPAN}")),
    Fault(
        "thing of nothing",
        ("thing.surplus",),
        _sql(
            "INSERT INTO thing VALUES (9000, 'span', randomblob(16))",
            "UPDATE sqlite_sequence SET seq = 9000 WHERE name = 'thing'",
        ),
    ),
    Fault("short uid", ("thing.uid",), _sql(f"UPDATE thing SET uid = x'00' WHERE id = {SPAN}")),
    Fault("sequence", ("thing.sequence",), _sql("UPDATE sqlite_sequence SET seq = 3 WHERE name = 'thing'")),
    # The project
    Fault("no uid", ("project.uid",), _sql("DELETE FROM setting"), "with a backup"),
    Fault("no schema", ("project.schema",), _sql("DELETE FROM schema"), "with a backup"),
    Fault("bad schema", ("project.schema",), _sql("UPDATE schema SET toml = 'no [ toml'"), "with a backup"),
    # Texts and documents
    Fault("text", ("text.changed",), _sql("UPDATE text SET body = replace(body, 'Putin', 'Puton')"), "with a backup"),
    Fault("text form", ("text.form",), lambda path: _carriage_return(path), "not"),
    Fault("length", ("document.length", "journal.differs"), _sql("UPDATE document SET length = length + 1")),
    Fault(
        "map",
        ("document.map", "journal.differs"),
        _sql("UPDATE document SET source_map = x'0011' WHERE source_map IS NOT NULL"),
    ),
    Fault("metadata", ("document.metadata",), _sql("UPDATE document SET extra = '{\"a\": 1}' WHERE position = 3")),
    # Places
    Fault("fragments", ("place.fragments",), _sql("UPDATE span SET fragments = '[[0,2]]' WHERE fragments IS NOT NULL")),
    Fault("outside", ("place.outside",), _sql(f'UPDATE span SET start = 90000, "end" = 90001 WHERE id = {SPAN}')),
    Fault("event outside", ("place.outside",), _sql(f'UPDATE event SET "end" = 90001 WHERE id = {EVENT}')),
    Fault("hull", ("place.hull",), _sql('UPDATE span SET "end" = 90 WHERE fragments IS NOT NULL')),
    Fault("words", ("place.words",), _sql(f"UPDATE span SET text = 'other' WHERE id = {SPAN}"), says="says “other”"),
    Fault(
        "suggestion words",
        ("place.words",),
        _sql(f"UPDATE suggestion SET text = 'x' WHERE id = {_first('suggestion')}"),
    ),
    Fault(
        "suggestion outside",
        ("place.outside",),
        _sql(f'UPDATE suggestion SET "end" = 90001 WHERE id = {_first("suggestion")}'),
        "with a backup",
    ),
    # Values
    Fault("attributes", ("value.json",), _sql(f"UPDATE span SET attributes = '{{' WHERE id = {SPAN}")),
    Fault("modes", ("value.json",), _sql(f"UPDATE event SET modes = '{{}}' WHERE id = {EVENT}")),
    Fault("sectors", ("value.json",), _sql("UPDATE entity SET sectors = '[1]'")),
    Fault("participants' sectors", ("value.json",), _sql("UPDATE argument SET sectors = 'x' WHERE role = 'actor'")),
    Fault("contexts", ("value.json",), _sql("UPDATE layer SET contexts = 'null'")),
    Fault("reviews", ("value.word",), _sql('UPDATE layer SET reviews = \'{"entities":"perhaps"}\'')),
    Fault("hint", ("value.json",), _sql("UPDATE suggestion SET hint = '{}' WHERE hint IS NOT NULL"), "with a backup"),
    Fault("origin", ("value.word",), _sql(f"UPDATE span SET origin = 'stolen' WHERE id = {SPAN}")),
    Fault("flag", ("value.flag",), _sql(f"UPDATE event SET draft = 7 WHERE id = {EVENT}")),
    Fault("step time", ("value.time",), _sql("UPDATE step SET time = 'yesterday' WHERE id = 7")),
    Fault("run time", ("value.time",), _sql("UPDATE analysis SET time = 'now' WHERE document_id = 3"), "with a backup"),
    Fault(
        "phrases",
        ("value.phrases",),
        _sql("UPDATE analysis SET phrases = x'00' WHERE document_id = 3"),
        "with a backup",
    ),
    Fault(
        "label",
        ("name.unknown", "journal.differs"),
        _sql(f"UPDATE span SET label = 'GPX' WHERE id = {SPAN}"),
        says="“GPX”",
    ),
    Fault("role", ("name.unknown",), _sql("UPDATE argument SET role = 'aktor' WHERE role = 'actor'")),
    Fault(
        "value",
        ("name.unknown",),
        _sql("UPDATE event SET attributes = '{\"polarity\":\"maybe\"}' WHERE attributes <> '{}'"),
    ),
    # Links
    Fault(
        "filler",
        ("link.filler",),
        _sql("UPDATE argument SET filler_id = (SELECT max(document_id) FROM text) WHERE role = 'place'"),
    ),
    Fault("circle", ("link.circle",), lambda path: _circle(path)),
    Fault(
        "relation",
        ("link.relation",),
        _sql(f"UPDATE relation SET target_id = (SELECT max(id) FROM span) WHERE id = {_first('relation')}"),
    ),
    Fault(
        "mention", ("link.mention",), _sql("UPDATE mention SET span_id = (SELECT max(id) FROM span) WHERE position = 1")
    ),
    Fault(
        "note",
        ("link.note",),
        _sql(f"UPDATE note SET target_id = (SELECT max(id) FROM event) WHERE id = {_first('note')}"),
    ),
    Fault(
        "decision",
        ("link.decision",),
        _sql("UPDATE decision SET result_id = (SELECT min(document_id) FROM text) WHERE result_id IS NOT NULL"),
    ),
    Fault(
        "same event elsewhere",
        ("link.same_event",),
        _sql("UPDATE same_event_member SET document_id = (SELECT max(document_id) FROM text) WHERE position = 0"),
    ),
    Fault("same event alone", ("link.same_event",), _sql("DELETE FROM same_event_member WHERE position <> 0")),
    Fault(
        "same event gone",
        ("row.reference",),
        _sql(
            "UPDATE same_event_member SET event_id = 1 WHERE event_id = (SELECT min(event_id) FROM same_event_member)"
        ),
    ),
    Fault(
        "ruling's target gone",
        ("row.reference",),
        _sql("UPDATE ruling SET target_id = 999999 WHERE target_id IS NOT NULL"),
    ),
    Fault(
        "exemption's document gone",
        ("row.reference",),
        _sql("UPDATE exemption SET document_id = 999999 WHERE document_id IS NOT NULL"),
    ),
    Fault("ruling's time", ("value.time",), _sql("UPDATE ruling SET time = 'then'")),
    Fault("version", ("value.number",), _sql(f"UPDATE span SET schema_version = -1 WHERE id = {SPAN}")),
    Fault("value of an entity", ("value.json",), _sql("UPDATE entity SET attributes = '[]'")),
    Fault("zeroed rulings", ("file.pages", "file.rows"), _pages("ruling")),
    Fault("zeroed same events", ("file.pages", "file.rows"), _pages("same_event_member")),
    Fault(
        "decision state",
        ("value.word",),
        _sql(f"UPDATE decision SET state = 'perhaps' WHERE id = {_first('decision')}"),
    ),
    Fault(
        "decision result", ("decision.result",), _sql("UPDATE decision SET result_id = NULL WHERE state = 'accepted'")
    ),
    # The journal
    Fault("step gone", ("journal.gap",), _sql("DELETE FROM step WHERE id = 200")),
    Fault("steps gone", ("journal.gap",), _sql("DELETE FROM step WHERE id BETWEEN 100 AND 120 OR id = 300")),
    Fault("last step gone", ("journal.gap",), _sql("DELETE FROM step WHERE id = (SELECT max(id) FROM step)")),
    Fault("journal gone", ("journal.gap",), _sql("DELETE FROM step")),
    Fault("images", ("journal.images",), _sql("UPDATE step SET images = x'789c' WHERE id = 50")),
    Fault("image version", ("journal.images",), _sql("UPDATE step SET image_version = 77 WHERE id = 50")),
    Fault(
        "image shape",
        ("journal.images",),
        lambda path: change_step(path, "verb = 'add_span'", lambda images: images[0].pop()),
    ),
    Fault(
        "trailing bytes",
        ("journal.images",),
        _sql("UPDATE step SET images = CAST(images || x'00' AS BLOB) WHERE id = 50"),
    ),
    Fault("chain", ("journal.chain",), lambda path: change_step(path, "verb = 'set_contexts'", _other_contexts)),
    Fault("heads", ("journal.heads",), _sql("UPDATE step SET parent = 3 WHERE id = 90")),
    Fault("group", ("journal.group",), _sql("UPDATE step SET group_id = 4 WHERE id = 90")),
    Fault("step's document", ("journal.document",), _sql("UPDATE step SET document_id = 99999 WHERE id = 90")),
    Fault("row missing", ("journal.missing",), _sql(f"DELETE FROM note WHERE id = {_first('note')}", _UNLISTED_NOTES)),
    Fault(
        "row too many",
        ("journal.surplus",),
        _sql(
            "INSERT INTO thing (kind, uid) VALUES ('note', randomblob(16))",
            _FURTHER_NOTE,
        ),
    ),
    Fault(
        "row changed",
        ("journal.differs",),
        _sql(f"UPDATE note SET text = 'something else' WHERE id = {_first('note')}"),
    ),
)


def _flipped_images(path: Path) -> None:
    """Bytes in the middle of what a step changed are others."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT images FROM step WHERE length(images) BETWEEN 300 AND 900 ORDER BY id LIMIT 1"
        (blob,) = connection.execute(sql).fetchone()
    content = path.read_bytes()
    middle = content.index(blob) + len(blob) // 2
    path.write_bytes(content[:middle] + bytes(range(7, 39)) + content[middle + 32 :])


def _wrong_type(path: Path) -> None:
    """Bytes where text should be, in a table that does not say any more that it is strict; then it does again."""
    for before, after in ((") STRICT", ")"), (")", ") STRICT")):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(
                "UPDATE sqlite_master SET sql = substr(sql, 1, length(sql) - length(:before)) || :after"
                " WHERE name = 'note'",
                {"before": before, "after": after},
            )
        if after == ")":
            run(path, f"UPDATE note SET text = x'0102' WHERE id = {_first('note')}")


def _without_unique(path: Path) -> None:
    """Two layers of one person on one document: in a file whose unique index has been lost."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'UNIQUE (document_id, annotator_id)', 'CHECK (1)')"
            " WHERE name = 'layer'"
        )
        connection.execute("DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_layer_1'")
    run(path, "UPDATE layer SET annotator_id = 1 WHERE annotator_id = 2")


def _deindexed(path: Path) -> None:
    run(
        path,
        "INSERT INTO text_index (text_index, rowid, body)"
        " SELECT 'delete', document_id, body FROM text WHERE document_id = 3",
    )


def _misindexed(path: Path) -> None:
    _deindexed(path)
    run(path, "INSERT INTO text_index (rowid, body) VALUES (3, 'quite another text')")


def _carriage_return(path: Path) -> None:
    from hashlib import sha256

    with closing(sqlite3.connect(path)) as connection:
        (body,) = connection.execute("SELECT body FROM text WHERE document_id = 3").fetchone()
    changed = body.replace(". ", ".\r")
    run(
        path,
        "UPDATE text SET body = :body, sha256 = :sha WHERE document_id = 3",
        body=changed,
        sha=sha256(changed.encode()).hexdigest(),
    )


def _circle(path: Path) -> None:
    """An event that another one takes part in takes part in that one."""
    run(
        path,
        "INSERT INTO argument SELECT a.filler_id, 9, 'topic', a.event_id, NULL, '[]' FROM argument a"
        " JOIN event e ON e.id = a.filler_id ORDER BY 1 LIMIT 1",
    )

"""A project from elsewhere is data: what is not as we would have written it is refused in one sentence, untouched."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from glossator import Project
from glossator.annotation import Analysis, EventHint, Phrase, Proposal, ProposedArgument, ProposedType
from glossator.errors import ForeignSchemaError, GlossatorError, ProjectDamagedError, SuggestError, UndoError
from glossator.store.hardening import MOST_BYTES

TEXT = "Kim met Putin in Moscow on Tuesday, and asked Russia to help. Nothing came of it."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with something in every table."""
    target = tmp_path / "news.glossator"
    hint = EventHint((ProposedType("CONSULT", None, 0.5),))
    proposals = (Proposal("span", "PERSON", ((0, 3),), 0.9), Proposal("event", "CONSULT", ((4, 7),), 0.5, hint))
    with Project.create(target, annotator="ada") as project:
        number = project.import_texts([("a", TEXT)]).documents[0]
        project.record_analysis(number, Analysis("test", "1", proposals, (Phrase(0, 3, "noun_chunk"),)))
        kim = project.accept(project.suggestions(number)[0].id)
        putin = project.add_span(number, 8, 13, "PERSON", attributes={})
        project.add_event(number, "CONSULT", trigger=(4, 7), arguments=[("actor", kim), ("recipient", putin)])
        project.link([kim, putin], name="both")
        project.add_relation("represents", kim, putin)
        project.add_note(kim, "who?")
        project.set_metadata(number, desk="foreign")
        project.finish(number, ["entities"])
        project.set_place(number, 3, 0.5)
    return target


@contextmanager
def _tampering(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


_PROMISES = re.compile(r"CHECK \((?:[^()]|\([^()]*\))*\)|NOT NULL|REFERENCES \w+ \(\w+\)|DEFERRABLE INITIALLY DEFERRED")


def _put(path: Path, table: str, column: str, value: object) -> None:
    """A value that the table would not take: its definition promises nothing while it is written."""
    with _tampering(path) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        bare = _PROMISES.sub("", sql).replace("STRICT, ", "").replace(" STRICT", "")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (bare, table))
        connection.execute("PRAGMA schema_version = 9001")
    with _tampering(path) as connection:
        connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ?', (value,))
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, table))
        connection.execute("PRAGMA schema_version = 9002")


def _read_all(path: Path) -> None:
    with Project.open(path, annotator="ada") as project:
        _ = project.schema, project.uid, project.annotators(), project.can_undo(), project.document_list()
        for number in project.document_ids():
            project.layer(number)
            project.suggestions(number)
            project.phrases(number)
        list(project.documents())
        list(project.bundles())
        project.history()
        while project.can_undo():
            project.undo()


SCHEMAS = {
    "trigger": "CREATE TRIGGER evil AFTER INSERT ON span BEGIN DELETE FROM step; END",
    "trigger on a shadow": "CREATE TRIGGER evil AFTER INSERT ON text_index_data BEGIN SELECT 1; END",
    "trigger on theirs": "CREATE TRIGGER evil AFTER INSERT ON theirs BEGIN DELETE FROM step; END",
    "view": "CREATE VIEW evil AS SELECT * FROM span",
    "index": "CREATE INDEX evil ON span (abs(start))",
    "column": "ALTER TABLE span ADD COLUMN evil TEXT",
    "reference": "CREATE TABLE evil (a REFERENCES span (id))",
}


@pytest.mark.parametrize("what", SCHEMAS)
def test_a_schema_with_something_of_its_own_is_refused_untouched(path: Path, what: str) -> None:
    with _tampering(path) as connection:
        connection.execute("CREATE TABLE theirs (a TEXT)")
        connection.execute(SCHEMAS[what])
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(ForeignSchemaError, match="--repair") as caught:
            Project.open(path, read_only=read_only)
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_table_without_its_checks_is_refused(path: Path) -> None:
    with _tampering(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'span'")
        connection.execute("PRAGMA schema_version = 9001")
    with pytest.raises(ForeignSchemaError, match="span"):
        Project.open(path)


def test_what_is_missing_is_named(path: Path) -> None:
    with _tampering(path) as connection:
        connection.execute("DROP INDEX span_place")
    with pytest.raises(ProjectDamagedError, match="span_place"):
        Project.open(path)


def test_other_peoples_tables_are_left_alone(path: Path) -> None:
    with _tampering(path) as connection:
        connection.execute("CREATE TABLE theirs (a TEXT, b CHECK (b <> 'span'))")
        connection.execute("CREATE VIEW of_theirs AS SELECT a FROM theirs")
        connection.execute("CREATE TRIGGER on_theirs AFTER INSERT ON theirs BEGIN UPDATE theirs SET a = 'x'; END")
        connection.execute("ANALYZE")
    _read_all(path)


def test_the_connection_trusts_nothing(path: Path) -> None:
    with Project.open(path) as project:
        connection = project._store.database.conn
        assert connection.execute("PRAGMA trusted_schema").fetchone()[0] == 0
        assert connection.execute("PRAGMA cell_size_check").fetchone()[0] == 1
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == MOST_BYTES
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0


def test_a_text_too_long_for_a_project_is_refused_in_words(path: Path) -> None:
    with Project.open(path, annotator="ada") as project:
        project._store.database.conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 5_000)
        with pytest.raises(GlossatorError, match="longer than a project can hold"):
            project.import_texts([("long", "word " * 2_000)])
        assert len(project.document_ids()) == 1


def _bomb() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b"[" * 1_000_000) for _ in range(200)) + packer.flush()


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode())


DEEP = "[" * 100_000
VALUES: list[tuple[str, str, Any]] = [
    *(("span", "attributes", value) for value in ("", "[]", '{"a":1}', '{"a":[1]}', '{"a":"\\ud800"}', DEEP, 5, b"{}")),
    *(("span", "fragments", value) for value in ("[]", "[[0,3],[2,5]]", "[[0,1e999]]", "[[0]]", "[[8,12],[13,14]]")),
    ("span", "text", b"\xff\xfe"), ("span", "label", 7), ("span", "start", 1.5), ("span", "start", None),
    ("span", "end", 10**6), ("span", "end", 2**63 - 1), ("span", "start", -5), ("span", "origin", "stolen"),
    ("span", "annotator_id", 77), ("span", "suggestion_id", "x"),
    ("event", "modes", '"a"'), ("event", "contexts", "[1]"), ("event", "draft", 5), ("event", "end", 10**6),
    ("argument", "sectors", "{}"), ("argument", "filler_id", "x"), ("argument", "role", 5),
    ("entity", "sectors", "[null]"), ("mention", "span_id", None), ("note", "flag", "yes"), ("relation", "type", 5),
    ("document", "extra", '{"a":[]}'), ("document", "length", 5), ("document", "name", None),
    ("document", "source_map", "text"), ("text", "body", "another text"), ("text", "body", b"\xff\xfe\xfd"),
    ("thing", "uid", "0123456789abcdef"),
    *(("layer", "reviews", value) for value in ('{"x":"done"}', '{"entities":1}', "[]", DEEP)),
    *(("suggestion", "score", value) for value in (None, float("inf"), "x")),
    *(("suggestion", "hint", value) for value in ("{}", '{"types":1,"arguments":[],"attributes":{}}', "1", DEEP)),
    ("suggestion", "kind", "thing"), ("suggestion", "end", 10**6), ("suggestion", "suggester_id", 99),
    ("decision", "state", "perhaps"),
    *(("analysis", "phrases", value) for value in (b"", b"x", _bomb(), _packed([[0, 1]]))),
    ("analysis", "phrases", _packed([[5, 1, "clause", None, None]])),
    *(("schema", "toml", value) for value in ("", "[", "a = " + "[" * 10_000, "x = 1", b"\xff")),
    *(("setting", "value", value) for value in ("xyz", "", 5)),
    *(("step", "time", value) for value in ("99999-01-01T00:00:00+00:00", "yesterday", "2024-01-01", 5)),
    *(("step", "images", value) for value in (b"", _bomb(), _packed({}), _packed([["span", 1, None]]))),
    *(("step", "images", _packed([[kind, 5, {"id": 5, "uid": "00" * 16}, None]])) for kind in ("span", "cat", [])),
    ("step", "image_version", 99), ("step", "closes", 7), ("step", "undo_head", 10**6), ("step", "annotator_id", "x"),
    ("annotator", "name", b"\xff"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value"), VALUES, ids=lambda value: repr(value)[:20])
def test_a_value_without_sense_is_refused_where_it_is_read(
    path: Path, table: str, column: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in a file too large to be checked on opening.
    monkeypatch.setattr("glossator.store.judging.QUICK_CHECK_LIMIT_BYTES", 0)
    _put(path, table, column, value)
    with pytest.raises(GlossatorError) as caught:
        _read_all(path)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 1_000


@pytest.mark.parametrize("table", ["span", "event", "suggestion"])
def test_the_error_names_file_table_and_row(path: Path, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossator.store.judging.QUICK_CHECK_LIMIT_BYTES", 0)
    with _tampering(path) as connection:
        connection.execute(f'UPDATE "{table}" SET "end" = 1000000')
    with Project.open(path, annotator="ada") as project:
        read = project.suggestions if table == "suggestion" else project.layer
        with pytest.raises(ProjectDamagedError) as caught:
            read(project.document_ids()[0])
    assert str(caught.value).startswith(f"{path} is damaged: {table} ")
    assert "backup" in str(caught.value)
    assert "--repair" in str(caught.value)


def test_rows_whose_other_half_is_gone_do_not_just_vanish(path: Path) -> None:
    for broken in ("DELETE FROM thing WHERE kind = 'span'", "DELETE FROM suggester", "DELETE FROM text"):
        copy = path.with_name("copy.glossator")
        copy.write_bytes(path.read_bytes())
        with _tampering(copy) as connection:
            connection.execute(broken)
        with pytest.raises(ProjectDamagedError):
            _read_all(copy)


@pytest.mark.parametrize("sequence", ["'x'", "0", "-7", "9223372036854775807"])
def test_ids_are_not_given_out_twice_whatever_the_sequence_says(path: Path, sequence: str) -> None:
    with _tampering(path) as connection:
        connection.execute(f"UPDATE sqlite_sequence SET seq = {sequence}")
    with Project.open(path, annotator="ada") as project:
        before = len(project.layer(project.document_ids()[0]).spans)
        try:
            project.add_span(project.document_ids()[0], 0, 3, "ORG")
        except ProjectDamagedError:
            assert sequence.startswith("9")
        else:
            assert len(project.layer(project.document_ids()[0]).spans) == before + 1
            project.undo()


def test_a_journal_that_turns_in_a_circle_ends(path: Path) -> None:
    with _tampering(path) as connection:
        connection.execute("UPDATE step SET closes = 1, group_id = 1, parent = max(1, 5 - id)")
    with Project.open(path, annotator="ada") as project, pytest.raises((ProjectDamagedError, UndoError)):
        deque(iter(project.undo, None), maxlen=0)


def _journal_beside(path: Path) -> None:
    """Another program died while it wrote to a copy that has no log."""
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode = DELETE'); c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN');"
        "c.execute('UPDATE thing SET uid = randomblob(16)');"
        "c.execute('UPDATE text SET body = body || hex(zeroblob(90000))'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert path.with_name(path.name + "-journal").stat().st_size


def test_half_a_transaction_of_another_program_is_taken_back(path: Path) -> None:
    with _tampering(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    before = path.read_bytes()
    _journal_beside(path)
    assert path.read_bytes() != before
    with Project.open(path, annotator="ada") as project:
        assert project.document(project.document_ids()[0]).text == TEXT
    assert path.read_bytes() == before


def test_half_a_transaction_on_a_tampered_file_is_left_to_lie(path: Path) -> None:
    with _tampering(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("CREATE TABLE theirs (a)")
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON span BEGIN DELETE FROM step; END")
    _journal_beside(path)
    before = path.read_bytes()
    with pytest.raises(ForeignSchemaError):
        Project.open(path)
    assert path.read_bytes() == before


READS: dict[str, Callable[[Project], object]] = {
    "search": lambda project: project.search("kim"),
    "import": lambda project: project.import_texts([("new", "A new text")]),
}


@pytest.mark.parametrize("what", READS)
@pytest.mark.parametrize("broken", [
    "UPDATE text_index_config SET v = 99", "UPDATE text_index_data SET block = x'ff00ff00ff'",
    "UPDATE text_index_data SET block = randomblob(50)", "DELETE FROM text_index_idx",
])  # fmt: skip
def test_a_broken_index_of_words(path: Path, what: str, broken: str) -> None:
    with _tampering(path) as connection:
        connection.execute(broken)
    # What of the index is left may do; any other error than this is a bug.
    with Project.open(path, annotator="ada") as project, suppress(ProjectDamagedError):
        READS[what](project)


NONSENSE = [
    Proposal("span", "ORG", ((0, 10**6),), 0.5),
    Proposal("span", "ORG", ((5, 2),), 0.5),
    Proposal("span", "ORG", (), 0.5),
    Proposal("span", "ORG", ((0, 3),), float("nan")),
    Proposal("event", "CONSULT", ((0, 3),), 0.5, EventHint((), (ProposedArgument("actor", ((0, 10**6),), 0.5),))),
]


@pytest.mark.parametrize("proposal", NONSENSE)
def test_a_suggester_cannot_make_a_project_unreadable(project: Project, document_id: int, proposal: Proposal) -> None:
    with pytest.raises(GlossatorError):
        project.record_analysis(document_id, Analysis("test", "1", (Proposal("span", "ORG", ((0, 3),), 1.0), proposal)))
    assert project.suggestions(document_id) == []
    with pytest.raises(SuggestError, match="Nothing was written"):
        project.record_analysis(document_id, Analysis("test", "1", (), (Phrase(5, 10**6, "clause"),)))

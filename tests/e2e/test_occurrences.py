"""All occurrences with the real program, by keys: A, Tab, Enter; and what is decided reaches the other documents."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from e2e.program import Program
from glossator import Project

FIRST = "Norland's envoy met NORLAND guards.\n\nThe Norland Times said norland would wait. Norland waited."
SECOND = "In Norland nothing happened."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "norland.glossator"
    with Project.create(path, annotator="ada") as project:
        first, _ = project.import_texts([("first.txt", FIRST), ("second.txt", SECOND)]).documents
        project.add_span(first, 0, 7, "GPE")
        start = FIRST.index("Norland Times")
        project.add_span(first, start, start + 13, "ORG")
        project.set_place(first, 0, 0.0)
    return path


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        return connection.execute(sql).fetchall()


def spans(path: Path) -> list[tuple[object, ...]]:
    return rows(
        path,
        "SELECT d.name, s.start, s.label FROM span s JOIN document d ON d.id = s.document_id ORDER BY d.id, s.start",
    )


def test_one_step_over_documents(path: Path, tmp_path: Path) -> None:
    before = spans(path)
    with Program(path, folder=tmp_path / "state") as program:
        program.keys("Ctrl+Home", "N")
        assert program.key("A")["mode"] == "occurrences"
        state = program.keys("Enter")
        assert state["mode"] == "page"
        here = sorted({*before, *(("first.txt", FIRST.index(words), "GPE") for words in ("NORLAND", "Norland waited"))})
        assert spans(path) == here
        steps = rows(path, "SELECT count(*) FROM step")
        program.keys("A", "Tab", "Enter")
        program.until(lambda state: state["mode"] == "page")
        assert spans(path) == [*here, ("second.txt", 3, "GPE")]
        assert rows(path, "SELECT verb FROM step ORDER BY id DESC LIMIT 1") == [("label_occurrences",)]
        assert rows(path, "SELECT count(*) FROM step")[0][0] == int(str(steps[0][0])) + 1
        program.keys("Ctrl+Z", "Ctrl+Z")
        assert spans(path) == before


def test_what_is_decided_is_suggested_elsewhere(path: Path, tmp_path: Path) -> None:
    remembered = (
        "SELECT d.name, s.start, s.label, s.superseded FROM suggestion s JOIN suggester g ON g.id = s.suggester_id"
        " JOIN document d ON d.id = s.document_id WHERE g.source = 'memory' AND d.name = 'second.txt'"
    )
    with Program(path, folder=tmp_path / "state") as program:
        program.until(lambda _: rows(path, remembered) == [("second.txt", 3, "GPE", 0)])
        program.keys("Ctrl+Home", "N", "X")
        program.until(lambda _: rows(path, remembered) == [("second.txt", 3, "GPE", 1)])
        program.key("Ctrl+Z")
        program.until(lambda _: (("second.txt", 3, "GPE", 0)) in rows(path, remembered))

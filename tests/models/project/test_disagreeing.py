"""Projects whose tables do not agree: a verb says so in one sentence and changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import ProjectDamagedError


def altered(path: Path, *statements: str) -> None:
    """Alter a closed project as another program, or a page in the wrong place, might have done."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.glossator"
    with Project.create(made, annotator="ada") as project:
        document = project.import_texts([("a", "Norland and Estmark agreed.")]).documents[0]
        project.add_span(document, 0, 7, "GPE")
    return made


def test_a_position_beyond_counting(path: Path) -> None:
    altered(path, "UPDATE document SET position = 9223372036854775807")
    with Project.open(path, annotator="ada") as project:
        with pytest.raises(ProjectDamagedError, match="glossator check"):
            project.import_texts([("b", "Port Alder.")])
        assert len(project.document_ids()) == 1


def test_an_id_that_is_taken_where_it_should_be_free(path: Path) -> None:
    altered(
        path,
        "PRAGMA foreign_keys = OFF",
        "PRAGMA ignore_check_constraints = ON",
        "INSERT INTO note (id, document_id, annotator_id, target_id, text)"
        " SELECT max(id) + 1, min(id), 1, 1, 'x' FROM thing",
    )
    with Project.open(path, annotator="ada") as project:
        document = project.document_ids()[0]
        with pytest.raises(ProjectDamagedError, match="does not agree with itself"):
            project.add_note(document, "who?")
        assert [span.text for span in project.layer(document).spans] == ["Norland"]


@pytest.mark.parametrize("number", [2, 3])
def test_a_header_that_speaks_of_another_encoding(path: Path, number: int) -> None:
    with path.open("r+b") as file:
        file.seek(56)
        file.write(number.to_bytes(4, "big"))
    with pytest.raises(ProjectDamagedError, match="backup"):
        Project.open(path, annotator="ada").close()

"""Files of every released format open, are backed up, are brought to the present one, and mean the same as ever."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from glossator import Project
from glossator.errors import DiskError, ProjectBusyError, ProjectDamagedError
from glossator.store.backups import Shelf
from glossator.store.expected import expected, refuse_foreign_schema
from glossator.store.migrations import FORMAT_VERSION
from tests.frozen.content import content_of, formats, holds, thaw

OLDER = [number for number in formats() if number < FORMAT_VERSION]


def _version(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _undone(path: Path, annotator: str) -> int:
    """How many steps undo took back, until nothing was left."""
    count = 0
    with Project.open(path, annotator=annotator) as project:
        while project.can_undo():
            project.undo()
            count += 1
    return count


@pytest.fixture(params=formats())
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path, dict[str, Any]]:
    """The format, a thawed file of it, and what the program of its time read in it."""
    path, content = thaw(request.param, tmp_path)
    return request.param, path, content


def test_there_is_a_file_of_every_released_format() -> None:
    assert formats() == list(range(1, FORMAT_VERSION + 1))


def test_a_frozen_file_is_brought_up_to_date_and_means_the_same(frozen: tuple[int, Path, dict[str, Any]]) -> None:
    number, path, content = frozen
    before = path.read_bytes()
    with Project.open(path, annotator="ada") as project:
        assert holds(content_of(project), content)
    assert _version(path) == FORMAT_VERSION
    backups = Shelf(path).list()
    if number == FORMAT_VERSION:
        assert not backups
        assert path.read_bytes() == before
        return
    assert [backup.reason for backup in backups] == [f"before-format-{FORMAT_VERSION}"]
    assert _version(backups[0].path) == number
    with Project.open(path, annotator="ada") as project:
        assert holds(content_of(project), content)
    assert len(Shelf(path).list()) == 1


def test_what_was_done_in_an_older_format_is_undone_in_this_one(frozen: tuple[int, Path, dict[str, Any]]) -> None:
    _, path, _ = frozen
    assert 3 <= _undone(path, "bob")
    assert 15 <= _undone(path, "ada")
    with Project.open(path, annotator="ada") as project:
        assert project.document_ids() == []
        assert project.can_undo() is None


def test_a_frozen_file_passes_the_check_once_it_is_up_to_date(frozen: tuple[int, Path, dict[str, Any]]) -> None:
    from glossator.integrity import check

    _, path, _ = frozen
    Project.open(path, annotator="ada").close()
    verdict = check(path)
    assert verdict.sound, verdict.findings


def test_a_frozen_file_read_only_is_seen_as_it_would_be(frozen: tuple[int, Path, dict[str, Any]]) -> None:
    number, path, content = frozen
    before = path.read_bytes()
    with Project.open(path, annotator="ada", read_only=True) as project:
        assert holds(content_of(project), content)
    assert path.read_bytes() == before
    assert _version(path) == number
    assert not Shelf(path).folder.exists()


@pytest.mark.parametrize("number", OLDER)
def test_without_room_for_a_backup_nothing_is_changed(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = thaw(number, tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=10**6, used=10**6, free=0))
    with pytest.raises(DiskError, match="not changed"):
        Project.open(path, annotator="ada")
    assert path.read_bytes() == before


@pytest.mark.parametrize("number", OLDER)
def test_a_migration_that_somebody_else_is_in_the_way_of_changes_nothing(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, content = thaw(number, tmp_path)
    monkeypatch.setattr("glossator.store.opening.BUSY_TIMEOUT_MS", 10)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProjectBusyError):
            Project.open(path, annotator="ada")
    assert _version(path) == number
    with Project.open(path, annotator="ada") as project:
        assert holds(content_of(project), content)


@pytest.mark.parametrize("number", OLDER)
def test_a_file_that_lies_about_its_format_is_refused_as_it_is(number: int, tmp_path: Path) -> None:
    path, _ = thaw(number, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
    before = path.read_bytes()
    with pytest.raises(ProjectDamagedError):
        Project.open(path)
    assert path.read_bytes() == before


def test_migrating_an_empty_file_and_an_older_one_gives_the_same_tables(tmp_path: Path) -> None:
    new = tmp_path / "new.glossator"
    Project.create(new).close()
    with closing(sqlite3.connect(new)) as connection:
        refuse_foreign_schema(connection, new, FORMAT_VERSION)
        names = {tuple(row) for row in connection.execute("SELECT type, name FROM sqlite_master")}
    assert names == set(expected(FORMAT_VERSION))

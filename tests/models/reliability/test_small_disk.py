"""A real disk that is full: a small one in memory, mounted for the test, where the user may mount."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import DiskError
from glossator.integrity import check

_TEXT = "Kim met Putin in Moscow on Tuesday. "


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def _fill(disk: Path) -> Path:
    """Take all the room that is left."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4_096))
    return filler


def _write_until_refused(project: Project, document_id: int) -> None:
    for number in range(3_000):
        project.add_note(document_id, f"note {number} {_TEXT * 20}")


def test_a_full_disk_is_said_and_changes_nothing(disk: Path) -> None:
    path = disk / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        (document_id,) = project.import_texts([("letter", _TEXT * 20)]).documents
        kept = project.add_span(document_id, 0, 3, "PERSON")
        filler = _fill(disk)
        with pytest.raises(DiskError, match=r"disk that holds .*news\.glossator is full"):
            project.import_texts([("large", _TEXT * 20_000)])
        # Small steps fit into what the file has room for already, until they do not.
        with pytest.raises(DiskError, match="full"):
            _write_until_refused(project, document_id)
        assert [document.name for document in project.documents()] == ["letter"]
        notes = project.layer(document_id).notes
        with pytest.raises(DiskError):
            project.add_note(document_id, "one more " * 2_000)
        assert project.layer(document_id).notes == notes
        filler.unlink()
        project.add_note(document_id, "there is room again")
    assert check(path).sound
    with Project.open(path, annotator="ada") as project:
        assert project.span(kept) is not None
        assert len(project.layer(document_id).notes) == len(notes) + 1


def test_closing_and_opening_while_the_disk_is_full(disk: Path) -> None:
    path = disk / "news.glossator"
    with closing(Project.create(path, annotator="ada")) as project:
        (document_id,) = project.import_texts([("letter", _TEXT * 2_000)]).documents
        filler = _fill(disk)
    try:
        with Project.open(path, annotator="ada") as project:
            assert project.document(document_id).name == "letter"
    except DiskError:
        assert path.stat().st_size > 0
    filler.unlink()
    with Project.open(path, annotator="ada") as project:
        project.add_span(document_id, 0, 3, "PERSON")
    assert check(path).sound


def test_no_project_and_no_backup_is_begun_where_there_is_no_room(disk: Path) -> None:
    path = disk / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        project.import_texts([("letter", _TEXT * 2_000)])
        filler = _fill(disk)
        before = sorted(item.name for item in disk.iterdir())
        with pytest.raises(DiskError):
            project.backup(disk / "copy.glossator")
        with pytest.raises(DiskError, match=r"other\.glossator"):
            Project.create(disk / "other.glossator")
        assert sorted(item.name for item in disk.iterdir()) == before
        filler.unlink()
        project.backup(disk / "copy.glossator")
    assert check(disk / "copy.glossator").sound

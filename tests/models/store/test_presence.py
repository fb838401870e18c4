"""A file that is moved, deleted or replaced while it is open is not written to any more, and nothing of it is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import ProjectMovedError, ReadOnlyProjectError
from glossator.store import opening

pytestmark = pytest.mark.skipif(os.name == "nt", reason="open files can be neither moved nor deleted there")


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _replaced(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


HAPPENINGS: dict[str, Callable[[Path], object]] = {
    "moved": lambda path: path.rename(path.with_name("elsewhere.glossator")),
    "deleted": lambda path: path.unlink(),
    "replaced": _replaced,
    "log deleted": lambda path: _log(path).unlink(),
    "log replaced": lambda path: _replaced(_log(path)),
    "log moved": lambda path: _log(path).rename(path.with_name("log")),
}


@pytest.mark.parametrize("what", HAPPENINGS)
def test_nothing_is_written_and_all_that_was_saved_can_be_copied(project: Project, tmp_path: Path, what: str) -> None:
    document_id = project.document_ids()[0]
    saved = [project.add_span(document_id, at, at + 3, "PERSON") for at in range(3)]
    HAPPENINGS[what](project.path)
    with pytest.raises(ProjectMovedError, match="Nothing was changed") as caught:
        project.add_span(document_id, 8, 13, "PERSON")
    assert "another name" in str(caught.value)
    assert [span.id for span in project.layer(document_id).spans] == saved
    project.backup(tmp_path / "saved.glossator")
    with Project.open(tmp_path / "saved.glossator", annotator="ada") as copy:
        assert [span.id for span in copy.layer(document_id).spans] == saved
        copy.add_span(document_id, 8, 13, "PERSON")


@pytest.mark.parametrize("what", HAPPENINGS)
def test_who_just_closes_finds_a_copy_beside_it(project: Project, what: str) -> None:
    document_id = project.document_ids()[0]
    saved = project.add_span(document_id, 0, 3, "PERSON")
    HAPPENINGS[what](project.path)
    project.close()
    (rescued,) = project.path.parent.glob("news rescued *.glossator")
    with Project.open(rescued, annotator="ada") as copy:
        assert [span.id for span in copy.layer(document_id).spans] == [saved]


def test_what_is_all_in_the_moved_file_is_not_rescued(project: Project) -> None:
    project.checkpoint()
    project.path.rename(project.path.with_name("elsewhere.glossator"))
    project.close()
    assert [item.name for item in project.path.parent.iterdir() if item.suffix == ".glossator"] == [
        "elsewhere.glossator"
    ]


def _move_during_a_step(project: Project) -> None:
    with project._store.transaction():
        project._store.set_setting("colour", "red")
        project.path.rename(project.path.with_name("elsewhere.glossator"))


def test_a_step_during_which_the_file_goes_is_not_written(project: Project) -> None:
    with pytest.raises(ProjectMovedError):
        _move_during_a_step(project)
    assert project._store.setting("colour") is None
    project.path.with_name("elsewhere.glossator").rename(project.path)
    assert project.add_span(project.document_ids()[0], 0, 3, "PERSON")


def test_checkpoints_by_anybody_are_no_change_of_place(project: Project) -> None:
    document_id = project.document_ids()[0]
    with Project.open(project.path, annotator="bob") as other:
        other.add_span(document_id, 0, 3, "PERSON")
        other.checkpoint()
        project.add_span(document_id, 8, 13, "PERSON")
    project.checkpoint()
    project.add_span(document_id, 0, 3, "ORG")
    assert _log(project.path).stat().st_size


def test_a_project_under_another_name_is_the_same(project: Project, tmp_path: Path) -> None:
    project.close()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.glossator"
    link.symlink_to(project.path)
    with Project.open(link, annotator="ada") as other:
        assert other.add_span(other.document_ids()[0], 0, 3, "PERSON")
        _log(project.path).unlink()
        with pytest.raises(ProjectMovedError):
            other.add_span(other.document_ids()[0], 0, 3, "ORG")


def test_a_copy_without_a_log_gets_one_with_the_first_change(project: Project, tmp_path: Path) -> None:
    copy = tmp_path / "copy.glossator"
    project.backup(copy)
    before = copy.read_bytes()
    with Project.open(copy, annotator="ada") as other:
        document_id = other.document_ids()[0]
        assert list(other.bundles())
        assert not _log(copy).exists()
        assert copy.read_bytes() == before
        other.add_span(document_id, 0, 3, "PERSON")
        assert _log(copy).exists()
        with Project.open(copy, annotator="bob") as bob:
            bob.add_span(document_id, 0, 3, "PERSON")
        other.add_span(document_id, 8, 13, "PERSON")
    with Project.open(copy, annotator="ada") as other:
        assert len(other.layer(document_id).spans) == 2


def test_a_look_leaves_nothing(project: Project) -> None:
    project.close()
    with opening.to_look(project.path) as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (1,)
    assert [item.name for item in project.path.parent.iterdir()] == ["news.glossator"]


@pytest.mark.parametrize("annotated", [False, True])
def test_reading_leaves_nothing_either(project: Project, annotated: bool) -> None:
    if annotated:
        project.add_span(project.document_ids()[0], 0, 3, "PERSON")
    project.close()
    before = project.path.read_bytes()
    with Project.open(project.path, read_only=True) as other:
        assert list(other.bundles())
        with pytest.raises(ReadOnlyProjectError):
            other.add_span(other.document_ids()[0], 0, 3, "PERSON")
    assert project.path.read_bytes() == before
    assert [item.name for item in project.path.parent.iterdir()] == ["news.glossator"]

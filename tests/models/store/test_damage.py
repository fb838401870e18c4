"""Damage, full disks and odd file systems, met while a project is open: always one of our own errors."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import DiskError, NotAProjectError, ProjectDamagedError, ProjectExistsError
from glossator.store import judging

TEXT = "A long article. " * 3_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with long documents."""
    target = tmp_path / "news.glossator"
    with Project.create(target, annotator="ada") as project:
        project.import_texts([(str(number), f"{number} {TEXT}") for number in range(4)])
    return target


READS: dict[str, Callable[[Project], object]] = {
    "documents": lambda project: list(project.documents()),
    "bundles": lambda project: list(project.bundles()),
    "search": lambda project: project.search("ar"),
}


@pytest.mark.parametrize("what", READS)
def test_a_text_that_is_no_utf_8_any_more(path: Path, what: str) -> None:
    content = path.read_bytes()
    assert b"long article" in content
    path.write_bytes(content.replace(b"long article", b"long \xff\xfe\xfdicle"))
    with Project.open(path) as project, pytest.raises(ProjectDamagedError) as caught:
        READS[what](project)
    assert len(str(caught.value)) < 400


def test_torn_pages_that_nobody_checked_on_opening(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "QUICK_CHECK_LIMIT_BYTES", 0)
    content = bytearray(path.read_bytes())
    half = len(content) // 2 // 4096 * 4096
    content[half:] = b"\x55" * (len(content) - half)
    path.write_bytes(content)
    with pytest.raises(ProjectDamagedError):
        _read_everything(path)


def _read_everything(path: Path) -> None:
    with Project.open(path) as project:
        for read in READS.values():
            read(project)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_project_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAProjectError, match="pipe"):
        Project.open(tmp_path / "pipe")


def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    Project.create(tmp_path / "card.glossator").close()
    with Project.open(tmp_path / "card.glossator") as project:
        assert project.schema.name == "plover"
    with pytest.raises(ProjectExistsError):
        Project.create(tmp_path / "card.glossator")
    assert [item.name for item in tmp_path.iterdir()] == ["card.glossator"]


def test_a_project_that_could_not_be_founded_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskError("The disk is full.")

    monkeypatch.setattr(Project, "_found", full)
    with pytest.raises(DiskError):
        Project.create(tmp_path / "news.glossator")
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_that_a_file_can_have(tmp_path: Path) -> None:
    name = "n" * (255 - len(".glossator") - len("-wal")) + ".glossator"
    with Project.create(tmp_path / name) as project:
        assert project.path.name == name
    with pytest.raises(DiskError):
        Project.create(tmp_path / ("n" * 300))


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_project_whose_name_is_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.glossator"
    try:
        Project.create(path).close()
    except (DiskError, OSError):
        pytest.skip("no file can have this name here")
    with Project.open(path, read_only=True) as project:
        assert project.document_ids() == []

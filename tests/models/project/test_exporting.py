"""What an export never replaces, and the places it can be written to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import DiskError, ExportError


def test_a_project_is_never_replaced(project: Project, tmp_path: Path) -> None:
    project.checkpoint()
    before = project.path.read_bytes()
    with pytest.raises(ExportError, match="never replaces"):
        project.export(project.path, format="jsonl")
    assert project.path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["jsonl", "spacy"])
def test_a_pipe_or_device_is_never_replaced(project: Project, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="Choose another place"):
        project.export(tmp_path / "pipe", format=name)
    assert (tmp_path / "pipe").is_fifo()


def test_a_folder_of_somebody_else_is_not_emptied(project: Project, tmp_path: Path) -> None:
    mine = tmp_path / "out" / "train.spacy" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="in the way"):
        project.export(tmp_path / "out", format="spacy")
    assert [item.name for item in (tmp_path / "out").iterdir()] == ["train.spacy"]
    assert mine.read_text(encoding="utf-8") == "mine"


def test_an_export_again_replaces_its_own_files_and_leaves_others(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "out", format="spacy")
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    project.export(tmp_path / "out", format="spacy", split=(1, 0, 0))
    names = {item.name for item in (tmp_path / "out").iterdir()}
    assert "mine.txt" in names
    assert "test.spacy" not in names


@pytest.mark.parametrize("name", ["n" * 250, "new\nline 😀", "caf\udce9"])
@pytest.mark.parametrize("format_name", ["jsonl", "spacy"])
def test_any_name_that_a_file_can_have(project: Project, tmp_path: Path, name: str, format_name: str) -> None:
    try:
        (tmp_path / name).touch()
        (tmp_path / name).unlink()
    except OSError:
        pytest.skip("no file can have this name here")
    project.export(tmp_path / name, format=format_name)
    assert (tmp_path / name).exists()


def test_a_name_too_long_is_said_in_one_line(project: Project, tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="Nothing was exported"):
        project.export(tmp_path / ("n" * 300), format="jsonl")


def test_a_link_stays_one(project: Project, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "kept" / "real.jsonl")
    project.export(tmp_path / "link.jsonl", format="jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "kept" / "real.jsonl").is_file()

"""Backups as a person meets them: made while the window is open, and the way back when the project is damaged."""

from __future__ import annotations

from pathlib import Path

from e2e.program import Program
from glossator import Project
from glossator.store.backups import Shelf, look


def test_the_open_window_backs_up_and_brings_back(project_file: Path, tmp_path: Path) -> None:
    shelf = Shelf(project_file)
    with Program(project_file, suggest=False, folder=tmp_path / "state", back_up=True) as program:
        program.key("Shift+Right")
        program.key("1")
        program.until(lambda _: bool(shelf.list()), timeout=90)
        assert program.quit_by_key() == 0
    (made,) = shelf.list()
    saved = look(made.path)
    assert saved is not None
    content = b"\x00" * 5000
    project_file.write_bytes(content)
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        assert program.state["mode"] == "welcome"
        assert project_file.name in program.state["error"]
        program.key("Enter")
        program.until(lambda state: state["mode"] == "page")
        assert program.quit_by_key() == 0
    (kept,) = project_file.parent.glob("news damaged *")
    assert kept.read_bytes() == content
    with Project.open(project_file, annotator="ada") as project:
        assert len(project.document_ids()) == saved.documents
    assert look(project_file) == saved

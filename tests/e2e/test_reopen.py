"""Closed and opened again, the program is where it was: document, caret, scroll."""

from __future__ import annotations

from pathlib import Path

from e2e.article import mark_as_seen
from e2e.program import Program, State
from glossator import Project

LONG = "\n\n".join(
    f"Paragraph {number} tells of the envoys of Norland. " + "They talked. " * 30 for number in range(80)
)


def _project(path: Path) -> Path:
    with Project.create(path, annotator="ada") as project:
        project.import_texts([("first", "A short text."), ("long", LONG), ("third", "Another one.")])
        mark_as_seen(project)
    return path


def test_document_caret_and_scroll(tmp_path: Path) -> None:
    path = _project(tmp_path / "news.glossator")
    with Program(path, folder=tmp_path / "state", suggest=False) as program:
        assert program.state["document"] == "first"
        before = _go_far(program)
        assert before["visible"][0] <= before["caret"] <= before["visible"][1]
        assert program.quit_by_key() == 0
    _is_back(path, tmp_path, before)


def test_scrolled_away_from_the_caret(tmp_path: Path) -> None:
    path = _project(tmp_path / "news.glossator")
    with Program(path, folder=tmp_path / "state", suggest=False) as program:
        _go_far(program)
        before = program.keys("PgUp", "PgUp")
        assert before["visible"][1] < before["caret"]
    _is_back(path, tmp_path, before)


def _go_far(program: Program) -> State:
    program.key("Ctrl+PgDn")
    before = program.keys(*["Ctrl+Down"] * 25, *["Right"] * 7)
    assert before["document"] == "long"
    assert 9_000 < before["caret"]
    return before


def _is_back(path: Path, tmp_path: Path, before: State) -> None:
    with Program(path, folder=tmp_path / "state", suggest=False) as program:
        after = program.look()
        assert (after["document"], after["caret"]) == (before["document"], before["caret"])
        # The line at the top is the same one; its last pixels need not be.
        assert after["scroll"][0] == before["scroll"][0]
        assert after["focus"] == "PageView"


def test_without_a_project_named_the_last_one_opens(tmp_path: Path) -> None:
    path = _project(tmp_path / "news.glossator")
    with Program(path, folder=tmp_path / "state", suggest=False) as program:
        program.key("Ctrl+PgDn")
    with Program(None, folder=tmp_path / "state", suggest=False) as program:
        assert program.state["document"] == "long"
    path.unlink()
    with Program(None, folder=tmp_path / "state", suggest=False) as program:
        assert program.state["mode"] == "welcome"


def test_two_annotators_keep_their_own_place(tmp_path: Path) -> None:
    path = _project(tmp_path / "news.glossator")
    with Program(path, folder=tmp_path / "state", suggest=False) as program:
        program.keys("Ctrl+PgDn", "Ctrl+PgDn")
    with Program(path, folder=tmp_path / "state", annotator="bob") as program:
        assert program.state["document"] == "first"
    with Program(path, folder=tmp_path / "state", suggest=False) as program:
        assert program.state["document"] == "third"


def test_what_cannot_be_opened_is_said_on_the_welcome_page(tmp_path: Path) -> None:
    path = tmp_path / "news.glossator"
    path.write_text("not a project", encoding="utf-8")
    with Program(path, folder=tmp_path / "state", suggest=False) as program:
        assert program.state["mode"] == "welcome"
        assert "not a Glossator project" in program.state["error"]
    assert path.read_text(encoding="utf-8") == "not a project"

"""An article annotated by keys alone, from the first suggestion to done; then the file, read with plain SQL."""

from __future__ import annotations

from pathlib import Path

from e2e import annotating, saved
from e2e.article import NAME
from e2e.program import Program


def test_an_article_by_keys(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        annotating.decide(program)
        assert [mark["label"] for mark in program.state["marks"] if mark["kind"] == "span"] == [
            "PERSON", "PERSON", "GPE", "DATE", "GPE",
        ]  # fmt: skip
        assert program.state["pending"] == 0
        annotating.add_span(program)
        assert program.state["current"]["text"] == "Council of Ports"
        annotating.build_event(program)
        assert program.state["mode"] == "page"
        assert program.state["current"] == _mark(program, "event")
        program.key("Ctrl+Z")
        assert not [mark for mark in program.state["marks"] if mark["kind"] == "event"]
        assert [mark["text"] for mark in program.state["marks"] if mark["kind"] == "hint"] == ["met", "asked"]
        program.key("Ctrl+Shift+Z")
        assert _mark(program, "event")["text"] == "asked"
        annotating.finish(program)
        assert program.state["document"] == "afterwards"
        assert program.quit_by_key() == 0
    found = saved.read(project_file, NAME)
    assert found.labels == annotating.SPANS
    assert found.events == (annotating.EVENT,)
    assert sorted(found.decisions) == sorted(annotating.DECISIONS)
    assert found.reviews == annotating.REVIEWS
    saved.check(project_file)
    assert sorted(item.name for item in tmp_path.glob("news.glossator*")) == ["news.glossator"]


def test_the_second_document_is_done_with_one_more_key(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        annotating.finish(program)
        assert program.state["document"] == "afterwards"
        program.key("Ctrl+Enter")
        assert "Every document is finished" in program.state["said"]
    assert saved.read(project_file, NAME).reviews == annotating.REVIEWS
    assert saved.read(project_file, "afterwards").reviews == annotating.REVIEWS


def test_finishing_can_leave_the_undecided_unseen(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        program.keys("Space", "Ctrl+Enter", "2", "L")
        assert program.state["document"] == "afterwards"
    found = saved.read(project_file, NAME)
    assert found.reviews == {"entities": "done"}
    assert found.decisions == (("Ilse Brandt", "ORG", "accepted", "ORG"),)


def test_escape_answers_no_question_and_changes_nothing(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        before = saved.steps(project_file)
        program.keys("Ctrl+Enter", "Esc")
        assert program.state["question"] is None
        assert program.state["focus"] == "PageView"
        program.keys("E", "Esc", "F", "Esc", "0", "Esc", "?", "Esc", "Ctrl+K", "Esc", "Ctrl+P", "Esc", "/", "Esc")
        assert program.state["focus"] == "PageView"
        assert program.state["mode"] == "page"
        assert saved.steps(project_file) == before


def test_an_event_left_with_escape_is_a_draft(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        program.keys("T", "E", "1", "Esc")
        assert program.state["current"]["kind"] == "event"
    (event,) = saved.read(project_file, NAME).events
    assert event.draft


def test_an_exact_edge_and_a_discontinuous_span(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        program.keys("Tab", "Tab", "Tab", "Tab", "Shift+]", "Shift+]", "]", "Shift+[", "[", "Shift+[")
        assert program.state["current"]["text"] == "orlan"
        program.keys("Ctrl+Home")
        annotating.caret_to(program, "met", by="Ctrl+Right")
        program.keys("Shift+Right", "W")
        annotating.caret_to(program, "Tuesday", by="Ctrl+Right")
        program.keys("Shift+Right", "0", "E", "V", "E", "N", "T", "Enter")
    found = saved.read(project_file, NAME)
    assert ("GPE", "orlan") in found.labels
    assert [label for label, text in found.labels if text.startswith("met")] == ["EVENT"]


def test_a_read_only_project_can_be_read(project_file: Path, tmp_path: Path) -> None:
    project_file.chmod(0o444)
    content = project_file.read_bytes()
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        assert program.state["read_only"]
        program.key("Space")
        assert "read-only" in program.state["said"]
        program.keys("T", "E", "1")
        assert program.state["mode"] == "page"
    assert project_file.read_bytes() == content


def _mark(program: Program, kind: str) -> dict[str, object]:
    found: dict[str, object]
    (found,) = [mark for mark in program.state["marks"] if mark["kind"] == kind]
    return found

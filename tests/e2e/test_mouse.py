"""The same article annotated with the mouse alone: marks, drags, the label bar, the builder's card, the palette."""

from __future__ import annotations

from pathlib import Path

from e2e import annotating, saved
from e2e.article import NAME, at
from e2e.program import Program

PALETTE = "Every command by name"
RIGHT_PANEL = (1180, 820)


def test_an_article_by_mouse(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        program.resize(*RIGHT_PANEL)
        _decide(program)
        _add_span(program)
        _build_event(program)
        _do(program, "Undo")
        assert not [mark for mark in program.state["marks"] if mark["kind"] == "event"]
        _do(program, "Redo")
        assert [mark["text"] for mark in program.state["marks"] if mark["kind"] == "event"] == ["asked"]
        _do(program, "Done, next document")
        program.click_widget("1")
        program.click_widget("R")
        assert program.state["document"] == "afterwards"
        assert program.pressed == []
    found = saved.read(project_file, NAME)
    assert found.labels == annotating.SPANS
    assert found.events == (annotating.EVENT,)
    assert sorted(found.decisions) == sorted(annotating.DECISIONS)
    assert found.reviews == annotating.REVIEWS
    saved.check(project_file)


def test_a_click_on_a_document_opens_it(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        program.resize(*RIGHT_PANEL)
        program.click_row("afterwards")
        assert program.state["document"] == "afterwards"
        program.click_row(NAME)
        assert program.state["document"] == NAME
        assert program.state["focus"] == "PageView"


def test_a_drag_snaps_to_words_unless_alt_is_held(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        start, end = at("Council of Ports")
        program.drag_text(start + 2, end - 2)
        assert program.state["selection"] == [start, end]
        program.drag_text(start + 2, end - 2, "Alt")
        assert program.state["selection"] == [start + 2, end - 2]
        program.click_text(*at("PORT"))
        assert program.state["selection"] is None
        assert saved.read(project_file, NAME).spans == ()


def _decide(program: Program) -> None:
    program.click_text(*at("Ilse Brandt"))
    program.click_cell("label:PERSON")
    for words in ("Olan Reyes", "Tuesday"):
        program.click_text(*at(words))
        program.double_click_text(*at(words))
    for words in ("Port Calder", "Norland"):
        program.click_text(*at(words, after="Reyes"))
        program.click_cell("key:Space")
    program.click_text(*at("winter"))
    program.click_cell("key:X")
    assert program.state["pending"] == 0


def _add_span(program: Program) -> None:
    program.drag_text(*at("Council of Ports"))
    program.click_cell("label:ORG")
    assert program.state["current"]["text"] == "Council of Ports"


def _build_event(program: Program) -> None:
    program.click_text(*at("asked"))
    program.click_cell("key:E")
    program.click_cell("choose:REQUEST/assist")
    program.click_cell("key:Tab")
    program.click_text(*at("Council of Ports"))
    program.click_cell("role:topic")
    program.drag_text(*at("send food before the winter"))
    for feature in ("N", "M", "V", "V"):
        program.click_cell(f"key:{feature}")
    program.click_cell("key:D")
    program.click_cell("choose:change")
    program.click_cell("key:Enter")
    program.click_cell("key:Enter")
    assert program.state["mode"] == "page"


def _do(program: Program, command: str) -> None:
    program.click_widget(PALETTE)
    program.click_row(command)

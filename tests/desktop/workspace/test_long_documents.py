"""A long document is shown before all of it has been loaded; no key may notice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Analysis, Fragment, Proposal
from glossator_desktop.workspace import Workspace

PARAGRAPH = "Ada Byron met an aide in London on Tuesday. " * 20 + "\n"
TEXT = PARAGRAPH * 60
LINES = len(PARAGRAPH)


def name(paragraph: int) -> Fragment:
    """The first name of a paragraph."""
    return (paragraph * LINES, paragraph * LINES + len("Ada Byron"))


def record(project: Project, *paragraphs: int) -> None:
    proposals = tuple(Proposal("span", "PERSON", (name(number),), 0.9) for number in paragraphs)
    project.record_analysis(project.document_ids()[0], Analysis("model", "1", proposals))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "long.glossator", annotator="ada") as made:
        made.import_texts([("long", TEXT), ("short", "Byron left London.")])
        yield made


def opened(project: Project, qtbot: QtBot) -> Workspace:
    workspace = Workspace(project)
    workspace.open_document(project.document_ids()[0])
    return workspace


@pytest.fixture
def workspace(project: Project, qtbot: QtBot) -> Iterator[Workspace]:
    record(project, 0, 2, 50)
    made = opened(project, qtbot)
    yield made
    made.close()
    made.deleteLater()


def test_it_completes_by_itself(workspace: Workspace, qtbot: QtBot) -> None:
    assert not workspace.document.complete
    with qtbot.waitSignal(workspace.completed):
        pass
    assert len(workspace.document.pending) == 3
    assert workspace.place == 0


def test_tab_inside_what_is_there_loads_no_more(workspace: Workspace) -> None:
    workspace.press("Tab")
    assert workspace.place == name(2)[0]
    assert not workspace.document.complete


def test_tab_beyond_it_goes_to_the_right_one(workspace: Workspace) -> None:
    workspace.press("Tab")
    workspace.press("Tab")
    assert workspace.place == name(50)[0]


def test_shift_tab_from_the_top_goes_to_the_last(workspace: Workspace) -> None:
    workspace.press("Shift+Tab")
    assert workspace.place == name(50)[0]


def test_what_counts_the_undecided_counts_all(workspace: Workspace) -> None:
    asked: list[str] = []
    workspace.asked.connect(lambda question: asked.append(question.text))
    workspace.tasks = ("entities",)
    workspace.press("Ctrl+Enter")
    assert asked[0].startswith("3 suggestions")


def test_going_to_a_far_place_finds_what_stands_there(workspace: Workspace, project: Project) -> None:
    made = project.accept(next(s.id for s in project.suggestions(workspace.document.id) if s.fragments == (name(50),)))
    workspace.open_document(project.document_ids()[1])
    workspace.go_to(project.document_ids()[0], *name(50))
    assert workspace.focus.current == made
    workspace.go_to(project.document_ids()[0], *name(2))
    assert workspace.place == name(2)[0]


def test_undo_shows_what_it_brought_back_far_away(workspace: Workspace, project: Project) -> None:
    project.reject(next(s.id for s in project.suggestions(workspace.document.id) if s.fragments == (name(50),)))
    workspace.open_document(project.document_ids()[1])
    workspace.press("Ctrl+Z")
    assert workspace.document.id == project.document_ids()[0]
    assert workspace.place == name(50)[0]


def test_the_first_suggestion_becomes_current_however_late_it_comes(project: Project, qtbot: QtBot) -> None:
    record(project, 50)
    workspace = opened(project, qtbot)
    assert workspace.focus.current is None
    with qtbot.waitSignal(workspace.completed):
        pass
    assert workspace.place == name(50)[0]
    workspace.close()


def test_suggestions_that_arrive_are_gone_to_only_if_nothing_was_touched(project: Project, qtbot: QtBot) -> None:
    workspace = opened(project, qtbot)
    record(project, 2)
    assert workspace.place == name(2)[0]
    workspace.open_document(project.document_ids()[1])
    workspace.open_document(project.document_ids()[0], caret=5)
    record(project, 0, 2)
    assert (workspace.focus.current, workspace.focus.caret) == (None, 5)
    workspace.close()


def test_a_key_in_an_untouched_document_is_a_touch(project: Project, qtbot: QtBot) -> None:
    workspace = opened(project, qtbot)
    workspace.press("Down")
    workspace.press("Right")
    record(project, 2)
    assert workspace.focus.current is None
    workspace.close()

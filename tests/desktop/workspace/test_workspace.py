"""The workspace: documents, undo across them, places, failures, finishing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.errors import VerbError
from glossator_desktop.modes.focus import Focus
from glossator_desktop.questions import Question
from glossator_desktop.workspace import Workspace

from .conftest import ARTICLE, OTHER, Heard, place

Press = Callable[[str], None]


def answer(question: Question, key: str) -> None:
    """Gives an answer by its key."""
    next(callback for answer_key, _, callback in question.choices if answer_key == key)()


def reviews(project: Project) -> list[dict[str, str]]:
    return [{task: state for task, state in d.reviews.items()} for d in project.document_list()]  # noqa: C416


# Documents


def test_opening_is_told(workspace: Workspace, project: Project) -> None:
    opened: list[int] = []
    workspace.opened.connect(opened.append)
    first, second = project.document_ids()
    workspace.step_document(1)
    workspace.open_document(second)
    workspace.step_document(-1)
    assert opened == [second, first]
    assert workspace.document.text == ARTICLE


def test_there_is_nothing_before_the_first_document(workspace: Workspace, heard: Heard) -> None:
    workspace.step_document(-1)
    assert heard.said == [("info", "This is the first document.")]


def test_an_empty_project_has_no_document_and_no_page_keys(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.glossator", annotator="ada") as project:
        workspace = Workspace(project)
        workspace.resume()
        assert workspace.session is None
        assert not workspace.press("Space", " ")
        assert not workspace.perform("page.accept")
        assert not workspace.enabled("page.accept")
        assert workspace.hints() == []
        assert workspace.overlay().caret is None
        assert workspace.press("Ctrl+K")
        workspace.close()


def test_going_to_a_place_selects_what_stands_there(workspace: Workspace, project: Project) -> None:
    other = project.document_ids()[1]
    span = project.add_span(other, 0, 5, "PERSON")
    workspace.go_to(other, 0, 5)
    assert workspace.focus.current == span
    workspace.go_to(other, 6, 10)
    assert workspace.focus.selection == (6, 10)
    workspace.go_to(other, 8, 8)
    assert workspace.focus == Focus(caret=8)


def test_a_document_that_goes_is_closed(workspace: Workspace, project: Project) -> None:
    opened: list[int] = []
    workspace.opened.connect(opened.append)
    project.undo()
    assert project.document_ids() == []
    assert workspace.session is None
    assert opened == [0]


# Places


def test_the_place_is_remembered_on_closing_and_found_again(project: Project) -> None:
    first = Workspace(project)
    first.resume()
    first.step_document(1)
    first.place_caret(6)
    first.close()
    again = Workspace(project)
    again.resume()
    assert again.document.text == OTHER
    assert again.focus.caret == 6
    assert again.opening_scroll == (0, 0)
    again.close()


def test_the_place_is_remembered_when_nothing_happens_for_a_while(
    workspace: Workspace, project: Project, qtbot: QtBot
) -> None:
    workspace.place_caret(10)
    qtbot.waitUntil(lambda: (project.place() or (0, 0, 0))[1] == 10, timeout=5000)


# Undo and redo


def test_undo_goes_to_the_document_where_it_happened(
    workspace: Workspace, project: Project, press: Press, heard: Heard
) -> None:
    press("Space")
    workspace.step_document(1)
    press("Ctrl+Z")
    assert workspace.document.text == ARTICLE
    assert workspace.document.text_at(workspace.focus_fragments) == "Ada Byron"
    assert heard.said[-1] == ("info", "Undone: accept PERSON “Ada Byron”.")
    workspace.step_document(1)
    press("Ctrl+Shift+Z")
    assert workspace.document.text == ARTICLE
    assert workspace.current_kind == "span"


def test_undo_with_nothing_to_undo_is_said(workspace: Workspace, press: Press, heard: Heard) -> None:
    press("Ctrl+Shift+Z")
    assert heard.errors


def test_undoing_to_empty_and_redoing_everything(workspace: Workspace, project: Project, press: Press) -> None:
    press("Space 1 X Space")
    built = workspace.document.content()
    press("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z")
    assert project.layer(workspace.document.id).spans == ()
    press("Ctrl+Shift+Z Ctrl+Shift+Z Ctrl+Shift+Z Ctrl+Shift+Z")
    assert workspace.document.content() == built


# Running verbs


def test_a_refusal_is_said_and_none_returned(workspace: Workspace, project: Project, heard: Heard) -> None:
    assert workspace.run(lambda: project.delete(999_999)) is None
    assert len(heard.errors) == 1


def test_a_bug_is_logged_and_said(workspace: Workspace, heard: Heard, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise KeyError("no such thing")

    with caplog.at_level(logging.ERROR):
        assert workspace.run(broken) is None
    assert "KeyError" in caplog.text
    assert "Nothing" not in heard.errors[0] or "log" in heard.errors[0]
    caplog.clear()


def test_of_several_verbs_none_stays_where_one_fails(workspace: Workspace, project: Project, heard: Heard) -> None:
    document = workspace.document.id

    def verbs() -> None:
        project.add_span(document, *place("aide"), "PERSON")
        project.add_span(document, *place("survey"), "EVENT")
        raise VerbError("Not that one.")

    assert workspace.run_all(verbs) is None
    assert heard.errors == ["Not that one."]
    assert project.layer(document).spans == ()


def test_notices_are_said(workspace: Workspace, project: Project, heard: Heard) -> None:
    workspace.run(lambda: project.import_texts([("again", OTHER)]))
    assert any(level == "info" for level, _ in heard.said)


def test_a_project_that_is_only_read_says_so_and_changes_nothing(project: Project) -> None:
    path = project.path
    project.close()
    with Project.open(path, annotator="ada", read_only=True) as reading:
        workspace = Workspace(reading)
        said: list[tuple[str, str]] = []
        workspace.said.connect(lambda level, sentence: said.append((level, sentence)))
        workspace.resume()
        for key in ("Space", "X", "Shift+Right", "1", "Q"):
            said.clear()
            workspace.press(key)
            assert said[0][0] == "error", key
        workspace.press("T")
        workspace.press("Space")
        assert workspace.mode.name == "page"
        assert reading.layer(workspace.document.id).spans == ()
        workspace.close()


def test_every_change_is_broadcast_once(workspace: Workspace, press: Press) -> None:
    heard: list[ChangeSet] = []
    workspace.changed.connect(heard.append)
    press("Space X Ctrl+Z")
    assert [changes.verb for changes in heard] == ["accept", "reject", "undo"]


# Finishing


def test_what_is_finished_is_asked_once_and_only_that_is_marked(
    workspace: Workspace, project: Project, press: Press, heard: Heard
) -> None:
    press("Ctrl+Enter")
    answer(heard.asked[0], "2")
    assert "6 suggestions are undecided" in heard.asked[1].text
    answer(heard.asked[1], "L")
    assert reviews(project)[0] == {"entities": "done"}
    assert workspace.document.text == OTHER
    press("Ctrl+Enter")
    assert len(heard.asked) == 2
    assert reviews(project)[1] == {"entities": "done"}
    assert heard.said[-1] == ("info", "Done. Every document is finished.")


def test_rejecting_what_is_undecided(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    press("Space Ctrl+Enter")
    answer(heard.asked[0], "1")
    assert "5 suggestions and 2 trigger hints" in heard.asked[1].text
    answer(heard.asked[1], "R")
    first = project.document_ids()[0]
    assert {s.state for s in project.suggestions(first)} == {"accepted", "rejected"}
    assert reviews(project)[0] == {"entities": "done", "events": "done"}
    press("Ctrl+Z")
    assert workspace.document.text == ARTICLE
    assert len(workspace.document.pending) == 5


def test_going_on_working_changes_nothing(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    press("Ctrl+Enter")
    answer(heard.asked[0], "Esc")
    press("Ctrl+Enter")
    answer(heard.asked[1], "1")
    answer(heard.asked[2], "Esc")
    assert reviews(project)[0] == {}


def test_drafts_are_mentioned(workspace: Workspace, press: Press, heard: Heard) -> None:
    press("T E 1 Esc Ctrl+Enter")
    answer(heard.asked[0], "1")
    assert "1 event is still a draft" in heard.asked[1].text


def test_without_events_in_the_schema_nothing_is_asked_about_them(tmp_path: Path) -> None:
    with Project.create(tmp_path / "names.glossator", schema="conll", annotator="ada") as project:
        project.import_texts([("other", OTHER)])
        workspace = Workspace(project)
        workspace.resume()
        asked: list[Question] = []
        said: list[str] = []
        workspace.asked.connect(asked.append)
        workspace.said.connect(lambda _, sentence: said.append(sentence))
        workspace.press("E")
        assert "no event types" in said[0]
        workspace.press("Ctrl+Enter")
        assert asked == []
        assert dict(project.document_list()[0].reviews) == {"entities": "done"}
        workspace.close()


# Clicks


def test_a_click_makes_current_and_a_double_click_accepts(workspace: Workspace, project: Project) -> None:
    london = next(s.id for s in project.suggestions(workspace.document.id) if s.text == "London")
    workspace.mark_clicked(london)
    assert workspace.focus.current == london
    workspace.double_clicked(place("London")[0] + 1)
    assert project.layer(workspace.document.id).spans[0].text == "London"


def test_a_double_click_elsewhere_selects_the_word(workspace: Workspace) -> None:
    workspace.double_clicked(place("survey")[0] + 2)
    assert workspace.focus.selection == place("survey")


def test_a_drag_is_snapped_to_words_unless_it_is_exact(workspace: Workspace) -> None:
    start, end = place("northern ports")
    workspace.range_dragged(start + 2, end - 2)
    assert workspace.focus.selection == (start, end)
    workspace.range_dragged(start + 2, end - 2, exact=True)
    assert workspace.focus.selection == (start + 2, end - 2)


def test_a_drag_over_nothing_puts_the_caret_there(workspace: Workspace) -> None:
    gap = ARTICLE.index("\n\n")
    workspace.range_dragged(gap, gap + 2)
    assert workspace.focus.selection is None


def test_a_click_beside_the_list_leaves_it(workspace: Workspace, press: Press) -> None:
    press("0")
    workspace.place_clicked(3)
    assert workspace.mode.name == "page"
    assert workspace.focus.caret == 3


@pytest.mark.parametrize("action", ["page.next_suggestion", "page.accept", "everywhere.palette"])
def test_actions_by_name(workspace: Workspace, action: str) -> None:
    assert workspace.enabled(action)
    assert workspace.perform(action)


def test_undo_is_enabled_when_there_is_something(workspace: Workspace, press: Press) -> None:
    assert not workspace.enabled("everywhere.redo")
    press("Space Ctrl+Z")
    assert workspace.enabled("everywhere.redo")
    assert workspace.enabled("everywhere.undo")

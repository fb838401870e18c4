"""The history tab in the window: it reads when it is seen, follows what is done, and steers the page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop.desk import Desk
from glossator_desktop.panels.history_rows import HistoryRow

from .conftest import TEXT, OpenWindow

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, held)


def desk_of(open_window: OpenWindow, path: Path) -> Desk:
    desk = open_window(path).desk
    assert desk is not None
    return desk


def listed(desk: Desk) -> list[HistoryRow]:
    return [row for row in desk.aside.history.model.rows if row.kind == "step"]


def test_a_key_opens_it_and_again_leads_back(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    desk = desk_of(open_window, project_path)
    assert listed(desk) == []
    press(qtbot, K.Key_H, CTRL)
    assert desk.aside.history.list.hasFocus()
    assert [row.step.id for row in listed(desk) if row.step] == [
        step.id for step in desk.project.history(document_id=desk.workspace.document.id)
    ]
    press(qtbot, K.Key_H, CTRL)
    assert desk.page.hasFocus()


def test_a_row_shows_its_moment_after_a_pause(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    desk = desk_of(open_window, project_path)
    press(qtbot, K.Key_Space)
    press(qtbot, K.Key_H, CTRL)
    press(qtbot, K.Key_Down)
    press(qtbot, K.Key_Down)
    assert desk.workspace.mode.name == "page"
    qtbot.waitUntil(lambda: desk.workspace.mode.name == "past")
    assert desk.looking_back.step == desk.looking_back.timeline.steps[1]
    assert desk.notices.isVisible()
    assert "As it was on " in desk.notices.texts[0]
    assert desk.aside.history.list.hasFocus()
    press(qtbot, K.Key_Escape)
    assert desk.workspace.mode.name == "page"
    assert desk.page.hasFocus()
    assert not desk.notices.isVisible()
    assert desk.aside.history.list.currentIndex().row() == 0


def test_enter_restores_what_is_seen_and_only_that(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    desk = desk_of(open_window, project_path)
    press(qtbot, K.Key_Space)
    press(qtbot, K.Key_H, CTRL)
    steps = len(desk.project.history())
    press(qtbot, K.Key_Down)
    press(qtbot, K.Key_Down)
    press(qtbot, K.Key_Return)
    # Nobody has seen that moment yet: it is shown first.
    assert desk.workspace.mode.name == "past"
    assert len(desk.project.history()) == steps
    press(qtbot, K.Key_Return)
    assert desk.workspace.mode.name == "page"
    assert desk.page.hasFocus()
    assert len(desk.project.history()) == steps + 1
    assert [span.text for span in desk.workspace.document.spans.values()] == [TEXT[18:29]]
    press(qtbot, K.Key_Z, CTRL)
    assert len(desk.workspace.document.spans) == 2
    qtbot.waitUntil(lambda: len(listed(desk)) == len(desk.project.history()))


def test_letters_in_the_list_do_not_edit_in_the_past(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    press(qtbot, K.Key_H, CTRL)
    press(qtbot, K.Key_X)
    assert not window.toast.isVisible()
    press(qtbot, K.Key_Down)
    qtbot.waitUntil(lambda: desk.workspace.mode.name == "past")
    press(qtbot, K.Key_X)
    assert "This is the past" in window.toast.label.text()
    press(qtbot, K.Key_Z, CTRL)
    assert desk.project.can_undo() is not None
    assert len(desk.workspace.document.spans) == 1


def test_all_documents_by_key_and_by_name(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    desk = desk_of(open_window, project_path)
    second = desk.project.document_ids()[1]
    desk.project.add_span(second, 9, 15, "GPE")
    press(qtbot, K.Key_H, CTRL)
    here = len(listed(desk))
    press(qtbot, K.Key_A)
    assert len(listed(desk)) == here + 1
    assert listed(desk)[0].facts == ("second.txt",)
    press(qtbot, K.Key_Down)
    qtbot.waitUntil(lambda: desk.workspace.mode.name == "past")
    assert desk.workspace.document.id == second
    press(qtbot, K.Key_Escape)
    assert desk.workspace.document.id != second
    desk.aside.show_tab("events")
    desk.perform("shell.history_all")
    assert desk.aside.history.list.hasFocus()
    assert desk.looking_back.all_documents


def test_it_follows_what_is_done_while_it_can_be_seen(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    desk = desk_of(open_window, project_path)
    desk.aside.show_tab("history")
    before = len(listed(desk))
    press(qtbot, K.Key_Space)
    qtbot.waitUntil(lambda: len(listed(desk)) == before + 1)
    press(qtbot, K.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(listed(desk)) == before + 2)
    assert [row.undone for row in listed(desk)][:2] == [False, True]
    desk.aside.show_tab("spans")
    press(qtbot, K.Key_Space)
    version = desk.looking_back.timeline.version
    qtbot.waitUntil(lambda: len(desk.aside.spans.model.rows) == 3)
    assert desk.looking_back.timeline.version == version
    desk.aside.show_tab("history")
    assert len(listed(desk)) == before + 3


def test_turning_to_another_tab_or_document_ends_the_past(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    desk = desk_of(open_window, project_path)
    press(qtbot, K.Key_H, CTRL)
    for leave in (lambda: press(qtbot, K.Key_Left), lambda: press(qtbot, K.Key_PageDown, CTRL)):
        desk.aside.show_tab("history")
        desk.aside.focus_tab()
        press(qtbot, K.Key_Down)
        qtbot.waitUntil(lambda: desk.workspace.mode.name == "past")
        leave()
        assert desk.workspace.mode.name == "page"
        assert not desk.notices.isVisible()


def test_steps_of_others_bear_their_names(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    with Project.open(project_path, annotator="ben") as project:
        project.add_span(project.document_ids()[0], 0, 3, "PERSON")
    desk = desk_of(open_window, project_path)
    press(qtbot, K.Key_H, CTRL)
    assert [row.who for row in listed(desk)][:2] == ["ben", "ada"]
    press(qtbot, K.Key_Down)
    qtbot.waitUntil(lambda: desk.workspace.mode.name == "past")
    assert "after ben’s “" in desk.notices.texts[0]
    assert "Nothing is different now." in desk.notices.texts[0]


def test_many_steps_come_a_page_at_a_time(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    with Project.open(project_path, annotator="ada") as project:
        first = project.document_ids()[0]
        span = project.add_span(first, 0, 3, "PERSON")
        for number in range(450):
            project.set_label(span, "ORG" if number % 2 else "GPE")
    desk = desk_of(open_window, project_path)
    press(qtbot, K.Key_H, CTRL)
    assert len(listed(desk)) == 200
    press(qtbot, K.Key_End)
    assert len(listed(desk)) == 400
    press(qtbot, K.Key_End)
    press(qtbot, K.Key_End)
    assert len(listed(desk)) == len(desk.project.history(document_id=first))
    qtbot.waitUntil(lambda: desk.workspace.mode.name == "past")
    assert desk.aside.history.list.currentIndex().row() == desk.aside.history.model.rowCount() - 1


def test_the_tab_that_was_in_front_is_there_again_with_this_document_only(
    open_window: OpenWindow, project_path: Path
) -> None:
    with Project.open(project_path, annotator="ada") as project:
        project.add_span(project.document_ids()[1], 9, 15, "GPE")
    window = open_window(project_path)
    assert window.desk is not None
    window.desk.aside.show_tab("history")
    window.close()
    desk = desk_of(open_window, project_path)
    assert desk.aside.tab == "history"
    here = desk.project.history(document_id=desk.workspace.document.id)
    assert [row.step for row in listed(desk)] == here


def test_an_empty_project_has_no_history(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "empty.glossator"
    Project.create(path, annotator="ada").close()
    desk = desk_of(open_window, path)
    desk.perform("shell.history")
    assert desk.aside.history.note.isVisible()
    desk.perform("shell.history_all")
    assert listed(desk) == []


def test_closing_in_the_past_is_quiet(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    press(qtbot, K.Key_H, CTRL)
    press(qtbot, K.Key_Down)
    assert window.desk is not None
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.workspace.mode.name == "past")
    press(qtbot, K.Key_Down)
    window.show_welcome()
    assert window.desk is None

"""Several marks in one place, several marks at once, copying, a label that sticks: by keys and by mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Fragment
from glossator_desktop.binding import PageBinding
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.page.view import PageView
from glossator_desktop.theme import load_theme, page_theme
from glossator_desktop.workspace import Workspace

from .conftest import ARTICLE, Heard, place

Press = Callable[[str], None]
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(project: Project, qtbot: QtBot) -> PageView:
    made = PageView(page_theme(load_theme("light"), project.schema, serif=serif_stack(), sans=sans_stack()))
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


@pytest.fixture
def binding(page: PageView, workspace: Workspace) -> Iterator[PageBinding]:
    made = PageBinding(page, workspace, load_theme("light"))
    yield made
    made.unbind()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def add(workspace: Workspace, label: str, words: str, nth: int = 0) -> int:
    return workspace.project.add_span(workspace.document.id, *place(words, nth), label)


def labels(project: Project) -> dict[str, str | None]:
    return {span.text: span.label for span in project.layer(project.document_ids()[0]).spans}


def states(project: Project) -> dict[str, str]:
    return {one.text: one.state for one in project.suggestions(project.document_ids()[0], kind="span")}


# Several in one place


def test_s_goes_through_what_stands_here_and_round(workspace: Workspace, press: Press, heard: Heard) -> None:
    outer, inner = add(workspace, "ORG", "Ada Byron met Lord Melbourne"), add(workspace, "PERSON", "Lord Melbourne")
    workspace.place_caret(place("Lord")[0] + 1)
    seen = []
    for _ in range(3):
        press("S")
        seen.append(workspace.focus.current)
    assert seen == [inner, outer, inner]
    workspace.place_caret(place("cancelled")[0])
    press("S")
    assert "stands here" in heard.said[-1][1]


def test_s_reaches_the_relations_and_x_deletes_one(workspace: Workspace, project: Project, press: Press) -> None:
    first, second = add(workspace, "PERSON", "an aide"), add(workspace, "PERSON", "Lord Melbourne")
    relation = project.add_relation(project.schema.relation_types[0].name, first, second)
    workspace.select(first)
    press("S")
    assert workspace.focus.current == relation
    assert ("X",) in [hint.keys for hint in workspace.hints()]
    press("X")
    assert project.relation(relation) is None
    press("Ctrl+Z")
    assert project.relation(relation) is not None


def test_a_click_on_the_same_mark_again_goes_to_the_next(workspace: Workspace) -> None:
    outer, inner = add(workspace, "ORG", "Ada Byron met Lord Melbourne"), add(workspace, "PERSON", "Lord Melbourne")
    seen = []
    for _ in range(3):
        workspace.mark_clicked(inner)
        seen.append(workspace.focus.current)
    assert seen == [inner, outer, inner]
    workspace.place_clicked(0)
    workspace.mark_clicked(inner)
    assert workspace.focus.current == inner


# Several at once


def test_all_with_this_label_are_accepted_as_one_step(workspace: Workspace, project: Project, press: Press) -> None:
    press("Ctrl+A Space")
    assert labels(project) == {"Ada Byron": "PERSON", "Byron": "PERSON"}
    assert not workspace.focus.also
    press("Ctrl+Z")
    assert labels(project) == {}


def test_pressed_again_all_that_is_pending(workspace: Workspace, project: Project, press: Press) -> None:
    press("Ctrl+A Ctrl+A X")
    assert set(states(project).values()) == {"rejected"}
    press("Ctrl+Z")
    assert set(states(project).values()) == {"pending"}


def test_a_digit_labels_all_as_one_step(workspace: Workspace, project: Project, press: Press) -> None:
    press("Tab Ctrl+A 1")
    assert labels(project) == {"Melbourne": "PERSON", "Board of Trade": "PERSON"}
    assert states(project)["Melbourne"] == "corrected"
    press("Ctrl+Z")
    assert labels(project) == {}


def test_annotations_are_relabelled_and_deleted_together(workspace: Workspace, project: Project, press: Press) -> None:
    first = add(workspace, "ORG", "an aide")
    add(workspace, "ORG", "northern ports")
    workspace.select(first)
    press("Ctrl+A 6")
    assert labels(project) == {"an aide": "LOC", "northern ports": "LOC"}
    workspace.select(first)
    press("Ctrl+A X")
    assert labels(project) == {}
    press("Ctrl+Z")
    assert labels(project) == {"an aide": "LOC", "northern ports": "LOC"}


def test_escape_lets_go_of_the_others_first(workspace: Workspace, project: Project, press: Press) -> None:
    current = workspace.focus.current
    press("Ctrl+A")
    assert workspace.overlay().selection == (place("Byron", 1),)
    press("Esc")
    assert (workspace.focus.current, workspace.focus.also) == (current, ())
    press("Space")
    assert labels(project) == {"Ada Byron": "PERSON"}


def test_control_and_click_gathers_and_lets_go(
    page: PageView, binding: PageBinding, workspace: Workspace, project: Project
) -> None:
    def click(words: str) -> None:
        QTest.mouseClick(page.viewport(), LEFT, CTRL, page.rect_of(*place(words)).center())

    click("London")
    click("Tuesday")
    click("Melbourne")
    click("Tuesday")
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert set(labels(project)) == {"Ada Byron", "London", "Melbourne"}


# Copying


def test_copying_words_and_words_with_labels(workspace: Workspace, press: Press, binding: PageBinding) -> None:
    add(workspace, "PERSON", "Lord Melbourne")
    add(workspace, "GPE", "London")
    clipboard = QApplication.clipboard()
    workspace.select_range(place("met")[0], place("London")[1])
    press("Ctrl+C")
    assert clipboard.text() == "met Lord Melbourne in London"
    press("Ctrl+Shift+C")
    assert clipboard.text() == "met [Lord Melbourne](PERSON) in [London](GPE)"
    workspace.place_caret(0)
    press("Ctrl+Shift+C")
    assert clipboard.text().startswith("Ada Byron met [Lord Melbourne](PERSON) in [London](GPE) on")


# A label that sticks


def test_a_label_sticks_until_escape(workspace: Workspace, project: Project, press: Press) -> None:
    press("Esc Ctrl+2")
    assert "ORG sticks" in workspace.hints()[0].text
    workspace.range_dragged(*place("aide"))
    workspace.double_clicked(place("survey")[0])
    workspace.place_caret(place("northern")[0])
    press("Shift+Right Shift+Right Space")
    assert labels(project) == {"aide": "ORG", "survey": "ORG", "northern ports": "ORG"}
    press("Esc")
    workspace.range_dragged(*place("visit"))
    assert "visit" not in labels(project)
    assert workspace.focus.selection == place("visit")


def test_the_same_digit_again_lets_go_of_it(workspace: Workspace, press: Press) -> None:
    first = workspace.hints()
    press("Ctrl+2 Ctrl+2")
    assert workspace.hints() == first


# By mouse


def mouse(page: PageView, kind: QEvent.Type, at: QPoint, time: int) -> None:
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, QPointF(at), QPointF(page.viewport().mapToGlobal(at)), LEFT, buttons, NONE)
    event.setTimestamp(time)
    QApplication.sendEvent(page.viewport(), event)


def test_three_clicks_select_the_sentence_and_four_the_paragraph(
    page: PageView, binding: PageBinding, workspace: Workspace
) -> None:
    at = page.rect_of(*place("visit")).center()
    press, twice, let_go = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease
    selected = []
    for number, kind in enumerate((press, twice, press, twice)):
        mouse(page, kind, at, 10_000 + 100 * number)
        mouse(page, let_go, at, 10_050 + 100 * number)
        selected.append(workspace.document.text_at(workspace.focus.fragments))
    assert selected[1:3] == ["visit", "The visit was not cancelled."]
    assert selected[3] == ARTICLE.splitlines()[2]
    mouse(page, press, at, 20_000)
    mouse(page, let_go, at, 20_050)
    assert workspace.focus.selection is None


def test_a_drag_with_control_adds_a_further_fragment(
    page: PageView, binding: PageBinding, workspace: Workspace, project: Project
) -> None:
    def drag(words: Fragment) -> None:
        box = page.rect_of(*words)
        QTest.mousePress(page.viewport(), LEFT, CTRL, QPoint(box.left() + 1, box.center().y()))
        QTest.mouseMove(page.viewport(), box.center())
        for at in (box.center(), QPoint(box.right() - 1, box.center().y())):
            event = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(at), QPointF(page.viewport().mapToGlobal(at)), LEFT, LEFT, CTRL
            )
            QApplication.sendEvent(page.viewport(), event)
        QTest.mouseRelease(page.viewport(), LEFT, CTRL, QPoint(box.right() - 1, box.center().y()))

    item = add(workspace, "PERSON", "an aide")
    workspace.select(item)
    drag(place("survey"))
    assert workspace.document.fragments(item) == (place("an aide"), place("survey"))
    workspace.place_caret(0)
    workspace.select_range(*place("northern"))
    drag(place("visit"))
    assert workspace.focus.fragments == (place("northern"), place("visit"))


# Real fields


def test_a_note_is_typed_into_a_real_field(
    page: PageView, binding: PageBinding, workspace: Workspace, project: Project, qtbot: QtBot
) -> None:
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    QTest.keyClick(page, Qt.Key.Key_Q)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "a doubt: 1 or 2?")
    QTest.keyClick(field, Qt.Key.Key_Left)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [note.text for note in project.layer(workspace.document.id).notes] == ["a doubt: 1 or ?"]
    assert page.hasFocus()
    assert workspace.mode.name == "page"


def test_tab_goes_through_real_fields_and_escape_gives_the_keyboard_back(
    page: PageView, binding: PageBinding, workspace: Workspace, project: Project, qtbot: QtBot
) -> None:
    item = add(workspace, "GPE", "London")
    workspace.select(item)
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    QTest.keyClick(page, Qt.Key.Key_V)
    typed = {"Name": "x", "KB id": "x", "Country": "GBR", "Sectors": "GOV, MIL"}
    names = []
    for _ in range(4):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        names.append(field.accessibleName())
        if names[-1] != "Name":
            field.clear()
        QTest.keyClicks(field, typed[names[-1]])
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert names == list(typed)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    (entity,) = project.layer(workspace.document.id).entities
    assert (entity.name, entity.kb_id, entity.country, entity.sectors) == ("x", "x", "GBR", ("GOV", "MIL"))
    QTest.keyClick(page, Qt.Key.Key_V)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.hasFocus()

"""Problems in the window: found while nobody waits, walked through by a key, mended, exempted; listed in their tab."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop.desk import Desk

from .conftest import OpenWindow

K = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXT = "Norland did not sign the pact. The Ostrian Front met Brandt's aide.\n\nNorland may attack."


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A project whose document has four problems, in the order of the text."""
    path = tmp_path / "faulty.glossator"
    with Project.create(path, annotator="ada") as project:
        (document,) = project.import_texts([("pact.txt", TEXT)]).documents
        for words, type_ in (("sign", "AGREE"), ("attack", "ASSAULT")):
            start = TEXT.index(words)
            project.add_event(document, type_, trigger=(start, start + len(words)))
        for words, label in (("The Ostrian Front", "ORG"), ("Brandt's", "PERSON")):
            start = TEXT.index(words)
            project.add_span(document, start, start + len(words), label)
    return path


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, held)


def desk_of(open_window: OpenWindow, path: Path) -> Desk:
    desk = open_window(path).desk
    assert desk is not None
    return desk


def codes(desk: Desk) -> list[str]:
    return [problem.code for problem in desk.problems.problems]


def test_they_are_found_without_being_asked_for(qtbot: QtBot, open_window: OpenWindow, faulty: Path) -> None:
    desk = desk_of(open_window, faulty)
    qtbot.waitUntil(lambda: len(codes(desk)) == 4)
    assert codes(desk) == ["polarity_cue", "leading_article", "possessive", "modality_cue"]
    texts = [desk.aside.tabs.tabText(tab) for tab in range(desk.aside.tabs.count())]
    assert "Problems 4" in texts
    assert desk.workspace.mode.name == "page"


def test_a_key_goes_from_one_to_the_next(qtbot: QtBot, open_window: OpenWindow, faulty: Path) -> None:
    desk = desk_of(open_window, faulty)
    seen = []
    for _ in range(5):
        press(qtbot, K.Key_F8)
        assert desk.problems.current is not None
        seen.append(desk.problems.current.code)
    assert seen == ["polarity_cue", "leading_article", "possessive", "modality_cue", "polarity_cue"]
    press(qtbot, K.Key_F8, SHIFT)
    assert desk.problems.current.code == "modality_cue"
    assert desk.binding.card.isVisible()
    sheet = desk.workspace.mode.sheet()
    assert sheet is not None
    assert "4 of 4" in sheet.spoken
    press(qtbot, K.Key_Escape)
    assert (desk.workspace.mode.name, desk.problems.current) == ("page", None)


def test_enter_mends_and_goes_on_and_undo_brings_it_back(qtbot: QtBot, open_window: OpenWindow, faulty: Path) -> None:
    desk = desk_of(open_window, faulty)
    press(qtbot, K.Key_F8)
    press(qtbot, K.Key_Return)
    (event, _) = desk.project.layer(desk.workspace.document.id).events
    assert event.attributes["polarity"] == "negated"
    assert desk.problems.current is not None
    assert desk.problems.current.code == "leading_article"
    press(qtbot, K.Key_Return)
    press(qtbot, K.Key_Return)
    assert [span.text for span in desk.project.layer(desk.workspace.document.id).spans] == ["Ostrian Front", "Brandt"]
    press(qtbot, K.Key_Return)
    assert codes(desk) == []
    assert desk.workspace.mode.name == "page"
    press(qtbot, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: codes(desk) == ["modality_cue"])


def test_what_is_right_is_not_reported_again(qtbot: QtBot, open_window: OpenWindow, faulty: Path) -> None:
    desk = desk_of(open_window, faulty)
    press(qtbot, K.Key_F8)
    press(qtbot, K.Key_X)
    assert codes(desk) == ["leading_article", "possessive", "modality_cue"]
    assert [one.code for one in desk.project.exemptions()] == ["polarity_cue"]
    assert desk.problems.current is not None
    assert desk.problems.current.code == "leading_article"


def test_other_keys_mean_what_they_mean_on_the_page(qtbot: QtBot, open_window: OpenWindow, faulty: Path) -> None:
    desk = desk_of(open_window, faulty)
    press(qtbot, K.Key_F8)
    press(qtbot, K.Key_F8)
    press(qtbot, K.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert desk.workspace.mode.name == "page"
    assert "Ostrian Front" in [span.text for span in desk.project.layer(desk.workspace.document.id).spans]
    qtbot.waitUntil(lambda: "leading_article" not in codes(desk) and not desk.problems.is_stale)


def test_a_digit_without_a_way_does_nothing(qtbot: QtBot, open_window: OpenWindow, faulty: Path) -> None:
    desk = desk_of(open_window, faulty)
    press(qtbot, K.Key_F8)
    steps = len(desk.project.history())
    press(qtbot, K.Key_7)
    assert (desk.workspace.mode.name, len(desk.project.history())) == ("problem", steps)


def test_the_list_steers_the_page_and_mends(qtbot: QtBot, open_window: OpenWindow, faulty: Path) -> None:
    desk = desk_of(open_window, faulty)
    desk.perform("shell.problems")
    panel = desk.aside.problems
    qtbot.waitUntil(lambda: len(panel.model.rows) == 4)
    panel.list.setFocus()
    press(qtbot, K.Key_Down)
    press(qtbot, K.Key_Down)
    current = desk.problems.current
    assert current is not None
    assert current.code in ("leading_article", "possessive")
    assert desk.workspace.focus.current == current.target
    press(qtbot, K.Key_Return)
    qtbot.waitUntil(lambda: len(panel.model.rows) == 3)
    assert current.code not in codes(desk)
    assert panel.list.hasFocus()
    press(qtbot, K.Key_X)
    qtbot.waitUntil(lambda: len(panel.model.rows) == 2)
    press(qtbot, K.Key_Escape)
    assert desk.page.hasFocus()
    assert desk.workspace.mode.name == "page"


def test_a_clean_document_says_so(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    desk = desk_of(open_window, project_path)
    said: list[str] = []
    desk.said.connect(lambda _, words: said.append(words))
    press(qtbot, K.Key_F8)
    assert said == ["There is no problem in this document."]
    desk.perform("shell.problems")
    qtbot.waitUntil(lambda: not desk.problems.is_stale)
    assert desk.aside.problems.note.isVisible()


def test_what_nothing_mends_is_opened(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "aid.glossator"
    with Project.create(path, annotator="ada") as project:
        (document,) = project.import_texts([("aid.txt", "Norland gave aid.")]).documents
        event = project.add_event(document, "AID", trigger=(13, 16))
    desk = desk_of(open_window, path)
    press(qtbot, K.Key_F8)
    assert desk.problems.current is not None
    assert desk.problems.current.code == "missing_role"
    press(qtbot, K.Key_Return)
    assert desk.workspace.mode.name == "roles"
    assert desk.workspace.focus.current == event
    press(qtbot, K.Key_F8)
    assert desk.workspace.mode.name == "problem"

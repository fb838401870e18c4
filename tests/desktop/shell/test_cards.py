"""Toast, question and preferences: what lies over the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from glossator_desktop.panels.commands import ALL_ACTIONS
from glossator_desktop.panels.key_sections import sections
from glossator_desktop.panels.keysheet import KeySheet
from glossator_desktop.panels.paint import SHADOW_REACH
from glossator_desktop.panels.preference_rows import preference_rows, stepped
from glossator_desktop.panels.preferences_card import PreferencesCard
from glossator_desktop.preferences import Preferences
from glossator_desktop.question import QuestionCard
from glossator_desktop.questions import Question, nothing
from glossator_desktop.theme import load_theme
from glossator_desktop.toast import Toast


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    field = QLineEdit(host)
    host.show()
    host.activateWindow()
    field.setFocus()
    return host


def test_a_toast_says_its_sentence_and_goes_by_itself(
    qtbot: QtBot, host: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator_desktop.toast.LIFETIME", {"info": 1, "warning": 1, "error": 1})
    toast = Toast(host)
    toast.set_theme(load_theme("dark"))
    toast.say("info", "3")
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_the_next_toast_takes_the_place_of_the_last_one(host: QWidget) -> None:
    toast = Toast(host)
    toast.say("info", "One")
    toast.say("error", "The disk is full. Make room and try again. " * 6)
    assert toast.level == "error"
    assert host.rect().contains(toast.geometry().adjusted(0, 0, 0, -SHADOW_REACH))
    assert toast.label.height() >= toast.label.heightForWidth(toast.label.width())


def test_a_click_lets_the_toast_go(qtbot: QtBot, host: QWidget) -> None:
    toast = Toast(host)
    toast.say("warning", "Careful.")
    qtbot.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def _question(given: list[str]) -> Question:
    return Question(
        "Undecided suggestions",
        "12 suggestions are undecided.",
        (
            ("R", "Reject them", lambda: given.append("R")),
            ("L", "Leave them unseen", lambda: given.append("L")),
            ("Esc", "Go on working", nothing),
        ),
    )


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ([Qt.Key.Key_R], ["R"]),
        ([Qt.Key.Key_L], ["L"]),
        ([Qt.Key.Key_Return], ["R"]),
        ([Qt.Key.Key_Down, Qt.Key.Key_Return], ["L"]),
        ([Qt.Key.Key_Tab, Qt.Key.Key_Return], ["L"]),
        ([Qt.Key.Key_Escape], []),
    ],
)
def test_a_question_is_answered_by_keys(qtbot: QtBot, host: QWidget, keys: list[Qt.Key], answer: list[str]) -> None:
    given: list[str] = []
    card = QuestionCard(host)
    card.ask(_question(given))
    for key in keys:
        qtbot.keyClick(host.focusWidget(), key)
    assert given == answer
    assert not card.isVisible()
    assert isinstance(host.focusWidget(), QLineEdit)


def test_a_key_that_is_no_answer_leaves_the_question_open(qtbot: QtBot, host: QWidget) -> None:
    given: list[str] = []
    card = QuestionCard(host)
    card.ask(_question(given))
    qtbot.keyClick(host.focusWidget(), Qt.Key.Key_Q)
    assert card.isVisible()
    assert given == []


def test_a_question_can_be_asked_from_an_answer(qtbot: QtBot, host: QWidget) -> None:
    card = QuestionCard(host)
    given: list[str] = []
    card.ask(Question("First", "", (("1", "Ask on", lambda: card.ask(_question(given))),)))
    qtbot.keyClick(host.focusWidget(), Qt.Key.Key_1)
    assert card.title.text() == "Undecided suggestions"
    qtbot.keyClick(host.focusWidget(), Qt.Key.Key_L)
    assert given == ["L"]


def test_a_click_answers(qtbot: QtBot, host: QWidget) -> None:
    given: list[str] = []
    card = QuestionCard(host)
    card.ask(_question(given))
    qtbot.mouseClick(host.focusWidget(), Qt.MouseButton.LeftButton)
    assert given == ["R"]


def test_preferences_step_through_their_values_live(qtbot: QtBot, host: QWidget) -> None:
    card = PreferencesCard(host)
    card.set_theme(load_theme("light"))
    told: list[Preferences] = []
    card.changed.connect(told.append)
    card.show_preferences(Preferences())
    qtbot.keyClick(card.list, Qt.Key.Key_Right)
    qtbot.keyClick(card.list, Qt.Key.Key_Down)
    qtbot.keyClick(card.list, Qt.Key.Key_Return)
    assert told == [Preferences(theme="light"), Preferences(theme="light", zoom=115)]
    qtbot.keyClick(card.list, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_every_preference_comes_back_after_a_round() -> None:
    chosen = Preferences()
    for row in preference_rows(chosen):
        there = stepped(chosen, row.name, 1, serifs=["Georgia"])
        assert there != chosen
        assert stepped(there, row.name, -1, serifs=["Georgia"]) == chosen


def test_the_models_of_the_cards_keep_qts_rules(qtbot: QtBot, host: QWidget) -> None:
    card = PreferencesCard(host)
    tester = QAbstractItemModelTester(card.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    card.show_preferences(Preferences())
    card.show_preferences(Preferences(zoom=150))
    assert tester.model() is card.model


def test_the_sheet_of_keys_is_filtered_by_typing(qtbot: QtBot, host: QWidget) -> None:
    sheet = KeySheet(host)
    sheet.set_theme(load_theme("dark"))
    sheet.show_keys(sections(ALL_ACTIONS))
    every = sum(len(section.rows) for section in sheet.table.sections)
    qtbot.keyClicks(sheet.field, "undo")
    assert 0 < sum(len(section.rows) for section in sheet.table.sections) < every
    assert "Undo" in sheet.table.accessibleDescription()
    qtbot.keyClick(sheet.field, Qt.Key.Key_PageDown)
    qtbot.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert isinstance(host.focusWidget(), QLineEdit)


def test_a_sentence_that_could_be_read_gives_way_to_the_next_key(
    host: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    toast = Toast(host)
    toast.say("info", "3 accepted.")
    toast.give_way()
    assert toast.isVisible()
    monkeypatch.setattr("glossator_desktop.toast.READ", -1)
    toast.say("error", "The disk is full.")
    toast.give_way()
    assert toast.isVisible()
    toast.say("info", "3 accepted.")
    toast.give_way()
    assert not toast.isVisible()

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from glossator_desktop.panels.chooser import Choice, ChooserCard
from glossator_desktop.theme import load_theme

CHOICES = [
    Choice("undo", "Undo", "Everywhere", ("Ctrl+Z",)),
    Choice("redo", "Redo", "Everywhere", ("Ctrl+Y",), enabled=False),
    Choice("import", "Import files…", "Project", colour="#009E73"),
    Choice("export", "Export…", "Project", also="training data"),
]


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    QVBoxLayout(host).addWidget(QLineEdit("the page"))
    host.resize(800, 600)
    host.show()
    host.activateWindow()
    host.findChild(QLineEdit).setFocus()
    return host


@pytest.fixture
def chooser(host: QWidget) -> ChooserCard:
    chooser = ChooserCard(host)
    chooser.set_theme(load_theme("dark"))
    return chooser


def _ask(chooser: ChooserCard, current: str | None = None) -> list[str]:
    chosen: list[str] = []
    chooser.ask("What?", CHOICES, chosen.append, current=current)
    return chosen


def test_letters_narrow_and_enter_chooses(qtbot: QtBot, chooser: ChooserCard) -> None:
    chosen = _ask(chooser)
    qtbot.keyClicks(chooser.field, "imp")
    assert [choice.id for choice in chooser.model.rows] == ["import"]
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen == ["import"]
    assert not chooser.isVisible()


def test_arrows_move_in_the_list(qtbot: QtBot, chooser: ChooserCard) -> None:
    chosen = _ask(chooser)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(chooser.field, key)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Enter)
    assert chosen == ["import"]


def test_what_is_switched_off_stands_last_and_cannot_be_chosen(qtbot: QtBot, chooser: ChooserCard) -> None:
    chosen = _ask(chooser)
    assert chooser.model.rows[-1].id == "redo"
    qtbot.keyClicks(chooser.field, "redo")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen == []
    assert chooser.isVisible()


def test_escape_gives_the_keyboard_back(qtbot: QtBot, host: QWidget, chooser: ChooserCard) -> None:
    page = host.findChild(QLineEdit)
    closed: list[bool] = []
    chooser.closed.connect(lambda: closed.append(True))
    chosen = _ask(chooser)
    assert chooser.field.hasFocus()
    qtbot.keyClick(chooser.field, Qt.Key.Key_Escape)
    assert page.hasFocus()
    assert (chosen, closed) == ([], [True])


def test_a_click_beside_the_card_leaves_and_a_click_on_a_row_chooses(qtbot: QtBot, chooser: ChooserCard) -> None:
    _ask(chooser)
    qtbot.mouseClick(chooser, Qt.MouseButton.LeftButton, pos=chooser.rect().bottomLeft())
    assert not chooser.isVisible()
    chosen = _ask(chooser)
    place = chooser.list.visualRect(chooser.model.index(1, 0)).center()
    qtbot.mouseClick(chooser.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["import"]


def test_other_words_lead_to_a_choice_too(qtbot: QtBot, chooser: ChooserCard) -> None:
    _ask(chooser)
    qtbot.keyClicks(chooser.field, "training")
    assert [choice.id for choice in chooser.model.rows] == ["export"]
    qtbot.keyClicks(chooser.field, "zzz")
    assert chooser.note.isVisible()


def test_the_current_one_is_marked_on_opening(qtbot: QtBot, chooser: ChooserCard) -> None:
    chosen = _ask(chooser, current="export")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen == ["export"]


def test_the_model_keeps_qts_rules(qtbot: QtBot, chooser: ChooserCard) -> None:
    tester = QAbstractItemModelTester(chooser.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    _ask(chooser)
    for text in ("e", "ex", "", "zzz"):
        chooser.field.setText(text)
    assert tester.model() is chooser.model


def test_the_card_shrinks_to_a_small_window(qtbot: QtBot, host: QWidget, chooser: ChooserCard) -> None:
    host.resize(320, 260)
    _ask(chooser)
    assert chooser.rect().contains(chooser.card.geometry())

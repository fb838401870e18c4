"""The concordance in the window: shown while its mode has the keys, filled while nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop.desk import Desk
from glossator_desktop.panels.concordance_card import ConcordanceCard
from glossator_desktop.panels.concordance_rows import remark_of
from glossator_desktop.window import MainWindow

OpenWindow = Callable[..., MainWindow]

LINES = "\n".join(f"{number}: Byron met BYRON in London." for number in range(60))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "byron.glossator"
    with Project.create(path, annotator="ada") as project:
        first, _ = project.import_texts([("long", LINES), ("short", "Byron again.")]).documents
        start = LINES.index("Byron")
        project.add_span(first, start, start + 5, "PERSON")
        project.add_span(first, LINES.index("BYRON"), LINES.index("BYRON") + 5, "ORG")
        project.set_place(first, 0, 0.0)
    return path


@pytest.fixture
def desk(open_window: OpenWindow, path: Path) -> Desk:
    desk = open_window(path).desk
    assert desk is not None
    desk.workspace.press("N")
    return desk


def opened(desk: Desk, qtbot: QtBot) -> ConcordanceCard:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    card = desk.concordance.card
    assert card.isVisible()
    qtbot.waitUntil(lambda: card.model.state is not None and card.model.state.complete)
    return card


def test_it_fills_shows_ticks_and_goes(qtbot: QtBot, desk: Desk) -> None:
    card = opened(desk, qtbot)
    QAbstractItemModelTester(card.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert desk.page.hasFocus()
    qtbot.waitUntil(lambda: card.model.rowCount() == 120)
    state = card.model.state
    assert state is not None
    assert [remark_of(row) for row in state.rows[:3]] == ["", "is ORG", ""]
    assert card.status.text().startswith("1 left out")
    ticked = card.model.data(card.model.index(2, 0), int(Qt.ItemDataRole.CheckStateRole))
    assert ticked == Qt.CheckState.Checked
    assert "ticked; 1: Byron met" in card.model.data(card.model.index(2, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert not card.grab().isNull()
    qtbot.keyClick(desk.page, Qt.Key.Key_Return)
    assert not card.isVisible()
    spans = desk.project.layer(desk.workspace.document.id).spans
    assert [span.label for span in spans].count("PERSON") == 119
    assert desk.page.hasFocus()


def test_tab_and_enter_while_it_still_looks(qtbot: QtBot, desk: Desk) -> None:
    card = opened(desk, qtbot)
    qtbot.keyClick(desk.page, Qt.Key.Key_Tab)
    qtbot.keyClick(desk.page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not card.isVisible())
    assert [span.text for span in desk.project.layer(desk.project.document_ids()[1]).spans] == ["Byron"]
    desk.workspace.press("Ctrl+Z")
    assert desk.project.layer(desk.project.document_ids()[1]).spans == ()


def test_the_mouse_ticks_rows_and_kinds_and_leaves(qtbot: QtBot, desk: Desk) -> None:
    card = opened(desk, qtbot)
    state = card.model.state
    assert state is not None
    qtbot.waitUntil(lambda: card.model.rowCount() == 120)
    before = len(state.ticked)
    first = state.kinds()[0]
    place = card.list.visualRect(card.model.index(2, 0)).center()
    qtbot.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(state.ticked) == before - 1
    card.kinds.grab()
    qtbot.mouseClick(card.kinds, Qt.MouseButton.LeftButton, pos=QPoint(40, card.kinds.height() // 2))
    assert state.kinds()[0] == first
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert not card.isVisible()
    assert desk.workspace.mode.name == "page"
    assert len(desk.project.layer(desk.workspace.document.id).spans) == 2


def test_a_small_window_still_shows_it(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window = open_window(path, size=(500, 380))
    assert window.desk is not None
    window.desk.workspace.press("N")
    card = opened(window.desk, qtbot)
    assert card.rect().contains(card.card.geometry())
    assert not card.grab().isNull()

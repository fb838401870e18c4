from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from glossator_desktop.theme import load_theme
from glossator_desktop.welcome import WAYS, Welcome, start_rows


def test_projects_whose_file_is_gone_say_so(tmp_path: Path) -> None:
    there, gone = tmp_path / "there.glossator", tmp_path / "gone.glossator"
    there.touch()
    rows = start_rows([str(there), str(gone)])[len(WAYS) :]
    assert [(row.title, row.missing) for row in rows] == [("there", False), ("gone", True)]
    assert "file is gone" in rows[1].detail


def test_keys_enter_and_clicks_choose(qtbot: QtBot, tmp_path: Path) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.set_theme(load_theme("light"))
    welcome.resize(800, 700)
    welcome.show()
    project = tmp_path / "a.glossator"
    project.touch()
    welcome.show_start([str(project)])
    chosen: list[str] = []
    welcome.chosen.connect(chosen.append)
    qtbot.keyClick(welcome.list, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_N, Qt.Key.Key_O, Qt.Key.Key_S):
        qtbot.keyClick(welcome.list, key)
    place = welcome.list.visualRect(welcome.model.index(1, 0)).center()
    qtbot.mouseClick(welcome.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [f"recent:{project}", "new", "open", "sample", "open"]


def test_an_error_stands_on_the_page_until_the_next_start(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.resize(800, 700)
    welcome.show()
    welcome.show_start((), error="x.glossator is not a Glossator project.")
    assert welcome.banner.isVisible()
    welcome.show_start(())
    assert not welcome.banner.isVisible()


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    tester = QAbstractItemModelTester(welcome.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    welcome.show_start(["a.glossator"])
    welcome.show_start(())
    assert tester.model() is welcome.model

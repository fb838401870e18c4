from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from glossator_desktop.panels.restoring import Offered
from glossator_desktop.theme import load_theme
from glossator_desktop.welcome import FEW, WAYS, Rescue, Welcome, rescue_rows, start_rows


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


# Backups of what cannot be opened


def _rescue(count: int, *, unreadable: int = -1) -> Rescue:
    backups = tuple(
        Offered(
            Path(f"{number}.glossator"), f"{number} Nov 2026 14:32", "3 MB · 4 steps", readable=number != unreadable
        )
        for number in range(count)
    )
    return Rescue("news", backups)


def test_a_few_backups_stand_first_the_others_behind_one_row() -> None:
    few = rescue_rows(_rescue(FEW + 1))
    assert [row.do for row in few] == [f"restore:{number}.glossator" for number in range(FEW + 1)]
    many = rescue_rows(_rescue(30))
    assert len(many) == FEW + 1
    assert (many[-1].do, many[-1].detail) == ("older", "26 more, the oldest of 29 Nov 2026 14:32.")
    assert len(rescue_rows(_rescue(30), every=True)) == 30
    assert many[0].heading == "Backups of “news”, the latest first"
    assert [row.keys for row in many[:2]] == [("Enter",), ()]


def test_the_latest_that_can_be_read_is_the_one_to_take() -> None:
    rows = rescue_rows(_rescue(3, unreadable=0))
    assert [(row.missing, row.keys) for row in rows] == [(True, ()), (False, ("Enter",)), (False, ())]


def test_a_lost_project_is_restored_by_keys_or_mouse(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.resize(800, 900)
    welcome.show()
    chosen: list[str] = []
    welcome.chosen.connect(chosen.append)
    welcome.show_start((), error="news.glossator is damaged.", rescue=_rescue(9))
    qtbot.keyClick(welcome.list, Qt.Key.Key_Return)
    qtbot.keyClick(welcome.list, Qt.Key.Key_Down)
    qtbot.keyClick(welcome.list, Qt.Key.Key_Return)
    place = welcome.list.visualRect(welcome.model.index(2, 0)).center()
    qtbot.mouseClick(welcome.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [f"restore:{number}.glossator" for number in range(3)]
    welcome.list.setCurrentIndex(welcome.model.index(FEW, 0))
    qtbot.keyClick(welcome.list, Qt.Key.Key_Return)
    assert len(chosen) == 3
    assert len(welcome.model.rows) == 9 + len(WAYS)
    assert welcome.list.currentIndex().row() == FEW
    qtbot.keyClick(welcome.list, Qt.Key.Key_Escape)
    assert [row.do for row in welcome.model.rows] == [row.do for row in WAYS]
    assert not welcome.banner.isVisible()


def test_nothing_can_be_chosen_while_something_is_restored(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    welcome.show_start((), error="news.glossator is damaged.", rescue=_rescue(2))
    welcome.show_busy("Restoring the backup of 21 Nov 2026 14:32 …")
    assert not welcome.list.isEnabled()
    assert welcome.banner.level == "info"
    welcome.show_start((), error="No.", rescue=_rescue(2))
    assert welcome.list.isEnabled()
    assert welcome.banner.level == "error"


def test_without_backups_nothing_is_offered(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show_start((), error="news.glossator is damaged.", rescue=_rescue(0))
    assert [row.do for row in welcome.model.rows] == ["new", "open", "sample"]


def test_a_lost_project_with_backups_says_that_too(tmp_path: Path) -> None:
    (tmp_path / "gone.glossator-backups").mkdir()
    (row,) = start_rows([str(tmp_path / "gone.glossator")])[len(WAYS) :]
    assert "backups are there" in row.detail
    assert row.heading == "Recent projects"

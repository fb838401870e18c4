from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.store.backups import BY_HAND, Backup, Restored, Shelf, before_format
from glossator_desktop.panels.restoring import backup_choices, offered, reason_in_words, when
from glossator_desktop.restoring import Wish, restored_sentence
from glossator_desktop.window import MainWindow

from .conftest import OpenWindow

NOW = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)


@pytest.fixture
def backups(project_path: Path) -> list[Path]:
    """Three backups of the project, the latest first, with fewer and fewer spans."""
    made: list[Backup | None] = []
    with Project.open(project_path, annotator="ada") as project:
        document = project.document_ids()[0]
        for hour in range(3):
            made.append(Shelf(project_path).keep(NOW + timedelta(hours=hour)))
            project.add_span(document, hour, hour + 1, "ORG")
    return [one.path for one in reversed(made) if one is not None]


def damage(path: Path) -> bytes:
    content = b"\x00" * 9000
    path.write_bytes(content)
    return content


def spans(window: MainWindow) -> int:
    assert window.desk is not None
    return len(window.desk.project.layer(window.desk.project.document_ids()[0]).spans)


def test_a_damaged_project_comes_back_by_one_key(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, backups: list[Path]
) -> None:
    content = damage(project_path)
    window = open_window(project_path)
    assert window.desk is None
    assert window.welcome.banner.isVisible()
    assert [row.do for row in window.welcome.model.rows[:3]] == [f"restore:{path}" for path in backups]
    assert window.welcome.list.hasFocus()
    qtbot.keyClick(window.welcome.list, Qt.Key.Key_Return)
    assert "Restoring the backup of" in window.welcome.banner.label.text()
    qtbot.waitUntil(lambda: window.desk is not None)
    assert window.desk is not None
    assert window.desk.project.path == project_path
    assert spans(window) == 3
    (kept,) = project_path.parent.glob("talks damaged *")
    assert kept.read_bytes() == content
    (told,) = window.desk.notices.texts
    assert kept.name in told
    (row,) = window.desk.notices._rows
    row.buttons[0].click()
    assert window.desk.notices.texts == ()


def test_an_older_one_can_be_chosen_for_a_project_that_is_gone(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, backups: list[Path]
) -> None:
    project_path.unlink()
    window = open_window(project_path)
    qtbot.keyClick(window.welcome.list, Qt.Key.Key_Down)
    qtbot.keyClick(window.welcome.list, Qt.Key.Key_Down)
    qtbot.keyClick(window.welcome.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None)
    assert spans(window) == 1
    assert "is back as it was on" in window.toast.label.text()
    assert [item.name for item in project_path.parent.glob("talks damaged *")] == []


def test_a_recent_project_that_is_gone_stays_in_the_list_while_it_has_backups(
    open_window: OpenWindow, project_path: Path, backups: list[Path]
) -> None:
    window = open_window(project_path)
    window.show_welcome()
    project_path.unlink()
    window._begin(f"recent:{project_path}")
    assert window.memory.recent == (str(project_path),)
    assert window.welcome.model.rows[0].do == f"restore:{backups[0]}"
    for path in backups:
        path.unlink()
    window._begin(f"recent:{project_path}")
    assert window.memory.recent == ()


def test_a_damaged_backup_is_refused_and_the_others_are_offered_again(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, backups: list[Path]
) -> None:
    content = damage(project_path)
    window = open_window(project_path)
    damage(backups[0])
    qtbot.keyClick(window.welcome.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.welcome.banner.level == "error")
    assert window.desk is None
    assert project_path.read_bytes() == content
    rows = window.welcome.model.rows
    assert [row.missing for row in rows[:3]] == [True, False, False]
    assert window.welcome.list.currentIndex().row() == 1
    assert window.welcome.list.hasFocus()


def test_a_sound_project_is_restored_beside_itself(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, backups: list[Path]
) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    desk.perform("shell.restore")
    chooser = desk.overlays.chooser
    assert chooser.isVisible()
    assert len(chooser.model.rows) == 3
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not desk)
    assert window.desk is not None
    assert window.desk.project.path.name.startswith("talks restored ")
    assert spans(window) == 2
    assert "“talks” is as it was" in window.toast.label.text()
    with Project.open(project_path, annotator="ada") as project:
        assert len(project.layer(project.document_ids()[0]).spans) == 4


def test_a_damaged_project_is_offered_over_an_open_one(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, backups: list[Path], tmp_path: Path
) -> None:
    Project.create(tmp_path / "other.glossator", annotator="ada").close()
    damage(project_path)
    window = open_window(tmp_path / "other.glossator")
    other = window.desk
    assert other is not None
    assert not window.open_project(project_path)
    assert window.desk is other
    assert other.overlays.chooser.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not other)
    assert window.desk is not None
    assert window.desk.project.path == project_path


def test_a_project_without_backups_says_so(open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    assert window.desk is not None
    window.desk.perform("shell.restore")
    assert "no backups of “talks” yet" in window.toast.label.text()


def test_closing_the_window_waits_for_what_has_begun(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, backups: list[Path]
) -> None:
    damage(project_path)
    window = open_window(project_path)
    qtbot.keyClick(window.welcome.list, Qt.Key.Key_Return)
    window.close()
    with Project.open(project_path, annotator="ada") as project:
        assert len(project.layer(project.document_ids()[0]).spans) == 3


def test_what_a_list_says_of_backups(project_path: Path, backups: list[Path]) -> None:
    shelf = Shelf(project_path)
    by_hand = shelf.keep(NOW + timedelta(days=1), BY_HAND)
    assert by_hand is not None
    damage(backups[2])
    first, *_, last = offered(project_path)
    assert first.detail.endswith("steps · 2 documents")
    assert first.reason == "made by hand"
    assert (last.detail, last.readable) == ("cannot be read", False)
    choices = backup_choices([first, last])
    assert [choice.enabled for choice in choices] == [True, False]
    assert choices[0].title == f"{first.when} · made by hand"
    assert reason_in_words(before_format(2)) == "before the change to format 2"
    assert reason_in_words("other") == "put there by somebody"
    assert when(NOW) == f"{NOW.astimezone().day} Nov 2026 {NOW.astimezone():%H:%M}"


def test_what_is_said_afterwards() -> None:
    gone = Wish(Path("b.glossator"), Path("news.glossator"), in_place=True, when="21 Nov 2026 14:32")
    beside = Wish(Path("b.glossator"), Path("news.glossator"), in_place=False, when="21 Nov 2026 14:32")
    assert restored_sentence(gone, Restored(Path("news.glossator"))) == "“news” is back as it was on 21 Nov 2026 14:32."
    kept = restored_sentence(gone, Restored(Path("news.glossator"), Path("news damaged 1.glossator")))
    assert "kept beside it, as “news damaged 1.glossator”" in kept
    assert "open as “news restored 1”" in restored_sentence(beside, Restored(Path("news restored 1.glossator")))

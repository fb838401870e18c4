from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.store.backups import Shelf
from glossator.store.backups.disk import unfinished_path
from glossator_desktop.backing_up import BackingUp, backed_up, backup_command
from glossator_desktop.preferences import Preferences
from glossator_desktop.window import MainWindow

COMMAND = Path(__file__).parent / "backup_of_tests.py"
SEOUL = timezone(timedelta(hours=9))

Back = Callable[..., BackingUp]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "a.glossator", annotator="ada") as project:
        yield project


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Where each run of the command leaves a line."""
    path = tmp_path / "runs.txt"
    path.touch()
    return path


@pytest.fixture
def back_up(qtbot: QtBot, project: Project, notes: Path) -> Iterator[Back]:
    """Makes backers-up with the command of the tests, and ends them; none may leave a process behind."""
    made: list[BackingUp] = []

    def make(*what: str, again: int = 3_600_000) -> BackingUp:
        command = (sys.executable, [str(COMMAND), str(notes), *what])
        backing_up = BackingUp(project, command=command, first=0, again=again)
        made.append(backing_up)
        return backing_up

    yield make
    for backing_up in made:
        backing_up.stop()
        assert not backing_up.running
        left = [process.state() for process in backing_up.findChildren(QProcess)]
        assert all(state == QProcess.ProcessState.NotRunning for state in left)
        backing_up.deleteLater()


def runs(notes: Path) -> int:
    return len(notes.read_text().splitlines())


def test_one_is_made_soon_and_its_moment_told(qtbot: QtBot, back_up: Back, notes: Path) -> None:
    moment = datetime(2026, 11, 21, 14, 32, tzinfo=SEOUL)
    backing_up = back_up("ok", moment.isoformat())
    with qtbot.waitSignal(backing_up.made) as told:
        backing_up.start()
        backing_up.start()
        assert not backing_up.running
    assert told.args == [moment]
    assert runs(notes) == 1
    assert not backing_up.running


def test_another_is_made_only_where_something_has_changed(qtbot: QtBot, back_up: Back, notes: Path) -> None:
    backing_up = back_up("ok", "2026-11-21T14:32:00+00:00", again=1)
    with qtbot.waitSignal(backing_up.made):
        backing_up.start()
    ticks = [0]
    backing_up._timer.timeout.connect(lambda: ticks.__setitem__(0, ticks[0] + 1))
    qtbot.waitUntil(lambda: 3 <= ticks[0])
    assert runs(notes) == 1
    with qtbot.waitSignal(backing_up.made):
        backing_up.hear()
    assert runs(notes) == 2


def test_a_failure_is_said_once_and_tried_again(qtbot: QtBot, back_up: Back, notes: Path) -> None:
    backing_up = back_up("fail", "The disk is full. Make room.", again=1)
    said: list[tuple[str, str]] = []
    backing_up.said.connect(lambda level, sentence: said.append((level, sentence)))
    backing_up.start()
    qtbot.waitUntil(lambda: 3 <= runs(notes))
    assert said == [("warning", "The disk is full. Make room.")]


def test_a_bug_in_it_is_said_without_its_traceback(qtbot: QtBot, back_up: Back) -> None:
    backing_up = back_up("crash")
    with qtbot.waitSignal(backing_up.said) as told:
        backing_up.start()
    assert told.args is not None
    assert told.args[1] == "No backup of a.glossator could be made; it is tried again in an hour. The log says why."


def test_nonsense_is_no_news(qtbot: QtBot, back_up: Back) -> None:
    backing_up = back_up("nonsense")
    said: list[object] = []
    backing_up.said.connect(lambda *told: said.append(told))
    backing_up.made.connect(said.append)
    backing_up.start()
    qtbot.waitUntil(lambda: backing_up.running)
    qtbot.waitUntil(lambda: not backing_up.running)
    assert said == []


def test_a_command_that_cannot_be_started_is_said(qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    backing_up = BackingUp(project, command=(str(tmp_path / "nothing"), []), first=0)
    with qtbot.waitSignal(backing_up.said) as told:
        backing_up.start()
    assert told.args is not None
    assert "does not start" in told.args[1]
    assert not backing_up.running
    backing_up.stop()


def test_stopping_kills_what_runs_and_clears_away_what_it_left(
    qtbot: QtBot, back_up: Back, project: Project, notes: Path
) -> None:
    folder = Shelf(project.path).folder
    folder.mkdir()
    backing_up = back_up("linger")
    backing_up.start()
    qtbot.waitUntil(lambda: runs(notes) == 1)
    process = backing_up.findChild(QProcess)
    assert process is not None
    own = unfinished_path(folder)
    left = own.with_name(own.name.replace(own.name.split(".")[3], str(process.processId())))
    left.touch()
    backing_up.stop()
    assert not backing_up.running
    assert not left.exists()
    assert not backing_up._timer.isActive()


def test_a_project_that_cannot_be_written_is_left_alone(qtbot: QtBot, project: Project) -> None:
    with Project.open(project.path, annotator="ada", read_only=True) as locked:
        backing_up = BackingUp(locked, first=0)
        backing_up.start()
        assert not backing_up._timer.isActive()


def test_the_command_is_this_very_program(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["backup", str(project.path), "--keep-rotating", "--json"]
    assert backup_command(project) == (sys.executable, ["-m", "glossator", *words])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert backup_command(project) == (sys.executable, words)


def test_the_real_command_backs_up_beside_the_open_project(qtbot: QtBot, project: Project) -> None:
    project.import_texts([("a", "Kim met Lee")])
    backing_up = BackingUp(project, first=0)
    with qtbot.waitSignal(backing_up.made, timeout=60_000):
        backing_up.start()
    (made,) = Shelf(project.path).list()
    with Project.open(made.path, annotator="ada", read_only=True) as copy:
        assert len(copy.document_ids()) == 1
    backing_up.stop()


def test_a_window_backs_up_and_the_preference_ends_it(qtbot: QtBot, tmp_path: Path, project_path: Path) -> None:
    window = MainWindow(state_folder=tmp_path / "state", annotator="ada", suggest=False)
    try:
        window.show()
        window.open_project(project_path)
        desk = window.desk
        assert desk is not None
        timer = desk.backing_up._timer
        qtbot.waitUntil(timer.isActive)
        window._prefer(Preferences(back_up=False))
        assert not timer.isActive()
        window._prefer(Preferences(back_up=True))
        assert timer.isActive()
        desk.backing_up.made.emit(datetime.now().astimezone())
        assert "Backed up" in desk.topbar.saved.toolTip()
    finally:
        window.close()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 21, 14, 32), "Backed up 14:32."),
        (datetime(2026, 11, 3, 9, 5), "Backed up 3 Nov 2026 09:05."),
    ],
)
def test_when_it_was_backed_up(moment: datetime, words: str) -> None:
    assert backed_up(moment.astimezone(), now=lambda: datetime(2026, 11, 21, 23, 0)) == words

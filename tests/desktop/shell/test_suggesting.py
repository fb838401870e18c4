from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop.suggesting import QUIET, Suggesting, WorkerState, worker_command

WORKER = Path(__file__).parent / "worker_of_tests.py"


class Clock:
    """Time as the test tells it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


Suggest = Callable[..., Suggesting]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "a.glossator", annotator="ada") as project:
        yield project


@pytest.fixture
def suggest(qtbot: QtBot, project: Project) -> Iterator[Suggest]:
    """Makes suggesters with the worker of the tests, and ends them; none may leave a process behind."""
    made: list[Suggesting] = []

    def make(*options: str, clock: Clock | None = None, current: int = 0) -> Suggesting:
        command = (sys.executable, [str(WORKER), *options])
        suggesting = Suggesting(project, current=lambda: current, command=command, clock=clock or Clock())
        made.append(suggesting)
        return suggesting

    yield make
    for suggesting in made:
        suggesting.stop()
        assert not suggesting.running
        left = [process.state() for process in suggesting.findChildren(QProcess)]
        assert all(state == QProcess.ProcessState.NotRunning for state in left)
        suggesting.deleteLater()


def _import(project: Project, *texts: str) -> list[int]:
    return list(project.import_texts([(f"{number}.txt", text) for number, text in enumerate(texts)]).documents)


def _has_been_read(project: Project, document: int) -> bool:
    return project.document_summary(document).suggested


def test_every_document_is_read_and_the_open_one_first(qtbot: QtBot, project: Project, suggest: Suggest) -> None:
    ids = _import(project, *(f"Kim met Lee {number}" for number in range(9)))
    order: list[int] = []
    project.subscribe(lambda changes: order.extend(changes.touched))
    suggesting = suggest(current=ids[4])
    states: list[WorkerState] = []
    suggesting.told.connect(states.append)
    suggesting.start()
    qtbot.waitUntil(lambda: len(order) == 9)
    assert order == [*ids[4:], *ids[:4]]
    assert [item.text for item in project.suggestions(ids[0])] == ["Kim", "Lee"]
    qtbot.waitUntil(lambda: not suggesting.state.busy)
    assert "suggesting ahead: 4 of 9" in [state.sentence for state in states]
    assert suggesting.state.sentence == ""


def test_nothing_is_written_while_keys_are_coming(qtbot: QtBot, project: Project, suggest: Suggest) -> None:
    (document,) = _import(project, "Kim met Lee")
    clock = Clock()
    suggesting = suggest(clock=clock)
    suggesting.note_key()
    suggesting.start()
    qtbot.waitUntil(lambda: bool(suggesting._lines))
    suggesting._work()
    assert not _has_been_read(project, document)
    clock.now += QUIET + 0.01
    qtbot.waitUntil(lambda: _has_been_read(project, document))


def test_documents_that_come_later_are_read_too(qtbot: QtBot, project: Project, suggest: Suggest) -> None:
    suggesting = suggest()
    project.subscribe(suggesting.hear)
    suggesting.start()
    assert not suggesting.running
    (document,) = _import(project, "Kim met Lee")
    qtbot.waitUntil(lambda: _has_been_read(project, document))


def test_what_was_read_is_not_read_again(qtbot: QtBot, project: Project, suggest: Suggest) -> None:
    (document,) = _import(project, "Kim met Lee")
    first = suggest()
    first.start()
    qtbot.waitUntil(lambda: _has_been_read(project, document))
    second = suggest()
    second.start()
    assert not second.running


def test_a_worker_that_dies_is_started_once_more(
    qtbot: QtBot, project: Project, suggest: Suggest, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ids = _import(project, f"Kim crash {tmp_path / 'crashed'}", "Kim met Lee")
    suggesting = suggest()
    suggesting.start()
    qtbot.waitUntil(lambda: all(_has_been_read(project, document) for document in ids))
    assert suggesting.state.failed == ""
    assert "ended with code 3" in caplog.text
    caplog.clear()


def test_a_worker_that_dies_twice_is_given_up(
    qtbot: QtBot, project: Project, suggest: Suggest, caplog: pytest.LogCaptureFixture
) -> None:
    _import(project, "Kim always")
    suggesting = suggest()
    said: list[str] = []
    suggesting.said.connect(lambda level, sentence: said.append(sentence))
    suggesting.start()
    qtbot.waitUntil(lambda: bool(said))
    assert "stopped twice" in said[0]
    assert suggesting.state.sentence == said[0]
    assert not suggesting.running
    caplog.clear()


def test_a_text_that_cannot_be_read_does_not_hold_up_the_others(
    qtbot: QtBot, project: Project, suggest: Suggest, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = _import(project, "Kim trouble", "Kim met Lee")
    suggesting = suggest()
    suggesting.start()
    qtbot.waitUntil(lambda: _has_been_read(project, good) and not suggesting.state.busy)
    assert not _has_been_read(project, bad)
    assert "trouble" in caplog.text
    caplog.clear()


def test_a_worker_that_refuses_says_why(qtbot: QtBot, project: Project, suggest: Suggest) -> None:
    _import(project, "Kim")
    suggesting = suggest("refuse")
    with qtbot.waitSignal(suggesting.said) as told:
        suggesting.start()
    assert told.args == ["warning", "There is no model."]
    assert not suggesting.running


def test_a_worker_that_cannot_be_started_says_so(
    qtbot: QtBot, project: Project, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    _import(project, "Kim")
    suggesting = Suggesting(project, current=lambda: 0, command=(str(tmp_path / "nothing"), []))
    with qtbot.waitSignal(suggesting.said):
        suggesting.start()
    assert not suggesting.running
    assert "could not be started" in suggesting.state.failed
    caplog.clear()


def test_a_worker_that_does_not_go_is_killed(qtbot: QtBot, project: Project, suggest: Suggest) -> None:
    (document,) = _import(project, "Kim met Lee")
    suggesting = suggest("linger")
    suggesting.start()
    qtbot.waitUntil(lambda: _has_been_read(project, document))
    suggesting.stop()
    assert not suggesting.running


def test_a_document_that_is_opened_is_next(qtbot: QtBot, project: Project, suggest: Suggest) -> None:
    ids = _import(project, *("Kim met Lee" + " more" * number for number in range(12)))
    suggesting = suggest(current=ids[0])
    order: list[int] = []
    project.subscribe(lambda changes: order.extend(changes.touched))
    suggesting.start()
    suggesting.look_at(ids[10])
    qtbot.waitUntil(lambda: len(order) == 12)
    assert order.index(ids[10]) < 6
    assert sorted(order) == ids


def test_a_project_that_cannot_be_written_is_left_alone(qtbot: QtBot, tmp_path: Path, project: Project) -> None:
    _import(project, "Kim")
    with Project.open(project.path, annotator="ada", read_only=True) as locked:
        suggesting = Suggesting(locked, current=lambda: 0)
        suggesting.start()
        assert not suggesting.running


def test_the_worker_is_this_very_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command() == (sys.executable, ["-m", "glossator", "_suggest-worker"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == (sys.executable, ["_suggest-worker"])

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator_desktop import main
from glossator_desktop.display import NoDisplayError
from glossator_desktop.log import OURS
from glossator_desktop.main import start
from glossator_desktop.preferences import Memory, Preferences, save_memory
from glossator_desktop.window import MainWindow


@pytest.fixture(autouse=True)
def log_files_closed() -> Iterator[None]:
    """The log of a start is closed with the test."""
    yield
    for name in OURS:
        logger = logging.getLogger(name)
        for handler in tuple(logger.handlers):
            logger.removeHandler(handler)
            handler.close()
        logger.setLevel(logging.NOTSET)


@pytest.fixture(autouse=True)
def no_suggester() -> None:
    save_memory(Memory(preferences=Preferences(suggest_ahead=False)))


def _seen() -> list[tuple[bool, str, tuple[str, ...]]]:
    """What the window shows a moment after the start: a project or not, the error, what is recent."""

    def look() -> None:
        window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
        facts.append((window.desk is not None, window.welcome.banner.label.text(), window.memory.recent))
        window.close()

    facts: list[tuple[bool, str, tuple[str, ...]]] = []
    QTimer.singleShot(0, look)
    return facts


def test_without_a_project_the_welcome_page_shows(qtbot: QtBot) -> None:
    seen = _seen()
    assert start() == 0
    assert seen == [(False, "", ())]


def test_a_project_is_opened_and_the_last_one_the_next_time(qtbot: QtBot, project_path: Path) -> None:
    for given in (project_path, None):
        seen = _seen()
        assert start(given, annotator="ada") == 0
        assert seen == [(True, "", (str(project_path.resolve()),))]


def test_a_project_that_cannot_be_opened_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    seen = _seen()
    assert start(tmp_path / "nowhere.glossator") == 0
    opened, error, _ = seen[0]
    assert not opened
    assert "nowhere" in error


def test_without_a_screen_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(main.sys, "platform", "linux")
    with pytest.raises(NoDisplayError, match="glossator render"):
        start()

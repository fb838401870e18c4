"""What the tests of the window share: a small project, and a window on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator_desktop.main import make_application
from glossator_desktop.window import MainWindow

_HERE = Path(__file__).parent

TEXT = "Kim Son Gyong met Fiona Bruce in London.\nHe asked Seoul for help."
LATER = "Talks in Geneva\n\nBoth sides met in Geneva on Friday."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says on every show that it has no size hints: that is no warning of ours."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project with two documents; the first has two suggestions and a span."""
    path = tmp_path / "talks.glossator"
    with Project.create(path, annotator="ada") as project:
        first, _ = project.import_texts([("first.txt", TEXT), ("second.txt", LATER)]).documents
        proposals = (
            Proposal("span", "PERSON", ((0, 13),), 0.9),
            Proposal("span", "GPE", ((33, 39),), 0.8),
        )
        project.record_analysis(first, Analysis("test", "1", proposals))
        project.add_span(first, 18, 29, "PERSON")
    return path


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Makes windows without a suggester, and closes them after the test."""
    windows: list[MainWindow] = []
    make_application()

    def make(project: Path | None = None, *, size: tuple[int, int] = (1300, 800)) -> MainWindow:
        window = MainWindow(state_folder=tmp_path / "state", annotator="ada", suggest=False, back_up=False)
        windows.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        if project is not None:
            window.open_project(project)
        QCoreApplication.processEvents()
        return window

    yield make
    for window in windows:
        if isValid(window):
            window.close()
    flush_deletions()


def flush_deletions() -> None:
    """Let everything that was told to go later go now."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    QCoreApplication.processEvents()

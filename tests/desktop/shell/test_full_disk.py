"""The disk is full while somebody works: it is said, nothing changes, and work goes on when there is room again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from glossator import Project

from .conftest import OpenWindow


@contextmanager
def no_file_may_grow_beyond(size: int) -> Iterator[None]:
    """What a full disk looks like to SQLite, without filling one."""
    if sys.platform == "win32":
        pytest.skip("there is no such limit")
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_key_that_cannot_be_saved_changes_nothing(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    session = desk.workspace.session
    assert session is not None
    qtbot.keyClick(desk.page, Qt.Key.Key_Q)
    qtbot.keyClick(desk.page, Qt.Key.Key_Return)
    before = (dict(session.marks), desk.workspace.focus, desk.project.can_undo())
    saved = desk.topbar.saved.text
    with no_file_may_grow_beyond(Path(f"{project_path}-wal").stat().st_size):
        for key in (Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_1):
            window.toast.let_go()
            qtbot.keyClick(desk.page, key)
            assert (window.toast.level, window.toast.isVisible()) == ("error", True)
            assert "disk" in window.toast.label.text()
            assert (session.marks, desk.workspace.focus, desk.project.can_undo()) == before
            assert desk.topbar.saved.text == saved
    qtbot.keyClick(desk.page, Qt.Key.Key_Space)
    with Project.open(project_path, annotator="ada", read_only=True) as project:
        assert len(project.layer(session.id).spans) == 2
        assert project.can_undo() == desk.project.can_undo() != before[2]

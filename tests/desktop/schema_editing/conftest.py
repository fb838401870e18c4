"""What the tests of the schema editor share: a schema, a project with annotations, a window on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from glossator import Project
from glossator.schema import Schema, load_schema
from glossator_desktop.main import make_application
from glossator_desktop.schema_editing.page import SchemaEditor
from glossator_desktop.window import MainWindow

_HERE = Path(__file__).parent
TEXT = "Kim Son Gyong met Fiona Bruce in London.\nHe asked Seoul for help."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says on every show that it has no size hints: that is no warning of ours."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def plover() -> Schema:
    """The schema that most projects have."""
    return load_schema("plover")


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project with a document, two spans and an event."""
    path = tmp_path / "talks.glossator"
    with Project.create(path, annotator="ada") as project:
        (document,) = project.import_texts([("first.txt", TEXT)]).documents
        kim = project.add_span(document, 0, 13, "PERSON")
        project.add_span(document, 33, 39, "GPE")
        project.add_event(document, "CONSULT", trigger=(14, 17), modes=["visit"], arguments=[("actor", kim)],
                          attributes={"polarity": "positive"})  # fmt: skip
    return path


_KEYS = {"Enter": "Return", "Esc": "Escape"}
_HELD = {"Ctrl": "ControlModifier", "Shift": "ShiftModifier", "Alt": "AltModifier"}


def _parsed(name: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    *held, base = name.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for part in held:
        modifiers |= Qt.KeyboardModifier[_HELD[part]]
    return Qt.Key[f"Key_{_KEYS.get(base, base)}"], modifiers


Press = Callable[..., None]


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Presses keys, by DESIGN's names, on whatever has the keyboard."""

    def send(*names: str) -> None:
        for name in names:
            key, modifiers = _parsed(name)
            target = QApplication.focusWidget()
            assert target is not None, f"nothing has the keyboard before {name}"
            QTest.keyClick(target, key, modifiers)
            QCoreApplication.processEvents()

    return send


@pytest.fixture
def write(qtbot: QtBot) -> Callable[[str], None]:
    """Types a text into whatever has the keyboard, in place of what is there."""

    def send(text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(target, Qt.Key.Key_Backspace)
        QTest.keyClicks(target, text)
        QCoreApplication.processEvents()

    return send


OpenEditor = Callable[..., tuple[MainWindow, SchemaEditor]]


@pytest.fixture
def open_editor(qtbot: QtBot, tmp_path: Path, project_path: Path) -> Iterator[OpenEditor]:
    """Opens the project in a window, and the schema editor by its command."""
    windows: list[MainWindow] = []
    make_application()

    def make(*, size: tuple[int, int] = (1300, 800)) -> tuple[MainWindow, SchemaEditor]:
        window = MainWindow(state_folder=tmp_path / "state", annotator="ada", suggest=False, back_up=False)
        windows.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        window.open_project(project_path)
        QCoreApplication.processEvents()
        assert window.desk is not None
        window.desk.perform("shell.schema")
        QCoreApplication.processEvents()
        editor = window.desk.findChild(SchemaEditor)
        assert isinstance(editor, SchemaEditor)
        return window, editor

    yield make
    for window in windows:
        if isValid(window):
            window.close()
    for _ in range(2):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.errors import ProjectError, VerbError
from glossator_desktop.render import State, render
from glossator_desktop.theme import load_theme


@pytest.mark.parametrize(
    "state", ["page", "palette", "keys", "find", "open", "preferences", "guideline", "spans", "hint"]
)
def test_every_state_can_be_pictured(qtbot: QtBot, project_path: Path, tmp_path: Path, state: State) -> None:
    out = render(project_path, tmp_path / "pictures" / "a.png", state=state, size=(900, 600), annotator="ada")
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (900, 600)
    assert not QApplication.topLevelWidgets()


def test_the_welcome_page_can_be_pictured_in_the_dark(qtbot: QtBot, tmp_path: Path) -> None:
    out = render(None, tmp_path / "a.png", theme="dark", size=(700, 500))
    assert QImage(str(out)).pixelColor(3, 3).name() == load_theme("dark").page


def test_keys_are_pressed_on_a_copy(qtbot: QtBot, project_path: Path, tmp_path: Path) -> None:
    plain = render(project_path, tmp_path / "a.png", size=(900, 600), annotator="ada")
    pressed = render(project_path, tmp_path / "b.png", size=(900, 600), annotator="ada", keys=["Space"])
    assert QImage(str(plain)) != QImage(str(pressed))
    with Project.open(project_path, annotator="ada") as project:
        assert project.can_undo() is not None
        assert len(project.layer(project.document_ids()[0]).spans) == 1


def test_what_is_no_project_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        render(tmp_path / "nowhere.glossator", tmp_path / "a.png")


def test_a_document_is_shown_by_name_or_id(qtbot: QtBot, project_path: Path, tmp_path: Path) -> None:
    with Project.open(project_path, annotator="ada") as project:
        second = project.document_ids()[1]
    by_name = render(project_path, tmp_path / "a.png", document="second.txt", size=(900, 600), annotator="ada")
    by_id = render(project_path, tmp_path / "b.png", document=second, size=(900, 600), annotator="ada")
    assert QImage(str(by_name)) == QImage(str(by_id))
    with pytest.raises(VerbError, match="no document"):
        render(project_path, tmp_path / "c.png", document="third.txt")

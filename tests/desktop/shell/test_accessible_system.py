from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator_desktop.accessible_system import LARGEST, scale_for, sized_application, wants_contrast
from glossator_desktop.main import make_application
from glossator_desktop.theme import prefer_contrast
from glossator_desktop.window import MainWindow


@pytest.mark.parametrize(
    ("platform", "points", "scale"),
    [
        ("win32", 9, 1.0), ("win32", 13.5, 1.5), ("win32", 18, 2.0),
        ("darwin", 13, 1.0), ("darwin", 19.5, 1.5),
        ("linux", 9, 1.0), ("linux", 10, 1.0), ("linux", 11, 1.0), ("linux", 16.5, 1.5), ("linux", 22, 2.0),
    ],
)  # fmt: skip
def test_the_system_font_says_how_large_everything_is(platform: str, points: float, scale: float) -> None:
    assert scale_for(points, platform=platform) == scale


@given(st.floats(-1, 200), st.sampled_from(["win32", "darwin", "linux"]))
def test_nothing_gets_smaller_than_designed_nor_too_large_to_use(points: float, platform: str) -> None:
    assert 1.0 <= scale_for(points, platform=platform) <= LARGEST


def test_an_application_that_is_there_stays(qtbot: QtBot) -> None:
    assert sized_application(make_application) is QApplication.instance()


def test_the_offscreen_platform_asks_for_no_contrast(qtbot: QtBot) -> None:
    assert not wants_contrast()


def test_high_contrast_comes_and_goes_while_the_window_is_open(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if not hasattr(QGuiApplication.styleHints(), "accessibility"):
        pytest.skip("this Qt cannot tell")
    window = MainWindow(annotator="ada", suggest=False, back_up=False, state_folder=tmp_path)
    qtbot.addWidget(window)
    usual = window.theme
    hints = QGuiApplication.styleHints().accessibility()
    try:
        for asked, same in ((True, False), (False, True)):
            monkeypatch.setattr("glossator_desktop.window.wants_contrast", lambda asked=asked: asked)
            hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
            assert (window.theme == usual) is same
    finally:
        prefer_contrast(False)

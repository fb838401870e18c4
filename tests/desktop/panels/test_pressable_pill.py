"""The pill with the schema's name: a click asks for the editor."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from glossator_desktop.panels.pills import PressablePill

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def test_a_click_counts_where_it_ends_on_the_pill(qtbot: QtBot) -> None:
    pill = PressablePill("PLOVER")
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    pill.show()
    with qtbot.waitSignal(pill.clicked, timeout=1000):
        QTest.mouseClick(pill, LEFT)
    heard: list[None] = []
    pill.clicked.connect(lambda: heard.append(None))
    QTest.mousePress(pill, LEFT, NONE, QPoint(3, 3))
    QTest.mouseRelease(pill, LEFT, NONE, QPoint(500, 3))
    QTest.mouseClick(pill, Qt.MouseButton.RightButton)
    assert heard == []

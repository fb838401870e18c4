"""The notice bar: what stands in it, what its keys do, and that it fits any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from glossator_desktop.fonts import BODY, sans
from glossator_desktop.main import make_application
from glossator_desktop.panels.notice import LEFT, RIGHT, Notice, NoticeAction, NoticeBar, plan_row
from glossator_desktop.theme import load_theme

LONG = "Keep the project on this machine's own disk, and put backups there. " * 3


class Host:
    """A bar in a window of a given width, and what its actions did."""

    def __init__(self, width: int = 900) -> None:
        self.done: list[str] = []
        self.window = QWidget()
        self.bar = NoticeBar()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addStretch(1)
        self.window.resize(width, 400)

    def notice(self, level: str, text: str, *keys: str) -> Notice:
        actions = tuple(NoticeAction(key, f"Do {key}", lambda key=key: self.done.append(key)) for key in keys)  # type: ignore[misc]
        return Notice(level, text, actions)  # type: ignore[arg-type]


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    make_application()
    made = Host()
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    return made


def buttons_of(part: QWidget) -> list[QWidget]:
    return [child for child in part.findChildren(QWidget) if child.accessibleName().startswith("Do ")]


def test_it_takes_no_room_while_there_is_nothing_to_say(host: Host) -> None:
    assert not host.bar.isVisible()
    host.bar.set_notice("a", host.notice("info", "Somebody else writes."))
    assert host.bar.isVisible()
    host.bar.set_notice("a", None)
    host.bar.set_notice("never", None)
    assert not host.bar.isVisible()


def test_each_slot_has_one_and_the_gravest_is_on_top(host: Host) -> None:
    host.bar.set_notice("a", host.notice("info", "I"))
    host.bar.set_notice("b", host.notice("error", "E"))
    host.bar.set_notice("c", host.notice("warning", "W"))
    assert host.bar.texts == ("E", "W", "I")
    host.bar.set_notice("b", host.notice("info", "E, but mended"))
    assert host.bar.texts == ("W", "I", "E, but mended")
    assert host.bar.accessibleName() == "W I E, but mended"
    assert host.bar.notice("c") is not None


def test_function_keys_work_from_everywhere_and_letters_only_inside(qtbot: QtBot, host: Host) -> None:
    host.bar.set_notice("a", host.notice("warning", "W", "F7", "Ctrl+S", "U"))
    assert host.bar.press("F7")
    assert host.bar.press("Ctrl+S")
    assert not host.bar.press("U")
    assert not host.bar.press("F8")
    host.bar.take_keyboard()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_U)
    assert host.done == ["F7", "Ctrl+S", "U"]


def test_a_key_belongs_to_the_gravest_notice_that_has_it(host: Host) -> None:
    host.bar.set_notice("a", host.notice("info", "I", "F7"))
    error = Notice("error", "E", (NoticeAction("F7", "Mend", lambda: host.done.append("mend")),))
    host.bar.set_notice("b", error)
    host.bar.press("F7")
    assert host.done == ["mend"]
    host.bar.set_notice("b", None)
    host.bar.press("F7")
    assert host.done == ["mend", "F7"]


def test_buttons_can_be_clicked_pressed_and_walked_through(qtbot: QtBot, host: Host) -> None:
    host.bar.set_notice("a", host.notice("warning", "W", "F7", "F9"))
    first, second = buttons_of(host.bar)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    host.bar.take_keyboard()
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert host.done == ["F9", "F7", "F9"]
    with qtbot.waitSignal(host.bar.left_by_escape):
        qtbot.keyClick(second, Qt.Key.Key_Escape)


def test_a_notice_that_goes_gives_the_keyboard_back(qtbot: QtBot, host: Host) -> None:
    host.bar.set_notice("a", host.notice("warning", "W", "F7"))
    host.bar.set_notice("b", host.notice("error", "E", "F9"))
    host.bar.take_keyboard()
    host.bar.set_notice("b", None)
    assert QApplication.focusWidget().accessibleName() == "Do F7"
    with qtbot.waitSignal(host.bar.orphaned):
        host.bar.set_notice("a", None)


def test_a_notice_without_actions_takes_no_keyboard(host: Host) -> None:
    host.bar.set_notice("a", host.notice("info", "I"))
    assert not host.bar.has_actions
    host.bar.take_keyboard()
    assert not host.bar.isAncestorOf(QApplication.focusWidget() or host.window)


@pytest.mark.parametrize("width", [1400, 900, 480, 320])
def test_the_whole_sentence_is_to_be_read_at_any_width(qtbot: QtBot, host: Host, width: int) -> None:
    host.window.resize(width, 500)
    host.bar.set_notice("a", host.notice("warning", LONG, "F7", "F9"))
    QApplication.processEvents()
    row = host.bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    (label,) = (child for child in row.children() if child.metaObject().className() == "QLabel")
    assert isinstance(label, QWidget)
    needed = label.heightForWidth(label.width())  # type: ignore[attr-defined]
    assert needed <= label.height()
    assert row.rect().contains(label.geometry())
    for button in buttons_of(row):
        assert row.rect().contains(button.geometry())
        assert not button.geometry().intersects(label.geometry())
    assert row.height() == host.bar.height()
    host.window.resize(1400, 500)
    QApplication.processEvents()
    assert row.height() == host.bar.height()


def test_both_themes_paint_every_level(host: Host) -> None:
    for name in ("light", "dark"):
        host.bar.set_theme(load_theme(name))  # type: ignore[arg-type]
        pictures = set()
        for level in ("info", "warning", "error"):
            host.bar.set_notice("a", host.notice(level, "W", "F7"))
            QApplication.processEvents()
            pictures.add(host.bar.grab().toImage().pixelColor(1, 10).name())
        assert len(pictures) == 3


@given(
    width=st.integers(240, 2000),
    words=st.integers(1, 80),
    buttons=st.lists(st.integers(60, 200), max_size=4),
)
def test_nothing_in_a_row_overlaps(width: int, words: int, buttons: list[int]) -> None:
    make_application()
    metrics = QFontMetrics(sans(BODY))
    plan = plan_row(width, "word " * words, tuple(buttons), metrics)
    boxes = [plan.text, *plan.buttons]
    row = QRect(0, 0, width, plan.height)
    for number, box in enumerate(boxes):
        assert row.contains(box)
        assert LEFT <= box.left()
        assert box.right() <= width - RIGHT
        assert not any(box.intersects(other) for other in boxes[number + 1 :])

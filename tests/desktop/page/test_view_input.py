"""Mouse and keys: what a person does becomes a signal, in code points."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from glossator_desktop.page.content import Mark, PageContent
from glossator_desktop.page.view import PageView
from support.pages import marked, picture

TEXT = "😀 The 👨‍👩‍👧 envoy of Seoul met officials.\n\nThe ministry said so."
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def at(page: PageView, offset: int) -> QPoint:
    """A point a little right of an offset's left edge."""
    rect = page.rect_of(offset, offset + 1)
    return QPoint(rect.left() + 2, rect.center().y())


def test_a_click_on_a_mark_names_it(page: PageView, qtbot: QtBot) -> None:
    page.set_content(marked(TEXT, "Seoul", first=41))
    with qtbot.waitSignal(page.mark_clicked) as signal:
        QTest.mouseClick(page.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, at(page, TEXT.index("Seoul") + 1))
    assert signal.args == [41, Qt.KeyboardModifier.ShiftModifier]


def test_a_click_on_nested_marks_names_the_smallest(page: PageView, qtbot: QtBot) -> None:
    start = TEXT.index("envoy")
    outer = Mark(1, "span", "ORG", ((start, start + 14),), "ORG")
    inner = Mark(2, "span", "GPE", ((start + 9, start + 14),), "GPE")
    page.set_content(PageContent(TEXT, marks=(outer, inner)))
    with qtbot.waitSignal(page.mark_clicked) as signal:
        QTest.mouseClick(page.viewport(), LEFT, NONE, at(page, start + 10))
    assert signal.args is not None
    assert signal.args[0] == 2
    assert page.marks_at(at(page, start + 10)) == [2, 1]


@pytest.mark.parametrize("word", ["The", "envoy", "met", "ministry"])
def test_a_click_elsewhere_gives_the_code_point(page: PageView, qtbot: QtBot, word: str) -> None:
    page.set_content(PageContent(TEXT))
    with qtbot.waitSignal(page.place_clicked) as signal:
        QTest.mouseClick(page.viewport(), LEFT, NONE, at(page, TEXT.index(word)))
    assert signal.args == [TEXT.index(word)]


@pytest.mark.parametrize(("held", "exact"), [(NONE, False), (Qt.KeyboardModifier.AltModifier, True)])
def test_a_drag_selects_in_both_directions(
    page: PageView, qtbot: QtBot, held: Qt.KeyboardModifier, exact: bool
) -> None:
    page.set_content(marked(TEXT, "Seoul"))
    start, end = TEXT.index("envoy"), TEXT.index("met")
    for first, last in ((start, end), (end, start)):
        QTest.mousePress(page.viewport(), LEFT, held, at(page, first))
        QTest.mouseMove(page.viewport(), at(page, (first + last) // 2))
        before = picture(page)
        QTest.mouseMove(page.viewport(), at(page, last))
        assert picture(page) != before
        with qtbot.waitSignal(page.range_selected) as signal, qtbot.assertNotEmitted(page.mark_clicked):
            QTest.mouseRelease(page.viewport(), LEFT, held, at(page, last))
        assert signal.args == [start, end, exact]


def test_a_drag_across_paragraphs_selects_across_them(page: PageView, qtbot: QtBot) -> None:
    page.set_content(PageContent(TEXT))
    start, end = TEXT.index("met"), TEXT.index("said")
    QTest.mousePress(page.viewport(), LEFT, NONE, at(page, start))
    QTest.mouseMove(page.viewport(), at(page, end))
    with qtbot.waitSignal(page.range_selected) as signal:
        QTest.mouseRelease(page.viewport(), LEFT, NONE, at(page, end))
    assert signal.args == [start, end, False]


def test_a_double_click_gives_the_character_under_it(page: PageView, qtbot: QtBot) -> None:
    page.set_content(marked(TEXT, "Seoul"))
    place = TEXT.index("Seoul") + 4
    rect = page.rect_of(place, place + 1)
    right_half = QPoint(rect.right() - 1, rect.center().y())
    QTest.mouseClick(page.viewport(), LEFT, NONE, right_half)
    with qtbot.waitSignal(page.double_clicked) as signal, qtbot.assertNotEmitted(page.mark_clicked):
        QTest.mouseDClick(page.viewport(), LEFT, NONE, right_half)
    assert signal.args == [place]


def test_every_key_goes_to_the_handler_tab_too(page: PageView) -> None:
    got: list[int] = []

    def handle(event: QKeyEvent) -> bool:
        got.append(event.key())
        return True

    page.key_handler = handle
    page.setFocus()
    keys = [Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_A, Qt.Key.Key_Left]
    for key in keys:
        QTest.keyClick(page, key)
    assert got == keys
    assert page.hasFocus()


def test_a_key_that_nobody_wants_may_turn_the_page(page: PageView) -> None:
    page.set_content(PageContent("word " * 3_000))
    page.key_handler = lambda event: False
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert 0 < page.verticalScrollBar().value()
    QTest.keyClick(page, Qt.Key.Key_Down)
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert page.verticalScrollBar().value() == 0


def wheel(page: PageView, held: Qt.KeyboardModifier, turn: int) -> None:
    centre = QPointF(page.viewport().rect().center())
    event = QWheelEvent(
        centre, centre, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(page.viewport(), event)


def test_the_wheel_scrolls_and_with_ctrl_asks_for_zoom(page: PageView, qtbot: QtBot) -> None:
    page.set_content(PageContent("word " * 3_000))
    wheel(page, NONE, -120)
    scrolled = page.verticalScrollBar().value()
    assert 0 < scrolled
    for turn, step in ((120, 1), (-120, -1)):
        with qtbot.waitSignal(page.zoom_asked) as signal:
            wheel(page, Qt.KeyboardModifier.ControlModifier, turn)
        assert signal.args == [step]
    assert page.verticalScrollBar().value() == scrolled


def test_the_tooltip_shows_whole_chips(page: PageView, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, *rest: shown.append(text))
    start = TEXT.index("Seoul")
    mark = Mark(1, "span", "GPE", ((start, start + 5),), "A <very> long label", badges=("actor",))
    page.set_content(PageContent(TEXT, marks=(mark,)))
    for point in (at(page, start + 1), QPoint(1, 1)):
        event = QHelpEvent(QEvent.Type.ToolTip, point, page.viewport().mapToGlobal(point))
        QApplication.sendEvent(page.viewport(), event)
    assert shown == ["A &lt;very&gt; long label · actor", ""]


def test_the_page_says_what_it_is(page: PageView) -> None:
    page.set_content(PageContent(TEXT))
    assert page.accessibleName() == "Article"
    page.set_content(PageContent(TEXT, "A title"))
    assert page.accessibleName() == "A title"


def test_tab_never_takes_the_focus_out_of_the_page(page: PageView, qtbot: QtBot) -> None:
    """Not even where no handler wants it: a card floats over the page and needs its keys."""
    heard: list[QEvent.Type] = []

    class Window(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append(event.type())

    window = Window()
    qtbot.addWidget(window)
    page.setParent(window)
    page.key_handler = lambda _: False
    QTest.keyClick(page, Qt.Key.Key_Tab)
    QTest.keyClick(page, Qt.Key.Key_Backtab)
    assert heard == []
    QTest.keyClick(page, Qt.Key.Key_F5)
    assert len(heard) == 1
    page.setParent(None)

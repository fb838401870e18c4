"""Scrolling: estimated heights are corrected without the view jumping; places are found again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from glossator_desktop.page.content import PageContent
from glossator_desktop.page.minimap import Minimap
from glossator_desktop.page.view import PageView
from support.pages import long_text, marked, picture

CONTENT = marked(long_text(400), "Geneva", "envoy", kind="suggestion", label="ORG")


@pytest.mark.parametrize("step", [-37, -400, 37, 400])
def test_scrolling_moves_the_text_by_as_much(page: PageView, step: int) -> None:
    page.set_content(CONTENT)
    page.set_scroll_place((CONTENT.text.index("\n\n200 ") + 2, 0))
    bar = page.verticalScrollBar()
    for _ in range(12):
        start, end = page.visible_range()
        lower, upper = page.rect_of(end - 2, end - 1).top(), page.rect_of(start, start + 1).top()
        bar.setValue(bar.value() + step)
        if step < 0:
            assert page.rect_of(start, start + 1).top() == upper - step
        else:
            assert page.rect_of(end - 2, end - 1).top() == lower - step


def test_the_way_up_ends_at_the_very_top(page: PageView) -> None:
    page.set_content(CONTENT)
    page.set_scroll_place((len(CONTENT.text) // 2, 0))
    bar = page.verticalScrollBar()
    for _ in range(400):
        bar.setValue(bar.value() - 300)
    assert bar.value() == 0
    assert page.visible_range()[0] == 0
    top = picture(page)
    page.set_content(CONTENT)
    assert picture(page) == top


def test_the_end_can_be_reached(page: PageView) -> None:
    page.set_content(CONTENT)
    bar = page.verticalScrollBar()
    for _ in range(20):
        bar.setValue(bar.maximum())
    end = len(CONTENT.text)
    assert page.visible_range()[1] == end
    assert page.rect_of(end, end).bottom() < page.viewport().height()


def test_a_short_text_does_not_scroll(page: PageView) -> None:
    page.set_content(PageContent("short"))
    assert page.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.5, 0.99, 1.0])
def test_ensure_visible_brings_a_stretch_in_with_air(page: PageView, share: float) -> None:
    page.set_content(CONTENT)
    for turn in (share, 1 - share, share):
        place = int(turn * (len(CONTENT.text) - 10))
        page.ensure_visible(place, place + 5)
        rect = page.rect_of(place, place + 5)
        assert 0 <= rect.top()
        assert rect.bottom() < page.viewport().height()


def test_ensure_visible_leaves_alone_what_is_well_in_view(page: PageView) -> None:
    page.set_content(CONTENT)
    page.set_scroll_place((CONTENT.text.index("\n\n200 ") + 2, 0))
    before = page.scroll_place()
    start, end = page.visible_range()
    page.ensure_visible((start + end) // 2, (start + end) // 2 + 3)
    assert page.scroll_place() == before


def test_ensure_visible_of_something_long_shows_its_beginning(page: PageView) -> None:
    page.set_content(CONTENT)
    start = CONTENT.text.index("\n\n200 ") + 2
    page.ensure_visible(start, start + 6_000)
    assert 0 <= page.rect_of(start, start + 2).top() < page.viewport().height() // 2


@settings(max_examples=20)
@given(place=st.integers(0, len(CONTENT.text)), delta=st.integers(-50, 60))
def test_a_place_is_found_again(new_page: Callable[[], PageView], place: int, delta: int) -> None:
    one, other = new_page(), new_page()
    for shown in (one, other):
        shown.set_content(CONTENT)
    one.set_scroll_place((place, delta))
    other.set_scroll_place(one.scroll_place())
    assert other.scroll_place() == one.scroll_place()
    assert other.visible_range() == one.visible_range()


def test_the_minimap_moves_the_view(page: PageView, qtbot: QtBot) -> None:
    page.set_content(CONTENT)
    minimap = page.findChild(Minimap)
    assert isinstance(minimap, Minimap)
    with qtbot.waitSignal(page.viewport_changed):
        QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(12, minimap.height() // 2))
    start, end = page.visible_range()
    assert start < len(CONTENT.text) // 2 < end
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=QPoint(12, minimap.height() - 1))
    assert page.visible_range()[1] == len(CONTENT.text)


def test_a_line_of_a_megabyte_is_shown_in_pieces(page: PageView) -> None:
    text = "lorem ipsum dolor sit " * 50_000
    page.set_content(PageContent(text))
    page.ensure_visible(500_000, 500_005)
    start, end = page.visible_range()
    assert start < 500_000 < end < start + 10_000
    assert page.offset_at(page.rect_of(500_000, 500_000).center()) == 500_000

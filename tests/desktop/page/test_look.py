"""How much the page shows: densities, spacing, width, numbers in the margin, labels under the pointer."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from glossator_desktop.page.blocks import split_blocks
from glossator_desktop.page.content import Arc, Mark, Overlay, PageContent
from glossator_desktop.page.look import Density, Numbers, PageLook
from glossator_desktop.page.margin import MarginNumbers
from glossator_desktop.page.view import PageView
from support.pages import long_text, marked, picture

DENSITIES = get_args(Density)
TEXT = "The envoy met the minister in Geneva and later called the council."


def span(at: int, word: str, label: str | None = "ORG", **more: object) -> Mark:
    start = TEXT.index(word)
    made = Mark(at, "span", label, ((start, start + len(word)),), label or "", label or "filler")
    return replace(made, **more)  # type: ignore[arg-type]


TRIGGER = span(1, "met", "CONSULT", kind="event", colour="trigger")
OTHER = span(2, "called", "DEMAND", kind="event", colour="trigger")
MARKS = (
    span(3, "envoy", fills=(1,), badges=("actor",)), TRIGGER, span(4, "minister", fills=(1, 2), badges=("recipient",)),
    span(5, "Geneva", "GPE"), OTHER, span(6, "council", "GPE", kind="suggestion", chip="GPE .40", score=0.4),
)  # fmt: skip
CONTENT = PageContent(TEXT, marks=MARKS)
ARCS = (Arc(TRIGGER.fragments[0], MARKS[0].fragments[0], "actor"),)


def fitting(page: PageView, look: PageLook) -> int:
    page.set_look(look)
    page.set_scroll_place((0, 0))
    start, end = page.visible_range()
    return end - start


def test_without_chips_a_third_more_text_fits(page: PageView) -> None:
    page.set_content(marked(long_text(80), "Geneva", "envoy"))
    chips = fitting(page, PageLook())
    assert 4 / 3 * chips <= fitting(page, PageLook("colours"))
    assert fitting(page, PageLook("current")) == fitting(page, PageLook("colours"))


@pytest.mark.parametrize("density", DENSITIES)
def test_spacing_and_width_make_room(page: PageView, density: Density) -> None:
    page.resize(1_400, 600)
    page.set_content(marked(long_text(80), "Geneva", "envoy"))
    tight, normal, airy = (fitting(page, PageLook(density, spacing)) for spacing in ("tight", "normal", "airy"))
    assert airy < normal <= tight
    widths = [fitting(page, PageLook(density, width=width)) for width in ("narrow", "medium", "wide", "full")]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_a_label_shows_for_what_is_current_and_for_what_is_pointed_at(page: PageView) -> None:
    page.set_content(CONTENT)
    page.set_look(PageLook("colours"))
    plain = picture(page)
    page.set_overlay(Overlay(current=5))
    assert _differs_below(page, "Geneva", plain)
    page.set_overlay(Overlay())
    assert picture(page) == plain
    point = page.rect_of(*MARKS[5].fragments[0]).center()
    QTest.mouseMove(page.viewport(), point)
    assert _differs_below(page, "council", plain)
    QApplication.sendEvent(page.viewport(), QEvent(QEvent.Type.Leave))
    assert picture(page) == plain


def _differs_below(page: PageView, word: str, before: QImage) -> bool:
    start = TEXT.index(word)
    rect = page.rect_of(start, start + len(word))
    below = rect.translated(0, rect.height()).adjusted(0, 1, 0, -rect.height() + 8)
    return picture(page).copy(below) != before.copy(below)


def test_only_the_current_event_is_in_full(page: PageView) -> None:
    page.set_content(CONTENT)
    page.set_look(PageLook("current"))
    grey = picture(page)
    page.set_overlay(Overlay(current=1, arcs=ARCS))
    now = picture(page)
    for word, in_full in (("envoy", True), ("met", True), ("minister", True), ("Geneva", False), ("called", False)):
        start = TEXT.index(word)
        inside = page.rect_of(start, start + len(word)).adjusted(1, 4, -1, -4)
        assert (now.copy(inside) != grey.copy(inside)) is in_full, word


def test_a_filler_brings_its_events_with_it(page: PageView) -> None:
    page.set_content(CONTENT)
    page.set_look(PageLook("current"))
    grey = picture(page)
    page.set_overlay(Overlay(current=3))
    inside = page.rect_of(*TRIGGER.fragments[0]).adjusted(1, 4, -1, -4)
    assert picture(page).copy(inside) != grey.copy(inside)


def test_parts_of_an_event_bear_its_number_unless_it_is_current(page: PageView) -> None:
    page.set_content(CONTENT)
    assert [page.event_number(event) for event in (1, 2, 99)] == [1, 2, None]
    before = picture(page)
    above = page.rect_of(*OTHER.fragments[0]).adjusted(0, -9, 6, -16)
    page.set_overlay(Overlay(current=2))
    assert picture(page).copy(above) != before.copy(above)
    early = replace(TRIGGER, id=7, fragments=((0, 3),))
    page.update_marks([early])
    assert [page.event_number(event) for event in (7, 1, 2)] == [1, 2, 3]
    page.update_marks([], [7])
    assert page.event_number(2) == 2


@pytest.mark.parametrize("numbers", get_args(Numbers))
def test_the_margin_has_room_for_numbers_and_arcs(page: PageView, numbers: Numbers) -> None:
    page.resize(420, 500)
    page.set_content(PageContent(long_text(120)))
    page.set_look(PageLook(numbers=numbers))
    left = page.rect_of(0, 1).left()
    assert 14 < left
    page.set_scroll_place((len(page.content.text), 0))
    margin = picture(page).copy(0, 0, left - 16, 480)
    blank = margin.copy()
    blank.fill(margin.pixelColor(0, 0))
    assert (margin == blank) is (numbers == "off")


def test_numbers_are_no_part_of_the_text(page: PageView) -> None:
    page.set_content(PageContent(long_text(5)))
    page.set_look(PageLook(numbers="paragraphs"))
    second = page.content.text.index("1 the")
    rect = page.rect_of(second, second + 1)
    heard: list[int] = []
    page.place_clicked.connect(heard.append)
    QTest.mouseClick(
        page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(12, rect.center().y())
    )
    assert heard == [second]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["word", "", " ", "a\x0cb", "x" * 30]), min_size=1, max_size=12), st.integers(8, 40))
def test_margin_numbers_count_what_a_reader_counts(lines: list[str], longest: int) -> None:
    text = "\n".join(lines)
    blocks = split_blocks(text, longest=longest)
    paragraphs, every = (MarginNumbers(text, blocks, kind) for kind in ("paragraphs", "lines"))
    shown = [at for at, line in enumerate(lines) if line.strip()]
    begins = {start: at for at, start in enumerate(_starts(lines))}
    for block, start in enumerate(blocks.starts):
        at = begins.get(start) if block not in blocks.lines else None
        counted = at is not None and at in shown
        assert every.of(block) == (at + 1 if counted and at is not None else 0)
        assert paragraphs.of(block) == (shown.index(at) + 1 if counted and at is not None else 0)


def _starts(lines: list[str]) -> list[int]:
    return [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]

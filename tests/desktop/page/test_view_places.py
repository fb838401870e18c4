"""Offsets and points, and the caret's ways up, down and to the edges of lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.content import Mark, PageContent
from glossator_desktop.page.view import PageView
from support.pages import long_text

TEXT = (
    "The 👨‍👩‍👧‍👦 family 😀 of Seoul met officials of the ministry of foreign affairs in Geneva again.\n"
    "\n"
    "𝒜lgebra and e\u0301tude in Zu\u0308rich, said the 🇰🇷 envoy.\n"
    "북한 인권 결의안이 유엔 총회에서 채택되었다."
)
BOUNDARIES = [at for at in range(len(TEXT) + 1) if at == len(TEXT) or TEXT[at] not in "\u0301\u0308\u200d🇷👩👧👦"]


@given(offset=st.sampled_from(BOUNDARIES))
def test_an_offset_is_found_again_where_its_caret_stands(page: PageView, offset: int) -> None:
    if page.visible_range()[1] != len(TEXT):
        page.set_content(PageContent(TEXT))
    assert page.offset_at(page.rect_of(offset, offset).center()) == offset


@pytest.mark.parametrize("word", ["family", "Seoul", "Geneva", "lgebra", "etude"[1:], "envoy", "결의안이"])
def test_a_word_after_emoji_is_where_it_is_painted(page: PageView, word: str) -> None:
    start = TEXT.rindex(word)
    page.set_content(PageContent(TEXT, marks=(Mark(7, "span", "ORG", ((start, start + len(word)),), "ORG"),)))
    rect = page.rect_of(start, start + len(word))
    assert page.marks_at(rect.center()) == [7]
    assert page.offset_at(rect.center(), on_character=True) in range(start, start + len(word))
    assert page.offset_at(rect.topLeft()) == start


def test_a_wrapped_stretch_has_a_rectangle_for_each_line(page: PageView) -> None:
    page.resize(360, 500)
    page.set_content(PageContent(TEXT))
    rects = page.rects_of(0, 80)
    assert 2 < len(rects)
    assert len({rect.top() for rect in rects}) == len(rects)
    assert page.rect_of(0, 80).contains(rects[0])


def test_a_stretch_across_paragraphs_has_rectangles_in_both(page: PageView) -> None:
    page.set_content(PageContent(TEXT))
    end = TEXT.index("etude"[1:])
    rects = page.rects_of(TEXT.index("Geneva"), end)
    assert rects[0].bottom() < rects[-1].top()


def test_a_right_to_left_paragraph_is_on_the_right(page: PageView) -> None:
    text = "Latin line\nوزير الخارجية"
    page.set_content(PageContent(text))
    latin, arabic = page.rect_of(0, 10), page.rect_of(11, 24)
    assert latin.right() < arabic.left()
    first, last = page.rect_of(11, 12), page.rect_of(23, 24)
    assert last.left() < first.left()


def test_a_stretch_across_two_directions_has_two_rectangles_on_one_line(page: PageView) -> None:
    text = "English with عربي داخل السطر and back"
    page.set_content(PageContent(text))
    rects = page.rects_of(text.index("with"), text.index("السطر"))
    assert len(rects) == 2
    assert rects[0].top() == rects[1].top()
    assert not rects[0].intersects(rects[1])


def test_up_and_down_come_back_to_where_they_began(page: PageView) -> None:
    text = long_text(30)
    page.set_content(PageContent(text))
    start = text.index("met", 900)
    goal: float | None = None
    offset = start
    for lines in (1, 1, 1, -1, -1, -1):
        offset, goal = page.vertical_move(offset, lines, goal)
        assert 0 <= offset <= len(text)
    assert offset == start
    assert page.vertical_move(start, 3)[0] == page.vertical_move(page.vertical_move(start, 1)[0], 2, goal)[0]


def test_blank_lines_are_passed_over(page: PageView) -> None:
    page.set_content(PageContent("one\n\n\n\ntwo"))
    assert page.vertical_move(1, 1)[0] == 8
    assert page.vertical_move(8, -1)[0] == 1


def test_beyond_the_first_and_the_last_line_are_the_ends(page: PageView) -> None:
    page.set_content(PageContent("one two"))
    assert page.vertical_move(4, -1)[0] == 0
    assert page.vertical_move(4, 1)[0] == 7


def test_the_edges_of_a_line_are_on_it(page: PageView) -> None:
    text = "the envoy met officials of the ministry " * 6
    page.set_content(PageContent(text))
    middle = 130
    start, end = page.line_edge(middle, False), page.line_edge(middle, True)
    assert start < middle < end
    assert page.rect_of(start, start).top() == page.rect_of(end, end).top() == page.rect_of(middle, middle).top()
    assert text[end] == " "
    assert page.line_edge(end, True) == end
    assert page.line_edge(start, False) == start


def test_a_korean_line_without_spaces_ends_on_itself(page: PageView) -> None:
    text = "북한인권결의안이유엔총회제위원회에서채택되었다" * 10
    page.set_content(PageContent(text))
    end = page.line_edge(3, True)
    assert page.rect_of(end, end).top() == page.rect_of(3, 3).top()


def test_a_chip_belongs_to_its_mark(page: PageView) -> None:
    page.set_content(PageContent("The envoy met.", marks=(Mark(5, "span", "ORG", ((4, 9),), "ORG"),)))
    rect = page.rect_of(4, 9)
    chip = rect.bottomLeft()
    chip.setY(chip.y() + 7)
    assert page.marks_at(chip) == [5]

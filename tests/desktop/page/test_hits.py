from __future__ import annotations

from glossator_desktop.page.content import Mark
from glossator_desktop.page.decor import Box, Chip, Decor
from glossator_desktop.page.hits import marks_under
from glossator_desktop.page.lines import LineBox, LineNeed

OUTER = Mark(1, "span", "ORG", ((0, 20),))
INNER = Mark(2, "span", "GPE", ((4, 8),))
LINE = LineBox(0, 30, 30, top=0, way=3, crown=8, cap_top=12, baseline=24, under=29, chips=31, bottom=53)
DECOR = Decor(
    boxes=(Box(OUTER, 1, 0, 0, 200), Box(INNER, 0, 0, 40, 80)),
    links=(),
    chips=(Chip(INNER, 0, 0, 40, 30, "GPE"), Chip(OUTER, 0, 1, 0, 60, "ORG")),
    needs=(LineNeed(2, 2),),
)


def ids(x: float, y: float) -> list[int]:
    return [mark.id for mark in marks_under(DECOR, [LINE], 0, x, y)]


def test_the_smallest_comes_first() -> None:
    assert ids(50, 20) == [2, 1]


def test_outside_the_inner_one_there_is_the_outer() -> None:
    assert ids(150, 20) == [1]
    assert ids(280, 20) == []


def test_a_chip_stands_for_its_mark() -> None:
    assert ids(45, 35) == [2]
    assert ids(45, 48) == [1]
    assert ids(150, 48) == []


def test_a_mark_with_two_boxes_counts_once() -> None:
    decor = Decor((Box(INNER, 0, 0, 40, 60), Box(INNER, 0, 0, 60, 80)), (), (), (LineNeed(),))
    assert [mark.id for mark in marks_under(decor, [LINE], 0, 60, 20)] == [2]

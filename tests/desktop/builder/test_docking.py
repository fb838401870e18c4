"""Where a card goes that finds no place beside its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.builder.card_layout import CHIP_GAP, Box, overlap, place_card
from glossator_desktop.builder.docking import TAG_GAP, dock, hides

PAGE = Box(12, 12, 480, 560)
CARD = (480.0, 180.0)
LINE = 40


def line(number: int, left: float = 40, width: float = 200) -> Box:
    return Box(left, 12 + TAG_GAP + number * LINE, width, 24)


def moved(boxes: list[Box], shift: float) -> list[Box]:
    return [box._replace(top=box.top - shift) for box in boxes]


def test_a_card_beside_few_words_hides_nothing_and_need_not_be_docked() -> None:
    spot = place_card(CARD, PAGE, line(1), [line(1), line(2)])
    assert not hides(spot, line(1), [line(2)])


def test_a_number_above_a_word_counts_as_the_word() -> None:
    below = Box(12, line(3).top - TAG_GAP / 2 - CARD[1], *CARD)
    assert hides(below, line(3), [])


def test_it_goes_to_the_lower_edge_and_the_text_stays_where_that_hides_nothing() -> None:
    docked = dock(CARD, PAGE, line(2), [line(1), line(5)], up=500, down=500)
    assert docked.box.bottom == PAGE.bottom
    assert docked.shift == 0


def test_the_text_moves_up_by_what_the_card_needs() -> None:
    docked = dock(CARD, PAGE, line(6), [line(5), line(10)], up=500)
    assert docked.box.bottom == PAGE.bottom
    assert not hides(docked.box, *moved([line(6)], docked.shift), moved([line(5), line(10)], docked.shift))


def test_at_the_end_of_a_text_that_cannot_be_scrolled_it_goes_to_the_upper_edge() -> None:
    keep = [line(9), line(10), line(12)]
    docked = dock(CARD, PAGE, line(11), keep, up=0, down=500)
    assert docked.box.top == PAGE.top
    assert not hides(docked.box, line(11), keep)


def test_what_is_hidden_above_the_page_comes_down_where_there_is_room() -> None:
    docked = dock(CARD, PAGE, line(2), [line(-1), line(4)], down=500)
    assert docked.shift < 0
    assert PAGE.top <= line(-1).top - docked.shift


@given(
    st.integers(0, 12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(20, 300)), max_size=9),
    st.integers(0, 800),
    st.integers(0, 800),
)
def test_a_docked_card_is_on_the_page_and_moves_the_text_no_further_than_it_goes(
    anchor: int, candidates: list[tuple[int, int]], up: int, down: int
) -> None:
    keep = [line(number, left) for number, left in candidates]
    docked = dock(CARD, PAGE, line(anchor), keep, up=up, down=down)
    assert PAGE.top <= docked.box.top
    assert docked.box.bottom <= PAGE.bottom
    assert -down <= docked.shift <= up


@given(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=9))
def test_with_text_on_both_sides_nothing_is_hidden_that_fits_beside_the_card(anchor: int, lines: list[int]) -> None:
    keep = [line(number) for number in lines]
    spread = (max([anchor, *lines]) - min([anchor, *lines])) * LINE + 24 + TAG_GAP + CHIP_GAP
    docked = dock(CARD, PAGE, line(anchor), keep, up=2_000, down=2_000)
    shown = moved([line(anchor), *keep], docked.shift)
    if spread <= PAGE.height - CARD[1]:
        assert sum(overlap(docked.box, box) for box in shown) == 0
    assert overlap(docked.box, shown[0]) == 0

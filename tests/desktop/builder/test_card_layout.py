"""The card's geometry: cells in lines, the card beside what it must not cover."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.builder.card_layout import LINE_HEIGHT, PADDING, Box, lay_out, place_card
from glossator_desktop.builder.sheet import Cell, Line, Sheet, key

PAGE = Box(12, 12, 800, 700)


def measure(cell: Cell) -> float:
    return 10.0 * len(cell.text)


def overlap(a: Box, b: Box) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


def test_cells_run_from_the_left_and_from_the_right_edge() -> None:
    layout = lay_out(Sheet((Line((Cell("ab"), Cell("cd")), (Cell("z"),)),), wide=300), measure, 500)
    left = {piece.cell.text: piece.box for piece in layout.pieces}
    assert left["ab"].left == PADDING
    assert left["ab"].right < left["cd"].left
    assert left["z"].right == 300 - PADDING


def test_the_first_column_is_as_wide_as_its_widest_word() -> None:
    sheet = Sheet((Line((Cell("x"),), column=Cell("actor")), Line((Cell("y"),), column=Cell("instrument"))))
    boxes = {piece.cell.text: piece.box for piece in lay_out(sheet, measure, 900).pieces}
    assert boxes["x"].left == boxes["y"].left
    assert boxes["instrument"].right < boxes["y"].left


def test_cells_that_do_not_fit_go_to_the_next_row_and_tight_ones_with_them() -> None:
    sheet = Sheet((Line((Cell("aaaaaaaaaa"), key("N"), Cell("bbbbbbbbb", tight=True), Cell("cccc"))),), wide=200)
    layout = lay_out(sheet, measure, 500)
    tops = {piece.cell.text: piece.box.top for piece in layout.pieces}
    assert tops["N"] == tops["bbbbbbbbb"] == tops["aaaaaaaaaa"] + LINE_HEIGHT
    assert layout.height > 2 * LINE_HEIGHT


def test_a_text_too_wide_for_any_row_is_squeezed() -> None:
    layout = lay_out(Sheet((Line((Cell("x" * 90),)),), wide=200), measure, 500)
    assert layout.pieces[0].box.right <= 200 - PADDING + 0.01


def test_a_click_finds_the_cell_before_the_line() -> None:
    sheet = Sheet((Line((Cell("Kim", command="drop:1"),), command="role:actor"), Line((Cell("no command"),))))
    layout = lay_out(sheet, measure, 500)
    kim = layout.pieces[0].box
    assert layout.command_at(kim.left + 2, kim.top + 2) == "drop:1"
    assert layout.command_at(kim.right + 30, kim.top + 2) == "role:actor"
    assert layout.command_at(kim.left + 2, kim.top + LINE_HEIGHT + 2) == ""
    assert layout.piece_at(kim.left + 2, kim.top + 2) == layout.pieces[0]


def test_a_card_floats_below_its_anchor() -> None:
    anchor = Box(200, 200, 60, 24)
    spot = place_card((400, 250), PAGE, anchor, [anchor])
    assert anchor.bottom < spot.top < anchor.bottom + 40


def test_a_card_goes_below_the_candidates_of_the_next_line() -> None:
    anchor, candidate = Box(200, 100, 60, 24), Box(150, 150, 80, 24)
    spot = place_card((400, 250), PAGE, anchor, [anchor, candidate])
    assert candidate.bottom < spot.top


def test_a_card_goes_above_where_there_is_no_room_below() -> None:
    anchor = Box(200, 640, 60, 24)
    spot = place_card((400, 250), PAGE, anchor, [anchor])
    assert spot.bottom < anchor.top


def test_a_card_stays_where_it_was_as_long_as_nothing_needs_the_place() -> None:
    anchor, before = Box(200, 200, 60, 24), Box(300, 400, 400, 200)
    assert place_card((400, 220), PAGE, anchor, [anchor], before=before) == Box(300, 400, 400, 220)
    moved = place_card((400, 220), PAGE, anchor, [anchor, Box(350, 450, 50, 20)], before=before)
    assert moved.top != 400


BOXES = st.builds(Box, st.integers(20, 700), st.integers(20, 660), st.integers(10, 90), st.just(24))


@given(BOXES, st.lists(BOXES, max_size=3), st.integers(200, 500), st.integers(80, 190))
def test_a_card_stays_inside_the_page_and_covers_nothing_where_that_can_be(
    anchor: Box, keep: list[Box], width: int, height: int
) -> None:
    spot = place_card((width, height), PAGE, anchor, keep)
    assert PAGE.left <= spot.left
    assert spot.right <= PAGE.right
    assert PAGE.top <= spot.top
    assert spot.bottom <= PAGE.bottom
    assert not overlap(spot, anchor)

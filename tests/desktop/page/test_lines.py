from __future__ import annotations

from glossator_desktop.page.lines import LineNeed, LineShape, arrange, line_at, line_holding
from glossator_desktop.page.measures import measures

PAGE = measures(100, cap=11.4, descent=4.7, chip_cap=7.9)


def shape(start: int, end: int, *, ascent: float = 15, descent: float = 4) -> LineShape:
    return LineShape(start, end, end, ascent, descent)


def test_a_plain_line_is_about_two_and_a_half_em_high() -> None:
    (box,) = arrange([shape(0, 9)], [LineNeed()], PAGE)
    assert box.bottom == PAGE.pitch
    assert 2.3 <= PAGE.pitch / PAGE.em <= 2.6


def test_lanes_and_rows_get_room_below_the_words() -> None:
    plain, crowded = arrange([shape(0, 9), shape(9, 12)], [LineNeed(), LineNeed(lanes=3, rows=2)], PAGE)
    assert plain.bottom == crowded.top
    assert crowded.bottom - crowded.top == PAGE.pitch + 2 * PAGE.lane + PAGE.row
    assert crowded.baseline - crowded.top == plain.baseline - plain.top


def test_tall_faces_get_room() -> None:
    (box,) = arrange([shape(0, 9, ascent=40, descent=12)], [LineNeed()], PAGE)
    assert box.baseline == 40 + PAGE.head // 3
    assert box.way < box.baseline - 40
    assert box.under == box.baseline + 12


def test_lines_are_found_by_height_and_by_offset() -> None:
    boxes = arrange([shape(10, 20), shape(20, 30), shape(30, 31)], [LineNeed()] * 3, PAGE)
    assert [line_at(boxes, y) for y in (-9, 0, PAGE.pitch, 9_999)] == [0, 0, 1, 2]
    assert [line_holding(boxes, offset) for offset in (10, 19, 20, 31)] == [0, 0, 1, 2]


def test_measures_grow_with_the_zoom() -> None:
    large = measures(200, cap=22.8, descent=9.4, chip_cap=15.8)
    assert large.em == 2 * PAGE.em
    assert abs(large.pitch - 2 * PAGE.pitch) <= 3

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.routes import Landing, Point, Rect, label_rect, route

TRIGGER = Landing(x=200, top=100, way=92, line=1)
LANDINGS = st.builds(
    Landing,
    x=st.integers(60, 700),
    top=st.integers(0, 500),
    way=st.integers(0, 500),
    line=st.none() | st.integers(0, 9),
)


def test_on_one_line_the_way_runs_above_the_words() -> None:
    target = Landing(x=300, top=100, way=92, line=1)
    assert route(TRIGGER, target, trunk=40) == (Point(200, 100), Point(200, 92), Point(300, 92), Point(300, 100))


def test_to_another_line_the_way_goes_through_the_margin() -> None:
    corners = route(TRIGGER, Landing(x=300, top=200, way=192, line=4), trunk=40)
    assert [corner for corner in corners if corner.x == 40] == [Point(40, 92), Point(40, 192)]


def test_a_filler_out_of_sight_is_pointed_at() -> None:
    assert route(TRIGGER, Landing(0, 0, 900, None), trunk=40)[-1] == Point(40, 900)
    assert route(Landing(0, 0, -9, None), TRIGGER, trunk=40)[0] == Point(40, -9)
    assert route(Landing(0, 0, -9, None), Landing(0, 0, 900, None), trunk=40) == ()


@given(LANDINGS, LANDINGS)
def test_every_piece_of_a_way_is_straight(source: Landing, target: Landing) -> None:
    if source.line == target.line and source.way != target.way:
        return
    corners = route(source, target, trunk=40)
    assert all(a.x == b.x or a.y == b.y for a, b in pairwise(corners))


def test_labels_keep_off_what_is_taken() -> None:
    corners = route(TRIGGER, Landing(x=300, top=100, way=92, line=1), trunk=40)
    first = label_rect(corners, 40, 10, [])
    assert first is not None
    assert first.right < 300
    second = label_rect(corners, 40, 10, [first])
    assert second is not None
    assert 300 < second.left
    assert label_rect(corners, 40, 10, [first, second]) is None


def test_a_way_too_short_for_its_label_has_it_beyond() -> None:
    place = label_rect(route(TRIGGER, Landing(x=230, top=100, way=92, line=1), trunk=40), 40, 10, [])
    assert place is not None
    assert 230 < place.left


def test_rectangles_meet_only_with_area() -> None:
    assert Rect(0, 0, 10, 10).meets(Rect(9, 9, 20, 20))
    assert not Rect(0, 0, 10, 10).meets(Rect(10, 0, 20, 10))

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Fragment
from glossator_desktop.page.found import Hits
from glossator_desktop.page.minimap_cells import cell_of

PLACES = st.lists(st.tuples(st.integers(0, 99), st.integers(1, 20)), max_size=30).map(
    lambda drawn: sorted(((start, start + length) for start, length in drawn), key=lambda one: (one[0], -one[1]))
)


def hits_at(places: list[Fragment]) -> Hits:
    hits = Hits()
    for place in places:
        hits.add(*place)
    return hits


@given(PLACES, st.integers(0, 120), st.integers(0, 40))
def test_those_in_view_are_those_that_share_a_code_point(places: list[Fragment], start: int, size: int) -> None:
    end = start + size
    shown = [place for place in places if place[0] < end and start < place[1]]
    assert hits_at(places).between(start, end) == tuple(shown)
    assert hits_at(places).between(start, end, most=2) == tuple(shown[:2])


@given(PLACES, st.integers(120, 300), st.integers(1, 40))
def test_a_cell_is_ticked_where_a_hit_begins(places: list[Fragment], length: int, count: int) -> None:
    assert hits_at(places).cells(length, count) == sorted({cell_of(start, length, count) for start, _ in places})


def test_marks_in_several_pieces_are_shown_in_pieces() -> None:
    hits = Hits()
    hits.add_item(7, ((0, 3), (10, 12)))
    hits.add_item(8, ((5, 6),))
    assert hits.between(4, 11) == ((10, 12), (5, 6))
    assert (hits[0], hits.item(0), hits.fragments(0)) == ((0, 12), 7, ((0, 3), (10, 12)))
    assert hits.index((5, 6), 8) == 1
    assert hits.index((5, 6), 9) == -1

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.tags import GAP, place_tags


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(8, 30)), max_size=30))
def test_tags_never_cover_each_other_and_keep_their_order(wanted: list[tuple[float, float]]) -> None:
    lefts = place_tags(wanted)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at][0])
    for before, after in pairwise(order):
        assert lefts[before] + wanted[before][1] + GAP <= lefts[after] + 1e-6
    assert all(want[0] <= left for want, left in zip(wanted, lefts, strict=True))


def test_tags_with_room_stay_where_they_want_to_be() -> None:
    assert place_tags([(100, 16), (0, 16)]) == [100, 0]

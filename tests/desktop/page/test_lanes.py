from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.lanes import MOST_LANES, assign_lanes

STRETCHES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=25
)


@given(STRETCHES)
def test_what_overlaps_never_shares_a_lane(stretches: list[tuple[int, int]]) -> None:
    lanes = assign_lanes(stretches)
    for at, (start, end) in enumerate(stretches):
        for other in range(at):
            meets = start < stretches[other][1] and stretches[other][0] < end
            if meets and max(lanes[at], lanes[other]) < MOST_LANES - 1:
                assert lanes[at] != lanes[other]


@given(STRETCHES)
def test_no_lane_below_is_left_empty_for_nothing(stretches: list[tuple[int, int]]) -> None:
    lanes = assign_lanes(stretches)
    assert not stretches or set(lanes) == set(range(max(lanes) + 1))


def test_the_inner_one_lies_nearer_the_words() -> None:
    assert assign_lanes([(0, 40), (0, 10), (4, 8), (20, 30)]) == [2, 1, 0, 0]


def test_two_labels_on_the_same_words_get_two_lanes() -> None:
    assert assign_lanes([(3, 9), (3, 9)]) == [0, 1]


def test_neighbours_share_a_lane() -> None:
    assert assign_lanes([(0, 4), (4, 8)]) == [0, 0]


def test_lanes_end_somewhere() -> None:
    assert max(assign_lanes([(0, 10)] * 40)) == MOST_LANES - 1

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.stack import Stack

HEIGHTS = st.lists(st.integers(1, 90), min_size=1, max_size=700)


@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 699), st.integers(1, 90)), max_size=10))
def test_tops_are_the_sums_of_what_lies_above(heights: list[int], changes: list[tuple[int, int]]) -> None:
    stack = Stack(heights)
    for at, height in changes:
        at %= len(heights)
        assert stack.set_height(at, height) == height - heights[at]
        heights[at] = height
    assert stack.total == sum(heights)
    for at in {0, len(heights) // 2, len(heights) - 1, *(at % len(heights) for at, _ in changes)}:
        assert stack.top(at) == sum(heights[:at])
        assert stack.at(stack.top(at)) == at
        assert stack.at(stack.top(at) + heights[at] - 1) == at
    assert stack.top(len(stack)) == stack.total


def test_outside_there_is_the_nearest() -> None:
    stack = Stack([10, 20, 30])
    assert [stack.at(place) for place in (-5, 0, 60, 1_000)] == [0, 0, 2, 2]

"""The order of a document, against a plain sorted list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.modes.order import Key, Order, key_of, place_before

KEYS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 20), st.integers(1, 99)).map(
        lambda key: key_of(((key[0], key[0] + key[1]),), key[2])
    ),
    unique_by=lambda key: key[2],
    max_size=25,
)  # fmt: skip


@given(KEYS, st.integers(0, 60))
def test_after_and_before_go_through_all_items_in_order(keys: list[Key], offset: int) -> None:
    order = Order(keys)
    expected = [key[2] for key in sorted(keys)]
    assert list(order) == expected
    assert order.after(place_before(offset)) == next((k[2] for k in sorted(keys) if offset <= k[0]), None)
    assert order.before(place_before(offset)) == next((k[2] for k in sorted(keys, reverse=True) if k[0] < offset), None)
    assert order.first() == (expected[0] if expected else None)
    assert order.last() == (expected[-1] if expected else None)
    for key, following in zip(sorted(keys), [*expected[1:], None], strict=False):
        assert order.after(key) == following


@given(KEYS, st.integers(0, 50), st.integers(0, 50))
def test_starting_in_is_half_open(keys: list[Key], a: int, b: int) -> None:
    start, end = sorted((a, b))
    assert Order(keys).starting_in(start, end) == [key[2] for key in sorted(keys) if start <= key[0] < end]


@given(KEYS)
def test_taking_out_and_putting_back_changes_nothing(keys: list[Key]) -> None:
    order = Order(keys)
    for key in keys:
        order.remove(key)
    assert len(order) == 0
    order.remove((0, 0, 0))
    for key in keys:
        order.add(key)
        order.add(key)
    assert list(order) == list(Order(keys))


def test_the_longer_of_two_comes_first() -> None:
    assert list(Order([key_of(((3, 5),), 1), key_of(((3, 9),), 2)])) == [2, 1]

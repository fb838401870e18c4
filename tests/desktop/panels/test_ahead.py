from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.panels.ahead import Ahead


def _taken(ahead: Ahead, current: int) -> list[int]:
    taken: list[int] = []
    while (document := ahead.take(current)) is not None:
        taken.append(document)
    return taken


def test_the_open_document_comes_first_then_those_that_follow_then_the_rest() -> None:
    ahead = Ahead()
    ahead.fill([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])
    assert _taken(ahead, 3) == [3, 4, 5, 1, 2]


def test_what_was_given_back_waits_again() -> None:
    ahead = Ahead()
    ahead.fill([1, 2], [1, 2])
    assert ahead.take(1) == 1
    ahead.give_back(1)
    assert (ahead.total, ahead.left, ahead.done) == (2, 2, 0)
    assert _taken(ahead, 2) == [2, 1]


def test_a_new_round_counts_from_the_start() -> None:
    ahead = Ahead()
    ahead.fill([1], [1])
    ahead.take(1)
    ahead.answered(1)
    assert (ahead.done, ahead.total, ahead.left) == (1, 1, 0)
    ahead.fill([2, 3], [1, 2, 3])
    assert (ahead.done, ahead.total, ahead.left) == (0, 2, 2)


def test_what_is_asked_for_is_not_asked_for_twice() -> None:
    ahead = Ahead()
    ahead.fill([1, 2], [1, 2])
    ahead.take(1)
    ahead.fill([1, 2], [1, 2])
    assert _taken(ahead, 1) == [2]
    assert ahead.asked == {1, 2}


@given(st.lists(st.integers(1, 30), unique=True), st.integers(0, 31))
def test_everything_is_taken_exactly_once(documents: list[int], current: int) -> None:
    ahead = Ahead()
    ahead.fill(documents, sorted(documents))
    assert sorted(_taken(ahead, current)) == sorted(documents)

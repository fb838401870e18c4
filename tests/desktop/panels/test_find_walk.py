from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.found import Hits
from glossator_desktop.panels.find_walk import Stand, nearest, neighbour, wrapped


def hits_at(*places: tuple[int, int]) -> Hits:
    hits = Hits()
    for place in places:
        hits.add(*place)
    return hits


HITS = hits_at((2, 5), (10, 13), (20, 23))


def test_the_nearest_hit_is_here_or_behind() -> None:
    assert [nearest(HITS, Stand((at, at))) for at in (0, 2, 3, 20, 21)] == [0, 0, 1, 2, -1]
    assert nearest(Hits(), Stand((3, 3))) == -1


def test_next_and_previous_are_counted_from_a_hit_a_selection_or_a_caret() -> None:
    assert (neighbour(HITS, Stand((10, 13)), 1), neighbour(HITS, Stand((10, 13)), -1)) == (2, 0)
    assert (neighbour(HITS, Stand((10, 12)), 1), neighbour(HITS, Stand((10, 12)), -1)) == (2, 1)
    assert (neighbour(HITS, Stand((10, 20)), 1), neighbour(HITS, Stand((10, 20)), -1)) == (1, 0)
    assert (neighbour(HITS, Stand((10, 10)), 1), neighbour(HITS, Stand((10, 10)), -1)) == (1, 0)
    assert (neighbour(HITS, Stand((20, 23)), 1), neighbour(HITS, Stand((2, 5)), -1)) == (-1, -1)


def test_at_the_end_it_goes_on_from_the_other() -> None:
    assert (wrapped(HITS, 1), wrapped(HITS, -1), wrapped(Hits(), 1)) == (0, 2, -1)


def test_two_marks_in_one_place_come_one_after_the_other() -> None:
    hits = Hits()
    for item in (7, 8, 9):
        hits.add_item(item, ((4, 6),))
    assert neighbour(hits, Stand((4, 6), 7), 1) == 1
    assert neighbour(hits, Stand((4, 6), 9), -1) == 1
    assert neighbour(hits, Stand((4, 6), 5), 1) == -1


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12), st.integers(0, 30), st.integers(0, 9))
def test_stepping_to_the_end_visits_each_hit_behind_once(lengths: list[tuple[int, int]], at: int, size: int) -> None:
    places = sorted({(start, -start - length) for start, length in lengths})
    hits = hits_at(*((start, -end) for start, end in places))
    stand, seen = Stand((at, at + size)), []
    while 0 <= (there := neighbour(hits, stand, 1)):
        seen.append(there)
        stand = Stand(hits[there])
    assert seen == list(range(len(hits)))[len(hits) - len(seen) :]
    back = []
    while 0 <= (there := neighbour(hits, stand, -1)):
        back.append(there)
        stand = Stand(hits[there])
    if seen:
        assert back == list(range(len(hits) - 1))[::-1]

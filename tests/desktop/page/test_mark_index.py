from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.content import Mark
from glossator_desktop.page.mark_index import MarkIndex


def places(most: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, 2_000), st.integers(1, most)).map(lambda place: (place[0], place[0] + place[1]))


PLACES = st.lists(places(12) | places(3_000), max_size=400)
EDITS = st.lists(st.tuples(st.integers(1, 420), places(200)), max_size=40)


def make(at: int, place: tuple[int, int]) -> Mark:
    return Mark(at, "span", "ORG", (place,))


def brute(marks: dict[int, Mark], start: int, end: int) -> set[int]:
    return {mark.id for mark in marks.values() if mark.start < end and start < mark.end}


@given(PLACES, EDITS, places(300))
def test_finds_what_overlaps_after_any_edits(
    given_places: list[tuple[int, int]], edits: list[tuple[int, tuple[int, int]]], stretch: tuple[int, int]
) -> None:
    marks = {at: make(at, place) for at, place in enumerate(given_places, 1)}
    index = MarkIndex(sorted(marks.values(), key=lambda mark: (mark.start, -mark.end)))
    for turn, (mark_id, place) in enumerate(edits):
        if turn % 3 == 2:
            assert index.discard(mark_id) == marks.pop(mark_id, None)
        else:
            assert index.put(make(mark_id, place)) == marks.get(mark_id)
            marks[mark_id] = make(mark_id, place)
    found = index.overlapping(*stretch)
    assert {mark.id for mark in found} == brute(marks, *stretch)
    assert len(found) == len({mark.id for mark in found})
    assert [mark.start for mark in found] == sorted(mark.start for mark in found)
    assert len(index) == len(marks)
    assert {mark.id for mark in index} == set(marks)


@given(PLACES, places(300))
def test_finds_what_starts_there(given_places: list[tuple[int, int]], stretch: tuple[int, int]) -> None:
    marks = [make(at, place) for at, place in enumerate(given_places, 1)]
    found = MarkIndex(marks).starting(*stretch, most=1_000)
    assert {mark.id for mark in found} == {mark.id for mark in marks if stretch[0] <= mark.start < stretch[1]}


def test_marks_without_a_place_are_left_out() -> None:
    nowhere = Mark(7, "event", "CONSULT", ())
    index = MarkIndex([nowhere, make(8, (0, 4))])
    assert [mark.id for mark in index] == [8]
    index.put(nowhere)
    assert index.get(7) is None


def test_unsorted_marks_are_sorted() -> None:
    index = MarkIndex([make(1, (50, 60)), make(2, (0, 4)), make(3, (0, 9))])
    assert [mark.id for mark in index] == [3, 2, 1]

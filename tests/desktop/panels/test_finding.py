from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.panels.finding import find_all, nearest

TEXT = "Kim met kim.\nStraße, İstanbul: KIM\n met 👍 kim"


def test_hits_are_found_whatever_the_case_and_the_white_space() -> None:
    assert [TEXT[start:end] for start, end in find_all(TEXT, "kim")] == ["Kim", "kim", "KIM", "kim"]
    assert [TEXT[start:end] for start, end in find_all(TEXT, "kim met")] == ["Kim met", "KIM\n met"]


def test_signs_of_patterns_mean_themselves() -> None:
    assert find_all("a.b (c) a+b", "(c)") == [(4, 7)]
    assert find_all("a.b (c) a+b", "a.b") == [(0, 3)]


def test_nothing_is_found_for_nothing() -> None:
    assert find_all(TEXT, "  ") == []


def test_no_more_hits_than_asked_for() -> None:
    assert len(find_all("aaaa", "a", most=2)) == 2


def test_the_nearest_hit_is_at_or_behind_the_offset_else_the_first() -> None:
    found = find_all(TEXT, "kim")
    assert nearest(found, 0) == 0
    assert nearest(found, found[1][0]) == 1
    assert nearest(found, len(TEXT)) == 0
    assert nearest([], 3) == -1


@given(st.text(), st.text(min_size=1, max_size=3))
def test_hits_are_stretches_of_the_text_in_order(text: str, query: str) -> None:
    found = find_all(text, query)
    assert found == sorted(found)
    assert all(0 <= start < end <= len(text) for start, end in found)

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Span
from glossator_desktop.modes.markup import marked_up

TEXT = "North and South Korea met."


def span(number: int, label: str | None, *fragments: tuple[int, int]) -> Span:
    return Span(number, 1, "ada", label, fragments, "")


def test_labels_stand_in_the_text() -> None:
    assert marked_up(TEXT, (0, 21), [span(1, "GPE", (10, 21))]) == "North and [South Korea](GPE)"


def test_nested_and_fragmented_spans() -> None:
    spans = [span(1, "GPE", (0, 5), (16, 21)), span(2, "EVENT", (0, 25)), span(3, None, (6, 9))]
    assert marked_up(TEXT, (0, 26), spans) == "[[North](GPE) and South [Korea](GPE) met](EVENT)."


def test_of_crossing_spans_the_first_and_nothing_from_outside() -> None:
    assert marked_up(TEXT, (0, 21), [span(1, "A", (0, 9)), span(2, "B", (6, 15))]) == "[North and](A) South Korea"
    assert marked_up(TEXT, (6, 15), [span(1, "A", (0, 9))]) == "and South"


@given(st.lists(st.tuples(st.integers(0, 25), st.integers(1, 12)), max_size=8))
def test_without_the_brackets_it_is_the_text(places: list[tuple[int, int]]) -> None:
    spans = [span(i, "L", (start, min(26, start + length))) for i, (start, length) in enumerate(places)]
    written = marked_up(TEXT, (0, 26), spans)
    assert re.sub(r"\[|\]\(L\)", "", written) == TEXT
    assert written.count("[") == written.count("](L)")

"""Mentions that their form gives away."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossator.suggest.entities.lines import lines_of
from glossator.suggest.entities.mentions import MarkedLine, Mention
from glossator.suggest.entities.patterns import Stretch, find_patterns, with_patterns, without_overlaps


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[start:end], label) for start, end, label in find_patterns(text, language)]


def test_dates_and_bylines_of_english() -> None:
    text = "By Ada Lindqvist\nDec 26, 2015, 3 May, May 2014, Friday and 2015-12-29"
    assert found(text) == [
        ("Ada Lindqvist", "PERSON"),
        ("Dec 26, 2015", "DATE"),
        ("3 May", "DATE"),
        ("May 2014", "DATE"),
        ("Friday", "DATE"),
        ("2015-12-29", "DATE"),
    ]


def test_a_sentence_is_no_byline() -> None:
    assert found("By Monday the talks ended") == [("Monday", "DATE")]


def test_a_date_that_was_cut_short_is_completed() -> None:
    text = "On Dec 26, 2015 they met"
    (line,) = lines_of(text)
    (done,) = with_patterns([MarkedLine(line, [Mention(1, 3, "DATE")])], find_patterns(text, "en"))
    assert [done.surface(mention) for mention in done.mentions] == ["Dec 26 , 2015"]


def test_a_longer_mention_is_left_alone() -> None:
    text = "On Friday morning they met"
    (line,) = lines_of(text)
    (done,) = with_patterns([MarkedLine(line, [Mention(1, 3, "TIME")])], find_patterns(text, "en"))
    assert done.mentions == [Mention(1, 3, "TIME")]


@given(st.lists(st.builds(Stretch, st.integers(0, 30), st.integers(31, 60), st.just("X"))))
def test_nothing_overlaps_in_the_end(stretches: list[Stretch]) -> None:
    kept = without_overlaps(stretches)
    assert all(first.end <= second.start for first, second in pairwise(kept))

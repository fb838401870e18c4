"""A text as lines of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.suggest.entities.lines import LONGEST, lines_of, make_line, tidy
from glossator.text.tokens import tokenize

PIECES = st.sampled_from(
    ["SEOUL, ", "-- ", "“Yes,” ", "Ra’ad’s ", "can’t ", "‘quoted’ ", "\n", " ", "word ", "U.S.-led. "]
)


@given(st.text(max_size=80) | st.lists(PIECES, max_size=20).map("".join))
def test_cleaning_up_keeps_the_length(text: str) -> None:
    assert len(tidy(text)) == len(text)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_words_stand_where_the_page_has_them(text: str) -> None:
    places = {tuple(token) for token in tokenize(text)}
    for line in lines_of(text):
        for token in range(len(line.tokens)):
            start, end = line.place(token, token + 1)
            assert (start, end) in places
            assert line.words[token] == tidy(text[start:end]) or "’" in text[start:end]


def test_apostrophes_inside_a_name_stay() -> None:
    assert tidy("Ra’ad’s “map” can’t") == "Ra’ad's \"map\" can't"


def test_a_dateline_is_read_apart() -> None:
    lines = lines_of("OSLO, Nov. 21 (Reuters) -- Norway asked.")
    assert [line.surface(0, len(line.words)) for line in lines] == ["OSLO , Nov. 21 ( Reuters )", "Norway asked ."]
    assert lines[1].start == 27


def test_an_exclamation_is_no_dateline() -> None:
    assert len(lines_of("Norway -- a kingdom -- asked.")) == 1


def test_a_long_line_is_cut_at_the_ends_of_sentences() -> None:
    text = "One two three four five six. " * 400
    lines = lines_of(text.strip())
    assert 1 < len(lines)
    assert all(len(line.tokens) <= LONGEST for line in lines)
    assert all(line.words[-1] == "." for line in lines)
    assert sum(len(line.tokens) for line in lines) == 7 * 400


def test_a_line_of_its_own_begins_at_nought() -> None:
    assert make_line("Oslo asked").place(1, 2) == (5, 10)

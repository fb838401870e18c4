from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossator.knowledge.dates import bounds_of, is_date_value, normalise_date, published_day, read_date, speaks_ahead

from .phrases import NONE, PUBLISHED, SURE, UNSURE

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize("row", SURE, ids=lambda row: f"{row[0]} {row[2:]}")
def test_what_is_sure(row: tuple[str, ...]) -> None:
    words, value, published = (*row, PUBLISHED)[:3]
    found = read_date(words, published)
    assert found is not None
    assert (found.value, found.sure) == (value, True)
    assert normalise_date(words, published) == value
    assert is_date_value(value)


@pytest.mark.parametrize(("words", "value"), UNSURE)
def test_what_is_only_proposed(words: str, value: str) -> None:
    found = read_date(words, PUBLISHED)
    assert found is not None
    assert (found.value, found.sure) == (value, False)
    assert normalise_date(words, PUBLISHED) is None
    assert is_date_value(value)


@pytest.mark.parametrize("words", NONE)
def test_what_has_no_value(words: str) -> None:
    assert read_date(words, PUBLISHED) is None


def test_the_table_is_long_enough() -> None:
    assert 150 <= len(SURE) + len(UNSURE)
    assert len({row[:1] + row[2:] for row in SURE}) == len(SURE)


@pytest.mark.parametrize("published", [None, "", "2014", "yesterday", "2014-02-30"])
def test_without_a_day_of_publication_only_what_stands_alone_has_a_value(published: str | None) -> None:
    assert published_day(published) is None
    assert normalise_date("May 3, 2019", published) == "2019-05-03"
    assert normalise_date("two years", published) == "P2Y"
    for words in ("Tuesday", "last week", "May", "May 3", "the past two years", "지난달", "أمس"):
        assert normalise_date(words, published) is None


def test_the_reason_says_what_was_counted_from() -> None:
    found = read_date("Tuesday night", PUBLISHED)
    assert found is not None
    assert found.reason == "counted from 2017-09-21, a Thursday; “night” is left out"
    found = read_date("May 3, 2019", PUBLISHED)
    assert found is not None
    assert found.reason == "as it is written"


@pytest.mark.parametrize(
    ("words", "value"),
    [("Tuesday", "2017-09-26"), ("Thursday", "2017-09-28"), ("May", "2018-05"), ("May 3", "2018-05-03"),
     ("September", "2017-09"), ("the 21st", "2017-10-21"), ("Oct. 30", "2017-10-30")],
)  # fmt: skip
def test_in_a_sentence_that_looks_ahead_it_is_the_coming_one(words: str, value: str) -> None:
    found = read_date(words, PUBLISHED, ahead=True)
    assert found is not None
    assert (found.value, found.sure) == (value, False)


def test_in_a_sentence_that_tells_of_what_was_a_far_month_is_sure() -> None:
    found = read_date("December", PUBLISHED, ahead=False)
    assert found is not None
    assert (found.value, found.sure) == ("2016-12", True)


@pytest.mark.parametrize(
    ("before", "after", "ahead"),
    [
        ("They will meet on ", ".", True),
        ("The talks are to be held ", " in Geneva.", True),
        ("An official said ", " that he will visit Seoul.", False),
        ("The official, who will retire, met him on ", ".", False),
        ("On ", ", the ministers will meet.", True),
        ("On ", ", the president said they will meet.", False),
        ("", "", None),
        ("Moscow, ", " (Yonhap)", None),
    ],
)
def test_what_the_sentence_says(before: str, after: str, ahead: bool | None) -> None:
    assert speaks_ahead(before, after) is ahead


@given(DAYS, DAYS)
def test_a_full_date_is_that_day_whenever_it_was_published(day: date, published: date) -> None:
    month = MONTHS[day.month - 1]
    for words in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", day.isoformat(),
                  f"{WEEKDAYS[day.weekday()]}, {month[:3]}. {day.day}, {day.year}",
                  f"{day.year}년 {day.month}월 {day.day}일"):  # fmt: skip
        assert normalise_date(words, published.isoformat()) == day.isoformat()


@given(DAYS, st.integers(0, 6))
def test_a_day_of_the_week_is_the_latest(published: date, number: int) -> None:
    value = normalise_date(WEEKDAYS[number], published.isoformat())
    assert value is not None
    found = date.fromisoformat(value)
    assert found.weekday() == number
    assert 0 <= (published - found).days < 7


@given(DAYS, st.integers(0, 240))
@example(date(2016, 3, 1), 1)
def test_a_day_of_the_last_months_is_found_again(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    assert normalise_date(f"{MONTHS[day.month - 1]} {day.day}", published.isoformat()) in (day.isoformat(), None)
    if (day.month, day.day) != (2, 29):
        assert normalise_date(f"{day.day} {MONTHS[day.month - 1]}", published.isoformat()) == day.isoformat()


@given(DAYS, DAYS)
def test_a_day_with_its_weekday_is_right_within_a_year(published: date, day: date) -> None:
    words = f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"
    found = read_date(words, published.isoformat())
    if abs(published.year - day.year) <= 1 and found is not None and found.sure:
        assert date.fromisoformat(found.value).weekday() == day.weekday()


WORDS = st.lists(
    st.sampled_from([*(row[0] for row in (*SURE, *UNSURE)), "last", "next", "the", "of", "to", "-", "since", "early",
                     "about", "ago", "12", "2014", "May", "Tuesday", "week", "월", "일", "년"]),
    max_size=4,
).map(" ".join)  # fmt: skip


@given(st.one_of(WORDS, st.text(max_size=40)), st.dates(), st.sampled_from([None, True, False]))
def test_whatever_is_read_is_a_value(words: str, published: date, ahead: bool | None) -> None:
    found = read_date(words, published.isoformat(), ahead=ahead)
    assert found is None or is_date_value(found.value)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2014-05-03", "2014-05-03", "2014-05-03"),
        ("2014-05", "2014-05-01", "2014-05-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014~", "2014-01-01", "2014-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2017-W38", "2017-09-18", "2017-09-24"),
        ("2014-21", "2014-03-01", "2014-05-31"),
        ("2014-24", "2014-12-01", "2015-02-28"),
        ("2014-36", "2014-10-01", "2014-12-31"),
        ("2014-41", "2014-07-01", "2014-12-31"),
        ("2014-05-01/2014-05-07", "2014-05-01", "2014-05-07"),
        ("2014/..", "2014-01-01", None),
        ("../2014", None, "2014-12-31"),
        ("P2Y/2017-09-21", "2015-09-21", "2017-09-21"),
        ("2017-09-21/P10D", "2017-09-21", "2017-10-01"),
    ],
)
def test_the_days_that_a_value_covers(value: str, first: str | None, last: str | None) -> None:
    found = bounds_of(value)
    assert found is not None
    assert [day and day.isoformat() for day in found] == [first, last]


@pytest.mark.parametrize(
    "value", ["", "x", "2014-5-3", "2014-13", "2014-02-30", "2017-W54", "P", "PT", "2016/2014", "../..",
              "2014-05-03T25:00", "2014/2015/2016", "199", "19XX", "May 2014"],
)  # fmt: skip
def test_what_is_no_value(value: str) -> None:
    assert not is_date_value(value)


@pytest.mark.parametrize("value", ["P2Y6M", "PT48H", "P2W", "P1DT12H", "T14:30", "2014-05-03T14:30Z", "T23:59+09:00"])
def test_durations_and_times_are_values_without_days(value: str) -> None:
    assert is_date_value(value)
    assert bounds_of(value) is None

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Argument, Event, Layer, Span
from glossator.insight.timeline import UNITS, Unit, after, entries, in_order, start_of, stretch_of

DAY = datetime.date


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2015-12-26", DAY(2015, 12, 26), DAY(2015, 12, 26)),
        ("20151226", DAY(2015, 12, 26), DAY(2015, 12, 26)),
        ("2015-12-26T10:30:00Z", DAY(2015, 12, 26), DAY(2015, 12, 26)),
        ("2016-02", DAY(2016, 2, 1), DAY(2016, 2, 29)),
        ("2015", DAY(2015, 1, 1), DAY(2015, 12, 31)),
        ("2015-W53", DAY(2015, 12, 28), DAY(2016, 1, 3)),
        ("201X", DAY(2010, 1, 1), DAY(2019, 12, 31)),
        ("19XX", DAY(1900, 1, 1), DAY(1999, 12, 31)),
        ("2015-12-01/2015-12-26", DAY(2015, 12, 1), DAY(2015, 12, 26)),
        ("2015-12/..", DAY(2015, 12, 1), DAY(2015, 12, 31)),
        ("2015-12~", DAY(2015, 12, 1), DAY(2015, 12, 31)),
    ],
)
def test_a_date_is_a_stretch_of_days(value: str, first: datetime.date, last: datetime.date) -> None:
    found = stretch_of(value)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("value", [None, "", "Friday", "2015-13", "2015-02-30", "P3D", "0000", "2015-W60", "/"])
def test_what_is_no_date_is_none(value: str | None) -> None:
    assert stretch_of(value) is None


@given(st.text(max_size=14))
def test_anything_may_stand_in_a_value(value: str) -> None:
    found = stretch_of(value)
    assert found is None or found.first <= found.last


def event(number: int, *fillers: tuple[str, int]) -> Event:
    return Event(number, 1, "ada", "AID", ((0, 1),), "x", arguments=tuple(Argument(*one) for one in fillers))


def test_an_event_is_dated_by_its_time_else_by_its_article_else_not_at_all() -> None:
    spans = (
        Span(1, 1, "ada", "DATE", ((0, 1),), "Friday", {"value": "2015-12-25"}),
        Span(2, 1, "ada", "DATE", ((0, 1),), "soon"),
    )
    layer = Layer(1, "ada", None, spans, (event(10, ("time", 2), ("time", 1)), event(11, ("time", 2)), event(12)))
    assert [one.dated for one in entries(layer, "2015-12-26")] == ["event", "article", "article"]
    assert [one.dated for one in entries(layer, None)] == ["event", "none", "none"]
    assert [one.event_id for one in in_order(entries(layer, None))] == [10, 11, 12]
    assert [one.event_id for one in in_order(entries(layer, "2014"))] == [11, 12, 10]


@given(st.dates(), st.sampled_from(UNITS))
def test_a_day_lies_in_its_unit(day: datetime.date, unit: Unit) -> None:
    start = start_of(day, unit)
    assert start <= day
    assert start_of(start, unit) == start
    assert day < after(start, unit) or after(start, unit) in (datetime.date.max, start)

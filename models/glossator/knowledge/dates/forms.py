"""The forms that a date's value may have, and the days that it covers. Pure; part of the knowledge layer.

Calendar dates, weeks, durations and intervals are ISO 8601-1:2019; seasons, quarters and halves (21–24, 33–36, 40–41 in
place of the month), decades (`199X`), open intervals (`2014/..`) and "about" (`2014~`) are ISO 8601-2:2019, also known
as EDTF.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_YEAR = re.compile(r"(\d{4})")
_DECADE = re.compile(r"(\d{3})X")
_DURATION = re.compile(r"P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")
_TIME = re.compile(r"(?:(\d{4}-\d\d-\d\d))?T(\d\d):(\d\d)(?::(\d\d))?(?:Z|[+-]\d\d:\d\d)?")

SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
PARTS = {33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3), 40: (1, 6), 41: (7, 6)}
"""From the number in place of a month to the first month and how many; seasons are those of the north."""


class Bounds(NamedTuple):
    """The first and the last day that a value covers; None where it is open."""

    first: date | None
    last: date | None


def is_date_value(value: str) -> bool:
    """Whether a value has one of the forms that this program writes and reads, and stands for days that exist."""
    start, slash, end = value.partition("/")
    if slash:
        return _is_interval(start, end)
    return _is_duration(value) or _is_time(value) or _days(value) is not None


def bounds_of(value: str) -> Bounds | None:
    """The days that a value covers; None for a duration without a place in time, and for what is no value.

    The 90s are ten years, a season three months; `2014~` is taken as 2014.
    """
    start, slash, end = value.partition("/")
    if not slash:
        return _days(value)
    if not _is_interval(start, end):
        return None
    if _is_duration(start):
        last = _days(end)
        return last and Bounds(_shifted(last.last, start, -1), last.last)
    if _is_duration(end):
        first = _days(start)
        return first and Bounds(first.first, _shifted(first.first, end, 1))
    first, last = _days(start), _days(end)
    return Bounds(first.first if first else None, last.last if last else None)


def day_value(year: int, month: int, day: int) -> str | None:
    """A day as a value; None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month_value(year: int, month: int) -> str:
    """A month as a value."""
    return f"{year:04d}-{month:02d}"


def week_value(day: date) -> str:
    """The week that a day belongs to."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def plus_months(day: date, count: int) -> date:
    """So many months on or back; the last day of the month where it has no such day."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _is_interval(start: str, end: str) -> bool:
    if "/" in end or (start, end) == ("..", ".."):
        return False
    if _is_duration(start):
        return _days(end) is not None
    if _is_duration(end):
        return _days(start) is not None
    first, last = _days(start), _days(end)
    if (first is None and start != "..") or (last is None and end != ".."):
        return False
    return first is None or last is None or first.first is None or last.last is None or first.first <= last.last


def _is_duration(value: str) -> bool:
    return _DURATION.fullmatch(value) is not None


def _is_time(value: str) -> bool:
    found = _TIME.fullmatch(value)
    if found is None or (found[1] and _days(found[1]) is None):
        return False
    return int(found[2]) <= 24 and int(found[3]) < 60 and int(found[4] or 0) < 60


def _days(value: str) -> Bounds | None:
    plain = value[:-1] if value.endswith(("~", "?", "%")) else value
    try:
        return _plain_days(plain)
    except (ValueError, OverflowError):
        return None


def _plain_days(value: str) -> Bounds | None:
    if found := _DAY.fullmatch(value):
        day = date(*(int(part) for part in found.groups()))
        return Bounds(day, day)
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return Bounds(monday, monday + timedelta(days=6))
    if found := _YEAR.fullmatch(value):
        return _months(int(found[1]), 1, 12)
    if found := _DECADE.fullmatch(value):
        return _months(int(found[1]) * 10, 1, 120)
    if found := _MONTH.fullmatch(value):
        year, part = int(found[1]), int(found[2])
        first, count = SEASONS.get(part) or PARTS.get(part) or (part, 1)
        return _months(year, first, count)
    return None


def _months(year: int, first: int, count: int) -> Bounds:
    start = date(year, first, 1)
    return Bounds(start, plus_months(start, count) - timedelta(days=1))


def _shifted(day: date | None, duration: str, way: int) -> date | None:
    if day is None:
        return None
    counts = {unit: int(number) for number, unit in re.findall(r"(\d+)([YMWD])", duration.partition("T")[0])}
    try:
        there = plus_months(day, way * (counts.get("Y", 0) * 12 + counts.get("M", 0)))
        return there + timedelta(days=way * (counts.get("W", 0) * 7 + counts.get("D", 0)))
    except (ValueError, OverflowError):
        return None

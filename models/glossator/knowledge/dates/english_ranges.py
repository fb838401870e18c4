"""English ranges: from 3 to 5 May, March-June 2014, 2014-2016, between Monday and Wednesday. Pure; knowledge layer."""

from __future__ import annotations

import re
from datetime import date, timedelta

from glossator.knowledge.dates.anchor import Anchor, When
from glossator.knowledge.dates.english_words import DAY, MONTH, WEEKDAY, WEEKDAYS, YEAR, again
from glossator.knowledge.dates.forms import day_value, month_value
from glossator.knowledge.dates.rules import Rule
from glossator.text.months import MONTHS

_FROM = "(?:from |between )?"
_TO = "(?:-| to | and | through | until | till )"


def _days_of_month(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """May 3-5, 3 to 5 May 2019."""
    month = MONTHS[match["month"]]
    return _between((month, int(match["day"])), (month, int(match["to_day"])), match["year"], anchor)


def _days_of_months(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """April 29 to May 3, 2019."""
    first = (MONTHS[match["month"]], int(match["day"]))
    return _between(first, (MONTHS[match["to_month"]], int(match["to_day"])), match["year"], anchor)


def _between(first: tuple[int, int], last: tuple[int, int], year: str | None, anchor: Anchor | None) -> When | None:
    if year:
        end: When | None = When(value) if (value := day_value(int(year), *last)) else None
    else:
        end = anchor.day_in_year(*last) if anchor else None
    if end is None:
        return None
    last_year = int(end.value[:4])
    start = day_value(last_year - 1 if last < first else last_year, *first)
    return When(f"{start}/{end.value}", counted=end.counted, doubt=end.doubt) if start else None


def _months(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """March-June, between December and February 2014: the year is that of the end."""
    first, last = MONTHS[match["month"]], MONTHS[match["to_month"]]
    if match["year"]:
        end: When | None = When(month_value(int(match["year"]), last))
    else:
        end = anchor.month(last) if anchor else None
    if end is None:
        return None
    year = int(end.value[:4]) - (1 if last < first else 0)
    return When(f"{month_value(year, first)}/{end.value}", counted=end.counted, doubt=end.doubt)


def _months_of_years(match: re.Match[str], anchor: Anchor | None) -> When | None:
    first = month_value(int(match["year"]), MONTHS[match["month"]])
    return _ordered(first, month_value(int(match["to_year"]), MONTHS[match["to_month"]]))


def _years(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """2014-2016, 1950-53. 2014-05 would be a month."""
    first, last = match["year"], match["to_year"]
    if len(last) == 2 and match["sign"] == "-" and 1 <= int(last) <= 12:
        return When(f"{first}-{last}", doubt="it may be the years")
    return _ordered(first, last if len(last) == 4 else first[:2] + last)


def _weekdays(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """Monday to Wednesday: the end is the latest such day, the start the one before it."""
    if anchor is None:
        return None
    end = anchor.weekday(WEEKDAYS[match["to_weekday"]])
    last = date.fromisoformat(end.value)
    back = (last.weekday() - WEEKDAYS[match["weekday"]]) % 7
    return When(f"{last - timedelta(days=back)}/{last}", counted=True, doubt=end.doubt) if back else None


def _ordered(first: str, last: str) -> When | None:
    return When(f"{first}/{last}") if first < last else None


RANGE_RULES: tuple[Rule, ...] = (
    (rf"{_FROM}{MONTH} {DAY}{_TO}{again(DAY)}(?:,? {YEAR})?", _days_of_month),
    (rf"{_FROM}{DAY}{_TO}{again(DAY)}(?: of)? {MONTH}(?:,? {YEAR})?", _days_of_month),
    (rf"{_FROM}{MONTH} {DAY}{_TO}{again(MONTH)} {again(DAY)}(?:,? {YEAR})?", _days_of_months),
    (rf"{_FROM}{DAY} {MONTH}{_TO}{again(DAY)} {again(MONTH)}(?:,? {YEAR})?", _days_of_months),
    (rf"{_FROM}{MONTH}{_TO}{again(MONTH)}(?:,?(?: of)? {YEAR})?", _months),
    (rf"{_FROM}{MONTH},? {YEAR}{_TO}{again(MONTH)},? {again(YEAR)}", _months_of_years),
    (rf"{_FROM}{YEAR}(?P<sign>-|/| to | and | through | until )(?P<to_year>(?:1\d|20)\d\d|\d\d)", _years),
    (rf"{_FROM}{WEEKDAY}{_TO}{again(WEEKDAY)}", _weekdays),
)
"""From an expression for the whole of the words to how they are read."""

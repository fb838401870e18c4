"""English days, months and years: May 3, 2019; Tuesday; last May; yesterday. Pure; knowledge layer."""

from __future__ import annotations

import re
from datetime import date

from glossator.knowledge.dates.anchor import EITHER, Anchor, When
from glossator.knowledge.dates.english_words import DAY, MONTH, POINTING, WEEKDAY, WEEKDAYS, WHICH, YEAR
from glossator.knowledge.dates.forms import day_value, month_value
from glossator.knowledge.dates.rules import Rule
from glossator.text.months import MONTHS

_WITH_WEEKDAY = rf"(?:{WEEKDAY},? (?:\()?)?"
_YEARS = {"last": -1, "this": 0, "next": 1, "the same": 0}
_NEAR = {"today": 0, "tonight": 0, "now": 0, "yesterday": -1, "last night": -1, "overnight": 0, "tomorrow": 1,
         "the day before yesterday": -2, "the day after tomorrow": 2, "day before yesterday": -2,
         "this morning": 0, "this afternoon": 0, "this evening": 0}  # fmt: skip
_UNSURE_NEAR = ("now", "overnight", "tonight")
_HOLIDAYS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas": (12, 25), "christmas day": (12, 25),
    "christmas eve": (12, 24), "valentine's day": (2, 14), "may day": (5, 1), "halloween": (10, 31),
}  # fmt: skip


def full_day(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """May 3, 2019, perhaps with the day of the week, which has to fit."""
    value = day_value(int(match["year"]), MONTHS[match["month"]], int(match["day"]))
    if value is None:
        return None
    weekday = match["weekday"]
    wrong = weekday is not None and date.fromisoformat(value).weekday() != WEEKDAYS[weekday]
    return When(value, doubt="it is another day of the week" if wrong else "")


def _day_of_some_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    if anchor is None:
        return None
    month, day = MONTHS[match["month"]], int(match["day"])
    if match["weekday"] is not None:
        return anchor.day_on_weekday(month, day, WEEKDAYS[match["weekday"]])
    return anchor.day_in_year(month, day)


def _day_of_a_near_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    if anchor is None:
        return None
    year = anchor.day.year + _YEARS[match["which"]]
    if "day" in match.groupdict():
        value = day_value(year, MONTHS[match["month"]], int(match["day"]))
    else:
        value = month_value(year, MONTHS[match["month"]])
    return When(value, counted=True) if value else None


def _iso(match: re.Match[str], anchor: Anchor | None) -> When | None:
    value = day_value(int(match["year"]), int(match["month"]), int(match["day"]))
    return When(value) if value else None


def _strokes(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """25/04/2015; where either number may be the month, there is no saying which."""
    one, two = int(match["one"]), int(match["two"])
    if one <= 12 and two <= 12 and one != two:
        return None
    day, month = (one, two) if 12 < one else (two, one)
    value = day_value(int(match["year"]), month, day)
    return When(value) if value else None


def _month_of_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return When(month_value(int(match["year"]), MONTHS[match["month"]]))


def _month(match: re.Match[str], anchor: Anchor | None) -> When | None:
    which = match["which"]
    return anchor.month(MONTHS[match["month"]], POINTING[which] if which else "") if anchor else None


def _year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return When(match["year"])


def _weekday(match: re.Match[str], anchor: Anchor | None) -> When | None:
    which = match["which"]
    return anchor.weekday(WEEKDAYS[match["weekday"]], POINTING[which] if which else "") if anchor else None


def _weekday_of_week(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.weekday_of_week(WEEKDAYS[match["weekday"]], _YEARS[match["which"]]) if anchor else None


def _near(match: re.Match[str], anchor: Anchor | None) -> When | None:
    if anchor is None:
        return None
    found = anchor.days(_NEAR[match[0]])
    return When(found.value, counted=True, doubt=EITHER if match[0] in _UNSURE_NEAR else "")


def _of_month(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.day_of_month(int(match["day"])) if anchor else None


def _holiday(match: re.Match[str], anchor: Anchor | None) -> When | None:
    month, day = _HOLIDAYS[match["holiday"]]
    if match["year"]:
        value = day_value(int(match["year"]), month, day)
        return When(value) if value else None
    return anchor.day_in_year(month, day) if anchor else None


DAY_RULES: tuple[Rule, ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _iso),
    (r"(?P<year>\d{4})[/.] ?(?P<month>\d{1,2})[/.] ?(?P<day>\d{1,2})", _iso),
    (rf"(?P<one>\d{{1,2}})[/.](?P<two>\d{{1,2}})[/.]{YEAR}", _strokes),
    (rf"{_WITH_WEEKDAY}{MONTH} {DAY}\)?,? {YEAR}", full_day),
    (rf"{_WITH_WEEKDAY}{DAY}(?: of|-)? ?{MONTH}\)?,?[ -]{YEAR}", full_day),
    (rf"{_WITH_WEEKDAY}{MONTH} {DAY}\)?", _day_of_some_year),
    (rf"{_WITH_WEEKDAY}{DAY}(?: of)? {MONTH}\)?", _day_of_some_year),
    (rf"{MONTH} {DAY},?(?: of)? (?P<which>last|this|next) year", _day_of_a_near_year),
    (rf"{DAY}(?: of)? {MONTH},?(?: of)? (?P<which>last|this|next) year", _day_of_a_near_year),
    (rf"{MONTH},?(?: of)? (?P<which>last|this|next) year", _day_of_a_near_year),
    (rf"{MONTH},?(?: of)? {YEAR}", _month_of_year),
    (rf"(?:{WHICH} )?{MONTH}", _month),
    (YEAR, _year),
    (rf"(?:{WHICH} )?{WEEKDAY}", _weekday),
    (rf"{WEEKDAY}(?: of)? (?P<which>last|this|next) week", _weekday_of_week),
    (rf"(?P<which>last|this|next) week(?:'s| on) {WEEKDAY}", _weekday_of_week),
    ("|".join(_NEAR), _near),
    (r"the (?P<day>\d{1,2})(?:st|nd|rd|th)", _of_month),
    (rf"(?P<holiday>{'|'.join(_HOLIDAYS)})(?:,? (?:of )?{YEAR})?", _holiday),
)
"""From an expression for the whole of the words to how they are read."""

"""Events in time: each on the day, month or year that the text tells, or else on that of the article.

Part of the insight layer. Days are `datetime.date`; a stretch of time is its first and last day, both included.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import regex

from glossator.annotation import Event, Layer

Dated: TypeAlias = Literal["event", "article", "none"]
"""Where a date comes from: what fills the event's role of time, the article's publication, or nowhere."""
Unit: TypeAlias = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")

VALUE = "value"
"""The attribute of a date's span that holds it in ISO 8601."""

_DAY = regex.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T ].*)?[?~%]?")
_WEEK = regex.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?")
_DECADE = regex.compile(r"(\d{2,3})(X{1,2})")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a first to a last day, both included."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event in time. `first` and `last` are None where neither text nor article has a date."""

    event_id: int
    document_id: int
    type: str
    dated: Dated
    first: datetime.date | None = None
    last: datetime.date | None = None
    draft: bool = False


def stretch_of(value: str | None) -> Stretch | None:
    """The days that an ISO 8601 date means: a day, month, year, week, an interval of them, a decade as `201X`.

    A clock time and the marks of doubt `?` `~` `%` are passed over. None for anything else.
    """
    first, slash, last = (value or "").strip().partition("/")
    begin = _single(first)
    if not slash:
        return begin
    end = _single(last) if last not in ("", "..") else begin
    if begin is None:
        return end
    return Stretch(begin.first, end.last) if end and begin.first <= end.last else begin


def _single(value: str) -> Stretch | None:
    for pattern, read in ((_DAY, _read_day), (_WEEK, _read_week), (_DECADE, _read_decade)):
        found = pattern.fullmatch(value)
        if found:
            try:
                return read(*found.groups())
            except ValueError:
                return None
    return None


def _read_day(year: str, month: str | None, day: str | None) -> Stretch:
    if month is None:
        return Stretch(datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31))
    if day is None:
        last = calendar.monthrange(int(year), int(month))[1] if 1 <= int(month) <= 12 else 0
        return Stretch(datetime.date(int(year), int(month), 1), datetime.date(int(year), int(month), last))
    one = datetime.date(int(year), int(month), int(day))
    return Stretch(one, one)


def _read_week(year: str, week: str, day: str | None) -> Stretch:
    first = datetime.date.fromisocalendar(int(year), int(week), int(day or 1))
    return Stretch(first, first if day else first + datetime.timedelta(days=6))


def _read_decade(digits: str, unknown: str) -> Stretch:
    return Stretch(
        datetime.date(int(digits + "0" * len(unknown)), 1, 1), datetime.date(int(digits + "9" * len(unknown)), 12, 31)
    )


def is_time_role(role: str) -> bool:
    """Whether a role says when: `time`, or one of those that begin so."""
    return role.casefold().startswith("time")


def entries(layer: Layer, published: str | None) -> list[TimelineEntry]:
    """The events of a layer in time; `published` is the article's own date, ISO 8601."""
    values = {span.id: value for span in layer.spans if isinstance(value := span.attributes.get(VALUE), str)}
    return [entry(event, values.get, published) for event in layer.events]


def entry(event: Event, value_of: Callable[[int], str | None], published: str | None) -> TimelineEntry:
    """One event in time. `value_of` gives the normalised date of a span by its id."""
    said = (stretch_of(value_of(one.filler)) for one in event.arguments if is_time_role(one.role))
    found = next((stretch for stretch in said if stretch), None)
    dated: Dated = "event" if found else "none"
    if found is None:
        found = stretch_of(published)
        dated = "article" if found else "none"
    return TimelineEntry(
        event.id,
        event.document_id,
        event.type,
        dated,
        first=found.first if found else None,
        last=found.last if found else None,
        draft=event.draft,
    )


def in_order(found: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """By first day; what has no date last."""
    return sorted(found, key=lambda one: (one.first is None, one.first or datetime.date.min, one.event_id))


def start_of(day: datetime.date, unit: Unit) -> datetime.date:
    """The first day of the week (Monday), month or year that a day lies in."""
    if unit == "week":
        return day - datetime.timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def after(day: datetime.date, unit: Unit, count: int = 1) -> datetime.date:
    """The start of the unit that comes `count` units after the one that starts on `day`; never past year 1 … 9999."""
    if unit in ("day", "week"):
        ordinal = day.toordinal() + count * (7 if unit == "week" else 1)
        return datetime.date.fromordinal(min(max(ordinal, 1), datetime.date.max.toordinal()))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return datetime.date.min if year < 1 else datetime.date.max
    return datetime.date(year, month + 1, 1)

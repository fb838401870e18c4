"""Counting from the day of publication: the latest Tuesday, the coming May, last week. Pure; knowledge layer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from glossator.knowledge.dates.forms import SEASONS, day_value, month_value, plus_months, week_value

Which: TypeAlias = Literal["", "last", "this", "next"]
"""How the words point: not at all (then the latest is meant, in a report), back, at the current one, or on."""

FAR = 243
"""Days: a date without a year that is longer past than this may as well be the coming one."""
AHEAD = "the sentence speaks of what is to come"
EITHER = "it may be the one before or after"


@dataclass(frozen=True, slots=True)
class When:
    """A value found, whether it was counted from the day of publication, and what makes it uncertain ("": nothing)."""

    value: str
    counted: bool = False
    doubt: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that is counted from. `ahead`: the sentence speaks of what is to come, or (False) of what was."""

    day: date
    ahead: bool | None = None

    def weekday(self, number: int, which: Which = "") -> When:
        """A day of the week (0 Monday): bare it is the latest up to the day of publication, which counts itself."""
        if which == "this":
            return _counted(self._monday(0) + timedelta(days=number))
        back = (self.day.weekday() - number) % 7
        if which == "last" or (which == "" and not self.ahead):
            there = self.day - timedelta(days=back or (7 if which == "last" else 0))
            return _counted(there, EITHER if which == "last" and self._monday(0) <= there else "")
        there = self.day + timedelta(days=(7 - back) % 7 or 7)
        if which == "next":
            return _counted(there, EITHER if there < self._monday(1) else "")
        return _counted(there, AHEAD)

    def weekday_of_week(self, number: int, weeks: int) -> When:
        """That day of the week before (-1), of this one or of the next."""
        return _counted(self._monday(weeks) + timedelta(days=number))

    def days(self, count: int) -> When:
        """So many days on, or back."""
        return _counted(self.day + timedelta(days=count))

    def day_of_month(self, number: int, which: Which = "") -> When | None:
        """The 21st: the latest up to the day of publication; after "next" the coming one."""
        on = which == "next" or (which == "" and self.ahead is True)
        for months in range(12):
            month = plus_months(self.day.replace(day=1), months if on else -months)
            value = day_value(month.year, month.month, number)
            if value is not None and (value > self.day.isoformat() if on else value <= self.day.isoformat()):
                return When(value, counted=True, doubt=AHEAD if on and which == "" else "")
        return None

    def day_in_year(self, month: int, day: int) -> When | None:
        """A day and month without a year: the latest, unless that is long past or the sentence looks ahead."""
        years = (self.day.year - 1, self.day.year, self.day.year + 1)
        days = [date.fromisoformat(value) for year in years if (value := day_value(year, month, day))]
        past = max((one for one in days if one <= self.day), default=None)
        coming = min((one for one in days if self.day < one), default=None)
        if past is None or coming is None:
            # 29 February: the only one within reach.
            return next((_counted(one, EITHER) for one in (past, coming) if one), None)
        if self.ahead:
            return _counted(coming, AHEAD)
        long_past = self.ahead is None and FAR < (self.day - past).days
        return _counted(coming if long_past else past, EITHER if long_past else "")

    def day_on_weekday(self, month: int, day: int, weekday: int) -> When | None:
        """A day and month without a year, but with its day of the week: the year nearest that has it so."""
        found = self.day_in_year(month, day)
        years = sorted(range(self.day.year - 1, self.day.year + 2), key=lambda year: abs(year - self.day.year))
        fits = [value for year in years if (value := day_value(year, month, day)) and _weekday(value) == weekday]
        if not fits:
            return found and When(found.value, counted=True, doubt="it is another day of the week")
        return When(found.value if found and found.value in fits else fits[0], counted=True)

    def month(self, number: int, which: Which = "") -> When:
        """A month without a year: the latest that has begun."""
        here = self.day.year * 12 + self.day.month - 1
        back = (here - (number - 1)) % 12
        if which == "this":
            return _month(self.day.year * 12 + number - 1)
        if which == "last":
            there = here - (back or 12)
            return _month(there, EITHER if there // 12 == self.day.year else "")
        coming = here + ((12 - back) % 12 or 12)
        if which == "next":
            return _month(coming, EITHER if coming // 12 == self.day.year else "")
        if self.ahead:
            return _month(coming if back else here, AHEAD)
        return _month(here - back, EITHER if self.ahead is None and 9 <= back else "")

    def season(self, number: int, which: Which) -> When:
        """A season without a year; a winter belongs to two years, so it is never certain."""
        first = SEASONS[number][0]
        year = self.day.year
        if which == "this":
            return When(f"{year:04d}-{number}", counted=True, doubt="a winter has two years" if number == 24 else "")
        if which == "next":
            year += 0 if self.day.month < first else 1
            return When(f"{year:04d}-{number}", counted=True, doubt=EITHER if year == self.day.year else "")
        # The latest that is over: one begins a month at `first` and has three.
        year -= 0 if first + 3 <= self.day.month else 1
        doubt = EITHER if year == self.day.year or number == 24 else ""
        return When(f"{year:04d}-{number}", counted=True, doubt=doubt)

    def unit(self, name: str, count: int) -> When | None:
        """The day, week, month, quarter or year so many on (or back) from the one of publication; "weekend" too."""
        if name == "day":
            return self.days(count)
        if name == "week":
            return When(week_value(self._monday(count)), counted=True)
        if name == "weekend":
            saturday = self._monday(count) + timedelta(days=5)
            return When(f"{saturday}/{saturday + timedelta(days=1)}", counted=True)
        if name == "month":
            return _month(self.day.year * 12 + self.day.month - 1 + count)
        if name == "quarter":
            quarters = self.day.year * 4 + (self.day.month - 1) // 3 + count
            return When(f"{quarters // 4:04d}-{33 + quarters % 4}", counted=True)
        if name == "year":
            return When(f"{self.day.year + count:04d}", counted=True)
        if name == "decade":
            return When(f"{self.day.year // 10 + count:03d}X", counted=True)
        return None

    def _monday(self, weeks: int) -> date:
        return self.day - timedelta(days=self.day.weekday()) + timedelta(weeks=weeks)


def _weekday(value: str) -> int:
    return date.fromisoformat(value).weekday()


def _counted(day: date, doubt: str = "") -> When:
    return When(day.isoformat(), counted=True, doubt=doubt)


def _month(months: int, doubt: str = "") -> When:
    return When(month_value(months // 12, months % 12 + 1), counted=True, doubt=doubt)

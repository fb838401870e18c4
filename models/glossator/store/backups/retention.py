"""Which backups stay. Pure functions over times and sizes.

The last day keeps one an hour, the last two weeks one a day, the last three months one a week, and the latest three
stay whatever their age. Hours, days and weeks are those of UTC: which backup of a day stays matters to nobody, that it
is the same one at every look does. Of each stretch the newest stays, so that thinning again takes nothing more away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

NEWEST: Final = 3
"""So many of the latest stay in any case."""
HOURLY: Final = timedelta(days=1)
DAILY: Final = timedelta(weeks=2)
WEEKLY: Final = timedelta(weeks=13)

_Stretch = Callable[[datetime], object]


def _hour(time: datetime) -> object:
    return (time.date(), time.hour)


def _day(time: datetime) -> object:
    return time.date()


def _week(time: datetime) -> object:
    return time.isocalendar()[:2]


_RULES: Final[tuple[tuple[timedelta, _Stretch], ...]] = ((HOURLY, _hour), (DAILY, _day), (WEEKLY, _week))
"""Backups younger than so much: the newest of each stretch stays."""


def survivors(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of the times (with zones) of rotating backups that stay at the moment `now`.

    Times after `now` all stay: the clock has been set back, and nobody can tell yet which of them are right.
    """
    moments = sorted({time.astimezone(UTC) for time in times}, reverse=True)
    present = now.astimezone(UTC)
    past = [time for time in moments if time <= present]
    staying = {*(time for time in moments if present < time), *past[:NEWEST]}
    for reach, stretch in _RULES:
        newest: dict[object, datetime] = {}
        for time in past:
            newest.setdefault(stretch(time), time)
        staying.update(time for time in newest.values() if present - time < reach)
    return frozenset(staying)


def within(sizes: Iterable[tuple[datetime, int]], limit: int, now: datetime, *, taken: int = 0) -> frozenset[datetime]:
    """The times of the backups, given with their bytes, that fit into `limit` bytes, the latest first.

    `taken` bytes of the limit are used up by what stays for ever. The latest three stay even where they do not fit;
    times after `now` come last, since the one just made must not give way to them.
    """
    staying: set[datetime] = set()
    for number, (time, size) in enumerate(sorted(sizes, key=lambda item: (item[0] <= now, *item), reverse=True)):
        taken += size
        if NEWEST <= number and limit < taken:
            break
        staying.add(time)
    return frozenset(staying)

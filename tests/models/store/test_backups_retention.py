from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.store.backups.names import BY_HAND, ROTATING, backup_name, before_format, read_name, stem_of
from glossator.store.backups.retention import NEWEST, survivors, within

NOW = datetime(2026, 11, 21, 14, 32, 5, tzinfo=UTC)


def ago(text: str) -> datetime:
    """A moment before NOW: "3h", "2d", "26h30m"; "-1h" lies ahead."""
    ahead, units = text.startswith("-"), {"d": 86_400, "h": 3_600, "m": 60}
    seconds, number = 0, ""
    for sign in text.lstrip("-"):
        if sign.isdigit():
            number += sign
        else:
            seconds, number = seconds + int(number) * units[sign], ""
    return NOW + timedelta(seconds=seconds) * (1 if ahead else -1)


@pytest.mark.parametrize(
    ("there", "stay"),
    [
        ("", ""),
        ("400d", "400d"),
        ("1m 2m 3m", "1m 2m 3m"),
        # NOW is at 32 minutes past: of each hour the newest.
        ("1m 2m 3m 4m 33m 40m 50m", "1m 2m 3m 33m"),
        ("1h 2h 3h 4h 5h 23h", "1h 2h 3h 4h 5h 23h"),
        # Of each day the newest, for two weeks.
        ("1h 2h 3h 2d 50h 3d 74h 13d", "1h 2h 3h 2d 3d 13d"),
        # Of each week the newest, for three months. The 21st is a Saturday.
        ("1h 2h 3h 14d 16d 20d 28d 90d 92d", "1h 2h 3h 14d 20d 28d 90d"),
        ("100d 200d 300d 400d", "100d 200d 300d"),
        # The clock was set back: whatever lies ahead stays, and takes nothing from the others.
        ("-2d -1h -50m 1m 2m 3m 4m", "-2d -1h -50m 1m 2m 3m"),
    ],
)
def test_what_stays(there: str, stay: str) -> None:
    assert survivors(map(ago, there.split()), NOW) == set(map(ago, stay.split()))


def test_a_day_of_winter_time_has_its_hour_twice() -> None:
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    first = datetime(2026, 10, 25, 2, 30, tzinfo=summer)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=winter)
    others = [first + timedelta(hours=number) for number in range(2, 6)]
    staying = survivors([first, second, *others], others[-1])
    assert first in staying
    assert second in staying


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda time: time.replace(tzinfo=UTC))
shelves = st.one_of(
    st.lists(moments, max_size=30),
    # A program that ran for days: much to thin out.
    st.builds(
        lambda start, gaps: [start + timedelta(minutes=sum(gaps[: number + 1])) for number in range(len(gaps))],
        moments,
        st.lists(st.integers(1, 600), min_size=1, max_size=60),
    ),
)


@given(shelves, moments)
def test_the_newest_are_never_deleted(times: list[datetime], now: datetime) -> None:
    staying = survivors(times, now)
    assert staying <= set(times)
    assert set(sorted(times)[-1:]) <= staying
    assert set(sorted(time for time in set(times) if time <= now)[-NEWEST:]) <= staying


@given(shelves, moments)
def test_thinning_again_deletes_no_more(times: list[datetime], now: datetime) -> None:
    staying = survivors(times, now)
    assert survivors(staying, now) == staying


@given(shelves, moments, st.timedeltas(timedelta(0), timedelta(days=120)))
def test_what_has_gone_is_never_missed_later(times: list[datetime], now: datetime, wait: timedelta) -> None:
    assert survivors(times, now + wait) <= survivors(times, now)
    assert survivors(survivors(times, now), now + wait) == survivors(times, now + wait)


@given(shelves, moments, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_a_new_one_displaces_few(times: list[datetime], now: datetime, wait: timedelta) -> None:
    later = now + wait
    before, after = survivors(times, later), survivors([*times, later], later)
    assert later in after
    # In its hour, its day, its week, and among the newest three.
    assert len(before - after) <= 4
    assert after - before <= {later}


@given(shelves, moments, st.integers(-720, 720))
def test_the_zone_a_time_is_told_in_means_nothing(times: list[datetime], now: datetime, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    assert survivors([time.astimezone(zone) for time in times], now.astimezone(zone)) == survivors(times, now)


@given(
    st.lists(st.tuples(moments, st.integers(0, 100)), max_size=20, unique_by=lambda item: item[0]),
    moments,
    st.integers(0, 500),
    st.integers(0, 300),
)
def test_room_is_kept_and_the_newest_three_too(
    sizes: list[tuple[datetime, int]], now: datetime, limit: int, taken: int
) -> None:
    staying = within(sizes, limit, now, taken=taken)
    past = sorted(time for time, _ in sizes if time <= now)
    assert len(staying) >= min(NEWEST, len(sizes))
    assert set(past[-NEWEST:]) <= staying
    assert len(staying) <= NEWEST or taken + sum(size for time, size in sizes if time in staying) <= limit
    assert within([item for item in sizes if item[0] in staying], limit, now, taken=taken) == staying


# Names


@given(
    st.text(min_size=1).filter(lambda stem: "/" not in stem),
    st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)),
    st.integers(-1439, 1439),
    st.sampled_from([ROTATING, BY_HAND, before_format(2), before_format(13)]),
)
def test_a_name_tells_when_and_why(stem: str, time: datetime, minutes: int, reason: str) -> None:
    moment = time.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    name = backup_name(stem, moment, reason)
    assert read_name(name) == (moment, reason)
    assert len(name.encode("utf-8", "surrogatepass")) <= 255


def test_a_name_reads_as_the_clock_on_the_wall() -> None:
    seoul = timezone(timedelta(hours=9))
    made = datetime(2026, 11, 21, 14, 32, 5, 999_999, tzinfo=seoul)
    assert backup_name("news", made) == "news 2026-11-21 14-32-05 +0900.glossator"
    assert backup_name("news", made, BY_HAND) == "news 2026-11-21 14-32-05 +0900 by-hand.glossator"


def test_a_zone_with_seconds_is_told_in_utc() -> None:
    long_ago = datetime(2026, 1, 1, 12, 0, tzinfo=timezone(timedelta(hours=1, seconds=28)))
    assert backup_name("a", long_ago) == "a 2026-01-01 10-59-32 +0000.glossator"


@pytest.mark.parametrize(
    "name",
    ["news.glossator", "news 2026-11-21 14-32-05.glossator", "a 2026-02-31 14-32-05 +0000.glossator", ".glossator",
     "a 2026-01-01 10-59-32 +0000 whatever.glossator", "a 2026-01-01 10-59-32 +0000.txt",
     "a 2026-01-01 10-59-32 +2500.glossator"],
)  # fmt: skip
def test_other_names_are_not_ours(name: str) -> None:
    assert read_name(name) is None


def test_a_projects_name_without_its_suffix() -> None:
    assert [stem_of(name) for name in ("a.glossator", "a.b", ".glossator")] == ["a", "a.b", ".glossator"]

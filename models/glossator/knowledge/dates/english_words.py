"""The words that English rules for dates are made of: months, weekdays, years, how they point. Knowledge layer."""

from __future__ import annotations

from glossator.knowledge.dates.anchor import Which
from glossator.text.months import ENGLISH_NAMES

_WEEKDAYS = ("mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday", "fri friday",
             "sat saturday", "sun sunday")  # fmt: skip

WEEKDAYS: dict[str, int] = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
SEASONS: dict[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
ORDINALS: dict[str, int] = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0, "final": 0,
}  # fmt: skip
POINTING: dict[str, Which] = {
    "last": "last", "past": "last", "previous": "last", "this past": "last",
    "this": "this", "the current": "this", "current": "this",
    "next": "next", "coming": "next", "this coming": "next", "upcoming": "next", "the coming": "next",
    "the upcoming": "next", "the next": "next",
}  # fmt: skip


def _any_of(names: object) -> str:
    return "|".join(sorted(names, key=len, reverse=True))  # type: ignore[call-overload]


MONTH = rf"(?P<month>{_any_of(ENGLISH_NAMES)})\.?"
DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1\d{3}|20\d\d)"
WEEKDAY = rf"(?P<weekday>{_any_of(WEEKDAYS)})\.?"
SEASON = rf"(?P<season>{_any_of(SEASONS)})"
WHICH = rf"(?P<which>{_any_of(POINTING)})"


def again(expression: str) -> str:
    """The same expression for the second time in a rule: its groups get a 2 at the end of their names."""
    return expression.replace("(?P<", "(?P<to_")

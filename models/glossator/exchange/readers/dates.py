"""Dates as articles write them, as ISO 8601.

Part of `exchange`; a pure function. Only dates with a day, a month and a year: "Nov. 21" alone is no date here, and
neither is 03/04/2015, which means two different days.
"""

from __future__ import annotations

import datetime

import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHAPES = tuple(
    regex.compile(shape, regex.IGNORECASE)
    for shape in (
        rf"\b{_YEAR}-(?P<number>[01]\d)-{_DAY}(?!\d)",
        rf"\b{_YEAR}(?:/|\.\s?)(?P<number>[01]?\d)(?:/|\.\s?){_DAY}(?!\d)",
        rf"\b{_MONTH}\s{{0,3}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}\b",
        rf"\b{_DAY}(?:st|nd|rd|th)?(?:\s+of)?\s{{1,3}}{_MONTH},?\s{{1,3}}{_YEAR}\b",
        rf"{_YEAR}\s?[年년]\s?(?P<number>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일]",
    )
)


def find_date(line: str) -> str | None:
    """The first full date in a line, as YYYY-MM-DD."""
    found = (match for shape in _SHAPES for match in [shape.search(line)] if match)
    for match in sorted(found, key=lambda match: match.start()):
        parts = match.groupdict()
        month = int(parts["number"]) if parts.get("number") else 1 + _MONTHS.index(parts["month"][:3].lower())
        try:
            return datetime.date(int(parts["year"]), month, int(parts["day"])).isoformat()
        except ValueError:
            continue
    return None

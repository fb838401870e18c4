"""English durations, and those that hang on the day of publication: two years, three weeks ago. Knowledge layer."""

from __future__ import annotations

import re

from glossator.knowledge.dates.anchor import Anchor, When
from glossator.knowledge.dates.numbers import NUMBER, UNIT, duration, number_of, with_half
from glossator.knowledge.dates.rules import Rule

_ROUND = ("a dozen", "dozen")
_COARSE = 10
"""So many years ago are said to the year; more may be rounded."""


def _duration(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """Two years, a three-day trip's "three-day", 48 hours."""
    return When(duration(number_of(match["count"]), match["unit"]), doubt=_rounded(match["count"]))


def _long(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """A year-long probe."""
    return When(duration(1, match["unit"]))


def _with_half(match: re.Match[str], anchor: Anchor | None) -> When | None:
    value = with_half(number_of(match["count"]), match["unit"])
    return When(value) if value else None


def _in(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """In two years: how long it takes, or when it is."""
    return When(duration(number_of(match["count"]), match["unit"]), doubt="it may be a day to come")


def _half(match: re.Match[str], anchor: Anchor | None) -> When | None:
    value = with_half(0, match["unit"])
    return When(value) if value else None


def _couple(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return When(duration(2, match["unit"]), doubt="a couple may be a few")


def _back(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """The past two years: up to the day of publication."""
    count = number_of(match["count"]) if match["count"] else 1
    length = duration(count, match["unit"])
    return When(f"{length}/{anchor.day}", counted=True) if anchor else None


def _on(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """The next three years: from the day of publication."""
    count = number_of(match["count"]) if match["count"] else 1
    length = duration(count, match["unit"])
    return When(f"{anchor.day}/{length}", counted=True) if anchor else None


def _ago(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """Two years ago is a year, three weeks ago a week, four days ago a day."""
    if anchor is None:
        return None
    count, unit = number_of(match["count"]), match["unit"]
    sign = 1 if match["way"] == "from now" else -1
    many, unit = {"decade": (10, "year"), "fortnight": (2, "week")}.get(unit, (1, unit))
    found = anchor.unit(unit, sign * count * many)
    doubt = _rounded(match["count"]) or ("it may be rounded" if unit == "year" and _COARSE < count * many else "")
    doubt = doubt or ("it may be rounded" if many == 10 else "")
    return When(found.value, counted=True, doubt=doubt) if found else None


def _rounded(count: str) -> str:
    return "a dozen may be rounded" if count in _ROUND else ""


_COUNT = rf"(?P<count>{NUMBER})"

SPAN_RULES: tuple[Rule, ...] = (
    (rf"(?P<count>){UNIT}-?long", _long),
    (rf"in {_COUNT} {UNIT}(?:'|'s? time)?", _in),
    (rf"(?:for )?{_COUNT}[ -]{UNIT}(?:[- ](?:long|old)|')?", _duration),
    (rf"(?:for )?{_COUNT} and a half {UNIT}", _with_half),
    (rf"(?:for )?{_COUNT} {UNIT} and a half", _with_half),
    (rf"(?:for )?(?:half an? |a half[ -]|half-){UNIT}", _half),
    (rf"(?:for )?a couple(?: of)? {UNIT}", _couple),
    (rf"(?:(?:in|over|for|during|within) )?(?:the )?(?:past|last) {_COUNT} {UNIT}", _back),
    (rf"(?:(?:in|over|for|during|within) )?(?:the )?(?P<count>)past {UNIT}", _back),
    (rf"(?:(?:in|over|for|during|within) )?(?:the )?(?:next|coming) {_COUNT} {UNIT}", _on),
    (rf"(?:(?:in|over|for|during|within) )?(?:the )?(?P<count>)coming {UNIT}", _on),
    (rf"{_COUNT} {UNIT} (?P<way>ago|from now)", _ago),
)
"""From an expression for the whole of the words to how they are read."""

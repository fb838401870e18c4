"""English words for numbers, and durations made of them. Pure; knowledge layer."""

from __future__ import annotations

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

WORDS: dict[str, int] = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    **{f"{ten}-{_ONES[one]}": tens * 10 + one for tens, ten in enumerate(_TENS, 2) for one in range(1, 10)},
    "a": 1, "an": 1, "dozen": 12, "a dozen": 12,
}  # fmt: skip

NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
"""An expression for a number of at most three digits, in digits or words."""

_UNITS = {"hour": "TH", "minute": "TM", "day": "D", "week": "W", "fortnight": "2W", "month": "M", "year": "Y",
          "decade": "10Y"}  # fmt: skip
UNIT = rf"(?P<unit>{'|'.join(_UNITS)})s?"
_HALVES = {"year": (6, "M"), "decade": (5, "Y"), "day": (12, "TH"), "hour": (30, "TM")}


def number_of(words: str) -> int:
    """The number that `NUMBER` has matched."""
    return int(words) if words.isdecimal() else WORDS[words]


def duration(count: int, unit: str) -> str:
    """So many units as a duration: (3, "day") is P3D, (2, "decade") P20Y."""
    form = _UNITS[unit]
    many, letter = (int(form[:-1]), form[-1]) if form[:-1].isdecimal() else (1, form)
    return f"PT{count}{letter[1]}" if letter.startswith("T") else f"P{count * many}{letter}"


def with_half(count: int, unit: str) -> str | None:
    """So many units and a half: (2, "year") is P2Y6M; None where half of the unit is no whole number of another."""
    if unit not in _HALVES:
        return None
    many, letter = _HALVES[unit]
    half = f"PT{many}{letter[1]}" if letter.startswith("T") else f"P{many}{letter}"
    if count == 0:
        return half
    whole = duration(count, unit)
    if unit == "decade":
        return f"P{count * 10 + 5}Y"
    if unit == "hour":
        return f"{whole}30M"
    return whole + half[1:]

"""From the words of a date to its value: tidying up, the languages in turn, the reason. Pure; knowledge layer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from glossator.knowledge.dates.anchor import Anchor, When
from glossator.knowledge.dates.arabic import read_arabic
from glossator.knowledge.dates.english import read_english
from glossator.knowledge.dates.forms import is_date_value
from glossator.knowledge.dates.korean import read_korean
from glossator.text.months import with_ascii_digits

LONGEST = 80
"""Code points: longer words are no date."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ALIKE = str.maketrans({**dict.fromkeys("–—−‐‑‒", "-"), **dict.fromkeys("’‘`´", "'"), "\u00a0": " ", "\u200f": ""})
_EDGES = ' \t\n,;:."“”،'


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date's value, why it is that, and whether it can be given without being looked at."""

    value: str
    reason: str
    sure: bool = True


def normalise_date(words: str, published: str | None) -> str | None:
    """The value of a date in words (see `docs/knowledge.md` for the forms); None where it cannot be sure.

    `published` is the day that it is counted from, as `YYYY-MM-DD`; without it, only what stands alone has a value.
    """
    found = read_date(words, published)
    return found.value if found is not None and found.sure else None


def read_date(words: str, published: str | None, *, ahead: bool | None = None) -> DateReading | None:
    """The likeliest value of a date in words, sure or not; None where it has none, or several as likely.

    `ahead` (see `speaks_ahead`) says that the sentence speaks of what is to come: a bare Tuesday is then the coming
    one; False, that it speaks of what was.
    """
    text = _tidied(words)
    if not text or LONGEST < len(text):
        return None
    day = published_day(published)
    anchor = Anchor(day, ahead) if day is not None else None
    try:
        found = read_english(text, anchor) or read_korean(text, anchor) or read_arabic(text, anchor)
    except (ValueError, OverflowError):
        return None
    if found is None or not is_date_value(found.value):
        return None
    return DateReading(found.value, _reason(found, day), not found.doubt)


def published_day(published: str | None) -> date | None:
    """The day of publication, if it is known to the day."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _tidied(words: str) -> str:
    text = " ".join(with_ascii_digits(words).translate(_ALIKE).split()).strip(_EDGES).lower()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    text = re.sub(r"\s*-\s*", "-", text)
    return text[:-2] if text.endswith("'s") else text


def _reason(found: When, day: date | None) -> str:
    parts = [f"counted from {day}, a {_DAYS[day.weekday()]}" if found.counted and day else "as it is written"]
    if found.left_out:
        parts.append(f"“{found.left_out}” is left out")
    if found.doubt:
        parts.append(found.doubt)
    return "; ".join(parts)

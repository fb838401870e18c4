"""Dates in words as values in ISO 8601, counted from the day of publication. Pure; part of the knowledge layer."""

from __future__ import annotations

from glossator.knowledge.dates.forms import Bounds, bounds_of, is_date_value
from glossator.knowledge.dates.reading import DateReading, normalise_date, published_day, read_date
from glossator.knowledge.dates.sentences import speaks_ahead

__all__ = [
    "Bounds",
    "DateReading",
    "bounds_of",
    "is_date_value",
    "normalise_date",
    "published_day",
    "read_date",
    "speaks_ahead",
]

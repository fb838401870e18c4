"""English weeks, seasons, quarters, decades: last week, this spring, the 1990s. Pure; knowledge layer."""

from __future__ import annotations

import re

from glossator.knowledge.dates.anchor import EITHER, Anchor, When
from glossator.knowledge.dates.english_words import ORDINALS, POINTING, SEASON, SEASONS, WHICH, YEAR
from glossator.knowledge.dates.rules import Rule

_COUNTS = {"last": -1, "this": 0, "next": 1}
_UNITS = r"(?P<unit>day|week|weekend|month|quarter|year|decade)"
_ORDINAL = rf"(?P<nth>{'|'.join(ORDINALS)})"


def _unit(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """Last week, this year. A decade so named may be ten years or the 2000s."""
    which = POINTING[match["which"]]
    if anchor is None or match["unit"] == "decade" or match["which"] in ("past", "this past", "coming"):
        return None
    found = anchor.unit(match["unit"], _COUNTS[which])
    unsure = match["unit"] == "weekend" and which != "last"
    return When(found.value, counted=True, doubt=EITHER) if found and unsure else found


def _the_unit(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """The week, the month, the year: the current one, if anything."""
    found = anchor.unit(match["unit"], 0) if anchor else None
    return When(found.value, counted=True, doubt=EITHER) if found and match["unit"] != "day" else None


def _season(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.season(SEASONS[match["season"]], POINTING[match["which"]]) if anchor else None


def _season_of_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    number = SEASONS[match["season"]]
    return When(f"{match['year']}-{number}", doubt="a winter has two years" if number == 24 else "")


def _season_of_a_near_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    if anchor is None:
        return None
    number = SEASONS[match["season"]]
    year = anchor.day.year + _COUNTS[match["which"]]
    return When(f"{year:04d}-{number}", counted=True, doubt="a winter has two years" if number == 24 else "")


def _part_of_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """The first quarter of 2014, the second half of last year."""
    nth, many, base = ORDINALS[match["nth"]], *((4, 33) if match["unit"] == "quarter" else (2, 40))
    number = nth or many
    if many < number:
        return None
    if match["year"]:
        return When(f"{match['year']}-{base + number - 1}")
    if anchor is None or not match["which"]:
        return None
    year = anchor.day.year + _COUNTS[match["which"]]
    return When(f"{year:04d}-{base + number - 1}", counted=True)


def _short_part(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """Q3 2014."""
    return When(f"{match['year']}-{32 + int(match['nth'])}")


def _decade(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """The 1990s; the 2000s may be the century, the '90s some other."""
    century = match["century"] or ""
    if not century:
        return When(f"19{match['tens']}X", doubt="of which century?")
    return When(f"{century}{match['tens']}X", doubt="it may be the century" if match["tens"] == "0" else "")


UNIT_RULES: tuple[Rule, ...] = (
    (rf"{WHICH} (?:calendar )?{_UNITS}", _unit),
    (rf"the {_UNITS}", _the_unit),
    (rf"{WHICH} {SEASON}", _season),
    (rf"(?:the )?{SEASON}(?: of|,)? {YEAR}", _season_of_year),
    (rf"(?:the )?{SEASON}(?: of)? (?P<which>last|this|next) year", _season_of_a_near_year),
    (
        rf"(?:the )?{_ORDINAL} (?P<unit>quarter|half) (?:of |in )?(?:{YEAR}|(?P<which>last|this|next) year)",
        _part_of_year,
    ),
    (rf"q(?P<nth>[1-4])(?: of)? {YEAR}", _short_part),
    (r"(?:the )?(?P<century>1\d|20)(?P<tens>\d)0'?s", _decade),
    (r"(?:the )?'(?P<century>)(?P<tens>[2-9])0'?s", _decade),
)  # fmt: skip
"""From an expression for the whole of the words to how they are read."""

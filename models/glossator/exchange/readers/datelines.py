"""Where a report comes from, "SEOUL, Nov. 21 (Gull Wire) --": the opening of an agency's first paragraph.

Part of `exchange`; a pure function. English, Korean and Arabic.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from glossator.exchange.readers.bylines import Byline, read_korean_byline
from glossator.exchange.readers.dates import find_date, is_date_line
from glossator.text.abbreviations import words

_DAY = r"(?P<day>,? \p{Lu}\p{Ll}{2,8}\.? \d{1,2}(?:, \d{4})?|,? \d{1,2} \p{Lu}\p{Ll}{2,8}\.?(?: \d{4})?)?"
_REGION = r"(?:, ?\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+)*)?"
_DASH = r"\s?(?:--+|—|–|- |-$)(?=\s?\S|$)"
_CAPITALS = regex.compile(
    rf"(?P<place>\p{{Lu}}{{3,}}(?:[ .'-]+\p{{Lu}}{{2,}})*{_REGION}){_DAY}(?:,? ?\((?P<agency>[^)]{{2,40}})\))?{_DASH}"
)
_WORD = r"\p{Lu}[\p{L}\p{M}.'’-]+"
_MIXED = regex.compile(rf"(?P<place>{_WORD}(?: {_WORD}){{0,3}}{_REGION}){_DAY},? ?\((?P<agency>[^)]{{2,40}})\){_DASH}")
_KOREAN = regex.compile(r"[(\[](?P<place>[\p{Hangul}·ㆍ,\s]{1,24})=(?P<agency>[^)\]=]{2,24})[)\]]\s*")
_KOREAN_REPORTER = regex.compile(
    r"\[(?P<agency>[\p{Hangul}\w]{2,14})[\s/=](?P<byline>\p{Hangul}{2,4}(?:[·,\s]+\p{Hangul}{2,4}){0,3}\s?(?:기자|특파원))\]"
)
_ARABIC = regex.compile(
    r"(?P<place>(?=\p{Arabic})[\p{L}\p{M}]+(?:[ -][\p{L}\p{M}]+){0,3}(?:[،,] ?[\p{L}\p{M}]+)?)"
    r"(?P<day>[،,]? [\d/]+(?: [\p{L}\p{M}]+){0,2}(?: \d{4})?)? ?\((?P<agency>[^)]{2,40})\)\s?(?:--?|—|–|ـ+|:)\s*"
)
_NO_PLACES = words(
    "FILE PHOTO VIDEO UPDATE UPDATED BREAKING EXCLUSIVE ANALYSIS OPINION EDITORIAL WATCH LISTEN LIVE EXPLAINER FACTBOX",
    "TIMELINE CORRECTED",
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline tells. `date` only where it holds the year; `byline` where Korean has it in the same line."""

    place: str | None
    agency: str | None = None
    date: str | None = None
    byline: Byline | None = None


def read_dateline(line: str) -> Dateline | None:
    """The dateline that a line begins with."""
    for shape in (_CAPITALS, _MIXED):
        found = shape.match(line)
        if found is not None:
            return _english(found)
    if line.isascii():
        return None
    reporter = _KOREAN_REPORTER.match(line)
    if reporter is not None:
        return Dateline(None, reporter["agency"], byline=read_korean_byline(reporter["byline"]))
    korean = _KOREAN.match(line)
    if korean is not None:
        byline = read_korean_byline(line[korean.end() :])
        return Dateline(korean["place"].strip(), korean["agency"].strip(), byline=byline)
    arabic = _ARABIC.match(line)
    return None if arabic is None else _arabic(line, arabic)


def _english(found: regex.Match[str]) -> Dateline | None:
    if found["place"] in _NO_PLACES:
        return None
    agency, day = found["agency"], found["day"]
    return Dateline(found["place"], agency and agency.strip(), find_date(day.lstrip(", ")) if day else None)


def _arabic(line: str, found: regex.Match[str]) -> Dateline:
    """Arabic agencies write the date before the brackets or after them."""
    rest = line[found.end() :]
    day = found["day"] or (rest if is_date_line(rest) else "")
    return Dateline(found["place"], found["agency"].strip(), find_date(day))

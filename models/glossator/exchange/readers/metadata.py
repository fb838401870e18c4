"""What the layout of a news text tells about it: title, byline, date, place, source, language.

Part of `exchange`; a pure function. What is not there stays None: a person fills it in, nothing is made up.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from glossator.annotation import Metadata
from glossator.exchange.readers.dates import find_date
from glossator.exchange.readers.language import language_of
from glossator.text.boilerplate import boilerplate_lines
from glossator.text.sentences import paragraphs

HEAD_LINES = 12
"""Byline, date and title stand among the first lines."""
TAIL_LINES = 8
"""Source lines stand among the last."""
LONGEST_TITLE = 200
LONGEST_BYLINE = 90

_PERSON = r"\p{Lu}[\p{L}\p{M}.'’-]*(?:[ \u00a0]+(?:\p{Lu}[\p{L}\p{M}.'’-]*|al|bin|da|de|del|der|di|el|la|van|von)){1,4}"
_BYLINE = regex.compile(rf"(?:[Bb]y|BY)[:\s]\s*(?P<names>{_PERSON}(?:\s*(?:,|and|&)\s*{_PERSON})*)\s*(?P<rest>.*)")
_HANGUL_BYLINE = regex.compile(r"^(?:\([^)]{1,20}\)\s*)?(?P<names>\p{Hangul}{2,4})\s?기자\b")
_AFTER_NAMES = regex.compile(r"^[,/|·–—-]|^$|^\(|^for\b|^in\b|^at\b", regex.IGNORECASE)

_PLACE = r"(?P<place>\p{Lu}{3,}(?:[ .'-]+\p{Lu}{2,})*(?:, ?[\p{Lu}][\p{L}.]+(?: [\p{Lu}][\p{L}.]+)*)?)"
_DATELINE = regex.compile(
    rf"^{_PLACE}(?P<day>,? \p{{Lu}}\p{{Ll}}{{2,8}}\.? \d{{1,2}}(?:, \d{{4}})?)?"
    r"(?:,? ?\((?P<agency>[^)]{2,40})\))?\s?(?:--+|—|–|- )(?=\s?\S)"
)
_NO_PLACES = (
    "FILE",
    "PHOTO",
    "VIDEO",
    "UPDATE",
    "UPDATED",
    "BREAKING",
    "EXCLUSIVE",
    "ANALYSIS",
    "OPINION",
    "EDITORIAL",
)
_CREDIT = regex.compile(
    r"^This (?:report|story|article) was (?:\w+ ){1,2}(?:in collaboration with|in cooperation with|by|with) (?:the )?"
    r"(?P<source>\p{Lu}[^.,;]{1,60})\.?$"
)
_SOURCE = regex.compile(r"^(?:[Ss]ource|SOURCE|출처|来源|來源|出典)\s?[:：]\s*(?P<source>\S.{0,98}\S)\s*$")
_COPYRIGHT = regex.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:©\s*)?(?:\d{4}(?:[-–]\d{4})?,?\s+)?(?P<source>\p{Lu}[^,.;:]{1,60}?)"
    r"(?:[,.]|\s+All [Rr]ights|\s*$)"
)
_LABEL = regex.compile(r"^\p{L}[\p{L} ]{0,18}\s*:\s*\S{1,30}$")
_SENTENCE_END = (".", ".”", '."', ".’", "。", "。」")


@dataclass(slots=True)
class _Found:
    """What has been found so far."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    source: str | None = None
    place: str | None = None


def extract_metadata(text: str) -> Metadata:
    """What the first and the last lines of a text tell."""
    found = _Found()
    _read_head(text, found)
    _find_source(text, found)
    return Metadata(
        title=found.title,
        source=found.source,
        author=found.author,
        published=found.published,
        language=language_of(text),
        extra={"place": found.place} if found.place else {},
    )


def _read_head(text: str, found: _Found) -> None:
    menus = {start for start, _ in boilerplate_lines(text)}
    lines = paragraphs(text)
    content = [text[start:end] for start, end in lines if start not in menus]
    looked_at = 0
    for start, end in lines:
        line = text[start:end]
        if start in menus:
            # A menu line can carry the date ("All Headlines 17:53 November 21, 2014").
            found.published = found.published or find_date(line)
            continue
        looked_at += 1
        if HEAD_LINES < looked_at:
            break
        begun = found.place is not None
        if not _is_headed(line, found) and not begun and found.title is None and _is_title(line, content[looked_at:]):
            found.title = line


def _is_headed(line: str, found: _Found) -> bool:
    """Whether a line is byline, date or dateline; what it tells is taken down."""
    dateline = _DATELINE.match(line)
    if dateline and dateline["place"] not in _NO_PLACES:
        _take_dateline(dateline, found)
        return True
    byline = _BYLINE.match(line) or _HANGUL_BYLINE.match(line)
    if byline and len(line) <= LONGEST_BYLINE and _AFTER_NAMES.search(byline.groupdict().get("rest") or ""):
        found.author = found.author or regex.sub(r"\s+", " ", byline["names"]).rstrip(" .,")
        found.published = found.published or find_date(line)
        return True
    date = find_date(line) if len(line) <= LONGEST_BYLINE else None
    if date is not None and _is_mostly_date(line):
        found.published = found.published or date
        return True
    return False


def _take_dateline(match: regex.Match[str], found: _Found) -> None:
    found.place = found.place or match["place"]
    if match["agency"]:
        found.source = found.source or match["agency"].strip()
    if match["day"]:
        found.published = found.published or find_date(match["day"].lstrip(", "))


def _is_mostly_date(line: str) -> bool:
    """Whether a line with a date in it says little else ("All Headlines 17:53 November 21, 2014")."""
    return len(line.split()) <= 9 and not line.endswith(_SENTENCE_END)


def _is_title(line: str, following: list[str]) -> bool:
    """A title is one short line that ends without a full stop, above something longer."""
    if LONGEST_TITLE < len(line) or line.endswith(_SENTENCE_END) or _LABEL.match(line) or _SOURCE.match(line):
        return False
    return 2 <= len(line) and any(len(line) < len(other) for other in following)


def _find_source(text: str, found: _Found) -> None:
    """A line that names the source says it most clearly, then the agency in the dateline, then a copyright."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    ends = lines[:HEAD_LINES] + lines[-TAIL_LINES:]
    named = next((match for line in ends for match in [_SOURCE.match(line) or _CREDIT.match(line)] if match), None)
    if named:
        found.source = named["source"].rstrip(".")
    elif found.source is None:
        owned = next(
            (match for line in reversed(lines[-TAIL_LINES:]) for match in [_COPYRIGHT.search(line)] if match), None
        )
        found.source = owned["source"].strip() if owned else None

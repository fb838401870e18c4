"""Dates as articles write them, as ISO 8601.

Part of `exchange`; pure functions. Only dates with a day, a month and a year: "Nov. 21" alone is no date here, and
neither is 03/04/2015, which means two different days; 25/04/2015 means one.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

import regex

from glossator.text.abbreviations import words
from glossator.text.months import ARABIC_NAMES, ENGLISH_NAMES, MONTHS, with_ascii_digits

LONGEST_DATE_LINE = 110

_MONTH = rf"(?P<month>{'|'.join(ENGLISH_NAMES)})\.?"
_ARABIC_MONTH = rf"(?P<month>{'|'.join(ARABIC_NAMES)})(?:\s?[/(]\s?(?:{'|'.join(ARABIC_NAMES)})\)?)?"
_DAY = r"(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHAPES = tuple(
    regex.compile(shape, regex.IGNORECASE)
    for shape in (
        rf"\b{_YEAR}-(?P<number>[01]?\d)-{_DAY}(?!\d)",
        rf"\b{_YEAR}(?:/|\.\s?)(?P<number>[01]?\d)(?:/|\.\s?){_DAY}(?!\d)",
        rf"\b{_MONTH}\s{{0,3}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}\b",
        rf"\b{_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s-]{{1,3}}{_MONTH},?[\s-]{{1,3}}{_YEAR}\b",
        rf"{_YEAR}\s?[年년]\s?(?P<number>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일]",
        rf"(?<!\d){_DAY}\s+(?:من\s+)?(?:شهر\s+)?{_ARABIC_MONTH}\s*[،,]?\s*(?:عام\s+|سنة\s+)?{_YEAR}(?!\d)",
        rf"(?<![\d/.])(?P<one>\d{{1,2}})(?P<stroke>[/.])(?P<two>\d{{1,2}})(?P=stroke){_YEAR}(?![\d/.]\d)",
    )
)
_ASCII_SHAPES = tuple(shape for shape in _SHAPES if shape.pattern.isascii())

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_BESIDE_DATES = words(
    "updated published posted on at last first date time modified created am pm a p m gmt utc bst cet cest est edt et",
    "pst pdt cst cdt kst jst ist local hrs hours mon monday tue tues tuesday wed weds wednesday thu thur thurs",
    "thursday fri friday sat saturday sun sunday",
    "입력 기사입력 수정 최종수정 송고 송고시간 등록 승인 업데이트 오전 오후 기사 최초 게재 발행",
    "일 월 화 수 목 금 토 요일 월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "نشر نشرت في تحديث آخر اخر تاريخ الساعة بتوقيت غرينتش جرينتش يوم ص م صباحا مساء",
    "السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة",
)
_MOST_OTHER_WORDS = 2
_LABELLED = regex.compile(r"\b(?:published|posted)\b|입력|송고|등록|승인|게재|ن\u064f?شر", regex.IGNORECASE)
_CHANGED = regex.compile(r"\b(?:updated|modified)\b|수정|업데이트|تحديث", regex.IGNORECASE)
_SENTENCE_END = (".", ".”", '."', ".’", "。", "。」", "؟")


class DateLine(NamedTuple):
    """The date of a line, and what the line says of it: when the text was published, or when it was changed."""

    date: str
    labelled: bool
    changed: bool


def find_date(line: str) -> str | None:
    """The first full date in a line, as YYYY-MM-DD."""
    found = _first_date(with_ascii_digits(line))
    return found[0] if found else None


def read_date(line: str) -> DateLine | None:
    """The date that a line of dates tells; of several, the one said to be of the publication."""
    folded = with_ascii_digits(line)
    found = _first_date(folded)
    if found is None:
        return None
    label = _LABELLED.search(folded)
    published = _first_date(folded[label.end() :]) if label else None
    # Korean has "송고" after the date as well.
    if published or label:
        return DateLine((published or found)[0], labelled=True, changed=False)
    return DateLine(found[0], labelled=False, changed=_CHANGED.search(folded) is not None)


def is_date_line(line: str) -> bool:
    """Whether a line says little else than a date ("Gull Wire 17:53 November 21, 2014")."""
    if LONGEST_DATE_LINE < len(line) or line.endswith(_SENTENCE_END):
        return False
    rest = with_ascii_digits(line)
    found = _first_date(rest)
    if found is None:
        return False
    while found is not None:
        rest = rest[: found[1]] + " " + rest[found[2] :]
        found = _first_date(rest)
    others = [word for word in _WORD.findall(rest.lower()) if word not in _BESIDE_DATES]
    return len(others) <= _MOST_OTHER_WORDS


def _first_date(line: str) -> tuple[str, int, int] | None:
    """The first date and where it stands."""
    if "19" not in line and "20" not in line:
        return None
    shapes = _ASCII_SHAPES if line.isascii() else _SHAPES
    found = (match for shape in shapes for match in [shape.search(line)] if match)
    for match in sorted(found, key=lambda match: match.start()):
        date = _date_of(match.groupdict())
        if date is not None:
            return date, match.start(), match.end()
    return None


def _date_of(parts: dict[str, str]) -> str | None:
    if parts.get("one"):
        day, month = _day_and_month(int(parts["one"]), int(parts["two"]))
    else:
        day = int(parts["day"])
        month = int(parts["number"]) if parts.get("number") else MONTHS[parts["month"].lower()]
    try:
        return datetime.date(int(parts["year"]), month, day).isoformat()
    except ValueError:
        return None


def _day_and_month(one: int, two: int) -> tuple[int, int]:
    """Which is which of two numbers between strokes; (0, 0) where either could be the month."""
    if one == two or 12 < one:
        return one, two
    return (two, one) if 12 < two else (0, 0)

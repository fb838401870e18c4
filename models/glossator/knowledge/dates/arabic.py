"""Dates in Arabic: 2 مارس 2014, الثلاثاء, العام الماضي, يومين. Only the plain forms. Pure; knowledge layer."""

from __future__ import annotations

import re

from glossator.knowledge.dates.anchor import Anchor, When, Which
from glossator.knowledge.dates.forms import day_value, month_value
from glossator.knowledge.dates.rules import Rule, first_of
from glossator.text.months import ARABIC_NAMES, MONTHS

_ARABIC = re.compile(r"[\u0621-\u064a]")
_SIGNS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_WEEKDAYS = {"الاثنين": 0, "الإثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الاربعاء": 2, "الخميس": 3, "الجمعة": 4,
             "السبت": 5, "الأحد": 6, "الاحد": 6}  # fmt: skip
_NEAR = {"اليوم": 0, "أمس": -1, "امس": -1, "غدا": 1, "أول أمس": -2, "أمس الأول": -2, "بعد غد": 2}
_POINTING: dict[str, Which] = {
    "الماضي": "last", "المنصرم": "last", "الفائت": "last",
    "الجاري": "this", "الحالي": "this", "القادم": "next", "المقبل": "next",
}  # fmt: skip
_COUNTS = {"last": -1, "this": 0, "next": 1}
_UNITS = {"العام": "year", "السنة": "year", "الشهر": "month", "الأسبوع": "week", "الاسبوع": "week"}
_TWO = {"عامين": "P2Y", "سنتين": "P2Y", "عامان": "P2Y", "سنتان": "P2Y", "شهرين": "P2M", "شهران": "P2M",
        "أسبوعين": "P2W", "أسبوعان": "P2W", "يومين": "P2D", "يومان": "P2D"}  # fmt: skip
_NUMBERS = {"ثلاث": 3, "ثلاثة": 3, "أربع": 4, "أربعة": 4, "خمس": 5, "خمسة": 5, "ست": 6, "ستة": 6, "سبع": 7,
            "سبعة": 7, "ثماني": 8, "ثمانية": 8, "تسع": 9, "تسعة": 9, "عشر": 10, "عشرة": 10}  # fmt: skip
_MANY = {"سنوات": "Y", "أعوام": "Y", "سنة": "Y", "عاما": "Y", "أشهر": "M", "شهور": "M", "شهرا": "M", "أسابيع": "W",
         "أيام": "D", "يوما": "D"}  # fmt: skip

_NAMES = "|".join(ARABIC_NAMES)
_MONTH = rf"(?P<month>{_NAMES})(?:\s?[/(]\s?(?:{_NAMES})\)?)?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:1\d|20)\d\d)"
_OF = r"(?:عام |سنة )?"
_WHICH = rf"(?P<which>{'|'.join(_POINTING)})ة?"
_WEEKDAY = rf"(?:يوم )?(?P<weekday>{'|'.join(_WEEKDAYS)})"


def read_arabic(text: str, anchor: Anchor | None) -> When | None:
    """The value of a date; `text` is tidied."""
    if not _ARABIC.search(text):
        return None
    plain = _SIGNS.sub("", text).removeprefix("في ").removeprefix("خلال ")
    return first_of(_RULES, plain, anchor)


def _full_day(match: re.Match[str], anchor: Anchor | None) -> When | None:
    value = day_value(int(match["year"]), MONTHS[match["month"]], int(match["day"]))
    return When(value) if value else None


def _day_of_some_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.day_in_year(MONTHS[match["month"]], int(match["day"])) if anchor else None


def _month_of_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return When(month_value(int(match["year"]), MONTHS[match["month"]]))


def _month(match: re.Match[str], anchor: Anchor | None) -> When | None:
    which = _POINTING[match["which"]] if match["which"] else ""
    return anchor.month(MONTHS[match["month"]], which) if anchor else None


def _weekday(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """الثلاثاء الماضي is the latest Tuesday, as the plain one is."""
    if anchor is None:
        return None
    number, which = _WEEKDAYS[match["weekday"]], _POINTING[match["which"]] if match["which"] else ""
    return anchor.weekday(number, "" if which == "last" and number != anchor.day.weekday() else which)


def _near(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.days(_NEAR[match[0]]) if anchor else None


def _unit(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.unit(_UNITS[match["unit"]], _COUNTS[_POINTING[match["which"]]]) if anchor else None


def _two(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return When(_TWO[match[0]])


def _many(match: re.Match[str], anchor: Anchor | None) -> When | None:
    count = int(match["count"]) if match["count"].isdecimal() else _NUMBERS[match["count"]]
    return When(f"P{count}{_MANY[match['unit']]}")


_RULES: tuple[Rule, ...] = (
    (rf"(?:{_WEEKDAY}[،,]? )?{_DAY} (?:من )?(?:شهر )?{_MONTH}[،,]? {_OF}{_YEAR}", _full_day),
    (rf"(?:{_WEEKDAY}[،,]? )?{_DAY} (?:من )?(?:شهر )?{_MONTH}", _day_of_some_year),
    (rf"(?:شهر )?{_MONTH}[،,]? (?:من )?{_OF}{_YEAR}", _month_of_year),
    (rf"(?:شهر )?{_MONTH}(?: {_WHICH})?", _month),
    (rf"{_OF}{_YEAR}م?", lambda match, _: When(match["year"])),
    (rf"{_WEEKDAY}(?: {_WHICH})?", _weekday),
    ("|".join(_NEAR), _near),
    (rf"(?P<unit>{'|'.join(_UNITS)}) {_WHICH}", _unit),
    ("|".join(_TWO), _two),
    (rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>{'|'.join(_MANY)})", _many),
)
"""From an expression for the whole of the words to how they are read."""

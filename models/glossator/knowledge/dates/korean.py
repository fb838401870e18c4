"""Dates in Korean: 2014년 3월 2일, 지난달, 21일, 3년간. Only the plain forms. Pure; knowledge layer."""

from __future__ import annotations

import re
from dataclasses import replace

from glossator.knowledge.dates.anchor import EITHER, Anchor, When, Which
from glossator.knowledge.dates.forms import day_value, month_value
from glossator.knowledge.dates.numbers import duration
from glossator.knowledge.dates.rules import Rule, first_of

_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_PARTICLES = re.compile(r"(?<=[일월년주말달요해제늘내이간])(?:에는|에도|에|의|은|는|이|가|도|자)$")
_POINTING: dict[str, Which] = {
    "지난": "last",
    "이번": "this",
    "올": "this",
    "다음": "next",
    "오는": "next",
    "내": "next",
}
_WEEKDAYS = "월화수목금토일"
_SEASONS = {"봄": 21, "여름": 22, "가을": 23, "겨울": 24}
_NEAR = {"오늘": 0, "어제": -1, "내일": 1, "그제": -2, "그저께": -2, "엊그제": -2, "모레": 2}
_UNITS = {
    "지난해": ("year", -1), "작년": ("year", -1), "올해": ("year", 0), "금년": ("year", 0), "내년": ("year", 1),
    "재작년": ("year", -2), "지난달": ("month", -1), "지난 달": ("month", -1), "이달": ("month", 0),
    "이번 달": ("month", 0), "이번달": ("month", 0), "다음 달": ("month", 1), "다음달": ("month", 1),
    "내달": ("month", 1), "지난주": ("week", -1), "지난 주": ("week", -1), "이번 주": ("week", 0),
    "이번주": ("week", 0), "금주": ("week", 0), "다음 주": ("week", 1), "다음주": ("week", 1), "내주": ("week", 1),
    "지난 주말": ("weekend", -1), "지난주말": ("weekend", -1),
}  # fmt: skip
_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
         "열흘": 10, "보름": 15}  # fmt: skip
_LENGTHS = {"년": "year", "개월": "month", "달": "month", "주": "week", "주일": "week", "일": "day", "시간": "hour"}
_YEAR_WORDS = {"지난해": -1, "작년": -1, "올해": 0, "금년": 0, "올": 0, "내년": 1}

_YEAR = r"(?P<year>(?:1\d|20)\d\d)년"
_MONTH = r"(?P<month>\d{1,2})월"
_DAY = r"(?P<day>\d{1,2})일"
_NEAR_YEAR = rf"(?P<near>{'|'.join(_YEAR_WORDS)}) ?"


def read_korean(text: str, anchor: Anchor | None) -> When | None:
    """The value of a date; `text` is tidied."""
    if not _HANGUL.search(text):
        return None
    for ending, form in (("부터", "{}/.."), ("이후", "{}/.."), ("까지", "../{}")):
        if text.endswith(ending):
            found = _read(text.removesuffix(ending).strip(), anchor)
            closed = found is None or "/" in found.value or "P" in found.value
            return None if found is None or closed else replace(found, value=form.format(found.value))
    return _read(text, anchor) or _read(_PARTICLES.sub("", text), anchor)


def _read(text: str, anchor: Anchor | None) -> When | None:
    return first_of(_RULES, text, anchor)


def _full_day(match: re.Match[str], anchor: Anchor | None) -> When | None:
    value = day_value(int(match["year"]), int(match["month"]), int(match["day"]))
    return When(value) if value else None


def _month_of_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return When(month_value(int(match["year"]), int(match["month"])))


def _in_near_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    if anchor is None:
        return None
    year, month, day = anchor.day.year + _YEAR_WORDS[match["near"]], int(match["month"]), match["day"]
    value = day_value(year, month, int(day)) if day else month_value(year, month)
    return When(value, counted=True) if value else None


def _day_of_some_year(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.day_in_year(int(match["month"]), int(match["day"])) if anchor else None


def _month(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """3월; with 지난 before it the latest, which "last" may not be in English."""
    number = int(match["month"])
    if anchor is None or not 1 <= number <= 12:
        return None
    which = _POINTING[match["which"]] if match["which"] else ""
    return anchor.month(number, "" if which == "last" and number != anchor.day.month else which)


def _of_month(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """21일, 지난 21일, 오는 21일. A small number alone may be a number of days."""
    if anchor is None:
        return None
    which = _POINTING[match["which"]] if match["which"] else ""
    found = anchor.day_of_month(int(match["day"]), "next" if which == "next" else "")
    if found is None or which == "this":
        return None
    few = not match["which"] and int(match["day"]) <= 10
    return replace(found, doubt=found.doubt or ("it may be a number of days" if few else ""))


def _weekday(match: re.Match[str], anchor: Anchor | None) -> When | None:
    which = _POINTING[match["which"]] if match["which"] else ""
    return anchor.weekday(_WEEKDAYS.index(match["weekday"]), which) if anchor else None


def _weekday_of_week(match: re.Match[str], anchor: Anchor | None) -> When | None:
    weeks = {"지난": -1, "이번": 0, "다음": 1}[match["which"]]
    return anchor.weekday_of_week(_WEEKDAYS.index(match["weekday"]), weeks) if anchor else None


def _near(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.days(_NEAR[match[0]]) if anchor else None


def _unit(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return anchor.unit(*_UNITS[match[0]]) if anchor else None


def _season(match: re.Match[str], anchor: Anchor | None) -> When | None:
    number = _SEASONS[match["season"]]
    doubt = "a winter has two years" if number == 24 else ""
    if match["year"]:
        return When(f"{match['year']}-{number}", doubt=doubt)
    if anchor is None:
        return None
    return When(f"{anchor.day.year + _YEAR_WORDS[match['near']]:04d}-{number}", counted=True, doubt=doubt)


def _half(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return When(f"{match['year']}-{40 if match['half'] == '상' else 41}")


def _quarter(match: re.Match[str], anchor: Anchor | None) -> When | None:
    return When(f"{match['year']}-{32 + int(match['nth'])}")


def _part(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """2014년 초, 지난달 말: the whole of it."""
    found = _read(match["rest"], anchor)
    return replace(found, left_out=match["left"]) if found and "P" not in found.value else None


def _length(match: re.Match[str], anchor: Anchor | None) -> When | None:
    """3년, 6개월, 2주간. 3일 alone is read as a day of the month, before this."""
    count, unit = int(match["count"]), _LENGTHS[match["unit"]]
    if match["ago"]:
        found = anchor.unit(unit, -count if match["ago"] == "전" else count) if anchor else None
        return replace(found, doubt=EITHER if match["ago"] == "후" else "") if found else None
    if match["past"]:
        return When(f"{duration(count, unit)}/{anchor.day}", counted=True) if anchor else None
    return When(duration(count, unit))


def _day_words(match: re.Match[str], anchor: Anchor | None) -> When | None:
    count = _DAYS[match["days"]]
    if match["ago"]:
        return anchor.days(-count) if anchor and match["ago"] == "전" else None
    return When(f"P{count}D", doubt="half a month" if count == 15 else "")


_ANY_NEAR = "|".join(sorted(_UNITS, key=len, reverse=True))
_AGO = r"(?P<ago>(?<!\d) ?전|(?<!\d) ?후)?"
_RULES: tuple[Rule, ...] = (
    (rf"{_YEAR} ?{_MONTH} ?{_DAY}(?: ?\(?[{_WEEKDAYS}](?:요일)?\)?)?", _full_day),
    (rf"{_YEAR} ?{_MONTH}", _month_of_year),
    (rf"{_NEAR_YEAR}{_MONTH}(?: ?{_DAY})?", _in_near_year),
    (rf"(?:지난 |오는 )?{_MONTH} ?{_DAY}", _day_of_some_year),
    (rf"(?:(?P<which>지난|이번|오는|다음) ?)?{_MONTH}", _month),
    (_YEAR, lambda match, _: When(match["year"])),
    (rf"(?:(?P<which>지난|오는) ?)?{_DAY}", _of_month),
    (rf"(?P<which>지난|이번|다음) ?주 (?P<weekday>[{_WEEKDAYS}])요일", _weekday_of_week),
    (rf"(?:(?P<which>지난|이번|다음|오는) )?(?P<weekday>[{_WEEKDAYS}])요일", _weekday),
    ("|".join(_NEAR), _near),
    (_ANY_NEAR, _unit),
    (rf"(?:{_YEAR}|{_NEAR_YEAR.strip()}) ?(?P<season>봄|여름|가을|겨울)", _season),
    (rf"{_YEAR} ?(?P<half>[상하])반기", _half),
    (rf"{_YEAR} ?(?P<nth>[1-4])[·/]?4?분기", _quarter),
    (r"(?P<decade>(?:1\d|20)\d)0년대", lambda match, _: When(f"{match['decade']}X")),
    (r"(?P<rest>.+?) ?(?P<left>초순|중순|하순|초반|중반|후반|초|말)", _part),
    (r"(?P<past>지난 |최근 )?(?P<count>\d{1,3}) ?(?P<unit>년|개월|달|주일|주|일|시간)(?:간| 동안|여)?"
                r" ?(?P<ago>전|후)?", _length),
    (rf"(?P<days>{'|'.join(_DAYS)})(?:간| 동안)? ?(?P<ago>전|후)?", _day_words),
)  # fmt: skip
"""From an expression for the whole of the words to how they are read."""

"""Lines that name the author, in English, Korean and Arabic. Part of `exchange`; pure functions."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from glossator.text.abbreviations import words

LONGEST_BYLINE = 140

_LETTERS = r"[\p{L}\p{M}.'’-]"
_GAP = "[ \u00a0]"
PERSON = rf"\p{{Lu}}{_LETTERS}*(?:{_GAP}+(?:\p{{Lu}}{_LETTERS}*|(?:al|bin|da|de|del|der|di|el|la|van|von)\b)){{1,4}}"
_PERSONS = rf"{PERSON}(?:\s*(?:,|\band\b|&)\s*{PERSON})*"
_BYLINE = regex.compile(
    r"(?:(?:Posted |Written |Story |Words |\(?Reporting )?(?:[Bb]y|BY)[:\s]|(?:Author|Byline)s?:)\s*"
    rf"(?P<names>{_PERSONS})\s*(?P<rest>.*)"
)
_AFTER_NAMES = regex.compile(r"(?:[\p{So}\p{Sk}\ufe0f\s]*(?:[,;/|·•–—()-]|$)|(?:for|in|at|from)\b)")
_NAMELESS = regex.compile(
    r"[Bb]y (?:our|the|a|an)\b.{0,40}\b(?:correspondents?|reporters?|staff|desk|editors?|team|writers?)$"
)
_NAME_LINE = regex.compile(rf"(?P<names>{_PERSONS})(?:,? in \p{{Lu}}[\p{{L}} .'’-]*|,\s[^.]{{3,40}}|\s\|\s.{{3,40}})?")
_NO_PEOPLE = words(
    "agency associated bureau correspondent daily desk editor editors herald journal magazine news office post press",
    "radio reporter reporters service staff television times tribune tv wire writer writers",
)

_RANKS = words("선임 전문 수습 인턴 객원 문화 정치 경제 사회 국제 시민")
_TITLE = rf"(?:(?:{'|'.join(_RANKS)})\s?)?기자|특파원|통신원|논설위원|앵커|에디터|리포터|PD"
_HANGUL_NAME = r"\p{Hangul}{2,4}"
_HANGUL_NAMES = rf"(?P<names>{_HANGUL_NAME}(?:(?:\s?[·,ㆍ]\s?|\s){_HANGUL_NAME}){{0,4}})\s?(?:{_TITLE})"
_HANGUL_BYLINE = regex.compile(
    rf"(?:\([^)]{{1,24}}\)\s*|\[[^\]]{{1,24}}\]\s*|(?:기자명|글쓴이|작성자|글)\s*[:：]?\s*)?{_HANGUL_NAMES}"
    r"(?P<rest>\s*(?:=.*|[\w.+-]+@[\w.-]+|[|/,(].*|입력.*|승인.*|\d{4}.*)?)"
)

_ARABIC_WORD = r"[\p{Arabic}\p{M}]{2,}"
_ARABIC_NAMES = (
    rf"(?P<names>{_ARABIC_WORD}(?:[ -]{_ARABIC_WORD}){{1,4}}(?:\s?[،,]\s?{_ARABIC_WORD}(?:[ -]{_ARABIC_WORD}){{1,3}})*)"
)
_ARABIC_BYLINE = regex.compile(
    rf"(?:بقلم\s*[:/-]?|(?:كتب|كتبت|كتبه|كتبها|إعداد|تقرير|مراسلنا|الكاتب|تحرير)\s*[:/])\s*{_ARABIC_NAMES}\s*(?P<rest>[|(–—،-].*)?"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a text; `names` is None where the line tells no name ("By our correspondent")."""

    names: str | None


def read_byline(line: str) -> Byline | None:
    """The byline that a line is."""
    if LONGEST_BYLINE < len(line):
        return None
    if line[:2].lower() == "by" or " by" in line[:14].lower() or line.startswith(("Author", "Byline")):
        return _english(line)
    if line.isascii():
        return None
    korean = read_korean_byline(line)
    return korean if korean is not None else _arabic(line)


def read_korean_byline(line: str) -> Byline | None:
    """The byline that opens a line, "오세린 류지한 기자 =", or is the whole of it."""
    found = _HANGUL_BYLINE.match(line)
    if found is None or (found.end() < len(line) and "=" not in found["rest"]):
        return None
    names = [name for name in regex.split(r"[\s·,ㆍ]+", found["names"]) if name not in _RANKS]
    return Byline(", ".join(names) or None)


def read_name_line(line: str) -> str | None:
    """The names on a line that is nothing else but names: a byline only where a date stands beside it."""
    if LONGEST_BYLINE < len(line):
        return None
    found = _NAME_LINE.fullmatch(line)
    names = _people(found["names"]) if found else None
    return names if names and all(len(name.split()) <= 4 for name in _parts(names)) else None


def _english(line: str) -> Byline | None:
    found = _BYLINE.match(line)
    if found is not None and _AFTER_NAMES.match(found["rest"]):
        return Byline(_people(found["names"]))
    return Byline(None) if _NAMELESS.fullmatch(line) else None


def _arabic(line: str) -> Byline | None:
    found = _ARABIC_BYLINE.fullmatch(line)
    return Byline(regex.sub(r"\s+", " ", found["names"])) if found else None


def _people(names: str) -> str | None:
    """The names without what follows a comma and is an office or a newspaper."""
    tidy = regex.sub(r"\s+", " ", names).rstrip(" .,")
    first, *others = regex.split(r"(\s*,\s*)", tidy)
    if _is_no_person(first):
        return None
    kept = first
    for comma, part in zip(others[::2], others[1::2], strict=True):
        if _is_no_person(part):
            break
        kept += comma + part
    return kept


def _is_no_person(name: str) -> bool:
    return not _NO_PEOPLE.isdisjoint(name.lower().split())


def _parts(names: str) -> list[str]:
    return regex.split(r"\s*(?:,|\band\b|&)\s*", names)

"""What a whole line is, by the items it is made of: menu, breadcrumbs, footer, copyright. Part of the text layer."""

from __future__ import annotations

import re
from functools import lru_cache

from glossator.text.frame.lexicon import FIRST_WORDS, Kind, fold, is_home, kind_of

LONGEST = 130
"""Code points. A longer line is never part of the frame."""
_LONGEST_ITEM = 30
_MOST_WORDS = 4
_LONGEST_CRUMB = 80

_PICTURES = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\u20e3"
_BARS = "|│｜¦·•∙・"
_ARROWS = ">»›→▸▶►"
_AROUND = f" \t\xa0\u3000.!?:…{_BARS}{_ARROWS}«‹–—*↑[]☰"

_PUNCTUATION = ".,:!?…–—*-#<>[]()"
_SEPARATOR = re.compile(rf"\s*[{_BARS}{_ARROWS}{_PICTURES}\t]+\s*|[ \xa0\u3000]{{2,}}")
_BAR = re.compile(rf"[{_BARS}]")
_BAR = re.compile(rf"[{_BARS}]")
_CRUMB = re.compile(rf"\s*(?:[{_ARROWS}]|&gt;)\s*")
_BULLET = re.compile(r"^[-–—] +")
_OTHER_MARKS = re.compile(rf"[{_BARS}{_ARROWS}{_PICTURES}©ⓒ\xa0\u3000]")

_COPYRIGHT = re.compile(
    r"[<(\[]?\s*(?:©|ⓒ|저작권자|\(c\) ?(?:(?:19|20)\d\d\b|[^.]{2,50} (?:19|20)\d\d$)"
    r"|copyrights?\s*(?:©|ⓒ|\(c\)|(?:19|20)\d\d\b|:))",
    re.IGNORECASE,
)
_NOT_TO_COPY = re.compile(r"무단 ?(?:전재|복제|배포).{0,30}금지|(?:الحقوق|النشر|الطبع) محفوظ.{0,40}©")
_END = re.compile(r"\((?:end|ends|끝|انتهى)\)|-+ ?(?:30|ends?) ?-+", re.IGNORECASE)
_COUNT = re.compile(
    r"\d[\d,.]*[km]? ?(?:comments?|likes?|shares?|views?|replies|reactions|votes|min(?:ute)?s? read"
    r"|تعليقات?|مشاهده|مشاركه)"
)
_NEUTRAL = re.compile(
    r"[\d\s.,:/()+-]+[km]?"
    r"|(?:posted|published|updated|last updated|modified|기사입력|입력|최종수정|수정|송고시간|송고|등록|승인|업데이트"
    r"|نشر|نشر في|تحديث|اخر تحديث) ?:? ?[^\d]{0,12}\d.{0,28}"
)
_BYLINE = re.compile(r"(?:by|بقلم|كتب|كتبت)\b|.*(?:기자|특파원)$")
_FOLLOW = re.compile(
    r".*\b(?:follow|join|find|connect|share)\b.* (?:us|on|via|with)\b|تابعنا|تابعونا|شارك(?:ها)? (?:علي|عبر)|팔로우"
)


def may_be_frame_line(line: str) -> bool:
    """A quick look: False for nearly every line of an article."""
    first = line.split(None, 1)[:1]
    if not first:
        return False
    word = first[0].strip(_PUNCTUATION)
    if not word or word.lower() in FIRST_WORDS or (word[0].isdigit() and len(line) < _LONGEST_ITEM):
        return True
    return _has_marks(line)


def _has_marks(line: str) -> bool:
    if "|" in line or ">" in line or "\t" in line or "(c)" in line or "eserved" in line or "  " in line.strip():
        return True
    return not line.isascii() and _OTHER_MARKS.search(line) is not None


@lru_cache(maxsize=4096)  # articles of one site share their menus
def kind_of_line(line: str) -> Kind:
    """FRAME for a frame line, SECTION or ITEM for what may be one beside others."""
    if _is_copyright(line) or _END.fullmatch(line):
        return Kind.FRAME
    if line.endswith(".") and line[:1].islower():
        return Kind.UNKNOWN  # the end of a paragraph that was broken into lines
    bare = _bare(line)
    kind = _kind(bare)
    if kind is Kind.FRAME or _is_breadcrumbs(bare):
        return Kind.FRAME
    items = [item for item in map(_bare, _SEPARATOR.split(bare)) if item]
    return kind if len(items) < 2 else _kind_of_menu(items, barred=_BAR.search(bare) is not None)


def _is_copyright(line: str) -> bool:
    if _COPYRIGHT.match(line):
        return True
    return "all rights reserved" in line.lower() or (not line.isascii() and _NOT_TO_COPY.search(line) is not None)


def _bare(item: str) -> str:
    return _BULLET.sub("", item.strip()).strip(_AROUND)


def _kind(item: str) -> Kind:
    if item[:1].isdigit() and _COUNT.fullmatch(fold(item)):
        return Kind.FRAME
    return Kind.ITEM if _COPYRIGHT.match(item) else kind_of(item)


def _is_breadcrumbs(line: str) -> bool:
    crumbs = _CRUMB.split(line)
    return 2 <= len(crumbs) and is_home(crumbs[0]) and max(map(len, crumbs)) <= _LONGEST_CRUMB


def _kind_of_menu(items: list[str], *, barred: bool) -> Kind:
    kinds = [_kind(item) for item in items]
    known = sum(kind is not Kind.UNKNOWN and 1 < len(item) for item, kind in zip(items, kinds, strict=True))
    others = [item for item, kind in zip(items, kinds, strict=True) if kind is Kind.UNKNOWN and not _is_neutral(item)]
    if not others and known:
        return Kind.FRAME if Kind.FRAME in kinds or 2 <= known else Kind.SECTION
    if not all(map(_is_short, others)):
        return Kind.UNKNOWN
    # What is left are names that no list can know: outlets, places, topics of the day.
    if kinds[0] is Kind.FRAME and _FOLLOW.match(fold(items[0])):
        return Kind.FRAME
    if 3 <= len(items) and (is_home(items[0]) or (2 <= known and len(items) <= 2 * known)):
        return Kind.FRAME
    # "Opinion | The ferry" is a headline; "Gull Wire · Long reads" is the head of a page.
    return Kind.SECTION if barred and (3 <= len(items) or (known and kinds[0] is Kind.UNKNOWN)) else Kind.UNKNOWN


def _is_neutral(item: str) -> bool:
    return _NEUTRAL.fullmatch(fold(item)) is not None


def _is_short(item: str) -> bool:
    folded = fold(item)
    return len(item) <= _LONGEST_ITEM and len(item.split()) <= _MOST_WORDS and not _BYLINE.match(folded)

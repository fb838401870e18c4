"""What one item of a menu or footer is: looked up in the frame words of all languages. Part of the text layer."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from glossator.text.frame.arabic import ARABIC
from glossator.text.frame.english import ENGLISH
from glossator.text.frame.korean import KOREAN
from glossator.text.frame.phrases import Pattern, split

_LANGUAGES = (ENGLISH, KOREAN, ARABIC)

_ALIKE = {
    **dict.fromkeys(map(ord, "’‘`´"), "'"),
    **dict.fromkeys(range(0x064B, 0x0660)),  # the vowel signs of Arabic
    **dict.fromkeys([0x0640, 0x0670, 0x200C, 0x200D, 0x200E, 0x200F, 0xFE0F, 0xFEFF]),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    ord("ى"): "ي",
    ord("ة"): "ه",
    0xA0: " ",
    0x3000: " ",
}
_HANGUL = re.compile("[가-힣]")
_FIRST_WORD = re.compile(r"[\W_]*(\w+|©)")


class Kind(IntEnum):
    """How surely an item belongs to the frame of a page."""

    UNKNOWN = 0
    SECTION = 1
    """A part of a news site: among others in a menu, or a kicker; it may be a subheading too."""
    ITEM = 2
    """Belongs to the frame where its neighbours do."""
    FRAME = 3
    """A frame line by itself."""


def fold(item: str) -> str:
    """An item as it is compared: lower case, without vowel signs, single spaces, and none where there is Hangul."""
    if item.isascii():
        return " ".join(item.lower().split())
    folded = " ".join(item.lower().translate(_ALIKE).split())
    return folded.replace(" ", "") if _HANGUL.search(folded) else folded


def kind_of(item: str) -> Kind:
    """What a menu item is, without decoration around it."""
    folded = fold(item)
    known = _KINDS.get(folded)
    if known is not None and (known is Kind.FRAME or known is Kind.ITEM):
        return known
    first = _FIRST_WORD.match(folded if folded.isascii() else fold_word(item))
    found = Kind.UNKNOWN if first is None else _by_pattern(first[1], folded)
    return max(found, known or Kind.UNKNOWN)


def is_home(item: str) -> bool:
    """Whether an item is what breadcrumbs begin with."""
    return fold(item) in _HOMES


def fold_word(text: str) -> str:
    """Lower case and without vowel signs, the spaces kept."""
    return text.lower() if text.isascii() else text.lower().translate(_ALIKE)


def may_be_frame(line: str) -> bool:
    """A quick look at a line's first word: False where no frame line begins so."""
    first = _FIRST_WORD.match(line)
    return first is not None and fold_word(first[1]) in _HEADS


def _by_pattern(head: str, folded: str) -> Kind:
    for pattern in _PATTERNS.get(head, ()):
        if _compiled(pattern.shape).fullmatch(folded):
            return Kind.FRAME if pattern.alone else Kind.ITEM
    return Kind.UNKNOWN


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape)


def _known_phrases() -> dict[str, Kind]:
    known: dict[str, Kind] = {}
    for words in _LANGUAGES:
        known |= {fold(phrase): Kind.SECTION for phrase in split(words.sections)}
    for words in _LANGUAGES:
        known |= {fold(phrase): Kind.ITEM for phrase in split(words.items)}
        known |= {fold(phrase): Kind.FRAME for phrase in split(words.alone)}
    return known


def _patterns_by_head() -> dict[str, list[Pattern]]:
    patterns: dict[str, list[Pattern]] = {}
    for words in _LANGUAGES:
        for pattern in words.patterns:
            for head in pattern.heads.split():
                patterns.setdefault(head, []).append(pattern)
    return patterns


def _heads() -> frozenset[str]:
    """The first words of whatever is a frame line by itself."""
    firsts = {match[1] for phrase in _frame_phrases() for match in [_FIRST_WORD.match(phrase)] if match}
    return frozenset(firsts | {fold(phrase) for phrase in _frame_phrases()} | _PATTERNS.keys())


def _frame_phrases() -> list[str]:
    return [fold_word(phrase) for words in _LANGUAGES for phrase in split(words.alone)]


_KINDS = _known_phrases()
_PATTERNS = _patterns_by_head()
_HOMES = frozenset(fold(phrase) for words in _LANGUAGES for phrase in split(words.homes))
_HEADS = _heads()

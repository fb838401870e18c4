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
_ALEFS = "اأإآ"
_ENDS = {"ي": "ى", "ى": "ي", "ه": "ة", "ة": "ه"}
_HANGUL = re.compile("[가-힣]")
_FIRST_WORD = re.compile(r"[\W_]*(\w+)")


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
    return max(_by_pattern(folded), known or Kind.UNKNOWN)


def is_home(item: str) -> bool:
    """Whether an item is what breadcrumbs begin with."""
    return fold(item) in _HOMES


def _by_pattern(folded: str) -> Kind:
    # Korean writes words together or apart, so its patterns are not found by their first word.
    first = _FIRST_WORD.match(folded)
    patterns = KOREAN.patterns if _HANGUL.search(folded) else _PATTERNS.get(first[1], ()) if first else ()
    for pattern in patterns:
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


def _first_words() -> frozenset[str]:
    """What may stand before the first space of a frame line, in the spellings that people use."""
    phrases = [phrase for words in _LANGUAGES for phrase in split(words.alone) + split(words.openings)]
    firsts = {phrase.split()[0] for phrase in phrases} | {fold(phrase) for phrase in phrases} | _PATTERNS.keys()
    firsts |= {word.replace("'", "’") for word in firsts}
    firsts |= {word[:-1] + end for word in firsts for end in _ENDS.get(word[-1], "")}
    return frozenset(firsts | {alef + word[1:] for word in firsts if word[0] in _ALEFS for alef in _ALEFS})


_KINDS = _known_phrases()
_PATTERNS = _patterns_by_head()
_HOMES = frozenset(fold(phrase) for words in _LANGUAGES for phrase in split(words.homes))
FIRST_WORDS = _first_words()
"""In lower case: a line that begins otherwise, and has no mark of a menu in it, is no frame line."""

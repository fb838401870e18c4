"""What is written on to a word without being part of a name: "'s", a plural, Korean particles, Arabic proclitics.

Pure; part of the text layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from glossator.text.tables import words

HANGUL = re.compile("[\uac00-\ud7a3]")
ARABIC = re.compile("[\u0621-\u064a]")
UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Han and Kana: words stand side by side without spaces."""

POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_SHORTEST_KOREAN = 2
_SHORTEST_ARABIC = 3
_SIBILANT = ("s", "x", "z", "ch", "sh")


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Korean particles and nouns that are written on to a name."""
    return words("particles.tsv")


def is_particle(rest: str) -> bool:
    """Whether this, right behind a name and up to the end of its word, leaves the name a name."""
    return not rest or rest in particles()


def bare_korean(word: str) -> str | None:
    """A word without the longest particle at its end; None where there is none, or too little would be left."""
    for length in range(min(5, len(word) - _SHORTEST_KOREAN), 0, -1):
        if word[-length:] in particles() and HANGUL.search(word[:-length]):
            return word[:-length]
    return None


def bare_arabic(word: str) -> Iterator[tuple[int, str]]:
    """What a word may be without "and", "so", "by", "like", "to" before it: how many letters those are, and the rest.

    "To" and the article run together: of للسعودية the name is السعودية, which begins one letter in.
    """
    for start in (0, 1) if word[:1] in ("و", "ف") else (0,):
        rest = word[start:]
        if start and _SHORTEST_ARABIC <= len(rest):
            yield start, rest
        if rest.startswith("لل") and _SHORTEST_ARABIC < len(rest):
            yield start + 1, "ال" + rest[2:]
        elif rest[:1] in ("ب", "ك", "ل") and _SHORTEST_ARABIC < len(rest):
            yield start + 1, rest[1:]


def without_possessive(words_: str) -> str:
    """A name without the "'s" at its end."""
    return POSSESSIVE.sub("", words_)


def plurals(word: str) -> Iterator[str]:
    """The other number of an English word, as far as its letters tell: "missile" of "missiles", and the reverse."""
    lower = word.lower()
    if not word.isascii() or not word.isalpha() or len(word) < 3:
        return
    if lower.endswith("ies") and 4 < len(word):
        yield word[:-3] + "y"
    elif lower.endswith("es") and lower[:-2].endswith(_SIBILANT):
        yield word[:-2]
    elif lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        yield word[:-1]
    elif lower.endswith("y") and lower[-2] not in "aeiou":
        yield word[:-1] + "ies"
    elif lower.endswith(_SIBILANT):
        yield word + "es"
    else:
        yield word + "s"

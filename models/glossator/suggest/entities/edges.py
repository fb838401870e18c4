"""Edges of mentions, by the conventions of the schema. Part of the suggest layer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from glossator.schema import Conventions
from glossator.suggest.entities.mentions import Mention
from glossator.suggest.tables import words as word_list

ARTICLES = frozenset(("the", "a", "an", "The", "A", "An", "THE"))
_DEFINITE = frozenset(("the", "The", "THE"))
POSSESSIVES = frozenset(("'s", "'", "'S"))
NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"))

_CONNECTORS = frozenset(("of", "for", "and", "the", "&"))
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_NO_DATES = frozenset(("annual", "daily", "weekly", "monthly", "yearly", "quarterly", "Daily", "Annual"))
_BARS = frozenset("/|•·")
_CAPTIONS = frozenset(("FILE", "PHOTO", "VIDEO", "WATCH"))
_NUMBERS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty"}
    | {"forty", "fifty", "sixty", "seventy", "eighty", "ninety", "dozens", "hundreds"}
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WITHOUT_LETTERS = frozenset(("LAW", "EVENT", "PRODUCT", "WORK_OF_ART"))
_MISSIONS = frozenset(("Embassy", "Consulate", "Ministry"))


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Titles and offices, in lower case."""
    return word_list("titles.tsv")


@lru_cache(maxsize=1)
def institutions() -> frozenset[str]:
    """Words that head the name of an institution."""
    return word_list("institutions.tsv")


def trimmed(words: Sequence[str], mention: Mention, conventions: Conventions) -> Mention | None:
    """The mention without punctuation, article, possessive and titles at its edges; None where nothing is left."""
    first, last, label, evidence = mention
    first, last = _without_marks(words, *_before_bar(words, first, last))
    if conventions.strip_possessive and first < last and words[last - 1] in POSSESSIVES:
        last -= 1
    articles = ARTICLES if label in NAMES else _DEFINITE  # "a week ago" is one week ago
    if conventions.strip_leading_article and first + 1 < last and words[first] in articles:
        first += 1
    if label == "PERSON" and conventions.titles_outside_name:
        first = _after_titles(words, first, last)
    if label == "DATE" and first + 1 < last and _CLOCK.fullmatch(words[first]):
        first += 1
    first, last = _without_marks(words, first, last)
    if last <= first or not _plausible(words, first, last, label):
        return None
    return Mention(first, last, label, evidence)


def lengthened(words: Sequence[str], mention: Mention, end: int) -> Mention:
    """An institution's name that the model cut short ("Office of the U.N.") with the capitalised words after it.

    It never grows past the token `end`, where the next mention starts.
    """
    first, last, label, evidence = mention
    if label not in ("ORG", "FAC", "NORP", "GPE"):
        return mention
    if label == "NORP" and last < end and words[last] in _MISSIONS:
        return Mention(first, last + 1, "ORG", evidence)
    if label in ("ORG", "FAC") and words[first] in institutions() and first + 1 < last and words[first + 1] == "of":
        last = _through_capitals(words, last, end)
    if label == "FAC" and _MISSIONS.intersection(words[first:last]):
        label = "ORG"
    return Mention(first, last, label, evidence)


def is_headline(words: Sequence[str]) -> bool:
    """Whether a line is a title in title case, in which capitals say nothing."""
    if len(words) < 5 or words[-1] in ".!?\"'":
        return False
    long = [word for word in words if 3 < len(word) and word[0].isalpha()]
    return 4 <= len(long) and 0.8 * len(long) <= sum(word[0].isupper() for word in long)


def _before_bar(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """A name does not reach over a bar: "L. Olsen / Harbour Post"."""
    bar = next((place for place in range(first + 1, last) if words[place] in _BARS), last)
    return first, bar


def _without_marks(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    while first < last and (not _has_letter(words[first]) or (words[first] in _CAPTIONS and first + 1 < last)):
        first += 1
    while first < last and not _has_letter(words[last - 1]) and words[last - 1] not in POSSESSIVES:
        last -= 1
    return first, last


def _has_letter(word: str) -> bool:
    return word[0].isalnum() or word[0] in "$€£¥" or any(map(str.isalnum, word))


def _after_titles(words: Sequence[str], first: int, last: int) -> int:
    known = titles()
    while first + 1 < last and (words[first].lower() in known or not _has_letter(words[first])):
        first += 1
    return first


def _through_capitals(words: Sequence[str], last: int, end: int) -> int:
    place = last
    while place < end:
        word = words[place]
        if word[0].isupper() and word.lower() not in titles() - {"commissioner", "state", "defense", "interior"}:
            last = place + 1
        elif word not in _CONNECTORS:
            break
        place += 1
    return last


def _is_no_date(word: str) -> bool:
    """Whether a single word is an age, a count or an adjective rather than a date."""
    return word in _NO_DATES or word.lower() in _NUMBERS or (word.isdigit() and len(word) != 4)


def _plausible(words: Sequence[str], first: int, last: int, label: str) -> bool:
    """Whether it may be a name at all: in a line that has capitals, names have them too."""
    if label == "DATE":
        return 1 < last - first or not _is_no_date(words[first])
    if label not in NAMES:
        return True
    if not any(_LATIN.search(word) for word in words[first:last]):
        return label in _WITHOUT_LETTERS  # the model knows no other script
    if label == "NORP":
        return True
    return any(not word.islower() for word in words[first:last]) or all(not word[0].isupper() for word in words)

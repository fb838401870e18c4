"""Finding things by some letters of their name: which match, and how well. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

WORD_START = 8
IN_A_ROW = 5
PREFIX = 12


def score(query: str, name: str) -> int | None:
    """How well the letters of `query` are found in this order in `name`; None where they are not. Higher is better.

    Starts of words and letters in a row count for more; every word of the query may match on its own, in any order.
    """
    words = query.casefold().split()
    hay = name.casefold()
    total = 0
    for word in words:
        best = _word_score(word, hay)
        if best is None:
            return None
        total += best
    return total - len(hay) // 8 if words else 0


def _word_score(word: str, hay: str) -> int | None:
    whole = hay.find(word)
    if whole >= 0:
        starts = whole == 0 or not hay[whole - 1].isalnum()
        return IN_A_ROW * len(word) + (WORD_START if starts else 0) + (PREFIX if whole == 0 else 0)
    total, at = 0, -1
    for letter in word:
        found = _next_place(letter, hay, at)
        if found < 0:
            return None
        total += WORD_START if found == 0 or not hay[found - 1].isalnum() else IN_A_ROW if found == at + 1 else 0
        at = found
    return total - (at - hay.find(word[0])) // 4 - 6


def _next_place(letter: str, hay: str, after: int) -> int:
    """The next place of a letter: in a row if it can be, else the next start of a word, else anywhere."""
    first = hay.find(letter, after + 1)
    if first < 0 or first == after + 1:
        return first
    place = first
    while place >= 0:
        if place == 0 or not hay[place - 1].isalnum():
            return place
        place = hay.find(letter, place + 1)
    return first


def ranked(query: str, items: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The items whose name matches, the best first; in the order given where they match equally well."""
    found = [(score(query, name(item)), item) for item in items]
    kept = [(points, item) for points, item in found if points is not None]
    return [item for _, item in sorted(kept, key=lambda pair: -pair[0])]

"""Texts that are nearly the same: a wire story that ran again, shortened, with another head.

Part of the text layer; imports nothing of the house. Texts are compared by their shingles, every five words in a row
(Broder, "On the resemblance and containment of documents", 1997): twins share most of the shorter one's. Which texts to
compare is told by the smallest hashes of each, so that ten thousand articles take seconds. The same texts give the same
groups on every machine and in whatever order.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Generic, TypeVar
from zlib import crc32

Key = TypeVar("Key")

SHARED = 0.7
"""The share of the shorter text's shingles that twins have in common at least."""
FEWEST = 12
"""Texts with fewer shingles are twins only of texts with the very same words."""
_LENGTH = 5
_SKETCH = 48
"""How many of its smallest hashes stand for a text: a third of an article still shares some sixteen with the whole."""
_FEW = 12
"""Where fewer texts share a hash, each is compared with each; what more share is likely the foot of a page."""
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
"""A word; of scripts without spaces, a letter."""


def shingles(text: str) -> array[int]:
    """The hashes of all five words in a row, in ascending order; of a shorter text one for all its words."""
    words = [crc32(word.encode("utf-8", "surrogatepass")) for word in _WORD.findall(text.lower())]
    if len(words) < _LENGTH:
        return array("q", [hash(tuple(words))] if words else [])
    rows = zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    # Unlike that of strings, the hash of whole numbers is the same in every process.
    return array("q", sorted(set(map(hash, rows))))


def likeness(one: array[int], other: array[int]) -> float:
    """The share of the shorter text's shingles that the other one has too, from 0 to 1."""
    fewest = min(len(one), len(other))
    return len(set(one).intersection(other)) / fewest if fewest else 0.0


def are_twins(one: array[int], other: array[int]) -> bool:
    """Whether two texts, given by their shingles, are nearly the same or one is a part of the other."""
    if min(len(one), len(other)) < FEWEST:
        return bool(one) and one == other
    return SHARED <= likeness(one, other)


class TwinFinder(Generic[Key]):
    """Takes texts one by one, and keeps of each eight bytes a word."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._shingles: list[array[int]] = []

    def add(self, key: Key, text: str) -> None:
        """Take a text."""
        self._keys.append(key)
        self._shingles.append(shingles(text))

    def groups(self) -> list[tuple[Key, ...]]:
        """The groups of two and more texts of which each is the twin of another one, in the order they were added."""
        leaders = list(range(len(self._keys)))
        for one, other in self._pairs():
            first, second = _leader(leaders, one), _leader(leaders, other)
            if first != second and are_twins(self._shingles[one], self._shingles[other]):
                leaders[max(first, second)] = min(first, second)
        found: dict[int, list[Key]] = defaultdict(list)
        for place, key in enumerate(self._keys):
            found[_leader(leaders, place)].append(key)
        return [tuple(keys) for keys in found.values() if 1 < len(keys)]

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Texts that share a small hash: each with the next one that has it, by content, so that order is nothing."""
        ranked = sorted(range(len(self._keys)), key=lambda place: self._shingles[place].tobytes())
        holders: dict[int, list[int]] = defaultdict(list)
        for place in ranked:
            for value in self._shingles[place][:_SKETCH]:
                holders[value].append(place)
        pairs: dict[tuple[int, int], None] = {}
        for places in holders.values():
            pairs.update(dict.fromkeys(pairwise(places)))
            if 2 < len(places) < _FEW:
                pairs.update(dict.fromkeys(combinations(places, 2)))
        return iter(pairs)


def _leader(leaders: list[int], place: int) -> int:
    while leaders[place] != place:
        leaders[place] = leaders[leaders[place]]
        place = leaders[place]
    return place

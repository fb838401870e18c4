"""Finding known names among words, in one look-up a word. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

_P = TypeVar("_P")


class NameIndex(Generic[_P]):
    """Names as sequences of words, each with a payload. Case matters."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[list[str], _P]]] = {}

    def add(self, name: Sequence[str], payload: _P) -> None:
        """Know a name. Of two payloads for one name the first stays."""
        if not name:
            return
        known = self._by_first.setdefault(name[0], [])
        rest = list(name[1:])
        if all(other != rest for other, _ in known):
            known.append((rest, payload))
            known.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, _P]]:
        """`(first, last, payload)` of each name among the words: leftmost, longest, without overlaps."""
        reached = 0
        by_first = self._by_first
        for first, word in enumerate(words):
            if word in by_first and reached <= first:
                for rest, payload in by_first[word]:
                    last = first + 1 + len(rest)
                    if words[first + 1 : last] == rest:
                        yield first, last, payload
                        reached = last
                        break

    def __len__(self) -> int:
        return sum(map(len, self._by_first.values()))

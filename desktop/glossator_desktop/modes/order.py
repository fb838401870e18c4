"""The order in which Tab, N and T go through a document: sorted keys and bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from glossator.annotation import Fragments, hull

Key: TypeAlias = tuple[int, int, int]
"""Start, minus the end (the longer of two first), id."""

OrderName: TypeAlias = Literal["suggestion", "hint", "annotation", "filler"]
"""The kinds that are gone through separately."""


def key_of(fragments: Fragments, item: int) -> Key:
    """The place of an item in the order of the text."""
    start, end = hull(fragments)
    return (start, -end, item)


class Order:
    """Items of one kind in the order of the text: looked up, added and taken out by bisection."""

    __slots__ = ("_keys",)

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self._keys: list[Key] = sorted(keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[int]:
        return (key[2] for key in self._keys)

    def add(self, key: Key) -> None:
        """Takes an item in, once."""
        index = bisect_left(self._keys, key)
        if index == len(self._keys) or self._keys[index] != key:
            insort(self._keys, key)

    def remove(self, key: Key) -> None:
        """Takes an item out, if it is there."""
        index = bisect_left(self._keys, key)
        if index < len(self._keys) and self._keys[index] == key:
            del self._keys[index]

    def after(self, key: Key) -> int | None:
        """The first item behind this place."""
        index = bisect_right(self._keys, key)
        return self._keys[index][2] if index < len(self._keys) else None

    def before(self, key: Key) -> int | None:
        """The last item ahead of this place."""
        index = bisect_left(self._keys, key)
        return self._keys[index - 1][2] if index else None

    def rank(self, key: Key) -> int:
        """How many items stand ahead of this place."""
        return bisect_left(self._keys, key)

    def first(self) -> int | None:
        """The first item of the document."""
        return self._keys[0][2] if self._keys else None

    def last(self) -> int | None:
        """The last item of the document."""
        return self._keys[-1][2] if self._keys else None

    def starting_in(self, start: int, end: int) -> list[int]:
        """The items that start in `[start, end)`."""
        low = bisect_left(self._keys, (start, -(1 << 62), -1))
        high = bisect_left(self._keys, (end, -(1 << 62), -1))
        return [key[2] for key in self._keys[low:high]]


def place_before(offset: int) -> Key:
    """A key ahead of everything that starts at this offset."""
    return (offset, -(1 << 62), -1)

"""Two-letter codes over words, for going to any word in view: pure numbering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import Final

from glossator.annotation import Fragment

HOME_ROW: Final = "FJDKSLAGH"
OTHER_ROWS: Final = "EIRUWOTYNVMCBPQXZ"
ALPHABET: Final = HOME_ROW + OTHER_ROWS
"""Letters in the order of how easily they are reached; two of them make `len(ALPHABET) ** 2` codes."""


def assign_codes(words: Sequence[Fragment], caret: int) -> Mapping[str, Fragment]:
    """A two-letter code for every word; words near the caret get those of the home row.

    All codes have two letters, so none is the beginning of another. Only the 676 words nearest to the caret get one.
    """
    nearest = sorted(words, key=lambda word: (abs(word[0] - caret), word[0]))[: len(ALPHABET) ** 2]
    size = max(len(HOME_ROW), ceil(sqrt(len(nearest))))
    letters = ALPHABET[:size]
    pairs = sorted(
        ((a, b) for a in range(size) for b in range(size)),
        key=lambda pair: (max(pair) >= len(HOME_ROW), sum(pair), pair),
    )
    return {letters[a] + letters[b]: word for (a, b), word in zip(pairs, nearest, strict=False)}


def matching(codes: Mapping[str, Fragment], typed: str) -> Mapping[str, Fragment]:
    """The codes that begin with what was typed."""
    return {code: word for code, word in codes.items() if code.startswith(typed)}

"""Which way a paragraph reads. Pure, without Qt."""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LOOK = 5_000


def has_right_to_left(text: str) -> bool:
    """True if any character could turn the order of a line: then one stretch may need several rectangles."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def reads_right_to_left(text: str, start: int = 0, end: int | None = None) -> bool:
    """The direction of a paragraph by its first strong character, as rules P2 and P3 of UAX #9 have it."""
    stop = min(len(text) if end is None else end, start + _LOOK)
    for character in text[start:stop]:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False

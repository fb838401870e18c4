"""Finding words in a text. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left

from glossator.annotation import Fragment

MOST = 5000


def find_all(text: str, query: str, *, most: int = MOST) -> list[Fragment]:
    """Where the query stands in the text, in code points, whatever the case; any white space matches any other."""
    words = [re.escape(word) for word in query.split()]
    if not words:
        return []
    pattern = re.compile(r"\s+".join(words), re.IGNORECASE)
    found: list[Fragment] = []
    for hit in pattern.finditer(text):
        found.append(hit.span())
        if len(found) == most:
            break
    return found


def nearest(found: list[Fragment], offset: int) -> int:
    """The index of the first hit at or after an offset; the first of all behind the last one."""
    if not found:
        return -1
    at = bisect_left(found, (offset, 0))
    return at if at < len(found) else 0

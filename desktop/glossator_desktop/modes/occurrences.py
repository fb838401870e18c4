"""All exact occurrences of a string in a text, at whole tokens: pure."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.annotation import Fragment
from glossator.text.tokens import TokenIndex


def occurrences(text: str, tokens: TokenIndex, wanted: str) -> Iterator[Fragment]:
    """Every place where the string stands and both its edges are edges of tokens, in order, not overlapping."""
    if not wanted.strip():
        return
    at = text.find(wanted)
    while at >= 0:
        place = (at, at + len(wanted))
        if tokens.snap(*place) == place:
            yield place
            at = text.find(wanted, place[1])
        else:
            at = text.find(wanted, at + 1)

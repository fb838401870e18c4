"""A text made again out of its tokens, and where each of them stands in it.

Part of `exchange`; pure. What stood between the tokens comes from the file where it says so; otherwise one space
stands between two tokens and a line break between two sentences: no rule guesses at commas and brackets.
"""

from __future__ import annotations

from collections.abc import Sequence

from glossator.annotation import Fragment
from glossator.text.normalise import BYTE_ORDER_MARK, normalise


class TextBuilder:
    """Puts a text together piece by piece; every piece is normalised as any imported text is."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0

    def add(self, piece: str) -> Fragment:
        """Append a piece, and return where it stands. A byte order mark is no part of a text's beginning."""
        mended = mend(piece)
        if not self.length:
            mended = mended.lstrip(BYTE_ORDER_MARK)
        start = self.length
        self.length += len(mended)
        self._pieces.append(mended)
        return start, self.length

    def text(self) -> str:
        """All pieces together."""
        return "".join(self._pieces)


def mend(piece: str) -> str:
    """A part of a text as the house keeps it: a byte order mark in it is left alone."""
    # Whatever stands first hides the mark from the rule for the beginning of a text.
    return normalise(f"_{piece}").text[1:]


def gaps_in(stated: str, tokens: Sequence[str]) -> list[str] | None:
    """What stands before each token in a stated text, and after the last.

    None where the text is not exactly these tokens with nothing but white space between them.
    """
    gaps: list[str] = []
    reached = 0
    for token in tokens:
        found = stated.find(token, reached)
        if found < 0 or stated[reached:found].strip():
            return None
        gaps.append(stated[reached:found])
        reached = found + len(token)
    rest = stated[reached:]
    return None if rest.strip() else [*gaps, rest]

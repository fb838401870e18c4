"""Tokens with the white space between them, as containers that hold words and trailing spaces want a text.

Part of the text layer; a pure function of the one tokenisation. Joining the words again gives the text exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossator.text.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class SpacedText:
    """A text cut into words without a gap.

    A word is a token or a run of white space that is more than the one space after a token. `spaces[i]` says that
    one U+0020 follows word `i`. `positions[k]` is the place of token `k` among the words.
    """

    tokens: Sequence[Token]
    words: list[str]
    spaces: list[bool]
    positions: list[int]


def space_out(text: str, tokens: Sequence[Token] | None = None) -> SpacedText:
    """The text as words and trailing spaces; `tokens` where they are known already."""
    if tokens is None:
        tokens = tokenize(text)
    words: list[str] = []
    spaces: list[bool] = []
    positions: list[int] = []
    reached = 0
    for start, end in tokens:
        if reached != start:
            if start == reached + 1 and text[reached] == " " and words:
                spaces[-1] = True
            else:
                _fill_gap(text[reached:start], words, spaces)
        positions.append(len(words))
        words.append(text[start:end])
        spaces.append(False)
        reached = end
    if reached != len(text):
        _fill_gap(text[reached:], words, spaces)
    return SpacedText(tokens, words, spaces, positions)


def words_and_spaces(text: str) -> tuple[list[str], list[bool]]:
    """The words of a text, white space runs among them, and whether one space follows each.

    `"".join(word + " " * space for word, space in zip(words, spaces))` is the text again.
    """
    spaced = space_out(text)
    return spaced.words, spaced.spaces


def _fill_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap[0] == " " and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)

"""Where the caret goes: pure functions over a text and its tokens."""

from __future__ import annotations

from typing import Literal, TypeAlias

from glossator.text.graphemes import next_boundary, previous_boundary
from glossator.text.tokens import TokenIndex

Move: TypeAlias = Literal[
    "left", "right", "word_left", "word_right", "paragraph_up", "paragraph_down", "text_start", "text_end"
]


def move_caret(text: str, tokens: TokenIndex, offset: int, move: Move) -> int:
    """The caret's new place, always on the edge of a character."""
    if move == "left":
        return previous_boundary(text, offset)
    if move == "right":
        return next_boundary(text, offset)
    if move == "word_left":
        before = tokens.previous_before(offset)
        return before.start if before else 0
    if move == "word_right":
        after = tokens.next_after(offset)
        return after.start if after else len(text)
    if move == "paragraph_up":
        return _paragraph_start(text, offset)
    if move == "paragraph_down":
        return _next_paragraph(text, offset)
    return 0 if move == "text_start" else len(text)


def _paragraph_start(text: str, offset: int) -> int:
    """The start of the line the caret is in, or of the one before that is not empty."""
    end = offset
    while 0 < end:
        start = text.rfind("\n", 0, end) + 1
        if start < offset and text[start:end].strip():
            return start
        end = start - 1
    return 0


def _next_paragraph(text: str, offset: int) -> int:
    """The start of the next line that is not empty."""
    start = text.find("\n", offset) + 1
    while 0 < start:
        end = text.find("\n", start)
        if text[start : end if 0 <= end else len(text)].strip():
            return start
        start = end + 1
    return len(text)

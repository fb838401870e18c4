"""The smallest word of the text layer: a half-open stretch of code points. Imports nothing of the house."""

from __future__ import annotations

from typing import TypeAlias

Fragment: TypeAlias = tuple[int, int]
"""One half-open stretch `[start, end)` of a text, in Unicode code points."""


def trimmed(text: str, start: int, end: int) -> Fragment | None:
    """The stretch without the white space at its edges; None where it holds nothing else."""
    piece = text[start:end]
    body = piece.lstrip()
    if not body:
        return None
    first = start + len(piece) - len(body)
    return first, first + len(body.rstrip())

"""A stretch of text with its annotations written into it: `[United Nations](ORG)`. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from glossator.annotation import Fragment, Span


def marked_up(text: str, place: Fragment, spans: Iterable[Span]) -> str:
    """The text of a place with the labelled spans inside it in brackets.

    Nested spans give nested brackets. Of two that cross, the one that begins first is written; one of several
    fragments is written at each of them.
    """
    parts = [
        (start, -end, span.label, span.id)
        for span in spans
        if span.label is not None
        for start, end in span.fragments
        if place[0] <= start and end <= place[1]
    ]
    pieces: list[str] = []
    open_: list[tuple[int, str]] = []
    at = place[0]
    for start, minus_end, label, _ in sorted(parts):
        at = _close(text, at, start, open_, pieces)
        if open_ and open_[-1][0] < -minus_end:
            continue
        pieces += [text[at:start], "["]
        at = start
        open_.append((-minus_end, label))
    at = _close(text, at, place[1], open_, pieces)
    return "".join([*pieces, text[at : place[1]]])


def _close(text: str, at: int, upto: int, open_: list[tuple[int, str]], pieces: list[str]) -> int:
    """Closes the brackets that end up to an offset; returns how far the text has been written."""
    while open_ and open_[-1][0] <= upto:
        end, label = open_.pop()
        pieces += [text[at:end], f"]({label})"]
        at = end
    return at

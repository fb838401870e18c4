"""The head and the tail of a text as lines, with what surrounds each. Part of `exchange`; pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.text.boilerplate import boilerplate_lines
from glossator.text.sentences import paragraphs

REACH = 6_000
"""How many code points of a text belong to its head or to its tail: a menu may be long."""
HEAD_LINES = 12
"""Title, byline and date stand among the first lines that belong to no menu."""
TAIL_LINES = 10
"""Source and copyright stand among the last lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it.

    `menu`: it belongs to the web page. `joined`: it stands directly beneath the line before, no blank line between.
    `indent` counts the white space before it.
    """

    text: str
    menu: bool
    joined: bool
    indent: int


def head_and_tail(text: str) -> tuple[list[Line], list[Line]]:
    """The first lines, `HEAD_LINES` of the article and the menus above and among them, and the last ones."""
    if len(text) <= REACH:
        lines = _lines(text)
        return _head(lines), lines[-TAIL_LINES:]
    end, start = text.find("\n", REACH), text.find("\n", len(text) - REACH) + 1
    return _head(_lines(text if end < 0 else text[:end])), _lines(text[start:])[-TAIL_LINES:]


def _head(lines: list[Line]) -> list[Line]:
    left = HEAD_LINES
    for number, line in enumerate(lines):
        left -= not line.menu
        if left < 0:
            return lines[:number]
    return lines


def _lines(text: str) -> list[Line]:
    menus = set(boilerplate_lines(text))
    found: list[Line] = []
    last = 0
    for start, end in paragraphs(text):
        between = text[last:start]
        joined = bool(found) and between.count("\n") == 1
        indent = len(between) - between.rfind("\n") - 1
        found.append(Line(text[start:end], menu=(start, end) in menus, joined=joined, indent=indent))
        last = end
    return found

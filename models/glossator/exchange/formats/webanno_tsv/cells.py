"""Cells of WebAnno TSV: stacked values, disambiguation numbers, references to other rows, escapes.

Part of `exchange`; pure. `_` is nothing, `*` something without a value, `a[1]|b[2]` two annotations on one word, of
which those with the same number on other words are the same; `1-3[2]` is annotation 2 on word 3 of sentence 1.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NOTHING, UNSET = "_", "*"
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r"}
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_NUMBERED = re.compile(r"(.*?)(?<!\\)\[(\d{1,9})\]", re.DOTALL)
_REFERENCE = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)(?:\[(\d{1,9})(?:_(\d{1,9}))?\])?")


class Value(NamedTuple):
    """One value of a cell. `text` is None for `*` and `_`; `number` 0 where it has none."""

    text: str | None
    number: int
    present: bool


class Reference(NamedTuple):
    """A row, the number of an annotation on it, and for relations that of the annotation on this row. 0: none."""

    row: str
    number: int
    own: int


def split_cell(cell: str, mark: str) -> list[str]:
    """A cell cut at a mark that no backslash precedes."""
    pieces: list[str] = []
    reached = 0
    for found in re.finditer(rf"\\.|{re.escape(mark)}", cell, re.DOTALL):
        if found[0] == mark:
            pieces.append(cell[reached : found.start()])
            reached = found.end()
    return [*pieces, cell[reached:]]


def values_of(cell: str) -> list[Value]:
    """The stacked values of a cell; none for `_`."""
    return [] if cell == NOTHING else [value_of(piece) for piece in split_cell(cell, "|")]


def value_of(piece: str) -> Value:
    """One value with its number."""
    found = _NUMBERED.fullmatch(piece)
    text, number = (found[1], int(found[2])) if found else (piece, 0)
    if text in (NOTHING, UNSET):
        return Value(None, number, text == UNSET or number != 0)
    return Value(unescape(text), number, True)


def reference_of(piece: str) -> Reference | None:
    """A reference to a row; None where it is none."""
    found = _REFERENCE.fullmatch(piece)
    return None if found is None else Reference(found[1], int(found[2] or 0), int(found[3] or 0))


def unescape(text: str) -> str:
    """A value without its backslashes."""
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)

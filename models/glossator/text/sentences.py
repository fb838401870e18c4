"""Paragraphs and sentences, by rule. Part of the text layer.

A paragraph is a line that is not blank. A sentence never crosses a line break, and every token is in exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossator.text.abbreviations import DATES, NAMES, REFERENCES, TITLES, words
from glossator.text.fragments import Fragment, trimmed
from glossator.text.graphemes import is_boundary

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")

# Where a sentence may end: a stop of a spaced script before white space, or one of a spaceless script anywhere.
_SPACED = "[.!?…؟۔।॥։።]"
_SPACELESS = "[。！？｡]"
_STOP = re.compile(
    rf"(?<!{_SPACED})(?P<spaced>{_SPACED}++)[\"'”’»)\]}}›」』】》〉）]*+(?=\s)"
    rf"|(?<!{_SPACELESS}){_SPACELESS}++[\"”»)\]」』】》〉）]*+(?![と、，,])"
)
_LAST_WORD = re.compile(r"([^\s\"'“”‘’«»()\[\]{}]*)$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[{]*\s*([^\s.,;:!?\"'”’»)\]}]*)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_WORD = re.compile(r"\w")

_REACH = 48
"""How far from a stop its neighbours are looked for: no word that matters is longer."""

_OPENING = words(
    "A After All Also Although An And As At Because Before Both But By During Each Earlier Even For From He Her His",
    "However I If In It Its Last Later Many Meanwhile Most Nevertheless No Nor Not Now On Once One Only Or Other Our",
    "She Since So Some Still Such That The Their Then There These They This Those Though To Under Until We What When",
    "Where Whether While Who Why With Yet You",
)
"""Words that begin a sentence far more often than they follow an abbreviation inside one."""


def paragraphs(text: str) -> list[Fragment]:
    """The lines of a text that are not blank, without the white space around them."""
    lines = (trimmed(text, *match.span()) for match in _LINE.finditer(text))
    return [line for line in lines if line is not None]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Fragment]:
    """The sentences of a stretch, in order, without the white space around them."""
    found: list[Fragment] = []
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        body = trimmed(text, *line.span())
        if body is not None:
            found += _sentences_of(text, *body)
    return found


def _sentences_of(text: str, start: int, end: int) -> Iterator[Fragment]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if not _WORD.search(text, begin, stop.start()):
            continue
        if not (_ends(text, begin, stop, end) if stop["spaced"] else is_boundary(text, stop.end())):
            continue
        sentence = trimmed(text, begin, stop.end())
        if sentence is not None:
            yield sentence
        begin = stop.end()
    rest = trimmed(text, begin, end)
    if rest is not None:
        yield rest


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop of a spaced script ends the sentence, by the words before and after it."""
    following = _NEXT_WORD.match(text, stop.end(), min(end, stop.end() + _REACH))
    after = following[1] if following is not None else ""
    if after[:1].islower():
        return False
    if stop["spaced"] != ".":
        return True
    preceding = _LAST_WORD.search(text, max(begin, stop.start() - _REACH), stop.start())
    return _period_ends(preceding[1] if preceding is not None else "", after, closed=stop[0] != ".")


def _period_ends(before: str, after: str, *, closed: bool) -> bool:
    """Whether the full stop between two words ends a sentence; `closed` when a quotation mark or bracket follows it."""
    if before in TITLES or before.lower() in ("e.g", "i.e"):
        return False
    if before in DATES:
        return not after[:1].isdigit()
    if before.capitalize() in REFERENCES:
        return after[:1].isupper()
    if len(before) == 1 and before.isupper() and before != "I":
        return closed or after in _OPENING
    if before in NAMES or _DOTTED.fullmatch(before):
        return closed or after in _OPENING
    return True

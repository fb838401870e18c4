"""A text as lines of words: what models are shown and post-processing works on. Part of the suggest layer.

Models never see more than a line at a time, so no mention crosses a line break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from glossator.text.boilerplate import boilerplate_lines
from glossator.text.sentences import paragraphs
from glossator.text.spacing import SpacedText, space_out
from glossator.text.tokens import Token, tokenize

LONGEST = 1000
"""Tokens. A longer line is cut at the end of a sentence, so that memory stays bounded."""

_DATELINE = regex.compile(
    r"(?P<head>\p{Lu}{3}[\p{Lu} .,'’/-]*(?:,[^()\n]{1,30}?)?(?: ?\([^()\n]{2,30}\))?)"
    r"(?: ?(?:--|—|–) ?|(?<=\)) - )(?=\S)"
)
"""Where a report comes from, "SEOUL, Nov. 21 (Yonhap) --": read apart, else the model takes it for a subject."""
_STOPS = frozenset(".!?。！？؟۔")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | {"‑": "-"})
_APOSTROPHES = regex.compile(r"(?<!\w)[’‘]|[’‘](?!\w)|’(?=(?:s|re|ve|ll|d|m)\b)|(?<=n)’(?=t\b)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a part of a long one. `start` is its place in the document.

    `tokens` count from there; `words` are the tokens' text after the clean-up, `spaced` the same with white space.
    """

    start: int
    tokens: Sequence[Token]
    words: Sequence[str]
    spaced: SpacedText

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens `[first, last)` stand in the document, in code points."""
        return self.start + self.tokens[first].start, self.start + self.tokens[last - 1].end

    def surface(self, first: int, last: int) -> str:
        """The words `[first, last)` with single spaces, to compare mentions by."""
        return " ".join(self.words[first:last])


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are worth showing to a model: not empty, no menus or footers."""
    skipped = set(boilerplate_lines(text))
    return [
        line for start, end in paragraphs(text) if (start, end) not in skipped for line in _cut(text[start:end], start)
    ]


def tidy(text: str) -> str:
    """The text with straight quotes, of the same length: models have seen little else.

    An apostrophe inside a word stays as it is, for names such as Ra’ad are better known with the curly one.
    """
    text = text.translate(_QUOTES)
    return _APOSTROPHES.sub("'", text) if "’" in text or "‘" in text else text


def make_line(text: str, start: int = 0) -> Line:
    """One line. It is cut into tokens as it stands, so that they are those of the page, then cleaned up."""
    return _line(tidy(text), tokenize(text), start)


def _cut(text: str, start: int) -> Iterator[Line]:
    dateline = _DATELINE.match(text)
    if dateline is not None and dateline.end() < len(text):
        yield make_line(text[: dateline.end("head")], start)
        text, start = text[dateline.end() :], start + dateline.end()
    tokens = tokenize(text)
    if len(tokens) <= LONGEST:
        yield _line(tidy(text), tokens, start)
        return
    first = 0
    while first < len(tokens):
        last = _last_stop(text, tokens, first)
        base, end = tokens[first].start, tokens[last - 1].end
        moved = [Token(token.start - base, token.end - base) for token in tokens[first:last]]
        yield _line(tidy(text[base:end]), moved, start + base)
        first = last


def _last_stop(text: str, tokens: Sequence[Token], first: int) -> int:
    limit = min(first + LONGEST, len(tokens))
    if limit == len(tokens):
        return limit
    for place in range(limit, first + LONGEST // 2, -1):
        if text[tokens[place - 1].start] in _STOPS:
            return place
    return limit


def _line(text: str, tokens: Sequence[Token], start: int) -> Line:
    spaced = space_out(text, tokens)
    words = spaced.words
    if len(words) != len(tokens):
        words = [words[position] for position in spaced.positions]
    return Line(start, tokens, words, spaced)

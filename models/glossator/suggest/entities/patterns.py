"""Mentions that their form gives away: dates, bylines. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from glossator.suggest.entities.mentions import Marked, MarkedLine, Mention, in_order, touching
from glossator.suggest.tables import rows


@lru_cache(maxsize=4)
def load_patterns(language: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """`(label, expression)` for a language, and those for all."""
    return tuple((row[1], regex.compile(row[2])) for row in rows("patterns.tsv") if row[0] in (language, "*"))


def with_patterns(marked: Marked, text: str, language: str) -> list[MarkedLine]:
    """Dates and bylines that the model missed or cut too short."""
    patterns = load_patterns(language)
    return [MarkedLine(line.line, _merged(line, text, patterns)) for line in marked]


def _merged(line: MarkedLine, text: str, patterns: tuple[tuple[str, regex.Pattern[str]], ...]) -> list[Mention]:
    if not line.line.tokens:
        return line.mentions
    mentions = line.mentions
    for found in _found(line, text, patterns):
        others = touching(mentions, found.first, found.last)
        inside = all(found.first <= other.first and other.last <= found.last for other in others)
        if not inside or any((other.first, other.last) == (found.first, found.last) and other.label == found.label for other in others):
            continue
        mentions = [mention for mention in mentions if mention not in others] + [found]
    return mentions if mentions is line.mentions else in_order(mentions)


def _found(line: MarkedLine, text: str, patterns: tuple[tuple[str, regex.Pattern[str]], ...]) -> Iterator[Mention]:
    begin, end = line.line.place(0, len(line.line.tokens))
    stretch = text[begin:end]
    starts = {token.start: place for place, token in enumerate(line.line.tokens)}
    ends = {token.end: place + 1 for place, token in enumerate(line.line.tokens)}
    for label, pattern in patterns:
        for match in pattern.finditer(stretch):
            first, last = match.span("name" if "name" in pattern.groupindex else 0)
            if first in starts and last in ends:
                yield Mention(starts[first], ends[last], label, "pattern")

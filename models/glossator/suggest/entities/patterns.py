"""Mentions that their form gives away: dates, bylines. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from glossator.suggest.entities.mentions import Marked, MarkedLine, Mention, in_order, touching
from glossator.suggest.tables import rows


class Stretch(NamedTuple):
    """A labelled stretch of the document, in code points."""

    start: int
    end: int
    label: str


@lru_cache(maxsize=4)
def load_patterns(language: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """`(label, expression)` for a language, and those for all."""
    return tuple(
        (row[1], regex.compile(row[2], regex.MULTILINE)) for row in rows("patterns.tsv") if row[0] in (language, "*")
    )


def find_patterns(text: str, language: str) -> list[Stretch]:
    """What the expressions find, in order; of two that overlap the longer."""
    found: list[Stretch] = []
    for label, pattern in load_patterns(language):
        group = "name" if "name" in pattern.groupindex else 0
        found += (Stretch(*match.span(group), label) for match in pattern.finditer(text))
    return without_overlaps(found)


def without_overlaps(found: Sequence[Stretch]) -> list[Stretch]:
    """In order; of two that overlap the longer stays."""
    kept: list[Stretch] = []
    for stretch in sorted(found):
        if kept and stretch.start < kept[-1].end:
            if kept[-1].end - kept[-1].start < stretch.end - stretch.start:
                kept[-1] = stretch
        else:
            kept.append(stretch)
    return kept


def with_patterns(marked: Marked, found: Sequence[Stretch]) -> list[MarkedLine]:
    """Dates and bylines that the model missed, mislabelled or cut too short."""
    result = []
    waiting = iter(found)
    stretch = next(waiting, None)
    for line in marked:
        here: list[Mention] = []
        end = line.line.start + line.line.tokens[-1].end
        while stretch is not None and stretch.start < end:
            here += _in_line(line, stretch)
            stretch = next(waiting, None)
        result.append(_merged(line, here) if here else line)
    return result


def _in_line(line: MarkedLine, stretch: Stretch) -> Iterator[Mention]:
    start, end = stretch.start - line.line.start, stretch.end - line.line.start
    inside = [place for place, token in enumerate(line.line.tokens) if start <= token.start and token.end <= end]
    if inside and line.line.place(inside[0], inside[-1] + 1) == (stretch.start, stretch.end):
        yield Mention(inside[0], inside[-1] + 1, stretch.label, "pattern")


def _merged(line: MarkedLine, found: Sequence[Mention]) -> MarkedLine:
    mentions = line.mentions
    for new in found:
        others = touching(mentions, new.first, new.last)
        if all(_gives_way(other, new) for other in others):
            mentions = [mention for mention in mentions if mention not in others] + [new]
    return MarkedLine(line.line, in_order(mentions))


def _gives_way(other: Mention, new: Mention) -> bool:
    """Whether a mention makes room: it lies inside the new one and does not already say the same."""
    same = (other.first, other.last, other.label) == (new.first, new.last, new.label)
    return new.first <= other.first and other.last <= new.last and not same

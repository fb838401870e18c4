"""What there is to learn from: texts with what people marked and refused. Part of the suggest layer; no spaCy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from glossator.suggest.language import language_of
from glossator.suggest.request import Request


class Place(NamedTuple):
    """`[start, end)` in code points of the document, and a label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One document. `key` tells it from all others and stays the same when the project is copied.

    `complete`: somebody has finished it, so that what is not marked is none; else nothing is known of the rest.
    `rejected` are suggestions that somebody refused. `blurred` are stretches that a model cannot be taught, such as
    annotations in several pieces: nothing is said of them either way.
    """

    key: str
    text: str
    spans: tuple[Place, ...] = ()
    rejected: tuple[Place, ...] = ()
    blurred: tuple[tuple[int, int], ...] = ()
    complete: bool = True
    language: str | None = None
    title: str | None = None

    @property
    def readable(self) -> bool:
        """Whether the model reads such texts at all."""
        return language_of(Request(self.text, self.language, self.title)) == "en"


def outermost(spans: Iterable[Place]) -> list[Place]:
    """Those that do not overlap, the longest first choice; of two as long the earlier. In order."""
    kept: list[Place] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start, one.label)):
        if span.start < span.end and all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


def in_folds(lessons: Iterable[Lesson], count: int) -> list[list[Lesson]]:
    """The lessons in `count` groups of about the same length of text; always the same for the same lessons."""
    folds: list[list[Lesson]] = [[] for _ in range(count)]
    lengths = [0] * count
    for lesson in sorted(lessons, key=lambda one: (-len(one.text), one.key)):
        shortest = lengths.index(min(lengths))
        folds[shortest].append(lesson)
        lengths[shortest] += len(lesson.text)
    return folds

"""What a benchmark prints: figures beside the bare operation. Nothing here asserts a time."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WORDS = (
    *("North", "Korea", "said", "the", "envoy", "met", "officials", "of", "the", "United", "Nations", "in", "Geneva"),
    *("on", "Tuesday", "and", "rejected", "a", "resolution", "that", "urged", "Pyongyang", "to", "allow", "a", "visit"),
    *("by", "the", "special", "rapporteur", "while", "Moscow", "and", "Beijing", "opposed", "new", "sanctions"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `figure` and `bare` carry their units; `ratio` is figure over bare where it says much."""

    what: str
    figure: str
    bare: str = ""
    ratio: float | None = None
    budget: str = ""


def milliseconds(times: list[float]) -> str:
    """p50 and p99 of times in seconds."""
    ordered = sorted(times)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"p50 {statistics.median(ordered) * 1_000:.2f} p99 {last * 1_000:.2f} ms"


def p99(times: list[float]) -> float:
    """The 99th percentile, in the times' own unit."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def timed(work: Callable[[], object], *, times: int = 1) -> list[float]:
    """Seconds that each of several runs took, without the collector's pauses."""
    result: list[float] = []
    with collector_off():
        for _ in range(times):
            begin = time.perf_counter()
            work()
            result.append(time.perf_counter() - begin)
    return result


@contextmanager
def collector_off() -> Iterator[None]:
    """Measure the work, not the cyclic collector."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def article(characters: int, *, seed: int) -> str:
    """A text of about that many characters, in paragraphs; the same for the same seed."""
    chooser = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        paragraph = " ".join(chooser.choices(WORDS, k=chooser.randint(30, 90))) + "."
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)[:characters]


def places(text: str, count: int) -> list[tuple[int, int]]:
    """That many words of the text, evenly spread."""
    found: list[tuple[int, int]] = []
    for index in range(count):
        start = text.find(" ", index * len(text) // count) + 1
        end = text.find(" ", start)
        if 0 < start < end:
            found.append((start, end))
    return found


def table(rows: list[Row]) -> str:
    """The rows, aligned."""
    head = ("what", "figure", "bare operation", "ratio", "budget")
    lines = [
        (row.what, row.figure, row.bare, f"{row.ratio:.2f}" if row.ratio is not None else "", row.budget)
        for row in rows
    ]
    widths = [max(len(line[column]) for line in [head, *lines]) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [head, *lines]
    )

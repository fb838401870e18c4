"""From characters to tokens: which tokens a span covers, and which of several spans a flat layer keeps.

Part of `exchange`; pure functions. Character offsets are code points, token ranges are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from glossator.annotation import Fragment, Span
from glossator.text.tokens import Token

Fit: TypeAlias = Literal["exact", "white_space", "expanded"]
Clash: TypeAlias = Literal["nested", "overlapping", "same_words"]


class TokenRange(NamedTuple):
    """The tokens `[start, end)` that a fragment touches, and how its edges lie on theirs."""

    start: int
    end: int
    fit: Fit


class TokenEdges:
    """The edges of a text's tokens, for finding those that a stretch of characters touches in O(log n)."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.starts = [token[0] for token in tokens]
        self.ends = [token[1] for token in tokens]

    def cover(self, fragment: Fragment) -> TokenRange | None:
        """The tokens that this stretch touches; None where it holds nothing but white space."""
        start, end = fragment
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        if last <= first or end <= start:
            return None
        found_start, found_end = self.starts[first], self.ends[last - 1]
        if (found_start, found_end) == fragment:
            return TokenRange(first, last, "exact")
        inside = start <= found_start and found_end <= end
        return TokenRange(first, last, "white_space" if inside else "expanded")

    def characters(self, start: int, end: int) -> Fragment:
        """The characters from the first token's start to the last one's end."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Placed:
    """A span with one fragment on the tokens `[start, end)`."""

    span: Span
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A span that a flat layer has no room for, and the one that took its place."""

    placed: Placed
    winner: Placed
    clash: Clash


def flatten(spans: Iterable[Placed], *, label_order: Sequence[str] = ()) -> tuple[list[Placed], list[Dropped]]:
    """Those spans that can stand side by side, in order of the text, and those that cannot.

    The longest (in tokens) wins, so the outermost of nested ones; then the one that begins first, then the label that
    comes first in `label_order`, then in the alphabet.
    """
    rank = {label: place for place, label in enumerate(label_order)}

    def priority(placed: Placed) -> tuple[int, int, int, str, int]:
        label = placed.span.label or ""
        return (placed.start - placed.end, placed.start, rank.get(label, len(rank)), label, placed.span.id)

    kept: list[Placed] = []
    starts: list[int] = []
    dropped: list[Dropped] = []
    for placed in sorted(spans, key=priority):
        place = bisect_left(starts, placed.start)
        winner = _first_overlap(kept, place, placed)
        if winner is None:
            kept.insert(place, placed)
            starts.insert(place, placed.start)
        else:
            dropped.append(Dropped(placed, winner, _clash(placed, winner)))
    dropped.sort(key=lambda one: (one.placed.start, one.placed.end, one.placed.span.id))
    return kept, dropped


def _first_overlap(kept: list[Placed], place: int, placed: Placed) -> Placed | None:
    for neighbour in kept[max(0, place - 1) : place + 1]:
        if neighbour.start < placed.end and placed.start < neighbour.end:
            return neighbour
    return None


def _clash(placed: Placed, winner: Placed) -> Clash:
    if (placed.start, placed.end) == (winner.start, winner.end):
        return "same_words"
    inside = winner.start <= placed.start and placed.end <= winner.end
    return "nested" if inside else "overlapping"

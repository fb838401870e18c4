"""Tags of one column: from spans to IOB1, IOB2, BIOES, and back from whatever a file has.

Part of `exchange`; pure. All the usual schemes are read by the same rules, so that a mixture is read too: `B`, `S`,
`U` and `W` begin a span; `I`, `M`, `E` and `L` carry on a span of the same label, or begin one where there is none;
`E`, `L`, `S`, `U` and `W` end it.

Schemes: Ramshaw and Marcus 1995 (IOB1), CoNLL-2002 (IOB2), Ratinov and Roth 2009 (BILOU).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

Scheme: TypeAlias = Literal["iob1", "iob2", "bioes"]
Found: TypeAlias = Literal["iob1", "iob2", "bioes", "bilou", "labels", "none"]

OUTSIDE = "O"
PREFIXED = re.compile(r"([BIESLUMW])-(\S.*)", re.DOTALL)
_BEGINS, _ENDS = frozenset("BSUW"), frozenset("ELSUW")


class Run(NamedTuple):
    """A labelled stretch of tokens `[start, end)`."""

    start: int
    end: int
    label: str


def is_tag(value: str) -> bool:
    """Whether a value is `O` or a label with a prefix."""
    return value == OUTSIDE or PREFIXED.fullmatch(value) is not None


def runs(tags: Sequence[str]) -> Iterator[Run]:
    """The spans of one sentence. A value that is no tag counts as `O`."""
    start, label = 0, None
    for place, tag in enumerate(tags):
        match = PREFIXED.fullmatch(tag)
        prefix, found = (match[1], match[2]) if match else ("", None)
        if label is not None and (found != label or prefix in _BEGINS):
            yield Run(start, place, label)
            label = None
        if found is not None and label is None:
            start, label = place, found
        if label is not None and prefix in _ENDS:
            yield Run(start, place + 1, label)
            label = None
    if label is not None:
        yield Run(start, len(tags), label)


def label_runs(labels: Sequence[str]) -> Iterator[Run]:
    """The spans of one sentence whose column holds labels without prefixes: equal neighbours are one span."""
    start = 0
    for place in range(1, len(labels) + 1):
        if place == len(labels) or labels[place] != labels[start]:
            if labels[start] != OUTSIDE:
                yield Run(start, place, labels[start])
            start = place


def tags_of(found: Iterable[Run], length: int, scheme: Scheme, *, breaks: Iterable[int] = ()) -> list[str]:
    """The tags of so many tokens. `found` is in order and nothing overlaps; at `breaks` a new sentence begins."""
    tags = [OUTSIDE] * length
    begins = set(breaks)
    last: Run | None = None
    for run in found:
        adjacent = last is not None and last.end == run.start and last.label == run.label and run.start not in begins
        first = "B" if scheme != "iob1" or adjacent else "I"
        tags[run.start : run.end] = [f"I-{run.label}"] * (run.end - run.start)
        tags[run.start] = f"{first}-{run.label}"
        if scheme == "bioes":
            alone = run.end == run.start + 1
            tags[run.end - 1] = f"{'S' if alone else 'E'}-{run.label}"
        last = run
    return tags


class SchemeWitness:
    """Looks at the tags of sentence after sentence, and says which scheme they follow."""

    def __init__(self) -> None:
        self._prefixes: set[str] = set()
        self._opened_inside = self._needless_begin = False

    def see(self, tags: Sequence[str]) -> None:
        """One sentence."""
        before = OUTSIDE
        for tag in tags:
            match = PREFIXED.fullmatch(tag)
            if match is not None:
                self._prefixes.add(match[1])
                adjacent = before[2:] == match[2] and before != OUTSIDE
                self._opened_inside |= match[1] == "I" and not adjacent
                self._needless_begin |= match[1] == "B" and not adjacent
            before = tag

    @property
    def found(self) -> Found:
        """The scheme. IOB2 where nothing speaks against it."""
        if not self._prefixes:
            return "none"
        if self._prefixes & {"L", "U"}:
            return "bilou"
        if self._prefixes & {"E", "S", "M", "W"}:
            return "bioes"
        return "iob1" if self._opened_inside and not self._needless_begin else "iob2"

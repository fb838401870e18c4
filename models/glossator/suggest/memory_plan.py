"""What a memory changes among one document's suggestions: pure, worked out anew from everything that stands there.

Part of suggest. What somebody has decided is never touched; where somebody has marked something nothing is proposed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol

from glossator.annotation import Fragment, Proposal
from glossator.annotation.suggestions import MEMORY
from glossator.suggest.memory import Memory
from glossator.text.wordforms import FormIndex, Found

CHUNK = 1 << 15
"""Code points that are looked through at once."""


class Suggested(Protocol):
    """A span suggestion as it stands in a document: `superseded` is 2 where memory holds it back."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def id(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def superseded(self) -> int: ...
    @property
    def decided(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is to be written: proposals to add, own ones to drop, others to hold back, and to let stand again."""

    document_id: int
    add: tuple[Proposal, ...] = ()
    drop: tuple[int, ...] = ()
    hold: tuple[int, ...] = ()
    release: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.add or self.drop or self.hold or self.release)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A document: its text, everybody's labelled spans, and its span suggestions, each in order of their starts."""

    document_id: int
    text: str
    spans: Sequence[Fragment] = ()
    suggestions: Sequence[Suggested] = ()


def amendments(document: Surroundings, memory: Memory, index: FormIndex) -> Iterator[Amendment | None]:
    """None after each stretch that has been gone through, then the amendment. `index` holds the memory's forms."""
    plan = _Plan(document, memory)
    last = 0
    for start in range(0, len(document.text), CHUNK):
        for found in index.find(document.text, start, start + CHUNK):
            if last <= found.start:
                last = found.end
                plan.consider(found)
        yield None
    yield plan.finished()


@dataclass(slots=True)
class _Plan:
    document: Surroundings
    memory: Memory
    held: set[int] = field(default_factory=set)
    wanted: dict[tuple[Fragment, str], Proposal] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    _open: list[Suggested] = field(default_factory=list)
    _over_open: _Stretches = field(init=False)
    _taken: _Stretches = field(init=False)

    def __post_init__(self) -> None:
        standing = [one for one in self.document.suggestions if one.superseded != 1]
        self._open = [one for one in standing if not one.decided and one.source != MEMORY]
        self._over_open = _Stretches([(one.start, one.end) for one in self._open])
        decided = [(one.start, one.end) for one in standing if one.decided]
        self._taken = _Stretches(sorted([*decided, *self.document.spans]))
        for one in self._open:
            self._relabel(one)

    def _relabel(self, one: Suggested) -> None:
        """A suggestion of words that are known to be something else, or not to be this."""
        verdict = self.memory.of(one.text)
        if verdict.label is not None and verdict.label != one.label:
            self.held.add(one.id)
            if not self._taken.touching(one.start, one.end):
                self._propose((one.start, one.end), verdict.label, verdict.score)
        elif one.label in verdict.against and verdict.label is None:
            self.held.add(one.id)

    def consider(self, found: Found) -> None:
        """A place where known words stand."""
        start, end = found.start, found.end
        verdict = self.memory.of(found.form.words)
        if not found.sure or verdict.label is None or self._taken.touching(start, end):
            return
        over = [self._open[at] for at in self._over_open.touching(start, end)]
        if any((one.start, one.end) == (start, end) for one in over):
            return  # stands already, or has been relabelled
        if not all(self._gives_way(one, start, end, found.form.name) for one in over):
            return
        self.held.update(one.id for one in over)
        for one in over:
            self.wanted.pop(((one.start, one.end), self.memory.of(one.text).label or ""), None)
        self._propose((start, end), verdict.label, verdict.score)

    def _gives_way(self, one: Suggested, start: int, end: int, spelling: str) -> bool:
        """Shorter than what is known, or once corrected to just that, or not believed anyway."""
        within = start <= one.start and one.end <= end
        return within or spelling in self.memory.of(one.text).to or self._is_disbelieved(one)

    def _is_disbelieved(self, one: Suggested) -> bool:
        verdict = self.memory.of(one.text)
        return one.label in verdict.against and verdict.label is None

    def _propose(self, place: Fragment, label: str, score: float) -> None:
        self.wanted[place, label] = Proposal("span", label, (place,), round(score, 3))

    def finished(self) -> Amendment:
        """The difference between what is wanted and what stands."""
        others = {((one.start, one.end), one.label) for one in self._open if one.id not in self.held}
        wanted = {key: item for key, item in self.wanted.items() if key not in others}
        mine = [one for one in self.document.suggestions
                if one.source == MEMORY and one.superseded == 0 and not one.decided]  # fmt: skip
        present = {((one.start, one.end), one.label) for one in mine}
        return Amendment(
            self.document.document_id,
            add=tuple(item for key, item in sorted(wanted.items()) if key not in present),
            drop=tuple(one.id for one in mine if ((one.start, one.end), one.label) not in wanted),
            hold=tuple(one.id for one in self._open if one.id in self.held and not one.superseded),
            release=tuple(one.id for one in self._open if one.id not in self.held and one.superseded),
        )


class _Stretches:
    """Stretches in order of their starts, asked which share a character with another."""

    def __init__(self, stretches: Sequence[Fragment]) -> None:
        self._stretches = stretches
        self._starts = [start for start, _ in stretches]
        self._reach = list(accumulate((end for _, end in stretches), max))

    def touching(self, start: int, end: int) -> list[int]:
        """Their numbers."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [at for at in range(first, last) if start < self._stretches[at][1]]

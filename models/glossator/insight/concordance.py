"""Every place where a name stands, with the words around it and what is there already. Pure; part of insight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, Protocol, TypeAlias

from glossator.annotation import Fragment
from glossator.text.wordforms import FormIndex, Found, MatchKind

Standing: TypeAlias = Literal["free", "pending", "same", "other", "overlap", "inside", "rejected", "finished"]
"""What is at a place.

free: nothing. pending: a suggestion to be decided, exactly there. same: this label already. other: another label.
overlap: a span of which only a part is there. inside: a longer name is suggested around it. rejected: a suggestion that
was rejected. finished: nothing, but somebody has finished the document.
"""

CONTEXT = 90
"""Code points shown on each side."""
CHUNK = 1 << 16
"""Code points that are looked through at once."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place `[start, end)` of a document. `paragraph` counts the lines that are not empty, from 1.

    `sure`: nobody need look before the label is given. `told` is what stands there, where it matters: a label, a name.
    `itself`: it is what was asked about.
    """

    document_id: int
    start: int
    end: int
    text: str
    before: str
    after: str
    paragraph: int
    kind: MatchKind
    standing: Standing = "free"
    sure: bool = True
    told: str = ""
    itself: bool = False

    @property
    def place(self) -> Fragment:
        """Where it stands."""
        return self.start, self.end

    @property
    def takes_label(self) -> bool:
        """Whether the label can be given: it has it already otherwise."""
        return self.standing != "same"

    @property
    def conflict(self) -> bool:
        """Whether something speaks against giving the label."""
        return self.standing in ("other", "overlap", "inside", "rejected", "finished")

    @property
    def ticked(self) -> bool:
        """Whether the label is given unless somebody says otherwise."""
        return self.takes_label and (self.itself or (self.sure and not self.conflict))


class Placed(Protocol):
    """A labelled span, or a suggestion, with its edges."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Standings:
    """What stands in a document: spans, pending suggestions and rejected places, each in order of their starts."""

    spans: Sequence[Placed] = ()
    pending: Sequence[Placed] = ()
    rejected: frozenset[Fragment] = frozenset()
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it is gone through: its text, what stands in it, the label that is to be given."""

    document_id: int
    text: str
    label: str | None
    standings: Standings = field(default_factory=Standings)
    itself: Fragment | None = None


def concordance(document: Text, forms: FormIndex, kinds: Iterable[MatchKind]) -> Iterator[tuple[Occurrence, ...]]:
    """The occurrences in a text, in order and in portions: one for each stretch that has been gone through."""
    wanted = frozenset(kinds)
    text, judge, paragraphs = document.text, _Judge(document), _Paragraphs(document.text)
    last = -1
    for start in range(0, len(text), CHUNK):
        found = [one for one in forms.find(text, start, start + CHUNK) if last <= one.start]
        if found:
            last = found[-1].end
        yield tuple(
            _occurrence(document, one, judge, paragraphs.number(one.start)) for one in found if one.kind in wanted
        )


def _occurrence(document: Text, found: Found, judge: _Judge, paragraph: int) -> Occurrence:
    text, (start, end) = document.text, found[:2]
    standing, told = judge.standing(start, end)
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return Occurrence(
        document.document_id,
        start,
        end,
        text[start:end],
        text[max(line, start - CONTEXT) : start],
        text[end : min(stop, end + CONTEXT)],
        paragraph,
        found.kind,
        standing,
        found.sure,
        told,
        itself=document.itself == (start, end),
    )


class _Paragraphs:
    """Counts the lines that are not empty, going forward."""

    def __init__(self, text: str) -> None:
        self._text, self._place, self._count = text, 0, 0

    def number(self, offset: int) -> int:
        """The number of the line that an offset stands in; offsets come in order."""
        while True:
            end = self._text.find("\n", self._place)
            if end < 0 or offset <= end:
                return self._count + 1
            self._count += bool(self._text[self._place : end].strip())
            self._place = end + 1


class _Judge:
    """Says what stands at a place."""

    def __init__(self, document: Text) -> None:
        self._label, self._there = document.label, document.standings
        self._spans, self._pending = _Ordered(document.standings.spans), _Ordered(document.standings.pending)

    def standing(self, start: int, end: int) -> tuple[Standing, str]:
        """What is at a place, and what to say of it."""
        spans = self._spans.touching(start, end)
        exact = [span for span in spans if (span.start, span.end) == (start, end)]
        if any(span.label == self._label for span in exact):
            return "same", self._label or ""
        if exact:
            return "other", exact[0].label
        if spans:
            return "overlap", spans[0].label
        if (start, end) in self._there.rejected:
            return "rejected", ""
        pending = self._pending.touching(start, end)
        if any((one.start, one.end) == (start, end) for one in pending):
            return ("finished", "") if self._there.finished else ("pending", "")
        around = next((one for one in pending if one.start <= start and end <= one.end), None)
        if around is not None:
            return "inside", around.label
        return ("finished" if self._there.finished else "free"), ""


class _Ordered:
    """Stretches in order of their starts, asked which of them share a character with another."""

    def __init__(self, items: Sequence[Placed]) -> None:
        self._items = items
        self._starts = [item.start for item in items]
        self._reach = list(accumulate((item.end for item in items), max))

    def touching(self, start: int, end: int) -> list[Placed]:
        """Those that share a character with `[start, end)`."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [item for item in self._items[first:last] if start < item.end]

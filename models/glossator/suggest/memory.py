"""What people have decided about words so far, and what that says of the same words elsewhere. Suggest; no spaCy.

A memory is counted from what is decided now, document by document: what is taken back is forgotten with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from glossator.text.wordforms import Form, spellings, spelt_alike

GENERATION = 1
"""The version that memory's suggestions carry. Raised when what it proposes changes."""

REJECTED_OFTEN = 2
"""So many rejections of the same words with the same label, and no confirmation, speak against them everywhere."""
_COMMON_WORD = 3
"""So often has a word without a capital to be confirmed before it is proposed where nothing was."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Decided:
    """What has been decided in one document: (words, label) of spans and of wrong suggestions, each with how often.

    `corrected`: words that a suggestion had, and those that it was corrected to.
    """

    confirmed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    rejected: Mapping[tuple[str, str], int] = field(default_factory=dict)
    corrected: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of words. `label`: they are this; `count`: so often confirmed. `labels`: they have been several.

    `against`: labels that they are not. `to`: other words that they were corrected to.
    """

    label: str | None = None
    count: int = 0
    labels: tuple[str, ...] = ()
    against: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()

    @property
    def score(self) -> float:
        """How sure, 0 … 1."""
        return (self.count + 1) / (self.count + 2)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words that have been given several labels, each as often as told: nothing is suggested until it is settled."""

    words: str
    labels: Mapping[str, int]


@dataclass(slots=True)
class _Counts:
    confirmed: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)


class Memory:
    """Words by how they are spelt (`spelt_alike`). `settled`: what people have agreed on for some, a label or none."""

    def __init__(self, settled: Mapping[str, str | None] | None = None) -> None:
        self._settled = dict(settled or {})
        self._counts: dict[str, _Counts] = {}
        self._documents: dict[int, Decided] = {}
        self._verdicts: dict[str, Verdict] = {}

    def take(self, document_id: int, decided: Decided) -> frozenset[str]:
        """What is decided in a document now; returns of which words something else is known after it."""
        before = self._documents.get(document_id, Decided())
        self._documents[document_id] = decided
        return self._judged(set(self._count(before, decided)))

    def settle(self, settled: Mapping[str, str | None]) -> frozenset[str]:
        """Other agreements; returns of which words something else is known after it."""
        touched = {key for key in {*self._settled, *settled} if self._settled.get(key, "") != settled.get(key, "")}
        self._settled = dict(settled)
        return self._judged(touched)

    def of(self, words: str) -> Verdict:
        """What is known of words, in whatever form they are written."""
        found = self._known(words)
        return self._verdicts[found] if found is not None else _NOTHING

    def spelling(self, words: str) -> str | None:
        """Under which spelling something is known of words."""
        return self._known(words)

    def forms(self) -> Iterator[Form]:
        """What to look for in texts: words that are sure enough to be proposed where nothing has been suggested."""
        for spelling, verdict in self._verdicts.items():
            words = self.words(spelling)
            if verdict.label is not None and _is_name(words, verdict.count):
                yield Form(words, name=spelling)

    def words(self, spelling: str) -> str:
        """Words as they are mostly written."""
        counts = self._counts.get(spelling)
        if counts is None or not counts.words:
            return spelling
        return max(counts.words, key=lambda words: (counts.words[words], words))

    def conflicts(self) -> list[Conflict]:
        """Words with several labels, the most frequent first."""
        found = [
            Conflict(self.words(spelling), dict(self._counts[spelling].confirmed))
            for spelling, verdict in self._verdicts.items()
            if verdict.labels
        ]
        return sorted(found, key=lambda one: (-sum(one.labels.values()), one.words))

    def __len__(self) -> int:
        return len(self._verdicts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._verdicts)

    def _known(self, words: str) -> str | None:
        if spelt_alike(words) in self._verdicts:
            return spelt_alike(words)
        return next((found for found in spellings(words) if found in self._verdicts), None)

    def _count(self, before: Decided, now: Decided) -> Iterator[str]:
        for what in ("confirmed", "rejected", "corrected"):
            old, new = getattr(before, what), getattr(now, what)
            for words, value in {**old, **new}:
                by = new.get((words, value), 0) - old.get((words, value), 0)
                if by:
                    yield self._add(words, what, spelt_alike(value) if what == "corrected" else value, by)

    def _add(self, words: str, what: str, value: str, by: int) -> str:
        spelling = spelt_alike(words)
        counts = self._counts.setdefault(spelling, _Counts())
        for counter, key in ((getattr(counts, what), value), (counts.words, " ".join(words.split()))):
            counter[key] += by
            if counter[key] <= 0:
                del counter[key]
        return spelling

    def _judged(self, spellings_: Iterable[str]) -> frozenset[str]:
        changed = set()
        for spelling in spellings_:
            verdict = self._judge(spelling)
            old = self._verdicts.get(spelling, _NOTHING)
            if _says(verdict) != _says(old):
                changed.add(spelling)
            if verdict == _NOTHING:
                self._verdicts.pop(spelling, None)
            else:
                self._verdicts[spelling] = verdict
        return frozenset(changed)

    def _judge(self, spelling: str) -> Verdict:
        counts = self._counts.get(spelling, _Counts())
        if not counts.words:
            self._counts.pop(spelling, None)
        against = frozenset(
            label for label, count in counts.rejected.items() if REJECTED_OFTEN <= count and not counts.confirmed[label]
        )
        to = frozenset(counts.corrected)
        if spelling in self._settled:
            label = self._settled[spelling]
            return Verdict(label, counts.confirmed[label] if label else 0, (), against, to)
        labels = [label for label, count in counts.confirmed.items() if counts.rejected[label] < count]
        if len(counts.confirmed) == 1 and labels:
            return Verdict(labels[0], counts.confirmed[labels[0]], (), against, to)
        several = tuple(sorted(counts.confirmed)) if 1 < len(counts.confirmed) else ()
        return Verdict(labels=several, against=against, to=to)


_NOTHING = Verdict()


def _says(verdict: Verdict) -> tuple[object, ...]:
    """What of a verdict makes a difference: of the count only whether it is enough for a common word."""
    return verdict.label, _COMMON_WORD <= verdict.count, verdict.against, verdict.to


def _is_name(words: str, count: int) -> bool:
    """Whether words can be looked for everywhere: no numbers, no common words that were marked once or twice."""
    if len(words) < 2 or _LONGEST < len(words) or not any(letter.isalpha() for letter in words):
        return False
    return not words.islower() or _COMMON_WORD <= count

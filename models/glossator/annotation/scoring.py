"""How far what one says meets what another says: strictly, and where places only overlap. Pure functions.

Part of the annotation layer, so that both those who look at annotations and those who suggest them can use it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from glossator.annotation.identity import Fragments

ErrorKind: TypeAlias = Literal["missing", "spurious", "label", "edges", "label and edges"]
"""missing: only the gold has it. spurious: only the other has it. Else both have something there, but not the same."""

_BLOCK = 256
"""Code points."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is compared: a label at a place of a document. `within` is what it belongs to, such as an event's type, and
    `around` that one's place: an argument is right only where its event is.
    """

    document: Hashable
    label: str
    fragments: Fragments
    within: str = ""
    around: Fragments = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Right ones, and how many there are on either side."""

    right: int = 0
    said: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said that is right, 0 … 1; 0 where nothing was said."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was said, 0 … 1; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where nothing is right."""
        return 2 * self.right / (self.said + self.gold) if self.right else 0.0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.said + other.said, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which the two do not agree; `said` or `gold` is None where there is nothing on that side."""

    kind: ErrorKind
    said: Thing | None
    gold: Thing | None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts by label, in the order of the labels, and everything on which the two do not agree."""

    strict: dict[str, Count]
    overlap: dict[str, Count]
    differences: tuple[Difference, ...]

    @property
    def strict_total(self) -> Count:
        """All labels together (micro-averaged)."""
        return sum(self.strict.values(), Count())

    @property
    def overlap_total(self) -> Count:
        """All labels together (micro-averaged)."""
        return sum(self.overlap.values(), Count())


def score(said: Iterable[Thing], gold: Iterable[Thing]) -> Score:
    """Compare. Strictly right: the same thing. Right by overlap: same label (and `within`) at places that share a
    character; each thing is paired once, with the one that it shares most with.
    """
    left, wanted = Counter(said), Counter(gold)
    same = left & wanted
    labels = sorted({thing.label for thing in (*left, *wanted)})
    counts_said, counts_gold, right = (_by_label(counter) for counter in (left, wanted, same))
    rest_said, rest_gold = sorted((left - same).elements(), key=_order), sorted((wanted - same).elements(), key=_order)
    pairs = _paired(rest_said, rest_gold)
    near = Counter(a.label for a, b in pairs if (a.label, a.within) == (b.label, b.within))
    return Score(
        {name: Count(right[name], counts_said[name], counts_gold[name]) for name in labels},
        {name: Count(right[name] + near[name], counts_said[name], counts_gold[name]) for name in labels},
        tuple(sorted(_differences(rest_said, rest_gold, pairs), key=_difference_order)),
    )


def _by_label(things: Counter[Thing]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for thing, count in things.items():
        counts[thing.label] += count
    return counts


def _order(thing: Thing) -> tuple[str, Fragments, str, str, Fragments]:
    return str(thing.document), thing.fragments, thing.label, thing.within, thing.around


def _paired(said: Sequence[Thing], gold: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """Pairs that lie over each other, those of one label first, then those that share most; each thing once."""
    near: dict[tuple[Hashable, int], list[int]] = defaultdict(list)
    for place, thing in enumerate(gold):
        for block in _blocks(thing):
            near[thing.document, block].append(place)
    candidates = sorted(
        (a.label != gold[j].label or a.within != gold[j].within, -shared, i, j)
        for i, a in enumerate(said)
        for j in {place for block in _blocks(a) for place in near.get((a.document, block), ())}
        if (shared := _shared(a, gold[j]))
    )
    taken_said: set[int] = set()
    taken_gold: set[int] = set()
    pairs: list[tuple[Thing, Thing]] = []
    for _, _, i, j in candidates:
        if i not in taken_said and j not in taken_gold:
            taken_said.add(i)
            taken_gold.add(j)
            pairs.append((said[i], gold[j]))
    return pairs


def _blocks(thing: Thing) -> set[int]:
    """The stretches of the text that a thing touches, so that not everything is compared with everything."""
    if not thing.fragments:
        return {-1}
    return {block for start, end in thing.fragments for block in range(start // _BLOCK, end // _BLOCK + 1)}


def _shared(one: Thing, other: Thing) -> int:
    """How much the places have in common; things without a place have that in common."""
    if one.around != other.around and not overlap(one.around, other.around):
        return 0
    if not one.fragments and not other.fragments:
        return 1
    return overlap(one.fragments, other.fragments)


def overlap(one: Fragments, other: Fragments) -> int:
    """The code points that two places share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def _differences(
    said: Sequence[Thing], gold: Sequence[Thing], pairs: Sequence[tuple[Thing, Thing]]
) -> Iterator[Difference]:
    for a, b in pairs:
        yield Difference(_kind(a, b), a, b)
    for thing in (Counter(said) - Counter(a for a, _ in pairs)).elements():
        yield Difference("spurious", thing, None)
    for thing in (Counter(gold) - Counter(b for _, b in pairs)).elements():
        yield Difference("missing", None, thing)


def _kind(said: Thing, gold: Thing) -> ErrorKind:
    same_label = (said.label, said.within) == (gold.label, gold.within)
    same_place = (said.fragments, said.around) == (gold.fragments, gold.around)
    if same_label:
        return "edges"
    return "label" if same_place else "label and edges"


def _difference_order(difference: Difference) -> tuple[object, ...]:
    thing = difference.gold or difference.said
    return (*_order(thing), difference.kind) if thing else ()

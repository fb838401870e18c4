"""One document, one reading: what a text says of a name in one place holds for the others. Part of the suggest layer.

Each step takes the marked lines of a document and gives new ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossator.suggest.entities.edges import NAMES
from glossator.suggest.entities.matching import NameIndex
from glossator.suggest.entities.mentions import Evidence, Marked, MarkedLine, Mention, each, in_order, touching

_REPEATABLE = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"))
_LONGEST_NAME = 7
"""Tokens, hyphens among them."""
_NOT_IN_NAMES = frozenset(("of", "the", "and", "for"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often words stand in the document, as written."""

    counts: Counter[str]

    @classmethod
    def of(cls, marked: Marked) -> Vocabulary:
        """Counts the words of all lines."""
        counts: Counter[str] = Counter()
        for line in marked:
            counts.update(line.line.words)
        return cls(counts)

    def is_common(self, word: str) -> bool:
        """Whether the word also stands in lower case: then its capital may be that of a sentence's start."""
        return word.lower() in self.counts and word.lower() != word


def with_whole_names(marked: Marked, vocabulary: Vocabulary) -> list[MarkedLine]:
    """Surnames and forenames of people who are named in full are people too.

    A person's name also grows to the left over a word that is a name of its own elsewhere in the document.
    """
    alone = {line.surface(mention) for line, mention in each(marked) if mention.last - mention.first == 1}
    grown = [
        MarkedLine(line.line, in_order(_grown(line, mention, alone) for mention in line.mentions)) for line in marked
    ]
    people = {" ".join(part) for part in _parts_of_names(grown, vocabulary)} | _full_names(grown)

    def renamed(line: MarkedLine, mention: Mention) -> Mention:
        if mention.label != "PERSON" and mention.label in NAMES and line.surface(mention) in people:
            return mention._replace(label="PERSON", evidence="name")
        return mention

    return _mapped(grown, renamed)


def with_majority_labels(marked: Marked) -> list[MarkedLine]:
    """The same words have the same label, that of most places; places that agreed are marked as repeated."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for line, mention in each(marked):
        votes[line.surface(mention)][mention.label] += 2 if mention.evidence == "name" else 1
    decided = {surface: label for surface, counter in votes.items() if (label := _majority(counter))}

    def agreed(line: MarkedLine, mention: Mention) -> Mention:
        label = decided.get(line.surface(mention))
        if label is None or mention.evidence == "name":
            return mention
        return Mention(mention.first, mention.last, label, "repeated" if label == mention.label else "relabelled")

    return _mapped(marked, agreed) if decided else list(marked)


def _majority(votes: Counter[str]) -> str | None:
    """The label that more than half of at least two votes are for."""
    total = votes.total()
    if total < 2:
        return None
    label, count = votes.most_common(1)[0]
    return label if total < 2 * count else None


def with_acronyms(marked: Marked) -> list[MarkedLine]:
    """`Name (ACR)` gives the acronym the name's label, here and wherever else it stands."""
    labels: dict[str, str] = {}
    found = [MarkedLine(line.line, in_order(_with_acronyms_beside(line, labels))) for line in marked]

    def relabelled(line: MarkedLine, mention: Mention) -> Mention:
        label = labels.get(line.surface(mention))
        return mention._replace(label=label, evidence="acronym") if label else mention

    return _with_names(_mapped(found, relabelled), {(name,): label for name, label in labels.items()}, "acronym")


def with_repeats(marked: Marked, vocabulary: Vocabulary) -> list[MarkedLine]:
    """Sure mentions are marked wherever the same words stand.

    Sure are names of several words, single words that are marked in at least half of their places, and surnames and
    forenames of people named in full.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    labels: dict[tuple[str, ...], str] = {}
    for line, mention in each(marked):
        if mention.label in _REPEATABLE:
            words = tuple(line.line.words[mention.first : mention.last])
            counts[words] += 1
            labels.setdefault(words, mention.label)
    sure = {words: label for words, label in labels.items() if _is_sure(words, counts[words], vocabulary)}
    for part in _parts_of_names(marked, vocabulary):
        sure.setdefault(part, "PERSON")
    return _with_names(marked, sure, "propagated")


def _is_sure(words: tuple[str, ...], count: int, vocabulary: Vocabulary) -> bool:
    if 1 < len(words):
        return all(word[0].isupper() or word in _NOT_IN_NAMES or not word[0].isalpha() for word in words)
    return 2 <= count and not vocabulary.is_common(words[0]) and vocabulary.counts[words[0]] <= 2 * count


def _with_names(marked: Marked, names: Mapping[tuple[str, ...], str], evidence: Evidence) -> list[MarkedLine]:
    index: NameIndex[str] = NameIndex()
    for words, label in names.items():
        index.add(words, label)
    if not len(index):
        return list(marked)
    return [MarkedLine(line.line, _filled(line, index, evidence)) for line in marked]


def _filled(line: MarkedLine, index: NameIndex[str], evidence: Evidence) -> list[Mention]:
    new = [
        Mention(first, last, label, evidence)
        for first, last, label in index.find(line.line.words)
        if not touching(line.mentions, first, last) and not _is_part_of_name(line.line.words, first, last)
    ]
    return in_order([*line.mentions, *new]) if new else line.mentions


def _is_part_of_name(words: Sequence[str], first: int, last: int) -> bool:
    """Whether hyphens tie the words to others: "Kim" in "Kim-led" is, "U.S." there is taken to be known."""
    return last < len(words) and words[last] == "-" and last + 1 < len(words) and words[last + 1][0].isupper()


def _parts_of_names(marked: Marked, vocabulary: Vocabulary) -> set[tuple[str, ...]]:
    """The first and the last part of every full name of a person, hyphens included, if they are not common words."""
    parts: set[tuple[str, ...]] = set()
    for line, mention in each(marked):
        if mention.label == "PERSON" and 2 <= mention.last - mention.first <= _LONGEST_NAME:
            pieces = _pieces(line.line.words[mention.first : mention.last])
            parts.update((pieces[0], pieces[-1]) if 1 < len(pieces) else ())
    return {part for part in parts if _is_name_word(part[0]) and not vocabulary.is_common(part[0])}


def _pieces(words: Sequence[str]) -> list[tuple[str, ...]]:
    """A name's words, those that hyphens tie together as one."""
    pieces: list[tuple[str, ...]] = []
    tied = False
    for word in words:
        if tied or (word == "-" and pieces):
            pieces[-1] = (*pieces[-1], word)
        else:
            pieces.append((word,))
        tied = word == "-"
    return pieces


def _full_names(marked: Marked) -> set[str]:
    return {
        line.surface(mention)
        for line, mention in each(marked)
        if mention.label == "PERSON" and 2 <= mention.last - mention.first
    }


def _is_name_word(word: str) -> bool:
    return 2 <= len(word) and word[0].isupper() and not word.endswith(".")


def _grown(line: MarkedLine, mention: Mention, alone: set[str]) -> Mention:
    before = mention.first - 1
    if mention.label != "PERSON" or before < 0:
        return mention
    word = line.line.words[before]
    free = not touching(line.mentions, before, mention.first)
    return mention._replace(first=before) if free and _is_name_word(word) and word in alone else mention


def _with_acronyms_beside(line: MarkedLine, labels: dict[str, str]) -> Iterable[Mention]:
    words = line.line.words
    ends = {mention.last: mention for mention in line.mentions}
    yield from line.mentions
    for place in range(1, len(words) - 2):
        if words[place] != "(" or words[place + 2] != ")" or not _is_acronym(words[place + 1]):
            continue
        name = ends.get(place) or _spelt_out(words, place, words[place + 1])
        if name is None or name.label not in _REPEATABLE:
            continue
        labels[words[place + 1]] = name.label
        yield name
        yield Mention(place + 1, place + 2, name.label, "acronym")


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def _spelt_out(words: Sequence[str], end: int, acronym: str) -> Mention | None:
    """The capitalised words before `end` whose initials are the acronym."""
    letters = [letter for letter in acronym if letter.isalpha()]
    place = end
    while letters:
        place -= 1
        if place < 0:
            return None
        word = words[place]
        if word[0] == letters[-1]:
            letters.pop()
        elif not (word in _NOT_IN_NAMES or "." in word or word == "&"):
            return None
    return Mention(place, end, "ORG", "acronym")


def _mapped(marked: Marked, change: Callable[[MarkedLine, Mention], Mention]) -> list[MarkedLine]:
    return [MarkedLine(line.line, [change(line, mention) for mention in line.mentions]) for line in marked]

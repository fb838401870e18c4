"""Countries, nationalities, capitals and international bodies: what a model should know. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from glossator.suggest.entities.edges import NAMES
from glossator.suggest.entities.lines import make_line
from glossator.suggest.entities.matching import NameIndex
from glossator.suggest.entities.mentions import Marked, MarkedLine, Mention, in_order, touching
from glossator.suggest.tables import names, rows
from glossator.suggest.tables import words as word_list

_BEFORE_SHORT = frozenset(("the", "from", "to"))


class Entry(NamedTuple):
    """What is known of a name. One that is not sure is never proposed where the model saw nothing."""

    label: str
    sure: bool = True


class Found(NamedTuple):
    """A known name in a line: its tokens `[first, last)`."""

    first: int
    last: int
    entry: Entry


@dataclass(slots=True)
class Gazetteer:
    """Known names. `short` are words that need "the" before and a full name elsewhere in the text."""

    names: NameIndex[Entry] = field(default_factory=NameIndex)
    short: dict[str, frozenset[str]] = field(default_factory=dict)

    def find(self, words: Sequence[str]) -> Iterator[Found]:
        """The known names among words."""
        return (Found(*found) for found in self.names.find(words))


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The names in English."""
    gazetteer = Gazetteer()
    for row in rows("countries.tsv"):
        _add(gazetteer, [*names(row[1]), *names(row[3])], "GPE", shouted=True)
        _add(gazetteer, names(row[2]), "NORP")
    for row in rows("bodies.tsv"):
        _add(gazetteer, [*names(row[0]), *names(row[1])], "ORG")
    for row in rows("groups.tsv"):
        _add(gazetteer, names(row[1]), row[0])
    gazetteer.short = {row[0]: frozenset(names(row[1])) for row in rows("short_names.tsv")}
    return gazetteer


def _add(gazetteer: Gazetteer, known: Iterable[str], label: str, *, shouted: bool = False) -> None:
    for name in known:
        entry = Entry(label, not name.startswith("?"))
        words = make_line(name.removeprefix("?")).words
        gazetteer.names.add(words, entry)
        if "'" in name:
            gazetteer.names.add(make_line(name.removeprefix("?").replace("'", "’")).words, entry)
        if shouted and 3 < len(name):
            gazetteer.names.add([word.upper() for word in words], entry)


def with_known_names(marked: Marked, gazetteer: Gazetteer) -> list[MarkedLine]:
    """The gazetteer agrees with, corrects and adds to what the model said."""
    found = [list(gazetteer.find(line.line.words)) for line in marked]
    short = _short_names(marked, found, gazetteer)
    if short:
        found = [[*here, *_shorts(line, short)] for line, here in zip(marked, found, strict=True)]
    return [_merged(line, here) if here else line for line, here in zip(marked, found, strict=True)]


def _merged(line: MarkedLine, found: Iterable[Found]) -> MarkedLine:
    mentions = line.mentions
    for name in found:
        others = touching(mentions, name.first, name.last)
        kept = _settled(line.line.words, name, others)
        if kept is not None:
            mentions = [mention for mention in mentions if mention not in others]
            mentions.append(kept)
    return MarkedLine(line.line, in_order(mentions))


def _settled(words: Sequence[str], name: Found, others: Sequence[Mention]) -> Mention | None:
    """The mention that stands for a known name and for those that it touches; None to leave all as it is."""
    label, sure = name.entry
    plain = Mention(name.first, name.last, label, "gazetteer")
    if not others:
        return plain if sure else None
    first, last = min(other.first for other in others), max(other.last for other in others)
    if (first, last) == (name.first, name.last) and len(others) == 1:
        return _same_edges(plain, others[0], sure)
    if len(others) == 1 and first <= name.first and name.last <= last:
        counted = others[0].label not in NAMES and sure
        return plain if counted or _is_state_in(words, plain, others[0]) else None
    return plain if last - first <= name.last - name.first and sure else None


def _same_edges(plain: Mention, other: Mention, sure: bool) -> Mention | None:
    if other.label == plain.label:
        return plain._replace(evidence="agreed")
    if other.label == "PERSON" and other.evidence in ("name", "repeated", "relabelled"):
        return None
    if not sure and other.label in ("PERSON", "ORG", "NORP"):
        return None
    return plain


def _is_state_in(words: Sequence[str], name: Mention, other: Mention) -> bool:
    """Whether the other is a state's name with no more than "government" or its like after it."""
    after = words[name.last : other.last]
    return name.label in ("GPE", "NORP") and name.first == other.first and states().issuperset(after)


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Words that may follow the name of a state without being part of a name."""
    return word_list("states.tsv")


def _short_names(marked: Marked, found: Sequence[Sequence[Found]], gazetteer: Gazetteer) -> frozenset[str]:
    if not gazetteer.short:
        return frozenset()
    seen = {line.line.surface(name.first, name.last) for line, here in zip(marked, found, strict=True) for name in here}
    return frozenset(word for word, full in gazetteer.short.items() if full & seen)


def _shorts(line: MarkedLine, short: frozenset[str]) -> Iterator[Found]:
    words = line.line.words
    for place in range(1, len(words)):
        if words[place] in short and words[place - 1].lower() in _BEFORE_SHORT:
            after = words[place + 1] if place + 1 < len(words) else ""
            if not after[:1].isupper():
                yield Found(place, place + 1, Entry("GPE"))

"""The knowledge base: looking up who or what a name may stand for. Part of the knowledge layer; pure once loaded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from glossator.knowledge.entries import Entry
from glossator.knowledge.names import key_of
from glossator.knowledge.shipped import country_names, names_of_places_and_people, shipped_entries

EXACT, WORD, BEGINNING = 0, 1, 2
"""How well a name fits: it is one of the entry's, a word of one (a person's last name), the beginning of one."""
_SHORTEST = 2
"""Letters: the beginning of a name has to have so many."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may stand for. `why` says in a few words how it does; `grade` how well it fits."""

    entry: Entry
    why: str
    grade: int

    @property
    def exact(self) -> bool:
        """Whether the name is one of the entry's."""
        return self.grade == EXACT

    @property
    def likely(self) -> bool:
        """Whether the name is one of the entry's or a word of one: one that only begins so is not."""
        return self.grade < BEGINNING


class KnowledgeBase:
    """Entries by what they are called. `own` come before those that came with the program."""

    def __init__(self, own: Iterable[Entry] = (), shipped: Iterable[Entry] = ()) -> None:
        self.entries: tuple[Entry, ...] = (*own, *shipped)

    @classmethod
    def load(cls, own: Iterable[Entry] = ()) -> KnowledgeBase:
        """What came with the program, and lists of one's own before it."""
        own = tuple(own)
        return cls(own, shipped_entries()) if own else _shipped()

    def candidates(self, name: str, limit: int = 9, *, on: str | None = None) -> list[Candidate]:
        """The entries that a name may stand for, the likeliest first.

        `on` (`YYYY-MM-DD`): who held an office then comes before who did not; of one person, that office is told.
        """
        wanted = key_of(name)
        if not wanted:
            return []
        graded: dict[int, int] = {}
        for grade, place in self._fitting(wanted):
            graded.setdefault(place, grade)
        ranked = sorted(graded, key=lambda place: self._rank(place, graded[place], on))
        found: dict[str, Candidate] = {}
        for place in ranked:
            entry = self.entries[place]
            if entry.kb_id not in found:
                found[entry.kb_id] = Candidate(entry, self._why(entry, wanted, graded[place]), graded[place])
            if limit <= len(found):
                break
        return list(found.values())

    def known(self, name: str, *, on: str | None = None) -> Candidate | None:
        """The one entry that has this name; None where there is none, or several."""
        exact = [one for one in self.candidates(name, 3, on=on) if one.exact]
        return exact[0] if len(exact) == 1 else None

    def of_id(self, kb_id: str, *, on: str | None = None) -> Entry | None:
        """The entry with this id; of several, the one that held on that day, else the latest."""
        found = [entry for entry in self.entries if entry.kb_id == kb_id]
        then = [entry for entry in found if entry.held(on)]
        return then[0] if then else max(found, key=lambda entry: entry.since, default=None)

    def same(self, name: str, other: str) -> bool:
        """Whether two names are known to stand for the same."""
        return bool(self._ids(name) & self._ids(other))

    def country_codes(self) -> Mapping[str, str]:
        """Code and name of every country."""
        return country_names()

    def _ids(self, name: str) -> set[str]:
        return {self.entries[place].kb_id for place in self._by_key.get(key_of(name), ())}

    def _fitting(self, wanted: str) -> Iterator[tuple[int, int]]:
        yield from ((EXACT, place) for place in self._by_key.get(wanted, ()))
        yield from ((WORD, place) for place in self._by_word.get(wanted, ()))
        if len(wanted) < _SHORTEST:
            return
        keys = self._keys
        for key in keys[bisect_left(keys, wanted) :]:
            if not key.startswith(wanted):
                break
            yield from ((BEGINNING, place) for place in self._by_key[key])

    def _rank(self, place: int, grade: int, on: str | None) -> tuple[int, int, int, str, int]:
        entry = self.entries[place]
        held = entry.held(on)
        return (grade, not entry.source, {True: 0, None: 1, False: 2}[held], _downwards(entry.since), place)

    def _why(self, entry: Entry, wanted: str, grade: int) -> str:
        if grade == BEGINNING:
            return "begins so"
        if grade == WORD:
            return f"part of “{entry.name}”"
        if key_of(entry.name) == wanted:
            return "by this name"
        if entry.kind == "country" and not entry.source:
            return names_of_places_and_people().get(wanted, f"also {entry.name}")
        return f"also {entry.name}"

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, entry in enumerate(self.entries):
            for name in dict.fromkeys(key_of(name) for name in (entry.name, *entry.aliases)):
                found.setdefault(name, []).append(place)
        return found

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self._by_key)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """Persons by the words of their names: "Putin", "al-Hussein"."""
        found: dict[str, list[int]] = {}
        for place, entry in enumerate(self.entries):
            if entry.kind == "person":
                keys = [key_of(name) for name in (entry.name, *entry.aliases)]
                for part in {part for key in keys for part in _parts(key)} - set(keys):
                    found.setdefault(part, []).append(place)
        return found


@lru_cache(maxsize=1)
def _shipped() -> KnowledgeBase:
    return KnowledgeBase((), shipped_entries())


def _parts(key: str) -> Iterator[str]:
    """Each word of a name, and what it ends in: "hussein", "al hussein"."""
    words = key.split()
    yield from (word for word in words if _SHORTEST < len(word))
    yield from (" ".join(words[first:]) for first in range(1, len(words) - 1))


def _downwards(value: str) -> str:
    """A text that sorts the other way round: the latest first."""
    return "".join(chr(0x10FFFF - ord(letter)) for letter in value) + chr(0x10FFFF)

"""Looking for annotations instead of words: `label:ORG Kim`, `state:pending`, `is:discontinuous`. Pure.

A filter is a known word, a colon and values, without a space; several values stand with commas between them, one with
spaces in quotes. All filters have to fit, and the other words have to be among those annotated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from glossator.annotation import Fragments, SuggestionState

STATES: Final[tuple[SuggestionState, ...]] = ("pending", "accepted", "corrected", "rejected", "superseded")
TRAITS: Final = ("discontinuous", "flagged", "draft", "span", "event", "suggestion", "hint", "filler")
FILTERS: Final = ("label", "type", "state", "is", "role")

_PART = re.compile(r"""(?P<key>[a-z]+):(?P<values>(?:"[^"]*"?|[^\s"])*)|"[^"]*"?|\S+""")
_VALUE = re.compile(r'"([^"]*)"?|([^,"]+)')
_SHORTEST = 2
"""Letters of a filter's name before it is offered."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: any of the values fits. Values are compared whatever their case; none at all: it has some value."""

    key: str
    values: tuple[str, ...]

    def fits(self, found: tuple[str, ...]) -> bool:
        """Whether one of these is wanted."""
        return any(one.casefold() in self.values for one in found) if self.values else bool(found)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query taken apart: its filters, and the words that are none."""

    filters: tuple[Filter, ...]
    words: str

    def values(self, key: str) -> tuple[str, ...]:
        """Everything asked for under one name."""
        return tuple(value for one in self.filters if one.key == key for value in one.values)


@dataclass(frozen=True, slots=True)
class Facts:
    """What filters ask of an annotation or a suggestion. `roles` and `types` have each name as it may be typed."""

    fragments: Fragments
    labels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def parse(query: str) -> Wanted:
    """Takes a query apart. A filter's name with nothing behind it is one only at the very end, while it is typed."""
    filters: list[Filter] = []
    words: list[str] = []
    for part in _PART.finditer(query):
        key, values = part["key"], part["values"]
        if key in FILTERS and (values or part.end() == len(query)):
            found = (quoted or plain for quoted, plain in _VALUE.findall(values))
            filters.append(Filter(key, tuple(value.strip().casefold() for value in found if value.strip())))
        else:
            words.append(part[0])
    return Wanted(tuple(filters), _unquoted(words) if filters else query)


def _unquoted(words: list[str]) -> str:
    return " ".join(word.strip('"') if word.startswith('"') else word for word in words).strip()


def fits(wanted: Wanted, facts: Facts) -> bool:
    """Whether all filters of a query fit; its words are looked for by whoever asks."""
    asked: Mapping[str, tuple[str, ...]] = {
        "label": facts.labels,
        "type": facts.types,
        "state": facts.states,
        "is": facts.traits,
        "role": facts.roles,
    }
    return all(one.fits(asked[one.key]) for one in wanted.filters)


# What may be typed


@dataclass(frozen=True, slots=True)
class Completion:
    """What the end of a query may become: the whole query then, and the part to show."""

    query: str
    shown: str


def completions(query: str, known: Mapping[str, tuple[str, ...]], *, most: int = 6) -> tuple[Completion, ...]:
    """How the last word of a query may go on to be a filter. `known`: for each name the values there are."""
    head, last = _last_word(query)
    key, colon, typed = last.partition(":")
    if not colon:
        names = [name for name in FILTERS if name.startswith(key)] if _SHORTEST <= len(key) or not query else []
        return tuple(Completion(f"{head}{name}:", f"{name}:") for name in names)[:most]
    if key not in FILTERS:
        return ()
    before, comma, part = typed.rpartition(",")
    wanted = part.strip('"').casefold()
    values = [value for value in known.get(key, ()) if value.casefold().startswith(wanted)]
    if wanted in (value.casefold() for value in values):
        return ()
    written = [f'"{value}"' if " " in value else value for value in values]
    return tuple(Completion(f"{head}{key}:{before}{comma}{value}", f"{key}:{value}") for value in written)[:most]


def unknown_value(wanted: Wanted, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """A sentence about the first value that there is not, or None."""
    for one in wanted.filters:
        names = {value.casefold() for value in known.get(one.key, ())}
        for value in one.values:
            if value not in names:
                return f"There is no {_NOUNS[one.key]} “{value}” here."
    return None


_NOUNS: Final = {"label": "label", "type": "type of event", "state": "state", "is": "kind", "role": "role"}


def _last_word(query: str) -> tuple[str, str]:
    """What the person is typing, and all before it."""
    parts = list(_PART.finditer(query))
    if not parts or parts[-1].end() != len(query):
        return query, ""
    return query[: parts[-1].start()], parts[-1][0]

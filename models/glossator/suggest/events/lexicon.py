"""The event lexicons: which verbs and nouns trigger which types of event. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol, TypeAlias, cast

from glossator.errors import SuggestError
from glossator.schema import Schema
from glossator.suggest.tables import names, rows

FAMILIES = ("plover", "ace")
"""Event ontologies that there are lexicons for, as folders among the resources."""

SLOTS = ("actor", "recipient", "topic", "instrument", "place", "time", "source")
"""What fillers are found for; each type of event names the role that takes it."""

Frame: TypeAlias = Literal["-", "mutual", "host", "topic", "motion", "act", "of"]


class Option(NamedTuple):
    """A type and mode that a trigger may have. `weight` is its share of the trigger's uses, 0..1."""

    type: str
    mode: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of a phrase: its words after the first, how its participants stand, its types.

    Words in `silent` have to be there but are no part of the trigger.
    """

    rest: tuple[str, ...]
    silent: frozenset[str]
    frame: Frame
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """A family's lexicons, cut to what a schema has switched on. Entries are under their first lemma, longest first."""

    verbs: Mapping[str, Sequence[Entry]]
    nouns: Mapping[str, Sequence[Entry]]
    modes: Mapping[str, Mapping[str, Sequence[str]]]
    nearby: Mapping[str, Sequence[str]]
    roles: Mapping[str, Mapping[str, str]]

    def role(self, type_: str, slot: str) -> str | None:
        """The role that takes what is found for a slot in an event of this type."""
        return self.roles.get(type_, self.roles.get("*", {})).get(slot)


def load_event_lexicon(schema: Schema) -> EventLexicon | None:
    """The lexicon of the family that the schema's types belong to; None where there is none."""
    known = _Names(schema)
    family = max(FAMILIES, key=lambda name: sum(known.type(one) is not None for one in _types(name)))
    if all(known.type(one) is None for one in _types(family)):
        return None
    verbs, nouns = (_by_first(_allowed(_entries(f"{family}/{part}.tsv"), known)) for part in ("verbs", "nouns"))
    return EventLexicon(
        verbs=verbs,
        nouns=nouns,
        modes=_modes(family, known),
        nearby=_nearby(family, known),
        roles=_roles(family, known),
    )


class _Names:
    """What a schema calls the types, modes and roles of a lexicon: by the same name, or as their `model_labels` say."""

    def __init__(self, schema: Schema) -> None:
        self._types = _by_label(type_ for type_ in schema.event_types if type_.enabled)
        self._modes = {type_.name: _by_label(type_.modes) for type_ in schema.event_types}
        self._roles = _by_label(schema.roles)

    def type(self, name: str) -> str | None:
        """The schema's name of a type, if it is switched on."""
        return self._types.get(name)

    def mode(self, type_: str, name: str | None) -> str | None:
        """The schema's name of a mode of one of the schema's types."""
        return self._modes.get(type_, {}).get(name) if name is not None else None

    def role(self, name: str) -> str | None:
        """The schema's name of a role."""
        return self._roles.get(name)


class _Labelled(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def model_labels(self) -> tuple[str, ...]: ...


def _by_label(things: Iterable[_Labelled]) -> dict[str, str]:
    """Names by what lexicons may call them; a thing's own name goes before another's label."""
    known = tuple(things)
    labels = {label: thing.name for thing in reversed(known) for label in thing.model_labels}
    return {**labels, **{thing.name: thing.name for thing in known}}


@lru_cache(maxsize=8)
def _entries(path: str) -> tuple[tuple[str, Entry], ...]:
    return tuple(_entry(path, row) for row in rows(path))


def _entry(path: str, row: list[str]) -> tuple[str, Entry]:
    first, *further = row[0].split()
    rest = tuple(word.strip("()") for word in further)
    silent = frozenset(word.strip("()") for word in further if word.startswith("("))
    try:
        options = tuple(_option(cell) for cell in row[2:] if cell)
    except ValueError as error:
        raise SuggestError(f"{path}: {row[0]}: {error}") from error
    return first, Entry(rest, silent, cast(Frame, row[1]), options)


def _option(cell: str) -> Option:
    name, _, weight = cell.partition("=")
    type_, _, mode = name.partition("/")
    return Option(type_, mode or None, int(weight) / 10)


@lru_cache(maxsize=4)
def _types(family: str) -> frozenset[str]:
    parts = (f"{family}/verbs.tsv", f"{family}/nouns.tsv")
    return frozenset(option.type for part in parts for _, entry in _entries(part) for option in entry.options)


def _allowed(entries: Sequence[tuple[str, Entry]], known: _Names) -> Iterator[tuple[str, Entry]]:
    for first, entry in entries:
        options = tuple(_fitted(entry.options, known))
        if options:
            yield first, replace(entry, options=options)


def _fitted(options: Iterable[Option], known: _Names) -> Iterator[Option]:
    """The options under the schema's names; types that have become one count together."""
    weights: dict[tuple[str, str | None], float] = {}
    for option in options:
        type_ = known.type(option.type)
        if type_ is not None:
            key = (type_, known.mode(type_, option.mode))
            weights[key] = weights.get(key, 0.0) + option.weight
    for (type_, mode), weight in weights.items():
        yield Option(type_, mode, min(1.0, weight))


def _by_first(entries: Iterator[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for first, entry in entries:
        found.setdefault(first, []).append(entry)
    for known in found.values():
        known.sort(key=lambda entry: -len(entry.rest))
    return found


def _modes(family: str, known: _Names) -> dict[str, dict[str, list[str]]]:
    modes: dict[str, dict[str, list[str]]] = {}
    for family_type, family_mode, lemmas in rows(f"{family}/modes.tsv"):
        type_ = known.type(family_type)
        mode = known.mode(type_, family_mode) if type_ is not None else None
        if type_ is not None and mode is not None:
            for lemma in names(lemmas):
                modes.setdefault(type_, {}).setdefault(lemma, []).append(mode)
    return modes


def _nearby(family: str, known: _Names) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows(f"{family}/nearby.tsv"):
        type_ = known.type(row[0])
        others = [other for name in row[1:] if (other := known.type(name)) is not None and other != type_]
        if type_ is not None:
            found[type_] = list(dict.fromkeys((*found.get(type_, ()), *others)))
    return found


def _roles(family: str, known: _Names) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows(f"{family}/roles.tsv"):
        type_ = row[0] if row[0] == "*" else known.type(row[0])
        if type_ is not None:
            slots = zip(SLOTS, row[1:], strict=True)
            found.setdefault(type_, {slot: role for slot, name in slots if (role := known.role(name)) is not None})
    return found

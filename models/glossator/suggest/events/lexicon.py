"""The event lexicons: which verbs and nouns trigger which types of event. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias, cast

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
    enabled = {type_.name for type_ in schema.enabled_event_types()}
    family = max(FAMILIES, key=lambda name: len(enabled.intersection(_types(name))))
    if not enabled.intersection(_types(family)):
        return None
    verbs, nouns = (_by_first(_allowed(_entries(f"{family}/{part}.tsv"), schema)) for part in ("verbs", "nouns"))
    return EventLexicon(
        verbs=verbs,
        nouns=nouns,
        modes=_modes(family, schema),
        nearby={row[0]: [name for name in row[1:] if name in enabled] for row in rows(f"{family}/nearby.tsv")},
        roles=_roles(family, schema),
    )


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


def _allowed(entries: Sequence[tuple[str, Entry]], schema: Schema) -> Iterator[tuple[str, Entry]]:
    for first, entry in entries:
        options = tuple(_fitted(option, schema) for option in entry.options if _is_enabled(option.type, schema))
        if options:
            yield first, replace(entry, options=options)


def _is_enabled(name: str, schema: Schema) -> bool:
    type_ = schema.event_type(name)
    return type_ is not None and type_.enabled


def _fitted(option: Option, schema: Schema) -> Option:
    known = option.mode is None or schema.mode(option.type, option.mode) is not None
    return option if known else option._replace(mode=None)


def _by_first(entries: Iterator[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for first, entry in entries:
        found.setdefault(first, []).append(entry)
    for known in found.values():
        known.sort(key=lambda entry: -len(entry.rest))
    return found


def _modes(family: str, schema: Schema) -> dict[str, dict[str, list[str]]]:
    modes: dict[str, dict[str, list[str]]] = {}
    for type_, mode, lemmas in rows(f"{family}/modes.tsv"):
        if schema.mode(type_, mode) is not None:
            for lemma in names(lemmas):
                modes.setdefault(type_, {}).setdefault(lemma, []).append(mode)
    return modes


def _roles(family: str, schema: Schema) -> dict[str, dict[str, str]]:
    return {
        row[0]: {slot: role for slot, role in zip(SLOTS, row[1:], strict=True) if schema.role(role) is not None}
        for row in rows(f"{family}/roles.tsv")
    }

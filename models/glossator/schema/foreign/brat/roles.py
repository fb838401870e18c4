"""The roles of brat's events: one role for each name, with what most events say of it; the others say what differs.

Part of the schema layer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from glossator.schema.foreign.imported import Letters
from glossator.schema.roles import Cardinality, Role

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Slot:
    """A role as one type of event has it."""

    role: str
    allowed: tuple[str, ...]
    cardinality: Cardinality


def roles_of_slots(slots: Iterable[Slot], letters: Letters) -> tuple[Role, ...]:
    """The roles, in order of appearance."""
    grouped: dict[str, list[Slot]] = {}
    for slot in slots:
        grouped.setdefault(slot.role, []).append(slot)
    return tuple(
        Role(
            name,
            name.replace("_", " "),
            key=letters.take(name),
            allowed=_usual([slot.allowed for slot in several]),
            cardinality=_usual([slot.cardinality for slot in several]),
        )
        for name, several in grouped.items()
    )


def _usual(several: Sequence[_T]) -> _T:
    """What comes most often; of those the first."""
    return Counter(several).most_common(1)[0][0]


def counts_that_differ(slots: Iterable[Slot], roles: Iterable[Role]) -> tuple[tuple[str, Cardinality], ...]:
    """The cardinalities of a type's slots that are not those of the roles."""
    usual = {role.name: role.cardinality for role in roles}
    return tuple((slot.role, slot.cardinality) for slot in slots if slot.cardinality != usual[slot.role])


def fillers_that_differ(slots: Iterable[Slot], roles: Iterable[Role]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fillers of a type's slots that are not those of the roles."""
    usual = {role.name: role.allowed for role in roles}
    return tuple((slot.role, slot.allowed) for slot in slots if slot.allowed != usual[slot.role])

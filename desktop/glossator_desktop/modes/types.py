"""Which event types are offered first, and how the list of types and modes is built: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from glossator.annotation import EventHint
from glossator.schema import Schema
from glossator.schema.types import EventType
from glossator_desktop.modes.choices import Choice, Choices

RANKED: Final = 3
"""How many types have a digit."""

TypeAndMode: TypeAlias = tuple[str, str | None]


def rank_types(
    schema: Schema, hint: EventHint | None, same_trigger: Iterable[TypeAndMode], usage: Mapping[str, int]
) -> list[TypeAndMode]:
    """The three likeliest types: those of the hint, of the same trigger before, the most used, the schema's first."""
    offered = {type_.name: type_ for type_ in schema.enabled_event_types()}
    proposed = [(item.type, item.mode) for item in hint.types] if hint else []
    used = [(name, None) for name in sorted(usage, key=lambda name: -usage[name])]
    first = [(name, None) for name in offered]
    ranked: list[TypeAndMode] = []
    for place, (name, mode) in enumerate((*proposed, *same_trigger, *used, *first)):
        known = offered.get(name)
        pair = (name, mode if known and mode and known.mode(mode) else None)
        # What was used elsewhere says nothing of a type that has been ranked with its mode; a hint weighs them.
        weighed = bool(pair[1]) or place < len(proposed)
        if known and pair not in ranked and (weighed or name not in {other for other, _ in ranked}):
            ranked.append(pair)
    return ranked[:RANKED]


def type_choices(schema: Schema, ranked: Iterable[TypeAndMode], *, title: str = "Event type") -> Choices:
    """The list: the ranked ones, then every type, then every type with each of its modes (found by typing)."""
    types = schema.enabled_event_types()
    by_name = {type_.name: type_ for type_ in types}
    first = list(ranked)
    bare: list[TypeAndMode] = [(type_.name, None) for type_ in types]
    paired: list[TypeAndMode] = [(type_.name, mode.name) for type_ in types for mode in type_.modes]
    pairs = list(dict.fromkeys((*first, *bare, *paired)))
    return Choices(title, tuple(_choice(by_name[name], mode) for name, mode in pairs), numbered=RANKED)


def mode_choices(type_: EventType, chosen: Iterable[str] = (), *, many: bool = False) -> Choices:
    """The modes of a type; nothing is marked at first, so that Enter takes none."""
    entries = tuple(
        Choice(mode.name, mode.name, mode.title if mode.title.lower() != mode.name else "") for mode in type_.modes
    )
    title = f"{type_.name}: how?"
    return Choices(title, entries, index=0 if many else -1, many=many, ticked=tuple(chosen))


def value_of(type_and_mode: TypeAndMode) -> str:
    """A type and mode as a choice's value."""
    name, mode = type_and_mode
    return f"{name}/{mode}" if mode else name


def parse_value(schema: Schema, value: str) -> TypeAndMode:
    """The type and mode that a value stands for; a type's own name may hold a slash."""
    if schema.event_type(value):
        return (value, None)
    name, _, mode = value.rpartition("/")
    return (name, mode) if schema.event_type(name) else (value, None)


def first_choice(hint: EventHint) -> str | None:
    """The value of the hint's likeliest type."""
    return value_of((hint.types[0].type, hint.types[0].mode)) if hint.types else None


def _choice(type_: EventType, mode: str | None) -> Choice:
    found = type_.mode(mode) if mode else None
    title = f"{type_.name} / {found.name}" if found else type_.name
    return Choice(value_of((type_.name, mode)), title, "" if found else type_.gloss or type_.title)

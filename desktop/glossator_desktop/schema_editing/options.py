"""What may be chosen in a field of the schema editor, and what is chosen. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from glossator.schema import (
    ANY,
    BUILDER_KEYS,
    ENTITY_KEYS,
    EVENT,
    FREE,
    AttributeType,
    Cardinality,
    EntityType,
    EventType,
    RelationType,
    Role,
    Schema,
)
from glossator.schema.colours import is_colour
from glossator.schema.roles import ENTITY, event_type_of
from glossator_desktop.schema_editing.draft import Draft, Place
from glossator_desktop.schema_editing.fields import Field


@dataclass(frozen=True, slots=True)
class Option:
    """One value that may be chosen: what is stored, what a person reads, a remark, a label's colours (light, dark)."""

    value: Any
    title: str
    detail: str = ""
    colours: tuple[str, str] | None = None


_YES_NO: Final = (Option(True, "yes"), Option(False, "no"))
_OFFERED: Final = (Option(False, "yes"), Option(True, "no, hidden"))
_SWITCH: Final = (Option(True, "yes"), Option(False, "no, switched off"))
_TARGETS: Final = (
    Option("event", "events"), Option("span", "spans"), Option("entity", "entities"), Option("relation", "relations"),
)  # fmt: skip
_SPECIAL: Final = (
    Option(ANY, "anything", "whatever there is"),
    Option(EVENT, "an event", "another event"),
    Option(FREE, "free text", "a span without a label"),
    Option(ENTITY, "any label", "a span with some label"),
)
_CARDINALITIES: Final = ("*", "?", "1", "+", "2", "1-2", "2+")
_WORDS: Final = {"*": "any number", "?": "at most one", "1": "exactly one", "+": "at least one"}
AS_THE_ROLE: Final = ""
"""The cardinality of a role in an event type that says nothing of its own."""


def choices(draft: Draft, place: Place, field: Field) -> tuple[Option, ...]:
    """What a field with one value may hold."""
    schema, subject = draft.schema, draft.subject(place)
    if field.name == "parent":
        return _parents(schema, subject)
    if field.name in ("country_label", "institution_label"):
        return (Option(None, "not said"), *_labels(schema))
    if field.name == "default" and isinstance(subject, AttributeType):
        return (Option(None, "nothing"), *(Option(value, value) for value in subject.values))
    if field.name == "cardinality":
        return cardinalities(subject.cardinality if isinstance(subject, Role) else None)
    return {"hidden": _OFFERED, "enabled": _SWITCH}.get(field.name, _YES_NO)


def _parents(schema: Schema, subject: object) -> tuple[Option, ...]:
    """Nothing, or another type of its kind."""
    if isinstance(subject, EventType):
        names = [type_.name for type_ in schema.event_types]
    else:
        names = [type_.name for type_ in schema.entity_types]
    own = subject.name if isinstance(subject, EventType | EntityType) else ""
    return (Option(None, "nothing wider"), *(Option(name, name) for name in names if name != own))


def cardinalities(now: Cardinality | None) -> tuple[Option, ...]:
    """How many fillers a role may take; what it takes now is among them, however odd."""
    usual = [Cardinality.parse(sign) for sign in _CARDINALITIES]
    return tuple(Option(one, cardinality_words(one)) for one in dict.fromkeys([*usual, *([now] if now else [])]))


def cardinality_words(cardinality: Cardinality) -> str:
    """ "at most one", "2 to 3" …"""
    sign = str(cardinality)
    if sign in _WORDS:
        return _WORDS[sign]
    if cardinality.maximum is None:
        return f"at least {cardinality.minimum}"
    if cardinality.minimum == cardinality.maximum:
        return f"exactly {cardinality.minimum}"
    return f"{cardinality.minimum} to {cardinality.maximum}"


def ticks(draft: Draft, place: Place, field: Field) -> tuple[Option, ...]:
    """What may be ticked in a field that holds several names."""
    schema, subject = draft.schema, draft.subject(place)
    if field.kind == "roles":
        return tuple(Option(role.name, role.title, role.name) for role in schema.roles)
    if field.name == "targets":
        return _TARGETS
    if field.name == "allowed":
        return (*_labels(schema), *_SPECIAL)
    if isinstance(subject, AttributeType):
        return _bearers(schema, subject)
    return _labels(schema)


def _bearers(schema: Schema, attribute: AttributeType) -> tuple[Option, ...]:
    """The types that an attribute may be narrowed to."""
    found: list[Option] = []
    if "event" in attribute.targets:
        found.extend(Option(type_.name, type_.name, _remark(type_)) for type_ in schema.event_types)
    if {"span", "entity"} & set(attribute.targets):
        found.extend(_labels(schema))
    if "relation" in attribute.targets:
        found.extend(Option(type_.name, type_.name, _remark(type_)) for type_ in schema.relation_types)
    return tuple(found)


def _labels(schema: Schema) -> tuple[Option, ...]:
    return tuple(
        Option(type_.name, type_.name, _remark(type_), shown_colours(type_.colour)) for type_ in schema.entity_types
    )


def _remark(type_: EntityType | EventType | RelationType) -> str:
    """The title, where it says more than the name."""
    return "" if type_.title.casefold() == type_.name.casefold() else type_.title


def shown_colours(pair: Any) -> tuple[str, str] | None:
    """A pair of colours that can be painted; None while one is being typed."""
    return (pair.light, pair.dark) if is_colour(pair.light) and is_colour(pair.dark) else None


def stepped(options: Sequence[Option], value: Any, step: int) -> Any:
    """The value after (+1) or before (-1) this one, round the ends."""
    values = [option.value for option in options]
    if not values:
        return value
    return values[(values.index(value) + step) % len(values)] if value in values else values[0]


def free_keys(schema: Schema, place: Place) -> tuple[str, ...]:
    """The keys that nothing has yet, of those that a thing of this group may have."""
    if place.group == "entity_types":
        taken = {type_.key for type_ in schema.entity_types}
        return tuple(key for key in ENTITY_KEYS if key not in taken)
    roles, attributes = {role.key for role in schema.roles}, {attribute.key for attribute in schema.attributes}
    used = roles | attributes | set(BUILDER_KEYS)
    return tuple(letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in used)


def ticked(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Names with one more, or without it."""
    return tuple(other for other in names if other != name) if name in names else (*names, name)


def moved(names: tuple[str, ...], name: str, step: int) -> tuple[str, ...]:
    """Names with one of them further down (+1) or up (-1)."""
    if name not in names or not 0 <= names.index(name) + step < len(names):
        return names
    listed = list(names)
    here = listed.index(name)
    listed[here], listed[here + step] = listed[here + step], listed[here]
    return tuple(listed)


def with_cardinality(type_: EventType, role: str, cardinality: Cardinality | None) -> EventType:
    """An event type in which a role takes so many fillers; None: as many as it does elsewhere."""
    others = tuple(pair for pair in type_.cardinalities if pair[0] != role)
    return replace(type_, cardinalities=others if cardinality is None else (*others, (role, cardinality)))


def in_order(options: Iterable[Option], chosen: tuple[str, ...]) -> list[Option]:
    """What is ticked first, in its order; a name that nothing offers is there too, to be taken out."""
    known = {option.value: option for option in options}
    first = [known.get(name) or _odd(name) for name in chosen]
    return [*first, *(option for name, option in known.items() if name not in chosen)]


def _odd(name: str) -> Option:
    """What is chosen though the list does not offer it: events of one type, or a name that has gone."""
    type_ = event_type_of(name)
    return Option(name, f"an event: {type_}") if type_ else Option(name, name, "is not in the schema")

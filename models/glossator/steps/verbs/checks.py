"""What verbs refuse: names that the schema does not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glossator.annotation import AttributeValue, Suggestion
from glossator.errors import VerbError
from glossator.schema import Schema
from glossator.steps.step import surface_of


def _unknown(what: str, name: str, known: Iterable[str]) -> VerbError:
    return VerbError(f"“{name}” is no {what} of the schema. It has: {', '.join(known) or 'none'}.")


def check_label(schema: Schema, label: str | None) -> None:
    """A span's label must be an entity type; None makes a free filler."""
    if label is not None and schema.entity_type(label) is None:
        raise _unknown("entity type", label, (item.name for item in schema.entity_types))


def check_event_type(schema: Schema, name: str) -> None:
    """An event's type must be in the schema, switched on or not."""
    if schema.event_type(name) is None:
        raise _unknown("event type", name, (item.name for item in schema.event_types))


def check_role(schema: Schema, name: str) -> None:
    """An argument's role must be in the schema."""
    if schema.role(name) is None:
        raise _unknown("role", name, (item.name for item in schema.roles))


def check_modes(schema: Schema, event_type: str, modes: Iterable[str]) -> None:
    """Modes must belong to the event's type."""
    found = schema.event_type(event_type)
    known = [mode.name for mode in found.modes] if found else []
    for mode in modes:
        if mode not in known:
            raise _unknown(f"mode of {event_type}", mode, known)


def check_contexts(schema: Schema, contexts: Iterable[str]) -> None:
    """Contexts must be in the schema."""
    known = [context.name for context in schema.contexts]
    for context in contexts:
        if context not in known:
            raise _unknown("context", context, known)


def check_attributes(schema: Schema, values: Mapping[str, AttributeValue | None]) -> dict[str, AttributeValue]:
    """Attributes and their values must be in the schema; returns those that are not None, as they are kept."""
    for name, value in values.items():
        if value is None:  # What the schema has lost can still be taken away.
            continue
        found = schema.attribute(name)
        if found is None:
            raise _unknown("attribute", name, (item.name for item in schema.attributes))
        for choice in _choices(name, value):
            if found.values and choice not in found.values:
                raise VerbError(f"“{choice}” is no value of {name}. It has: {', '.join(found.values)}.")
    return plain_attributes(values)


def plain_attributes(values: Mapping[str, AttributeValue | None]) -> dict[str, AttributeValue]:
    """Attributes of whatever names, as they are kept; VerbError for a value that is neither text nor several texts."""
    given = {name: (value, _choices(name, value)) for name, value in values.items() if value is not None}
    return {name: value if isinstance(value, str) else choices for name, (value, choices) in given.items()}


def _choices(name: str, value: object) -> tuple[str, ...]:
    choices = (value,) if isinstance(value, str) else () if value is None else value
    if not isinstance(choices, list | tuple) or not all(isinstance(choice, str) for choice in choices):
        raise VerbError(f"{value!r} is no value for the attribute {name}: give text, or several texts.")
    return tuple(choices)


def check_suggestion(text: str, item: Suggestion) -> None:
    """A suggestion that an import brings, and the fillers proposed with it, must lie within the text."""
    places = [item.fragments, *(part.fragments for part in item.hint.arguments)] if item.hint else [item.fragments]
    for place in places:
        if not place:
            raise VerbError(f"A suggestion ({item.label}) needs at least one fragment of text. Nothing was changed.")
        surface_of(text, place)


def check_relation_type(schema: Schema, name: str) -> None:
    """A relation's type must be in the schema."""
    known = [item.name for item in schema.relation_types]
    if name not in known:
        raise _unknown("relation type", name, known)

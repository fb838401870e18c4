"""What verbs refuse: names that the schema does not have."""

from __future__ import annotations

from collections.abc import Iterable

from glossator.errors import VerbError
from glossator.schema import Schema


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


def check_relation_type(schema: Schema, name: str) -> None:
    """A relation's type must be in the schema."""
    known = [item.name for item in schema.relation_types]
    if name not in known:
        raise _unknown("relation type", name, known)

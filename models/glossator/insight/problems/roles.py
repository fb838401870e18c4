"""Roles of an event against the schema: missing, too many, filled by the wrong kind, not the type's. Insight layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from glossator.annotation import Argument, Event, Span
from glossator.insight.problems.model import Fix, Problem, Thing, in_words, place_of, problem, quoted
from glossator.schema import FREE, Role, Schema
from glossator.schema.roles import event_filler


def role_problems(event: Event, schema: Schema, things: Mapping[int, Thing]) -> Iterator[Problem]:
    """What is wrong with who plays which part. A draft may still lack fillers."""
    if schema.event_type(event.type) is None:
        return
    roles = {role.name: role for role in schema.roles_of(event.type, hidden=True)}
    filled = dict.fromkeys(argument.role for argument in event.arguments)
    for name in filled:
        if name not in roles:
            yield _foreign(event, name)
    for role in roles.values():
        yield from _counts(event, role)
    for argument in event.arguments:
        if argument.role in roles:
            yield from _filler(event, argument, roles[argument.role], schema, things)


def _foreign(event: Event, role: str) -> Problem:
    message = f"{in_words(event)} has the role {role}, which {event.type} does not have."
    fix = Fix(f"Empty {role}", "remove_argument", {"event_id": event.id, "role": role})
    return problem("foreign_role", message, event, about=role, fixes=(fix,))


def _counts(event: Event, role: Role) -> Iterator[Problem]:
    limits, fillers = role.cardinality, event.fillers(role.name)
    if len(fillers) < limits.minimum and not event.draft:
        if not fillers:
            yield problem("missing_role", f"{in_words(event)} has no {role.name}, and needs one.", event,
                          about=role.name)  # fmt: skip
        else:
            message = f"{in_words(event)} has {len(fillers)} of the {limits.minimum} it needs as {role.name}."
            yield problem("too_few_fillers", message, event, about=role.name)
    if limits.maximum is not None and limits.maximum < len(fillers):
        for filler in fillers[limits.maximum :]:
            yield _one_too_many(event, role.name, filler, limits.maximum)


def _one_too_many(event: Event, role: str, filler: int, most: int) -> Problem:
    message = f"{in_words(event)} takes {most} filler{'' if most == 1 else 's'} as {role}; this is one too many."
    return problem("too_many_fillers", message, event, about=f"{role}:{filler}",
                   fixes=(_take_out(event, role, filler),))  # fmt: skip


def _filler(
    event: Event, argument: Argument, role: Role, schema: Schema, things: Mapping[int, Thing]
) -> Iterator[Problem]:
    thing = things.get(argument.filler)
    if thing is None:
        return
    kind, said = _kind(thing)
    if role.accepts(kind) or (isinstance(thing, Span) and thing.label and schema.entity_type(thing.label) is None):
        return
    words = quoted(thing.text) if thing.text else thing.type if isinstance(thing, Event) else ""
    message = f"{words} is {said}, which cannot be the {role.name} of {event.type}."
    yield problem("wrong_filler", message, event, about=f"{role.name}:{argument.filler}",
                  place=place_of(thing) or event.trigger,
                  fixes=(_take_out(event, role.name, argument.filler),))  # fmt: skip


def _kind(thing: Thing) -> tuple[str, str]:
    """What a role's list of allowed fillers calls a thing, and how a message says it."""
    if isinstance(thing, Event):
        return event_filler(thing.type), f"{thing.type}, an event"
    return (FREE, "free text") if thing.label is None else (thing.label, thing.label)


def _take_out(event: Event, role: str, filler: int) -> Fix:
    return Fix(f"Take it out of {role}", "remove_argument", {"event_id": event.id, "role": role, "filler": filler})

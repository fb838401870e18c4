"""Verbs that make an event of another: of another type, or a second one like it; and what an argument overrides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from glossator.annotation import KEEP, Argument, Event, Fragments, Keep
from glossator.errors import VerbError
from glossator.schema import Role
from glossator.steps.step import Step
from glossator.steps.verbs.checks import check_event_type, check_modes
from glossator.steps.verbs.hints import update_marked
from glossator.steps.verbs.removal import drop_unused_filler


def convert_event(step: Step, event_id: int, new_type: str, *, modes: Iterable[str] = ()) -> None:
    """Give an event another type, with the participants and attributes that go with that.

    Without `modes`, those stay that the new type has too. What is dropped, and how many fillers a role now has too few
    or too many, is said in the notices.
    """
    before = step.event(event_id)
    check_event_type(step.schema, new_type)
    given = tuple(modes)
    check_modes(step.schema, new_type, given)
    found = step.schema.event_type(new_type)
    kept_modes = given or tuple(mode for mode in before.modes if found and found.mode(mode))
    roles = {role.name: role for role in step.schema.roles_of(new_type, hidden=True)}
    kept = tuple(argument for argument in before.arguments if argument.role in roles)
    fitting = {item.name for item in step.schema.attributes_of("event", new_type)}
    attributes = {
        name: value
        for name, value in before.attributes.items()
        if name in fitting or step.schema.attribute(name) is None
    }
    after = replace(before, type=new_type, modes=kept_modes, arguments=kept, attributes=attributes)
    update_marked(step, before, after)
    for argument in dict.fromkeys(item.filler for item in before.arguments if item not in kept):
        drop_unused_filler(step, argument)
    _say_what_went(step, before, after)
    step.notices.extend(_miscounted(after, roles.values()))


def _say_what_went(step: Step, before: Event, after: Event) -> None:
    gone = [
        *(f"mode {mode}" for mode in before.modes if mode not in after.modes),
        *dict.fromkeys(f"role {item.role}" for item in before.arguments if item not in after.arguments),
        *(f"attribute {name}" for name in before.attributes if name not in after.attributes),
    ]  # fmt: skip
    if gone:
        step.notices.append(f"{after.type} has no {', '.join(gone)}: taken out of the event.")


def _miscounted(event: Event, roles: Iterable[Role]) -> Iterable[str]:
    """Sentences on roles that have too few or too many fillers. They may: a check reports them."""
    counts = Counter(argument.role for argument in event.arguments)
    for role in roles:
        count, wanted = counts[role.name], role.cardinality
        if not wanted.allows(count):
            yield f"{event.type} now has {count} × {role.name}, and should have {wanted}."


def duplicate_event(step: Step, event_id: int, *, trigger: Fragments | None = None) -> int:
    """Add a second event like this one, at another trigger if one is given; returns its id.

    It shares the fillers of the first. Nothing contains it yet, so it closes no circle.
    """
    before = step.event(event_id)
    place = before.trigger if trigger is None else trigger
    surface = step.surface(before.document_id, place)
    number, uid = step.new_id()
    step.add(
        Event(
            number, before.document_id, step.annotator, before.type, place, surface, before.modes, before.contexts,
            before.arguments, before.attributes, before.draft, uid=uid,
        )
    )  # fmt: skip
    return number


def set_argument(
    step: Step,
    event_id: int,
    role: str,
    filler: int,
    *,
    country: str | Keep | None = KEEP,
    sectors: Sequence[str] | Keep | None = KEEP,
) -> None:
    """Say for whom a filler acts in this event, whatever its entity does elsewhere. None: as its entity."""
    before = step.event(event_id)
    if filler not in before.fillers(role):
        raise VerbError(f"{filler} is no {role} of this event.")
    if not (sectors is KEEP or sectors is None or all(isinstance(sector, str) for sector in sectors)):
        raise VerbError(f"{sectors!r} are no sectors: give words.")

    def changed(argument: Argument) -> Argument:
        return replace(
            argument,
            country=argument.country if country is KEEP else country or None,
            sectors=argument.sectors if sectors is KEEP else tuple(sectors or ()),
        )

    arguments = tuple(
        changed(item) if (item.role, item.filler) == (role, filler) else item for item in before.arguments
    )
    step.update(before, replace(before, arguments=arguments))

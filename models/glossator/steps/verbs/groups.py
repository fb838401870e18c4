"""Verbs that say which events, of whatever documents, tell of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossator.annotation import SameEvent
from glossator.errors import VerbError
from glossator.steps.step import Step


def same_event(step: Step, event_ids: Sequence[int], *, name: str = "") -> int:
    """Say that events tell of one happening; returns the group's id.

    Where some of them belong to a group already, the others join it; several such groups become the first.
    """
    wanted = list(dict.fromkeys(event_ids))
    homes = {number: step.event(number).document_id for number in wanted}
    groups = step.store.same_events.of_events(wanted)
    for group in groups:
        homes = {**dict(zip(group.events, group.documents, strict=True)), **homes}
    members = dict.fromkeys([*(number for group in groups for number in group.events), *wanted])
    if len(members) < 2:
        raise VerbError("Which events are the same? Give at least two, or one and a group that it is to join.")
    events, documents = tuple(members), tuple(homes[number] for number in members)
    if not groups:
        number, uid = step.new_id()
        step.add(SameEvent(number, step.annotator, name, events, uid, documents))
        return number
    kept = groups[0]
    names = (name, *(group.name for group in groups))
    for other in groups[1:]:
        redirect_target(step, other.id, kept.id)
        step.remove(other)
    step.update(kept, replace(kept, name=next(filter(None, names), ""), events=events, documents=documents))
    return kept.id


def part_event(step: Step, event_id: int) -> None:
    """Take an event out of its group. A group of one is none."""
    step.event(event_id)
    leave_group(step, event_id)


def leave_group(step: Step, event_id: int) -> None:
    """Let no group hold an event, whoever's it is."""
    group = step.store.same_events.of_event(event_id)
    if group is None:
        return
    rest = [
        (event, document)
        for event, document in zip(group.events, group.documents, strict=True)
        if event != event_id
    ]  # fmt: skip
    if len(rest) < 2:
        remove_group(step, group)
        return
    events, documents = zip(*rest, strict=True)
    step.update(group, replace(group, events=events, documents=documents))


def remove_group(step: Step, group: SameEvent) -> None:
    """Let the events of a group be different ones again."""
    forget_target(step, group.id)
    step.remove(group)


def forget_target(step: Step, thing_id: int) -> None:
    """Rulings that were made on something that goes stay without it."""
    redirect_target(step, thing_id, None)


def redirect_target(step: Step, thing_id: int, target: int | None) -> None:
    """Rulings that were made on one thing are on another from now on."""
    for ruling in step.store.rulings.where("t.target_id = ?", (thing_id,)):
        step.update(ruling, replace(ruling, target=target))

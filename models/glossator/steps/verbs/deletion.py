"""Deleting: an annotation goes together with whatever cannot be without it, in one step."""

from __future__ import annotations

from typing import Any

from glossator.annotation import Event
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.steps.verbs.groups import forget_target, remove_group
from glossator.steps.verbs.removal import drop_unused_filler, remove


def delete(step: Step, thing_id: int) -> None:
    """Delete a span, event, relation, entity, note, group of same events, exemption or ruling.

    A span or event that fills roles is taken out of them; relations and notes on it go too. A suggestion that it
    came of counts as rejected from now on.
    """
    kind = step.store.things.kind_of(thing_id)
    if kind == "span":
        remove(step, step.span(thing_id))
    elif kind == "event":
        _delete_event(step, step.event(thing_id))
    elif kind in ("relation", "entity", "note"):
        remove(step, _own(step, step.store.tables[kind].get(thing_id), thing_id))
    elif kind == "same_event":
        remove_group(step, _own(step, step.store.same_events.get(thing_id), thing_id))
    elif kind in ("exemption", "ruling"):
        forget_target(step, thing_id)
        step.remove(_own(step, step.store.tables[kind].get(thing_id), thing_id))
    else:
        raise VerbError(f"{thing_id} cannot be deleted: it is {'unknown' if kind is None else f'a {kind}'}.")


def _own(step: Step, item: Any, thing_id: int) -> Any:
    if item is None or item.annotator != step.annotator:
        raise VerbError(f"{thing_id} is not yours to delete.")
    return item


def _delete_event(step: Step, event: Event) -> None:
    remove(step, event)
    for argument in event.arguments:
        drop_unused_filler(step, argument.filler)

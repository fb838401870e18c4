"""Deleting: an annotation goes together with whatever cannot be without it, in one step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from glossator.annotation import Event, Span
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.steps.verbs.events import drop_unused_filler
from glossator.steps.verbs.spans import decision_of_result


def delete(step: Step, thing_id: int) -> None:
    """Delete a span, event, relation, entity or note.

    A span or event that fills roles is taken out of them; relations and notes on it go too. A suggestion that it
    came of counts as rejected from now on.
    """
    kind = step.store.things.kind_of(thing_id)
    if kind == "span":
        _delete_filler(step, step.span(thing_id))
    elif kind == "event":
        event = step.event(thing_id)
        _delete_filler(step, event)
        for argument in event.arguments:
            drop_unused_filler(step, argument.filler)
    elif kind in ("relation", "entity", "note"):
        _delete_notes(step, thing_id)
        step.remove(_own(step, step.store.tables[kind].get(thing_id), thing_id))
    else:
        raise VerbError(f"{thing_id} cannot be deleted: it is {'unknown' if kind is None else f'a {kind}'}.")


def _own(step: Step, item: Any, thing_id: int) -> Any:
    if item is None or item.annotator != step.annotator:
        raise VerbError(f"{thing_id} is not yours to delete.")
    return item


def _delete_filler(step: Step, item: Span | Event) -> None:
    for event in step.store.events.where("t.id IN (SELECT event_id FROM argument WHERE filler_id = ?)", (item.id,)):
        kept = tuple(argument for argument in event.arguments if argument.filler != item.id)
        step.update(event, replace(event, arguments=kept))
    for relation in step.store.relations.where("t.source_id = ?1 OR t.target_id = ?1", (item.id,)):
        _delete_notes(step, relation.id)
        step.remove(relation)
    for entity in step.store.entities.where("t.id IN (SELECT entity_id FROM mention WHERE span_id = ?)", (item.id,)):
        mentions = tuple(number for number in entity.mentions if number != item.id)
        if mentions:
            step.update(entity, replace(entity, mentions=mentions))
        else:
            step.remove(entity)
    decision = decision_of_result(step, item.id)
    if decision is not None:
        step.update(decision, replace(decision, state="rejected", result=None))
    _delete_notes(step, item.id)
    step.remove(item)


def _delete_notes(step: Step, target: int) -> None:
    for note in step.store.notes.where("t.target_id = ?", (target,)):
        step.remove(note)

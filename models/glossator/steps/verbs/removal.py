"""Taking something away together with whatever cannot be without it, so that nothing is left that refers to nothing."""

from __future__ import annotations

from dataclasses import replace

from glossator.annotation import Entity, Event, Note, Relation, Span
from glossator.steps.step import Step
from glossator.steps.verbs.deciding import decisions_of_result
from glossator.steps.verbs.groups import forget_target, leave_group


def remove(step: Step, item: Span | Event | Relation | Entity | Note) -> None:
    """Remove an annotation, the notes on it and, of a span or event, all that it takes part in.

    It leaves the roles that it fills, the entity that it mentions and its group of same events; relations go. A
    suggestion that it came of counts as rejected from now on. Rulings made on it stay.
    """
    if isinstance(item, Span | Event):
        _leave_roles(step, item.id)
        _leave_relations(step, item.id)
        _leave_entities(step, item.id)
        if isinstance(item, Event):
            leave_group(step, item.id)
        for decision in decisions_of_result(step, item.id):
            step.update(decision, replace(decision, state="rejected", result=None))
    for note in step.store.notes.where("t.target_id = ?", (item.id,)):
        remove(step, note)
    forget_target(step, item.id)
    step.remove(item)


def drop_unused_filler(step: Step, filler_id: int) -> None:
    """Remove a free filler that fills no role any more."""
    span = step.store.spans.get(filler_id)
    if span is None or span.label is not None:
        return
    if not step.store.events.where("t.id IN (SELECT event_id FROM argument WHERE filler_id = ?)", (filler_id,)):
        remove(step, span)


def _leave_roles(step: Step, thing_id: int) -> None:
    for event in step.store.events.where("t.id IN (SELECT event_id FROM argument WHERE filler_id = ?)", (thing_id,)):
        kept = tuple(argument for argument in event.arguments if argument.filler != thing_id)
        step.update(event, replace(event, arguments=kept))


def _leave_relations(step: Step, thing_id: int) -> None:
    for relation in step.store.relations.where("t.source_id = ?1 OR t.target_id = ?1", (thing_id,)):
        remove(step, relation)


def _leave_entities(step: Step, thing_id: int) -> None:
    for entity in step.store.entities.where("t.id IN (SELECT entity_id FROM mention WHERE span_id = ?)", (thing_id,)):
        mentions = tuple(number for number in entity.mentions if number != thing_id)
        if mentions:
            step.update(entity, replace(entity, mentions=mentions))
        else:
            remove(step, entity)

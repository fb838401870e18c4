"""Verbs that link spans: relations, and the entities that several spans mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossator.annotation import KEEP, Attributes, Entity, Keep, Relation
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.steps.verbs.checks import check_relation_type, plain_attributes
from glossator.steps.verbs.groups import redirect_target
from glossator.steps.verbs.removal import remove


def add_relation(
    step: Step, relation_type: str, source: int, target: int, *, attributes: Attributes | None = None
) -> int:
    """Link one span to another; returns the relation's id."""
    check_relation_type(step.schema, relation_type)
    values = plain_attributes(attributes or {})
    first, second = step.span(source), step.span(target)
    if first.document_id != second.document_id:
        raise VerbError("A relation links two spans of one document.")
    number, uid = step.new_id()
    step.add(Relation(number, first.document_id, step.annotator, relation_type, source, target, values, uid))
    return number


def set_relation(
    step: Step,
    relation_id: int,
    *,
    relation_type: str | None = None,
    source: int | None = None,
    target: int | None = None,
) -> None:
    """Give a relation another type or other ends; what is left out stays."""
    before = step.relation(relation_id)
    if relation_type is not None:
        check_relation_type(step.schema, relation_type)
    for end in (source, target):
        if end is not None and step.span(end).document_id != before.document_id:
            raise VerbError("A relation links two spans of one document.")
    after = replace(
        before,
        type=before.type if relation_type is None else relation_type,
        source=before.source if source is None else source,
        target=before.target if target is None else target,
    )
    step.update(before, after)


def link(step: Step, spans: Sequence[int], *, name: str | None = None) -> int:
    """Say that spans mention one entity; returns its id.

    Where some of them belong to an entity already, the others join it; several such entities become the first.
    """
    members = [step.span(number) for number in spans]
    if not members or 1 < len({member.document_id for member in members}):
        raise VerbError("An entity links spans of one document: give at least one, all from the same.")
    found = step.store.entities.where(
        "t.id IN (SELECT entity_id FROM mention WHERE span_id IN (SELECT value FROM json_each(?)))",
        (str(list(spans)),),
    )
    mentions = tuple(dict.fromkeys([*(number for entity in found for number in entity.mentions), *spans]))
    if not found:
        number, uid = step.new_id()
        longest = max(members, key=lambda member: len(member.text)).text
        step.add(Entity(number, members[0].document_id, step.annotator, name or longest, mentions=mentions, uid=uid))
        return number
    for other in found[1:]:
        _redirect_notes(step, other, found[0])
        remove(step, other)
    step.update(found[0], replace(found[0], mentions=mentions, name=name or found[0].name))
    return found[0].id


def _redirect_notes(step: Step, gone: Entity, kept: Entity) -> None:
    """What was remarked on an entity holds for the one that it becomes part of."""
    for note in step.store.notes.where("t.target_id = ?", (gone.id,)):
        step.update(note, replace(note, target=kept.id))
    redirect_target(step, gone.id, kept.id)


def set_value(
    step: Step,
    entity_id: int,
    *,
    name: str | Keep | None = KEEP,
    kb_id: str | Keep | None = KEEP,
    country: str | Keep | None = KEEP,
    sectors: Sequence[str] | Keep | None = KEEP,
) -> None:
    """Set what is known about an entity; KEEP leaves it as it is, None takes it away.

    Without a name it is called by its longest mention.
    """
    before = step.entity(entity_id)
    step.update(
        before,
        replace(
            before,
            name=before.name if name is KEEP else name or _longest_mention(step, before),
            kb_id=before.kb_id if kb_id is KEEP else kb_id or None,
            country=before.country if country is KEEP else country or None,
            sectors=before.sectors if sectors is KEEP else tuple(sectors or ()),
        ),
    )


def _longest_mention(step: Step, entity: Entity) -> str:
    return max((mention.text for mention in step.spans(entity.mentions).values()), key=len, default="")

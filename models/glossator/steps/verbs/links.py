"""Verbs that link spans: relations, and the entities that several spans mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossator.annotation import Attributes, Entity, Relation
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.steps.verbs.checks import check_relation_type, plain_attributes
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


def set_value(
    step: Step,
    entity_id: int,
    *,
    name: str | None = None,
    kb_id: str | None = None,
    country: str | None = None,
    sectors: Sequence[str] | None = None,
) -> None:
    """Set what is known about an entity; what is left out stays as it is."""
    before = step.store.entities.get(entity_id)
    if before is None or before.annotator != step.annotator:
        raise VerbError(f"There is no entity of yours with the id {entity_id}.")
    step.update(
        before,
        replace(
            before,
            name=before.name if name is None else name,
            kb_id=before.kb_id if kb_id is None else kb_id,
            country=before.country if country is None else country,
            sectors=before.sectors if sectors is None else tuple(sectors),
        ),
    )

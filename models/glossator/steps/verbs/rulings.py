"""Verbs on what people agree on: exemptions from problems, and rulings that are added to guidelines."""

from __future__ import annotations

from glossator.annotation import Exemption, Ruling
from glossator.errors import VerbError
from glossator.schema import Schema
from glossator.steps.moment import now
from glossator.steps.step import Step
from glossator.steps.verbs.review import document_of

_GROUPS = ("entity_types", "event_types", "roles", "attributes", "contexts", "sectors", "relation_types")


def exempt(step: Step, code: str, key: str, *, document_id: int | None = None) -> int:
    """Say that a problem is none; returns the exemption's id, that of an earlier one where there is one."""
    if not code or not key:
        raise VerbError("An exemption names a problem and what it is about.")
    if document_id is not None:
        step.text(document_id)
    person = step.store.annotators.known_id(step.annotator)
    known = step.store.exemptions.where(
        "t.annotator_id = ? AND t.code = ? AND t.key = ? AND t.document_id IS ?", (person, code, key, document_id)
    )
    if known:
        return known[0].id
    number, uid = step.new_id()
    step.add(Exemption(number, step.annotator, document_id, code, key, uid))
    return number


def unexempt(step: Step, exemption_id: int) -> None:
    """Let a problem be reported again."""
    found = step.store.exemptions.get(exemption_id)
    if found is None or found.annotator != step.annotator:
        raise VerbError(f"There is no exemption of yours with the id {exemption_id}.")
    step.remove(found)


def record_ruling(
    step: Step, subject: str, text: str, *, document_id: int | None = None, target: int | None = None, quote: str = ""
) -> int:
    """Add a decision to a guideline; returns the ruling's id. Made on a `target`, it is of that one's document."""
    check_subject(step.schema, subject)
    if not text.strip():
        raise VerbError("A ruling needs some text.")
    if target is not None:
        document_id = _home_of(step, target)
    if document_id is not None:
        step.text(document_id)
    number, uid = step.new_id()
    step.add(Ruling(number, step.annotator, now(), subject, text, document_id, target, quote, uid))
    return number


def _home_of(step: Step, target: int) -> int:
    group = step.store.same_events.get(target)
    return group.documents[0] if group is not None else document_of(step, target)


def check_subject(schema: Schema, subject: str) -> None:
    """A ruling is about something that the schema has; VerbError where it has not."""
    group, _, name = subject.partition(".")
    if subject == "conventions" or (group in _GROUPS and any(item.name == name for item in getattr(schema, group))):
        return
    type_name, found, mode = name.rpartition(".modes.")
    if group == "event_types" and found and schema.mode(type_name, mode) is not None:
        return
    raise VerbError(
        f"“{subject}” is nothing that a ruling can be about: say entity_types.NAME, event_types.NAME, "
        "event_types.NAME.modes.MODE, roles.NAME, attributes.NAME, contexts.NAME, sectors.NAME, relation_types.NAME "
        "or conventions, with a name that the schema has."
    )

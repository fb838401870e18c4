"""Verbs on a document as a whole: review states, finishing, notes and flags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

from glossator.annotation import Fragments, Note, ReviewState, ReviewTask, SuggestionKind
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.steps.verbs.deciding import decide_all
from glossator.steps.verbs.removal import remove

Undecided: TypeAlias = Literal["reject", "leave"]

_TASKS: tuple[ReviewTask, ...] = ("entities", "events", "paragraphs")
_STATES: tuple[ReviewState, ...] = ("not_looked_at", "in_progress", "done")
_KIND_OF_TASK: dict[ReviewTask, SuggestionKind] = {"entities": "span", "events": "event"}


def set_review(step: Step, document_id: int, task: ReviewTask, state: ReviewState) -> None:
    """Say how far a task has come in a document."""
    if task not in _TASKS or state not in _STATES:
        raise VerbError(f"A review is of {', '.join(_TASKS)}, and is {', '.join(_STATES)}; not {task}: {state}.")
    step.text(document_id)
    before = step.layer_state(document_id)
    step.write_layer_state(before, replace(before, reviews={**before.reviews, task: state}))


def finish(step: Step, document_id: int, tasks: Iterable[ReviewTask], undecided: Undecided) -> None:
    """Finish tasks; pending suggestions of their kind are rejected, or left unseen.

    One that this annotator has marked by hand, exactly so, was right: it counts as accepted, never as a negative.
    """
    if undecided not in get_args(Undecided):
        raise VerbError(f"Undecided suggestions are {' or '.join(get_args(Undecided))}, not {undecided!r}.")
    annotator = step.store.annotators.known_id(step.annotator)
    for task in tasks:
        set_review(step, document_id, task, "done")
        if undecided != "reject" or task not in _KIND_OF_TASK:
            continue
        made = _made_by_hand(step, document_id, annotator)
        pending = [
            (suggestion.id, made.get((suggestion.label, suggestion.fragments)))
            for suggestion in step.store.suggestions.of_document(document_id, annotator)
            if suggestion.state == "pending" and suggestion.kind == _KIND_OF_TASK[task]
        ]
        decide_all(step, ((number, "rejected" if made is None else "accepted", made) for number, made in pending))


def _made_by_hand(step: Step, document_id: int, annotator: int) -> dict[tuple[str, Fragments], int]:
    where, key = "t.document_id = ? AND t.annotator_id = ?", (document_id, annotator)
    spans = {
        (span.label, span.fragments): span.id
        for span in step.store.spans.where(where, key)
        if span.label is not None and span.origin.suggestion is None
    }
    events = {
        (event.type, event.trigger): event.id
        for event in step.store.events.where(where, key)
        if event.origin.suggestion is None
    }
    return {**events, **spans}


def document_of(step: Step, thing_id: int) -> int:
    """The document that a thing is, or belongs to."""
    kind = step.store.things.kind_of(thing_id)
    if kind == "document":
        step.text(thing_id)
        return thing_id
    if kind == "suggestion":
        return step.store.suggestions.document_of(thing_id) or 0
    item = step.store.tables[kind].get(thing_id) if kind in step.store.tables else None
    document_id = getattr(item, "document_id", None)
    if document_id is None:
        raise VerbError(f"There is nothing with the id {thing_id} that could bear a note.")
    return int(document_id)


def add_note(step: Step, target: int, text: str) -> int:
    """Add a remark to anything; returns the note's id."""
    if not text.strip():
        raise VerbError("A note needs some text.")
    document_id = document_of(step, target)
    number, uid = step.new_id()
    step.add(Note(number, document_id, step.annotator, target, text, False, uid))
    return number


def set_note(step: Step, note_id: int, text: str) -> None:
    """Give a note another text."""
    before = step.store.notes.get(note_id)
    if before is None or before.annotator != step.annotator:
        raise VerbError(f"There is no note of yours with the id {note_id}.")
    if not text.strip() and not before.flag:
        raise VerbError("A note needs some text. Delete it instead.")
    step.update(before, replace(before, text=text))


def set_flag(step: Step, target: int, on: bool) -> None:
    """Mark a document or thing for attention, or take the mark away."""
    document_id = document_of(step, target)
    annotator = step.store.annotators.known_id(step.annotator)
    found = step.store.notes.where("t.target_id = ? AND t.annotator_id = ? AND t.flag", (target, annotator))
    if on and not found:
        number, uid = step.new_id()
        step.add(Note(number, document_id, step.annotator, target, "", True, uid))
    for note in [] if on else found:
        remove(step, note)

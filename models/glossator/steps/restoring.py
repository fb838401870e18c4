"""Restoring: a layer of a document becomes what it was just after an earlier step, as one step of its own."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from glossator.annotation import Kind
from glossator.errors import VerbError
from glossator.schema import Schema
from glossator.steps.history import History, HistoryStep, States
from glossator.steps.regrouping import regrouped
from glossator.steps.step import Step
from glossator.steps.versions import names_of
from glossator.store import Image
from glossator.store.references import somebody_elses
from glossator.store.rows import Row

_LONGEST_TITLE = 80


def title_of(step: HistoryStep, now: datetime.datetime) -> str:
    """How restoring a moment is named: "restore 14:32: label Kim as PERSON", with the day where that was not today.

    `now` is in the time zone to tell the time in.
    """
    time = datetime.datetime.fromisoformat(step.time).astimezone(now.tzinfo)
    clock = f"{time:%H:%M}" if time.date() == now.date() else f"{time:%Y-%m-%d %H:%M}"
    title = f"restore {clock}: {step.words}"
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"


def restore(step: Step, history: History, past: HistoryStep, document_id: int) -> None:
    """Write the difference between this annotator's layer of a document now and just after `past`.

    What comes back bears its old id. Nobody else's layer is touched.

    Raises:
        VerbError: the document is not there now, or was not then; the schema has lost a name; somebody else's
            annotations stand on what would go, or what would come back stands on something that is gone.
    """
    then = history.rewound(past, document_id, step.annotator)
    groups = {number: then.pop((kind, number)) for kind, number in list(then) if kind == "same_event"}
    images = [*_difference(step, then), *_regrouped(step, groups, document_id)]
    _refuse_lost_names(step.schema, images)
    _refuse_if_stood_upon(step, [image.id for image in images if image.after is None])
    images = [*_with_free_uids(step, images), *_forgetting_targets(step, images)]
    step.apply(images)
    _refuse_if_baseless(step, images)


@contextmanager
def explaining_references() -> Iterator[None]:
    """Turn a reference that would be left dangling into a refusal."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise VerbError(
            "This moment cannot be restored: somebody else's annotations stand on what would go, or what would come "
            "back stands on theirs. Nothing was changed."
        ) from error


def _difference(step: Step, then: States) -> list[Image]:
    images: list[Image] = []
    kinds: dict[Kind, list[int]] = {}
    for kind, number in then:
        kinds.setdefault(kind, []).append(number)
    for kind, numbers in kinds.items():
        table = step.store.tables[kind]
        present = table.images(numbers)
        for number in numbers:
            before, after = present.get(number), then[kind, number]
            if before is not None and after is not None:
                # What came back once under another uid keeps that.
                after = {**after, "uid": before["uid"]}
            image = Image(kind, number, before, after)
            if not table.same(image.before, image.after):
                images.append(image)
    return images


def _regrouped(step: Step, then: dict[int, Row | None], document_id: int) -> list[Image]:
    """The document's events back in the groups of same events that they were in."""
    table = step.store.same_events
    others = [
        event
        for row in then.values() if row is not None
        for event, document in row["events"] if document != document_id
    ]  # fmt: skip
    there = {event.id for event in step.store.events.where("t.id IN (SELECT value FROM json_each(?))", (str(others),))}
    grouped = {event for group in table.of_events(others) for event in group.events}
    return list(regrouped(then, table.images(then), document_id, free=there - grouped))


def _forgetting_targets(step: Step, images: Sequence[Image]) -> list[Image]:
    """Rulings, whoever's they are, that were made on what goes stay without it."""
    gone = [image.id for image in images if image.after is None]
    found = step.store.rulings.images_where("t.target_id IN (SELECT value FROM json_each(?))", (str(gone),))
    return [Image("ruling", number, row, {**row, "target_id": None}) for number, row in found.items()]


def _refuse_lost_names(schema: Schema, images: Iterable[Image]) -> None:
    known = {*names_of(schema)}
    used = [name for image in images if image.after is not None for name in _names_in(image.kind, image.after)]
    lost = [name for name in dict.fromkeys(used) if name not in known]
    if lost:
        raise VerbError(
            "This moment cannot be restored: the schema has no longer what it used "
            f"({', '.join(f'{kind} {name}' for kind, name in lost)}). Nothing was changed."
        )


def _names_in(kind: Kind, row: Row) -> Iterator[tuple[str, str]]:
    """The names of the schema that an object bears: what kind of name, and the name; a mode's as type/mode."""
    if kind == "span" and row["label"] is not None:
        yield "entity type", row["label"]
    if kind == "event":
        yield "event type", row["type"]
        yield from (("mode", f"{row['type']}/{mode}") for mode in json.loads(row["modes"]))
        yield from (("role", argument[0]) for argument in row["arguments"])
    if kind == "relation":
        yield "relation type", row["type"]
    if kind in ("span", "event", "entity"):
        yield from (("attribute", name) for name in json.loads(row["attributes"]))
    if kind in ("event", "layer"):
        yield from (("context", name) for name in json.loads(row["contexts"]))


def _refuse_if_stood_upon(step: Step, gone: Sequence[int]) -> None:
    person = step.store.annotators.known_id(step.annotator)
    found = somebody_elses(step.store.database, gone, person)
    if found is not None:
        what, annotator_id = found
        raise VerbError(
            f"This moment cannot be restored: {what} of {step.store.annotators.name_of(annotator_id)} stands on "
            "something that was made since and would go. Nothing was changed."
        )


def _refuse_if_baseless(step: Step, images: Iterable[Image]) -> None:
    needed = {number for image in images if image.after is not None for number in _references(image.kind, image.after)}
    if step.store.things.missing(needed):
        raise VerbError(
            "This moment cannot be restored: something that would come back stands on what somebody else has since "
            "deleted. Nothing was changed."
        )


def _references(kind: Kind, row: Row) -> Iterator[int]:
    """The ids of what an object refers to."""
    if kind == "event":
        yield from (argument[1] for argument in row["arguments"])
    elif kind == "entity":
        yield from row["mentions"]
    elif kind == "same_event":
        yield from (event for event, _ in row["events"])
    elif kind == "relation":
        yield from (row["source_id"], row["target_id"])
    elif kind == "note":
        yield row["target_id"]
    elif kind == "decision" and row["result_id"] is not None:
        yield row["result_id"]


def _with_free_uids(step: Step, images: Sequence[Image]) -> list[Image]:
    """An object that comes back gets another uid where an import has since brought its own along."""
    coming = {bytes.fromhex(image.after["uid"]): image for image in images if image.after and not image.before}
    taken = step.store.things.taken(coming)
    return [
        Image(image.kind, image.id, None, {**image.after, "uid": step.new_uid().hex()})
        if image.after and not image.before and bytes.fromhex(image.after["uid"]) in taken
        else image
        for image in images
    ]

"""Undo and redo: inverse steps, appended to the journal like any other.

Each entry says what undo and redo find after it, so neither needs a stack in memory: they survive a restart and
have no limit. A closed group is taken back, and done again, as one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from glossator.annotation import ChangeSet
from glossator.errors import UndoError
from glossator.schema import Schema
from glossator.steps.record import application, now
from glossator.steps.step import Step
from glossator.steps.versions import latest_schema, names_of
from glossator.store import Entry, Image, StepRow, Store
from glossator.store.names import names_in_use


def undoable(store: Store, annotator: str) -> StepRow | None:
    """The step that `undo` would take back."""
    last = store.journal.last(store.annotators.known_id(annotator))
    return store.journal.get(last.undo_head) if last and last.undo_head is not None else None


def redoable(store: Store, annotator: str) -> StepRow | None:
    """The step that `redo` would do again."""
    last = store.journal.last(store.annotators.known_id(annotator))
    return store.journal.get(last.redo_head) if last and last.redo_head is not None else None


def undo(store: Store, schema: Callable[[], Schema], annotator: str) -> ChangeSet:
    """Take back this annotator's latest step, or closed group of steps.

    Raises:
        UndoError: nothing is left, or somebody has since changed the same things.
    """
    with _refusing(), store.transaction():
        head = undoable(store, annotator)
        if head is None:
            raise UndoError("There is nothing to undo.")
        chain = _chain(store, head)
        images = [image for step in chain for image in reversed(store.journal.images(step.id))]
        inverse = [Image(image.kind, image.id, image.after, image.before) for image in images]
        last = store.journal.last(head.annotator_id)
        return _append(
            store, schema(), annotator, head, "undo", inverse,
            parent=last.redo_head if last else None, undo_head=chain[-1].parent, redo_head=head.id,
        )  # fmt: skip


def redo(store: Store, schema: Callable[[], Schema], annotator: str) -> ChangeSet:
    """Do again what the latest undo took back.

    Raises:
        UndoError: nothing is left, or somebody has since changed the same things.
    """
    with _refusing(), store.transaction():
        head = redoable(store, annotator)
        undone = store.journal.undo_of(head.id) if head else None
        if head is None or undone is None:
            raise UndoError("There is nothing to redo.")
        images = [
            Image(image.kind, image.id, image.after, image.before)
            for image in reversed(store.journal.images(undone.id))
        ]
        last = store.journal.last(head.annotator_id)
        return _append(
            store, schema(), annotator, head, "redo", images,
            parent=last.undo_head if last else None, undo_head=head.id, redo_head=undone.parent,
        )  # fmt: skip


def _chain(store: Store, head: StepRow) -> list[StepRow]:
    """The steps that go with `head`, newest first: itself, or all of the group that it closed."""
    chain = [head]
    while head.closes and chain[-1].parent is not None:
        earlier = store.journal.get(chain[-1].parent)
        if earlier is None or earlier.group_id != head.group_id:
            break
        chain.append(earlier)
    return chain


def _append(
    store: Store,
    schema: Schema,
    annotator: str,
    head: StepRow,
    verb: str,
    images: list[Image],
    *,
    parent: int | None,
    undo_head: int | None,
    redo_head: int | None,
) -> ChangeSet:
    step = Step(store, schema, annotator)
    for image in images:
        _expect(store, image, head)
        step.apply(image)
    if any(image.kind == "schema" for image in images):
        _refuse_names_in_use(store, schema, head)
    step_id = store.journal.next_id()
    store.journal.append(
        step_id,
        Entry(
            annotator_id=head.annotator_id,
            time=now(),
            verb=verb,
            title=head.title,
            document_id=head.document_id,
            application=application(),
            images=tuple(step.images),
            parent=parent,
            inverts=head.id,
            undo_head=undo_head,
            redo_head=redo_head,
        ),
    )
    if head.document_id is not None and store.documents.get(head.document_id) is not None:
        step.touch(head.document_id)
    return step.change_set(verb, step_id)


def _refuse_names_in_use(store: Store, before: Schema, head: StepRow) -> None:
    """Refuse where the schema loses a name that somebody's annotations bear."""
    gone = {*names_of(before)} - {*names_of(latest_schema(store))}
    lost = [name for name in names_in_use(store.database) if name in gone]
    if lost:
        raise UndoError(
            f"“{head.title}” cannot be taken back: somebody has since used what it added to the schema "
            f"({', '.join(f'{kind} {name}' for kind, name in lost)}). Nothing was changed."
        )


def _expect(store: Store, image: Image, head: StepRow) -> None:
    """Refuse where the object is not as the step left it: only somebody else can have changed it since."""
    table = store.tables[image.kind]
    present = table.get(image.id)
    if (None if present is None else table.image(present)) != image.before:
        raise UndoError(
            f"“{head.title}” cannot be taken back: {_who_changed(store, image, head)} has since changed the same "
            f"{image.kind}. Nothing was changed."
        )


def _who_changed(store: Store, image: Image, head: StepRow) -> str:
    for step in store.journal.all():
        if step.id <= head.id:
            break
        if step.annotator_id != head.annotator_id and any(
            (other.kind, other.id) == (image.kind, image.id) for other in store.journal.images(step.id)
        ):
            return store.annotators.name_of(step.annotator_id)
    return "somebody"


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn a foreign key that would be left dangling into a refusal: other people's work stands on this."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise UndoError(
            "This step cannot be taken back: somebody else's annotations stand on what it made. Nothing was changed."
        ) from error

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
from glossator.steps.images import by_kind, inverted, net
from glossator.steps.moment import now
from glossator.steps.record import Group, application, home_of
from glossator.steps.step import Step
from glossator.steps.versions import latest_schema, names_of
from glossator.store import Entry, Image, StepRow, Store
from glossator.store.names import names_in_use
from glossator.store.rows import Row
from glossator.store.tables import collector_paused

_SEARCHED = 200
"""How many of other people's steps are looked through for the name of who stands in the way."""


def undoable(store: Store, annotator: str) -> StepRow | None:
    """The step that `undo` would take back."""
    last = store.journal.last(store.annotators.known_id(annotator))
    return store.journal.get(last.undo_head) if last and last.undo_head is not None else None


def redoable(store: Store, annotator: str) -> StepRow | None:
    """The step that `redo` would do again."""
    last = store.journal.last(store.annotators.known_id(annotator))
    return store.journal.get(last.redo_head) if last and last.redo_head is not None else None


def reopened(store: Store, annotator: str, event_id: int) -> Group:
    """The group in which this annotator began an event, if it was left open and undo stands in it; else a new one.

    So an event that was kept as a draft and finished later is still taken back as one, unless something else of this
    annotator lies between.
    """
    head = undoable(store, annotator)
    if head is None or head.group_id is None or head.closes:
        return Group()
    first = store.journal.images(head.group_id)
    if not any((image.kind, image.id, image.before) == ("event", event_id, None) for image in first):
        return Group()
    return Group(head.group_id, head.document_id, {event_id})


def undo(store: Store, schema: Callable[[], Schema], annotator: str) -> ChangeSet:
    """Take back this annotator's latest step, or closed group of steps.

    Raises:
        UndoError: nothing is left, or somebody has since changed the same things.
    """
    with _refusing(), store.transaction(), collector_paused():
        head = undoable(store, annotator)
        if head is None:
            raise UndoError("There is nothing to undo.")
        chain = _chain(store, head)
        inverse = [image for step in chain for image in inverted(store.journal.images(step.id))]
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
    with _refusing(), store.transaction(), collector_paused():
        head = redoable(store, annotator)
        undone = store.journal.undo_of(head.id) if head else None
        if head is None or undone is None:
            raise UndoError("There is nothing to redo.")
        images = inverted(store.journal.images(undone.id))
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
    _expect(store, images, head)
    step.apply(net(images))
    if any(image.kind == "schema" for image in images):
        _refuse_names_in_use(store, schema, head)
    step_id = store.journal.next_id()
    if head.document_id is not None and store.documents.is_present(head.document_id):
        step.touch(head.document_id)
    changes = step.change_set(verb, step_id)
    store.journal.append(
        step_id,
        Entry(
            annotator_id=head.annotator_id,
            time=now(),
            verb=verb,
            title=head.title,
            document_id=home_of(changes, head.document_id),
            application=application(),
            images=tuple(step.images),
            parent=parent,
            inverts=head.id,
            undo_head=undo_head,
            redo_head=redo_head,
        ),
    )
    return changes


def _refuse_names_in_use(store: Store, before: Schema, head: StepRow) -> None:
    """Refuse where the schema loses a name that somebody's annotations bear."""
    gone = {*names_of(before)} - {*names_of(latest_schema(store))}
    lost = [name for name in names_in_use(store.database) if name in gone]
    if lost:
        raise UndoError(
            f"“{head.title}” cannot be taken back: somebody has since used what it added to the schema "
            f"({', '.join(f'{kind} {name}' for kind, name in lost)}). Nothing was changed."
        )


def _expect(store: Store, images: list[Image], head: StepRow) -> None:
    """Refuse where an object is not as the step left it: only somebody else can have changed it since."""
    for kind, several in by_kind(images).items():
        table = store.tables[kind]
        first: dict[int, Image] = {}
        last: dict[int, Row | None] = {}
        for image in several:
            if image.id in first and not table.same(last[image.id], image.before):
                raise _changed_since(store, image, head)
            first.setdefault(image.id, image)
            last[image.id] = image.after
        for number in table.unlike({number: image.before for number, image in first.items()}):
            raise _changed_since(store, first[number], head)


def _changed_since(store: Store, image: Image, head: StepRow) -> UndoError:
    return UndoError(
        f"“{head.title}” cannot be taken back: {_who_changed(store, image, head)} has since changed the "
        f"same {image.kind}. Nothing was changed."
    )


def _who_changed(store: Store, image: Image, head: StepRow) -> str:
    """Whoever of the others did so last, as far as that is found soon."""
    for step in store.journal.by_others(head.annotator_id, after=head.id, limit=_SEARCHED):
        if step.document_id in (None, head.document_id) or head.document_id is None:
            images = store.journal.images(step.id)
            if any((other.kind, other.id) == (image.kind, image.id) for other in images):
                return store.annotators.name_of(step.annotator_id)
    return "somebody"


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn a foreign key that would be left dangling into a refusal: other people's work stands on this."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if "UNIQUE" in str(error):
            raise UndoError(
                "This step cannot be taken back: something that an import has since brought in bears the same identity "
                "as what would come back. Nothing was changed."
            ) from error
        raise UndoError(
            "This step cannot be taken back: somebody else's annotations stand on what it made. Nothing was changed."
        ) from error

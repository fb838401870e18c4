"""Runs a verb as one step: one transaction that writes the rows and the journal entry that can invert them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import TypeVar

from glossator.annotation import ChangeSet
from glossator.errors import VerbError
from glossator.schema import Schema
from glossator.steps.images import net
from glossator.steps.moment import now
from glossator.steps.step import Step
from glossator.store import Entry, Store
from glossator.store.errors import agreeing
from glossator.store.tables import collector_paused

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Label:
    """How a step is named: the verb for programs, the title for people ("label North Korea as GPE")."""

    verb: str
    title: str
    document_id: int | None = None


@dataclass(slots=True)
class Group:
    """Steps that are undone one by one while the group is open, and all together once a step has closed it.

    `events` are those that its steps have made.
    """

    id: int | None = None
    document_id: int | None = None
    events: set[int] = field(default_factory=set)


@contextmanager
def _refusing_broken_text() -> Iterator[None]:
    """SQLite keeps UTF-8, which has no place for half a surrogate pair."""
    try:
        yield
    except UnicodeEncodeError as error:
        found = ascii(error.object[error.start : error.end])
        raise VerbError(f"{found} is half of a character and cannot be kept. Nothing was changed.") from error


@cache
def application() -> str:
    """The name and version that journal entries bear."""
    return f"glossator {version('glossator')}"


def home_of(changes: ChangeSet, named: int | None) -> int | None:
    """The one document that a step changed, by which history finds it; None where it changed several, or only others.

    A step that changed nothing belongs to the document `named`.
    """
    if not changes.kinds:
        return named
    return changes.touched[0] if len(changes.touched) == 1 else None


def record(
    store: Store,
    schema: Callable[[], Schema],
    annotator: str,
    label: Label,
    work: Callable[[Step], R],
    *,
    group: Group | None = None,
    closes: bool = False,
) -> tuple[R, ChangeSet]:
    """Do `work` in one durable transaction; returns its result and what changed.

    A step that changed nothing is not written, unless it closes a group that has steps. `schema` is asked inside the
    transaction: another program may have widened it.
    """
    with _refusing_broken_text(), agreeing(store.path), store.transaction(), collector_paused():
        step = Step(store, schema(), annotator)
        result = work(step)
        closing = closes and group is not None and group.id is not None
        images = net(step.images)
        if not images and not closing:
            return result, step.change_set(label.verb, None)
        annotator_id = store.annotators.id_of(annotator)
        last = store.journal.last(annotator_id)
        step_id = store.journal.next_id()
        group_id = None if group is None else group.id or step_id
        changes = step.change_set(label.verb, step_id)
        store.journal.append(
            step_id,
            Entry(
                annotator_id=annotator_id,
                time=now(),
                verb=label.verb,
                title=label.title,
                document_id=home_of(changes, label.document_id),
                application=application(),
                images=tuple(images),
                group_id=group_id,
                closes=closing,
                parent=last.undo_head if last else None,
                undo_head=step_id,
            ),
        )
    if group is not None:
        group.id, group.document_id = group_id, label.document_id
        group.events.update(changes.added.get("event", ()))
    return result, changes

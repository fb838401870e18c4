"""A migration: what it would do, and doing it, as one step over everybody's layers."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.annotation import Kind, Note
from glossator.errors import SchemaError
from glossator.schema import Schema
from glossator.schema.migration import (
    Change,
    ChangePreview,
    Delete,
    Example,
    Merge,
    MigrationPreview,
    migrated,
    words_of,
)
from glossator.schema.migration.preview import counts_in_words
from glossator.schema.migration.verdicts import names_of_change
from glossator.steps.step import Step
from glossator.steps.verbs.migration.bearers import Renaming
from glossator.steps.verbs.migration.draft import Draft, Flag, Tally
from glossator.steps.verbs.migration.dropping import drop, drop_unused_fillers
from glossator.steps.verbs.migration.proposals import proposals
from glossator.steps.verbs.schemas import lost_names, put_in_force
from glossator.store import Image, Store
from glossator.store.names import count_of_names
from glossator.store.rows import Row

_LONGEST_TITLE = 80


def title_of(changes: Sequence[Change]) -> str:
    """How the step of a migration is named."""
    title = "; ".join(words_of(change) for change in changes) or "migrate the schema"
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def preview(store: Store, schema: Schema, changes: Sequence[Change]) -> MigrationPreview:
    """What a migration would do. Writes nothing, and needs no right to."""
    draft = Draft(store)
    done: list[ChangePreview] = []
    for place, change in enumerate(changes):
        try:
            schema = migrated(schema, [change])
        except SchemaError as error:
            rest = (ChangePreview(later, notices=("not looked at",)) for later in changes[place + 1 :])
            return MigrationPreview((*done, ChangePreview(change, problems=(str(error),)), *rest), None)
        done.append(_work(draft, schema, change))
    return MigrationPreview(tuple(done), None if any(one.problems for one in done) else schema)


def migrate(step: Step, changes: Sequence[Change]) -> MigrationPreview:
    """Put the schema that comes of these changes in force, and change whatever bears its names.

    Raises:
        SchemaError: a change cannot be made; the message says which and why. Nothing has been changed then.
    """
    before = step.schema
    looked = Draft(step.store)
    schema = before
    done: list[ChangePreview] = []
    for change in changes:
        schema = migrated(schema, [change])
        done.append(_work(looked, schema, change))
        for problem in done[-1].problems:
            raise SchemaError(f"{problem} Nothing was changed.")
    version = put_in_force(step, schema).version
    step.apply([*looked.images(version), *_notes(step, looked.flags)])
    lost = lost_names(count_of_names(step.store.database), before, step.schema)
    if lost:
        left = ", ".join(f"{kind} {name}" for kind, name in lost)
        raise SchemaError(f"The migration leaves names that the schema lacks ({left}). Nothing was changed.")
    step.notices.extend(notice for one in done for notice in _told(one))
    return MigrationPreview(tuple(done), step.schema)


def _told(done: ChangePreview) -> list[str]:
    return [f"{done.words}: {done.effect}.", *done.notices]


def _work(draft: Draft, schema: Schema, change: Change) -> ChangePreview:
    """Make one change to the draft."""
    renaming, tally = Renaming(change, schema, draft), Tally()
    gone: dict[Kind, list[Row]] = {}
    emptied: list[int] = []
    for kind, row in list(renaming.rows()):
        after = renaming.applied(kind, row)
        if after is row:
            continue
        tally.note(kind, row, is_deleted=after is None)
        if after is None:
            gone.setdefault(kind, []).append(row)
            continue
        draft.write(kind, row, after)
        _flag(draft, tally, kind, row, renaming.undecided)
        if renaming.kind == "roles" and len(after["arguments"]) < len(row["arguments"]):
            emptied += [argument[1] for argument in row["arguments"]]
    problem = _refused(change, tally)
    for before, after in [] if problem else list(proposals(renaming)):
        tally.note("suggestion", before, is_deleted=False)
        draft.write("suggestion", before, after)
    for kind, rows in gone.items():
        drop(draft, kind, rows)
    drop_unused_fillers(draft, emptied)
    _move_rulings(renaming)
    return ChangePreview(
        change,
        dict(tally.changed),
        dict(tally.deleted),
        tally.undecided,
        tuple(Example(*example) for example in tally.examples),
        (problem,) if problem else (),
        tuple(_notices(renaming, tally)),
    )


def _refused(change: Change, tally: Tally) -> str | None:
    if not isinstance(change, Delete) or change.what != "refuse":
        return None
    used = tally.changed + tally.deleted
    if not used:
        return None
    free = ", or free the spans of it" if change.group == "entity_types" else ""
    return f"Cannot {words_of(change)}: {counts_in_words(used)} still use it. Drop it from them{free}."


def _flag(draft: Draft, tally: Tally, kind: Kind, row: Row, names: tuple[str, ...]) -> None:
    if not names:
        return
    tally.undecided += 1
    target = row["document_id"] if kind == "layer" else row["id"]
    draft.flags.append(Flag(row["annotator_id"], row["document_id"], target, f"decide: {' or '.join(names)}"))


def _notices(renaming: Renaming, tally: Tally) -> list[str]:
    notices = []
    if tally.undecided:
        notices.append(f"{tally.undecided:,} of them have a flag: a person has to decide.")
    if renaming.lost_modes:
        notices.append(f"{renaming.lost_modes:,} events lose modes that their new type does not have.")
    if isinstance(renaming.change, Merge) and renaming.kind == "entity_types":
        twins = _twins(renaming, renaming.change.into)
        if twins:
            notices.append(f"{twins:,} spans then say the same as another one at the same place.")
    return notices


def _twins(renaming: Renaming, label: str) -> int:
    seen: set[tuple[object, ...]] = set()
    count = 0
    for row in renaming.draft.find("span", "t.label = ?", (label,)):
        if row["label"] == label:
            key = (row["document_id"], row["annotator_id"], row["start"], row["end"], row["fragments"])
            count += key in seen
            seen.add(key)
    return count


def _move_rulings(renaming: Renaming) -> None:
    """Rulings are on what a name has become; those on a name that is gone or was split stay as they are."""
    prefix = f"event_types.{renaming.of}.modes." if renaming.kind == "modes" else f"{renaming.kind}."
    new = getattr(renaming.change, "to", None) or getattr(renaming.change, "into", None)
    if not isinstance(new, str) or hasattr(renaming.change, "by"):
        return
    moved = {f"{prefix}{name}": f"{prefix}{new}" for name in names_of_change(renaming.change)}
    for row in renaming.draft.find("ruling", "1"):
        for old, now in moved.items():
            if row["subject"] == old or row["subject"].startswith(f"{old}."):
                renaming.draft.write("ruling", row, {**row, "subject": now + row["subject"][len(old) :]})
                break


def _notes(step: Step, flags: Sequence[Flag]) -> list[Image]:
    name_of, table = step.store.annotators.name_of, step.store.notes
    return [
        Image("note", number, None, table.image(
            Note(number, flag.document_id, name_of(flag.annotator_id), flag.target, flag.text, True, uid)
        ))
        for (number, uid), flag in zip(step.new_ids(len(flags)), flags, strict=True)
    ]  # fmt: skip

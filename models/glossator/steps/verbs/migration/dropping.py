"""Taking many things out together with whatever cannot be without them, whoever's they are."""

from __future__ import annotations

from collections.abc import Iterable

from glossator.annotation import Kind
from glossator.steps.verbs.migration.draft import Draft
from glossator.store.rows import Row, to_json

_THESE = "IN (SELECT value FROM json_each(?1))"


def drop(draft: Draft, kind: Kind, rows: Iterable[Row]) -> None:
    """Take rows of a kind out, as `glossator.steps.verbs.removal.remove` does with one.

    They leave the roles that they fill, the entities that they mention and their groups of same events; relations and
    notes on them go. Suggestions that they came of count as rejected from now on. Rulings made on them stay.
    """
    gone = {row["id"]: row for row in rows}
    if not gone:
        return
    for row in gone.values():
        draft.write(kind, row, None)
    ids = to_json(sorted(gone))
    if kind in ("span", "event"):
        _leave_roles(draft, gone, ids)
        _leave_relations(draft, gone, ids)
        _leave_entities(draft, gone, ids)
        _reject(draft, gone, ids)
    if kind == "event":
        _leave_groups(draft, gone, ids)
        drop_unused_fillers(draft, (argument[1] for row in gone.values() for argument in row["arguments"]))
    drop(
        draft, "note", [row for row in draft.find("note", f"t.target_id {_THESE}", (ids,)) if row["target_id"] in gone]
    )
    _forget(draft, gone, ids)


def drop_unused_fillers(draft: Draft, fillers: Iterable[int]) -> None:
    """Take out the spans without a label that fill no role any more."""
    free = {row["id"]: row for row in draft.these("span", set(fillers)) if row["label"] is None}
    if not free:
        return
    condition = f"t.id IN (SELECT event_id FROM argument WHERE filler_id {_THESE})"
    for event in draft.find("event", condition, (to_json(sorted(free)),)):
        for argument in event["arguments"]:
            free.pop(argument[1], None)
    drop(draft, "span", free.values())


def _leave_roles(draft: Draft, gone: dict[int, Row], ids: str) -> None:
    for row in draft.find("event", f"t.id IN (SELECT event_id FROM argument WHERE filler_id {_THESE})", (ids,)):
        kept = [argument for argument in row["arguments"] if argument[1] not in gone]
        if len(kept) < len(row["arguments"]):
            draft.write("event", row, {**row, "arguments": kept})


def _leave_relations(draft: Draft, gone: dict[int, Row], ids: str) -> None:
    found = draft.find("relation", f"t.source_id {_THESE} OR t.target_id {_THESE}", (ids,))
    drop(draft, "relation", [row for row in found if row["source_id"] in gone or row["target_id"] in gone])


def _leave_entities(draft: Draft, gone: dict[int, Row], ids: str) -> None:
    emptied: list[Row] = []
    for row in draft.find("entity", f"t.id IN (SELECT entity_id FROM mention WHERE span_id {_THESE})", (ids,)):
        kept = [number for number in row["mentions"] if number not in gone]
        if not kept and row["mentions"]:
            emptied.append(row)
        elif len(kept) < len(row["mentions"]):
            draft.write("entity", row, {**row, "mentions": kept})
    drop(draft, "entity", emptied)


def _leave_groups(draft: Draft, gone: dict[int, Row], ids: str) -> None:
    emptied: dict[int, Row] = {}
    found = f"t.id IN (SELECT same_event_id FROM same_event_member WHERE event_id {_THESE})"
    for row in draft.find("same_event", found, (ids,)):
        kept = [member for member in row["events"] if member[0] not in gone]
        if len(kept) < 2 and len(kept) < len(row["events"]):
            emptied[row["id"]] = row
        elif len(kept) < len(row["events"]):
            draft.write("same_event", row, {**row, "events": kept})
    for row in emptied.values():
        draft.write("same_event", row, None)
    if emptied:
        _forget(draft, emptied, to_json(sorted(emptied)))


def _reject(draft: Draft, gone: dict[int, Row], ids: str) -> None:
    for row in draft.find("decision", f"t.result_id {_THESE}", (ids,)):
        if row["result_id"] in gone:
            draft.write("decision", row, {**row, "state": "rejected", "result_id": None})


def _forget(draft: Draft, gone: dict[int, Row], ids: str) -> None:
    for row in draft.find("ruling", f"t.target_id {_THESE}", (ids,)):
        if row["target_id"] in gone:
            draft.write("ruling", row, {**row, "target_id": None})

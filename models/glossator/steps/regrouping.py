"""Restoring, as far as groups of same events are concerned: what they hold of other documents stays as it is.

Pure functions over images. A member is [event, document], as images keep it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from glossator.store import Image
from glossator.store.rows import Row

Member: TypeAlias = list[int]


def regrouped(
    then: Mapping[int, Row | None], now: Mapping[int, Row], document_id: int, *, free: Collection[int]
) -> Iterator[Image]:
    """What makes the events of a document members of the groups that they were in, and of no others.

    `then` are the groups in which something of the document has changed, as they were (None: not there), `now` those of
    them that are there. `free` are events of other documents that are there and in no group: a group that has gone
    since takes those up again that it had.
    """
    left = set(free)
    for number, past in then.items():
        present = now.get(number)
        image = Image("same_event", number, present, _restored(past, present, document_id, left))
        if image.before != image.after:
            yield image


def _restored(past: Row | None, present: Row | None, document_id: int, free: set[int]) -> Row | None:
    before: list[Member] = past["events"] if past is not None else []
    staying = _elsewhere(present, document_id) if present is not None else _free_of(before, document_id, free)
    members = [member for member in before if member[1] == document_id or member in staying]
    members += [member for member in staying if member not in members]
    basis = past if present is None or (past is not None and not staying) else present
    if basis is None or len(members) < 2:
        return None
    free.difference_update(event for event, _ in members)
    # What came back once under another uid keeps that.
    return {**basis, "uid": (present or basis)["uid"], "events": members}


def _elsewhere(row: Row, document_id: int) -> list[Member]:
    return [member for member in row["events"] if member[1] != document_id]


def _free_of(members: list[Member], document_id: int, free: Collection[int]) -> list[Member]:
    return [member for member in members if member[1] != document_id and member[0] in free]

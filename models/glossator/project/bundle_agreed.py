"""What people agreed on in documents, for exporters: same events, exemptions and rulings, document by document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from glossator.annotation import Agreed, Exemption, Ruling, SameEvent, SameEventPart
from glossator.store import Store
from glossator.store.tables import Table


@dataclass(frozen=True, slots=True)
class AgreedIn:
    """All of it in some documents, by document."""

    same_events: dict[int, tuple[SameEventPart, ...]]
    exemptions: dict[int, tuple[Exemption, ...]]
    rulings: dict[int, tuple[Ruling, ...]]


def agreed_in(store: Store, ids: str, only: str | None) -> AgreedIn:
    """What holds in the documents of these ids (a JSON list); `only` narrows it to one annotator's."""
    these = "IN (SELECT value FROM json_each(?))"
    groups = _owned(
        store, store.same_events, f"t.id IN (SELECT same_event_id FROM same_event_member WHERE document_id {these})",
        ids, only,
    )  # fmt: skip
    parts: dict[int, list[SameEventPart]] = defaultdict(list)
    for group in groups:
        for document_id in dict.fromkeys(group.documents):
            parts[document_id].append(part_of(group, document_id))
    return AgreedIn(
        {number: tuple(several) for number, several in parts.items()},
        _by_document(_owned(store, store.exemptions, f"t.document_id {these}", ids, only)),
        _by_document(_owned(store, store.rulings, f"t.document_id {these}", ids, only)),
    )


def agreed_everywhere(store: Store, only: str | None = None) -> Agreed:
    """What concerns no document in particular."""
    where = "t.document_id IS NULL AND ? = ''"
    return Agreed(
        tuple(_owned(store, store.exemptions, where, "", only)), tuple(_owned(store, store.rulings, where, "", only))
    )


def part_of(group: SameEvent, document_id: int) -> SameEventPart:
    """What a group has in a document."""
    places = tuple(place for place, home in enumerate(group.documents) if home == document_id)
    events = tuple(group.events[place] for place in places)
    return SameEventPart(group.id, group.annotator, group.name, events, places, group.uid)


def _owned(store: Store, table: Table[Any], condition: str, parameter: str, only: str | None) -> list[Any]:
    if only is None:
        return table.where(condition, (parameter,))
    return table.where(f"{condition} AND t.annotator_id = ?", (parameter, store.annotators.known_id(only)))


def _by_document(items: list[Any]) -> dict[int, tuple[Any, ...]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for item in items:
        found[item.document_id].append(item)
    return {number: tuple(several) for number, several in found.items()}

"""Groups of same events, with their members. Part of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from glossator.annotation import SameEvent
from glossator.store.rows import AnnotatorId, AnnotatorName, Row
from glossator.store.tables import Table, parts_of


def same_event_row(group: SameEvent, annotator: AnnotatorId) -> Row:
    """A group without its members, which have a table of their own."""
    return {"annotator_id": annotator(group.annotator), "name": group.name}


def same_event_of(row: Row, annotator: AnnotatorName) -> SameEvent:
    """A group from its row; the table adds the members."""
    return SameEvent(row["id"], annotator(row["annotator_id"]), row["name"], uid=row["uid"])


class SameEventTable(Table[SameEvent]):
    """Groups of same events. An image keeps each member as event and document."""

    def of_event(self, event_id: int) -> SameEvent | None:
        """The group that an event is in."""
        found = self.of_events([event_id])
        return found[0] if found else None

    def of_events(self, event_ids: Sequence[int]) -> list[SameEvent]:
        """The groups that any of these events is in."""
        return self.where(
            "t.id IN (SELECT same_event_id FROM same_event_member WHERE event_id IN (SELECT value FROM json_each(?)))",
            (str(list(event_ids)),),
        )

    def image(self, item: SameEvent) -> Row:
        """The row with the members in it."""
        members = [list(member) for member in zip(item.events, item.documents, strict=True)]
        return {**super().image(item), "events": members}

    def from_image(self, image: Row) -> SameEvent:
        """The inverse of `image`."""
        return _with_members(super().from_image(image), image["events"])

    def _unlike_to_the_letter(self, wanted: Mapping[int, Row | None]) -> list[int]:
        return list(wanted)

    def _read(self, rows: list[Row]) -> list[SameEvent]:
        groups = super()._read(rows)
        found = self._members([group.id for group in groups])
        return [_with_members(group, found.get(group.id, [])) for group in groups]

    def _images(self, rows: list[Row]) -> dict[int, Row]:
        images = super()._images(rows)
        found = self._members(list(images))
        for number, image in images.items():
            image["events"] = found.get(number, [])
        return images

    def _members(self, ids: list[int]) -> dict[int, list[list[int]]]:
        """Event and document of each member, by group."""
        return {
            owner: [[row["event_id"], row["document_id"]] for row in rows]
            for owner, rows in parts_of(self._database, "same_event_member", "same_event_id", ids)
        }

    def _write_parts(self, images: Sequence[Row]) -> None:
        self._many(
            "INSERT INTO same_event_member (same_event_id, position, event_id, document_id) VALUES (?, ?, ?, ?)",
            [
                (image["id"], position, event, document)
                for image in images
                for position, (event, document) in enumerate(image["events"])
            ],
        )

    def _delete_parts(self, ids: Sequence[int]) -> None:
        self._delete_from("same_event_member", "same_event_id", ids)


def _with_members(group: SameEvent, members: Sequence[Sequence[int]]) -> SameEvent:
    return replace(
        group,
        events=tuple(event for event, _ in members),
        documents=tuple(document for _, document in members),
    )

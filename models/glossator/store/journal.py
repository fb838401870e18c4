"""The journal's rows: one a step, append-only, with the images that can invert it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from sqlite_utils import Database

from glossator.annotation import Kind
from glossator.store.rows import Row, flag_of, to_json
from glossator.store.strict import Unreadable, check_image, damaged, moment, path_of, read_rows, whole
from glossator.store.tables import collector_paused, rows_of
from glossator.store.things import new_uid
from glossator.store.upcasting import IMAGE_VERSION, upcast_row
from glossator.text.inflate import inflate


class Image(NamedTuple):
    """One object before and after a step; None where it did not exist.

    A tuple: a bulk step has a hundred thousand of them, and a frozen dataclass takes several times as long to make.
    """

    kind: Kind
    id: int
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A step as it is about to be written.

    `undo_head` and `redo_head` are what undo and redo find after this step. `parent` is the head that it stands on:
    the undo head before it, or before an undo the redo head. `inverts` is the step that an undo took back or a redo
    did again.
    """

    annotator_id: int
    time: str
    verb: str
    title: str
    document_id: int | None
    application: str
    images: tuple[Image, ...]
    group_id: int | None = None
    closes: bool = False
    parent: int | None = None
    inverts: int | None = None
    undo_head: int | None = None
    redo_head: int | None = None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as the journal remembers it, without its images."""

    id: int
    annotator_id: int
    time: str
    verb: str
    title: str
    document_id: int | None
    group_id: int | None
    closes: bool
    parent: int | None
    inverts: int | None
    undo_head: int | None
    redo_head: int | None
    application: str


_COLUMNS = (
    "id, annotator_id, time, verb, title, document_id, group_id, closes, parent, inverts, undo_head, redo_head,"
    " application"
)
_THESE = "IN (SELECT value FROM json_each(?))"


class JournalTable:
    """Reads and appends steps. Nothing here is ever changed or deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_id(self) -> int:
        """The id that the next step will have."""
        row = self._database.execute(
            "SELECT max(coalesce((SELECT CAST(seq AS INTEGER) FROM sqlite_sequence WHERE name = 'step'), 0),"
            " coalesce((SELECT max(id) FROM step), 0))"
        ).fetchone()
        return whole(row[0], "sequence") + 1

    def append(self, step_id: int, entry: Entry) -> None:
        """Write a step."""
        self._database.execute(
            "INSERT INTO step (id, uid, annotator_id, time, verb, title, document_id, application, image_version,"
            " images, group_id, closes, parent, inverts, undo_head, redo_head)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(step_id, new_uid(), entry.annotator_id, entry.time, entry.verb, entry.title, entry.document_id),
                *(entry.application, IMAGE_VERSION, _pack(entry.images), entry.group_id, int(entry.closes)),
                *(entry.parent, entry.inverts, entry.undo_head, entry.redo_head),
            ),
        )

    def last(self, annotator_id: int) -> StepRow | None:
        """The annotator's latest step."""
        return self._one("annotator_id = ? ORDER BY id DESC LIMIT 1", (annotator_id,))

    def get(self, step_id: int) -> StepRow | None:
        """The step with this id."""
        return self._one("id = ?", (step_id,))

    def undo_of(self, step_id: int) -> StepRow | None:
        """The latest undo that took this step back."""
        return self._one("inverts = ? AND verb = 'undo' ORDER BY id DESC LIMIT 1", (step_id,))

    def images(self, step_id: int) -> tuple[Image, ...]:
        """What a step changed, in the order it did."""
        return next((images for _, images in self.images_of([step_id])), ())

    def images_of(self, ids: Iterable[int]) -> Iterator[tuple[int, tuple[Image, ...]]]:
        """What each of these steps changed, the oldest step first; one at a time, because they can be large."""
        cursor = self._database.execute(
            f"SELECT id, image_version, images FROM step WHERE id {_THESE} ORDER BY id", (to_json(list(ids)),)
        )
        for step_id, version, blob in cursor:
            try:
                with collector_paused():
                    images = upcast(version, _unpack(blob))
            except Unreadable as error:
                raise damaged(path_of(self._database), "step", step_id, error) from None
            yield step_id, images

    def all(
        self, *, annotator_id: int | None = None, before: int | None = None, limit: int | None = None
    ) -> list[StepRow]:
        """The latest steps, newest first; of one annotator, and before a step, where that is given."""
        given = [("annotator_id = ?", annotator_id), ("id < ?", before)]
        conditions = [condition for condition, value in given if value is not None] or ["1"]
        parameters = [value for _, value in given if value is not None]
        limited = "" if limit is None else f" LIMIT {int(limit)}"
        return self._many(f"{' AND '.join(conditions)} ORDER BY id DESC{limited}", parameters)

    def these(self, ids: Iterable[int]) -> list[StepRow]:
        """The steps with these ids, newest first."""
        return self._many(f"id {_THESE} ORDER BY id DESC", (to_json(list(ids)),))

    def touching(self, document_id: int, *, after: int = 0, before: int | None = None) -> list[tuple[int, bool]]:
        """The ids of steps that changed a document, newest first, and of those that may have: they name no document.

        The second value says whether it is certain. Read from an index alone.
        """
        bounds = (after, before if before is not None else self.next_id())
        return [
            (row[0], bool(row[1]))
            for row in self._database.execute(
                "SELECT id, 1 FROM step WHERE document_id = ? AND ? < id AND id < ?"
                " UNION ALL SELECT id, 0 FROM step WHERE document_id IS NULL AND ? < id AND id < ? ORDER BY 1 DESC",
                (document_id, *bounds, *bounds),
            ).fetchall()
        ]

    def by_others(self, annotator_id: int, *, after: int, limit: int) -> list[StepRow]:
        """What anybody else did after a step: the latest so many, newest first."""
        return self._many("? < id AND annotator_id <> ? ORDER BY id DESC LIMIT ?", (after, annotator_id, limit))

    def taken_back(self, ids: Iterable[int]) -> set[int]:
        """Those of these steps that are taken back at present, and not done again; alone, or with their group."""
        wanted = list(ids)
        closing = self._closing(wanted)
        latest = self._latest_inversions({*wanted, *closing.values()})
        return {number for number in wanted if "undo" in (latest.get(number), latest.get(closing.get(number, 0)))}

    def _closing(self, ids: Sequence[int]) -> dict[int, int]:
        """For each step of a group that has been closed: the step that closed it."""
        rows = self._database.execute(
            "SELECT s.id, max(c.id) FROM step s JOIN step c ON c.group_id = s.group_id AND c.closes AND s.id < c.id"
            f" WHERE s.id {_THESE} AND s.group_id IS NOT NULL GROUP BY s.id",
            (to_json(ids),),
        )
        return dict(rows.fetchall())

    def _latest_inversions(self, ids: Iterable[int]) -> dict[int, str]:
        """Whether each of these steps was last taken back ("undo") or done again ("redo"), if any."""
        rows = self._database.execute(
            f"SELECT inverts, verb, max(id) FROM step WHERE inverts {_THESE} GROUP BY inverts", (to_json(list(ids)),)
        )
        return {row[0]: row[1] for row in rows.fetchall()}

    def _one(self, condition: str, parameters: Sequence[Any]) -> StepRow | None:
        found = self._many(condition, parameters)
        return found[0] if found else None

    def _many(self, condition: str, parameters: Sequence[Any]) -> list[StepRow]:
        rows = rows_of(self._database, f"SELECT {_COLUMNS} FROM step WHERE {condition}", parameters)
        return read_rows(self._database, rows, "step", _step_of)


def _step_of(row: Row) -> StepRow:
    moment(row["time"], "time")
    # An undo that follows them would never end.
    if any(row["id"] < (row[name] or 0) for name in ("parent", "inverts", "undo_head", "redo_head")):
        raise Unreadable("it stands on a step that came after it")
    if row["parent"] == row["id"] or row["inverts"] == row["id"]:
        raise Unreadable("it stands on itself")
    return StepRow(**{**row, "closes": flag_of(row["closes"], "closes")})


def upcast(version: int, images: tuple[Image, ...]) -> tuple[Image, ...]:
    """Images of an older version as the present one would have written them."""
    if not 1 <= version <= IMAGE_VERSION:
        raise Unreadable(f"its images are of version {version}, which is not known")
    if version < IMAGE_VERSION:
        images = tuple(
            Image(
                image.kind, image.id,
                upcast_row(version, image.kind, image.before), upcast_row(version, image.kind, image.after),
            )
            for image in images
        )  # fmt: skip
    for kind, number, before, after in images:
        check_image(kind, number, before)
        check_image(kind, number, after)
    return images


def _pack(images: tuple[Image, ...]) -> bytes:
    return zlib.compress(orjson.dumps([*map(tuple, images)]), level=1)


def _unpack(blob: bytes) -> tuple[Image, ...]:
    try:
        rows = orjson.loads(inflate(blob))
        if type(rows) is not list:
            raise TypeError
        return tuple(map(Image._make, rows))
    except (ValueError, TypeError):
        raise Unreadable("its images cannot be read") from None

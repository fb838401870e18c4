"""The journal's rows: one a step, append-only, with the images that can invert it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from glossator.annotation import Kind
from glossator.store.rows import Row, to_json
from glossator.store.tables import rows_of
from glossator.store.things import new_uid

IMAGE_VERSION = 1
"""One more whenever a migration changes what an image holds; `upcast` then knows how to read the older ones."""


@dataclass(frozen=True, slots=True)
class Image:
    """One object before and after a step; None where it did not exist."""

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


_COLUMNS = "id, annotator_id, time, verb, title, document_id, group_id, closes, parent, inverts, undo_head, redo_head"


class JournalTable:
    """Reads and appends steps. Nothing here is ever changed or deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_id(self) -> int:
        """The id that the next step will have."""
        row = self._database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'step'").fetchone()
        return 1 if row is None else int(row[0]) + 1

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
        row = self._database.execute("SELECT image_version, images FROM step WHERE id = ?", (step_id,)).fetchone()
        return upcast(row[0], _unpack(row[1]))

    def all(self, *, document_id: int | None = None, limit: int | None = None) -> list[StepRow]:
        """The latest steps, newest first, of one document or all."""
        condition = "1" if document_id is None else "document_id = ?"
        parameters: list[Any] = [] if document_id is None else [document_id]
        limited = "" if limit is None else f" LIMIT {int(limit)}"
        return self._many(f"{condition} ORDER BY id DESC{limited}", parameters)

    def _one(self, condition: str, parameters: Sequence[Any]) -> StepRow | None:
        found = self._many(condition, parameters)
        return found[0] if found else None

    def _many(self, condition: str, parameters: Sequence[Any]) -> list[StepRow]:
        rows = rows_of(self._database, f"SELECT {_COLUMNS} FROM step WHERE {condition}", parameters)
        return [StepRow(**{**row, "closes": bool(row["closes"])}) for row in rows]


def upcast(version: int, images: tuple[Image, ...]) -> tuple[Image, ...]:
    """Images of an older version as the present one would have written them. There is one version so far."""
    if version != IMAGE_VERSION:
        raise ValueError(f"journal images of version {version} are not known")
    return images


def _pack(images: tuple[Image, ...]) -> bytes:
    rows = [[image.kind, image.id, image.before, image.after] for image in images]
    return zlib.compress(to_json(rows).encode(), level=1)


def _unpack(blob: bytes) -> tuple[Image, ...]:
    return tuple(
        Image(kind, number, before, after) for kind, number, before, after in json.loads(zlib.decompress(blob))
    )

"""The journal of a repaired project, row by row: every step in its place, with heads that fit. Part of integrity."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from glossator.integrity.decoding import Faulty, check_time
from glossator.integrity.heads import Heads, Lines, Move
from glossator.integrity.images import digest, present_images
from glossator.integrity.replaying import Change, Replay, as_text
from glossator.integrity.workbench import Workbench
from glossator.steps.record import application

REPAIRER: Final = "repair"
"""The annotator that a repair's own steps are by, and their verb."""
_READ: Final = (
    "uid, annotator_id, time, verb, title, document_id, application, image_version, images, group_id, closes, inverts"
)
_WRITE: Final = (
    "INSERT INTO step (id, uid, annotator_id, time, verb, title, document_id, application, image_version, images,"
    " group_id, closes, parent, inverts, undo_head, redo_head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class _Row:
    uid: bytes
    annotator_id: int
    time: str
    verb: str
    title: str
    document_id: int | None
    application: str
    image_version: int
    images: bytes
    group_id: int | None = None
    closes: bool = False
    inverts: int | None = None


def packed(changes: Iterable[Change]) -> bytes:
    """Changes as a step keeps them, put together piece by piece."""
    squeeze = zlib.compressobj(1)
    pieces = [squeeze.compress(b"[")]
    for number, (kind, thing, before, after) in enumerate(changes):
        comma = "," if number else ""
        pieces.append(squeeze.compress(f'{comma}["{kind}",{thing},{before or "null"},{after or "null"}]'.encode()))
    pieces.append(squeeze.compress(b"]"))
    return b"".join((*pieces, squeeze.flush()))


def remaining_changes(replay: Replay, settled: Workbench) -> Iterator[Change]:
    """What leads from the journal's last state to what the repaired project holds, as far as no lost step can have.

    What one can have done is noted as its doing: nothing after it has touched the object.
    """
    for change in _differences(replay, settled):
        if replay.knows(change[1]):
            yield change
        else:
            replay.note_lost(change)


def _differences(replay: Replay, settled: Workbench) -> Iterator[Change]:
    seen: set[int] = set()
    for kind in settled.layout.stepped:
        for image in present_images(settled.connection, kind):
            seen.add(image["id"])
            if replay.digest_of(image["id"]) != digest(kind, image):
                yield kind, image["id"], as_text(replay.image(image["id"])), as_text(image)
    for number, kind, text in replay.bench.connection.execute(
        "SELECT id, kind, image FROM state WHERE image IS NOT NULL ORDER BY id DESC"
    ).fetchall():
        if number not in seen:
            yield kind, number, text, None


@dataclass(slots=True)
class Rebuilder:
    """Writes the steps of a replay into a new file; `remaining` are changes that no step tells of."""

    replay: Replay
    target: sqlite3.Connection
    repairer: int
    _lines: Lines = field(default_factory=Lines)
    _groups: dict[tuple[int, int], int] = field(default_factory=dict)
    _uids: set[bytes] = field(default_factory=set)
    _time: str = ""

    def write(self, final: Iterable[Change]) -> None:
        """All steps, and one more for the changes that no step tells of."""
        holes = set(self.replay.holes)
        last = max([*holes, self.replay.bench.one("SELECT max(id) FROM step") or 0])
        for number in range(1, last + 1):
            row = self._lost(number) if number in holes else self._kept(number)
            self._write(number, row)
        blob = packed(final)
        if blob != packed(()):
            self._write(last + 1, self._own(blob, "repair the project"))

    def _kept(self, number: int) -> _Row:
        execute = self.replay.bench.connection.execute
        row = _Row(*execute(f"SELECT {_READ} FROM step WHERE id = ?", (number,)).fetchone())
        if number in self.replay.rewritten:
            return replace(row, images=packed(self._changes(number)), image_version=self._version)
        return row

    def _lost(self, number: int) -> _Row:
        title = self.replay.bench.one("SELECT title FROM lost_step WHERE id = ?", (number,))
        return self._own(packed(self._changes(number)), title or "a step that was lost")

    def _own(self, blob: bytes, title: str) -> _Row:
        time = self._time or datetime.now(UTC).isoformat(timespec="milliseconds")
        return _Row(os.urandom(16), self.repairer, time, REPAIRER, title, None, application(), self._version, blob)

    @property
    def _version(self) -> int:
        return self.replay.bench.layout.image_version

    def _changes(self, number: int) -> Iterator[Change]:
        return iter(
            self.replay.bench.connection.execute(
                "SELECT kind, id, before, after FROM change WHERE step_id = ? ORDER BY rowid", (number,)
            )
        )

    def _write(self, number: int, row: _Row) -> None:
        move = self._move(number, row)
        heads = self._lines.expected(move)
        if heads is None or (move.verb in ("undo", "redo") and heads.inverts != row.inverts):
            # What it took back is not what it stands on any more: it becomes a step like others.
            move = replace(move, verb=REPAIRER)
            heads = Heads(*self._plain(move))
        self._lines.follow(move, heads)
        self._time = (
            row.time if _is_time(row.time) else self._time or datetime.now(UTC).isoformat(timespec="milliseconds")
        )
        uid = row.uid if len(row.uid) == 16 and row.uid not in self._uids else os.urandom(16)
        self._uids.add(uid)
        self.target.execute(
            _WRITE,
            (
                *(number, uid, row.annotator_id, self._time, move.verb, row.title, self._document(row.document_id)),
                *(row.application, row.image_version, row.images, move.group_id, int(move.closes)),
                *(heads.parent, heads.inverts, heads.undo_head, heads.redo_head),
            ),
        )

    def _plain(self, move: Move) -> tuple[Any, ...]:
        found = self._lines.expected(move)
        return (None, None, move.id, None) if found is None else (found.parent, None, found.undo_head, None)

    def _move(self, number: int, row: _Row) -> Move:
        group = row.group_id
        if group is not None:
            group = self._groups.setdefault((group, row.annotator_id), group if group == number else 0) or None
        move = Move(number, row.annotator_id, row.verb, group, bool(row.closes))
        if self._lines.is_grouped_well(move):
            return move
        if row.group_id is None:
            return replace(move, closes=False)
        # The step that began the group is lost: the first that is left begins it.
        self._groups[row.group_id, row.annotator_id] = number
        return replace(move, group_id=number, closes=False)

    def _document(self, document_id: int | None) -> int | None:
        if document_id is None:
            return None
        found = self.target.execute("SELECT 1 FROM text WHERE document_id = ?", (document_id,)).fetchone()
        return None if found is None else document_id


def _is_time(text: str) -> bool:
    try:
        check_time(text)
    except Faulty:
        return False
    return True

"""The one id space: every object's integer id, its kind and its 16-byte uid."""

from __future__ import annotations

import os
import time

from sqlite_utils import Database

from glossator.annotation import Kind


def new_uid() -> bytes:
    """A UUID of version 7 (RFC 9562): 48 bits of time, then random ones. Unique when laptops' files are merged."""
    milliseconds = time.time_ns() // 1_000_000
    uid = bytearray(milliseconds.to_bytes(6, "big") + os.urandom(10))
    uid[6] = 0x70 | (uid[6] & 0x0F)
    uid[8] = 0x80 | (uid[8] & 0x3F)
    return bytes(uid)


class Things:
    """Gives out ids. An id is never used twice, not even after what bore it was deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next: int | None = None

    def allocate(self, kind: Kind, uid: bytes | None = None) -> tuple[int, bytes]:
        """Register a new thing; returns its id and uid."""
        uid = uid or new_uid()
        cursor = self._database.execute("INSERT INTO thing (kind, uid) VALUES (?, ?)", (kind, uid))
        return int(cursor.lastrowid or 0), uid

    def register(self, thing_id: int, kind: Kind, uid: bytes) -> None:
        """Register a thing whose id was reserved before."""
        self._database.execute("INSERT INTO thing (id, kind, uid) VALUES (?, ?, ?)", (thing_id, kind, uid))

    def reserve(self) -> int:
        """The next free id, without registering it: inserting the object does that, in the same transaction."""
        row = self._database.execute(
            "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'thing' RETURNING seq"
        ).fetchone()
        if row is None:
            self._database.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('thing', 1)")
            return 1
        return int(row[0])

    def kind_of(self, thing_id: int) -> Kind | None:
        """What this id is."""
        row = self._database.execute("SELECT kind FROM thing WHERE id = ?", (thing_id,)).fetchone()
        return None if row is None else row[0]

    def id_of_uid(self, uid: bytes) -> int | None:
        """The id of the thing with this uid."""
        row = self._database.execute("SELECT id FROM thing WHERE uid = ?", (uid,)).fetchone()
        return None if row is None else int(row[0])

"""The one id space: every object's integer id, its kind and its 16-byte uid."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

from sqlite_utils import Database

from glossator.annotation import Kind
from glossator.store.strict import whole

_UIDS_A_QUERY = 500


def new_uid() -> bytes:
    """A UUID of version 7 (RFC 9562): 48 bits of time, then random ones. Unique when laptops' files are merged."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[bytes]:
    """Several uids of this moment."""
    now = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    chance = os.urandom(10 * count)
    return [_uid(now, chance[first : first + 10]) for first in range(0, 10 * count, 10)]


def _uid(now: bytes, chance: bytes) -> bytes:
    uid = bytearray(now + chance)
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
        return self.reserve_many(1)[0]

    def reserve_many(self, count: int) -> range:
        """The next free ids, as `reserve` gives out one."""
        # Never an id that something bears, whatever the sequence says.
        row = self._database.execute(
            "UPDATE sqlite_sequence SET seq = max(CAST(seq AS INTEGER), (SELECT coalesce(max(id), 0) FROM thing)) + ?"
            " WHERE name = 'thing' RETURNING seq",
            (count,),
        ).fetchone()
        if row is None:
            self._database.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT 'thing', coalesce(max(id), 0) + ? FROM thing", (count,)
            )
            row = self._database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'thing'").fetchone()
        last = whole(row[0], "sequence")
        return range(last - count + 1, last + 1)

    def taken(self, uids: Iterable[bytes]) -> set[bytes]:
        """Those of these uids that something bears."""
        # SQLite learns to read hexadecimal only with 3.41: so the uids go as they are, a few hundred at a time.
        waiting = list(uids)
        found: set[bytes] = set()
        for first in range(0, len(waiting), _UIDS_A_QUERY):
            some = waiting[first : first + _UIDS_A_QUERY]
            rows = self._database.execute(f"SELECT uid FROM thing WHERE uid IN ({', '.join('?' * len(some))})", some)
            found.update(row[0] for row in rows.fetchall())
        return found

    def missing(self, ids: Iterable[int]) -> set[int]:
        """Those of these ids that nothing bears."""
        rows = self._database.execute(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM thing)", (str(list(ids)),)
        )
        return {row[0] for row in rows.fetchall()}

    def kind_of(self, thing_id: int) -> Kind | None:
        """What this id is."""
        row = self._database.execute("SELECT kind FROM thing WHERE id = ?", (thing_id,)).fetchone()
        return None if row is None else row[0]

    def id_of_uid(self, uid: bytes) -> int | None:
        """The id of the thing with this uid."""
        row = self._database.execute("SELECT id FROM thing WHERE uid = ?", (uid,)).fetchone()
        return None if row is None else int(row[0])

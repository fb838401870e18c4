"""What a project file holds, as digests: equal where the content is, whatever uids and times say.

Read through a connection that is open already, cheaply enough to be asked after each verb.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Any, Protocol, Self


class Rows(Protocol):
    """Whatever runs a query: a connection, or sqlite-utils' database."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any: ...


_ANNOTATIONS = {
    "document": "SELECT d.*, x.sha256, x.body FROM document d JOIN text x ON x.document_id = d.id ORDER BY d.id",
    "schema": "SELECT * FROM schema ORDER BY id",
}
_LAYERS = {
    "layer": "SELECT t.*, g.kind FROM layer t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "span": "SELECT t.*, g.kind FROM span t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "event": "SELECT t.*, g.kind FROM event t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "relation": "SELECT t.*, g.kind FROM relation t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "entity": "SELECT t.*, g.kind FROM entity t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "note": "SELECT t.*, g.kind FROM note t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "decision": "SELECT t.*, g.kind FROM decision t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "same_event": "SELECT t.*, g.kind FROM same_event t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "same_event_member": "SELECT m.* FROM same_event_member m JOIN same_event t ON t.id = m.same_event_id WHERE {mine}"
    " ORDER BY 1, 2",
    "exemption": "SELECT t.*, g.kind FROM exemption t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "ruling": "SELECT t.*, g.kind FROM ruling t JOIN thing g USING (id) WHERE {mine} ORDER BY id",
    "argument": "SELECT a.* FROM argument a JOIN event t ON t.id = a.event_id WHERE {mine} ORDER BY 1, 2",
    "mention": "SELECT m.* FROM mention m JOIN entity t ON t.id = m.entity_id WHERE {mine} ORDER BY 1, 2",
}
_SUGGESTIONS = {
    "analysis": "SELECT a.document_id, g.source, g.version, a.phrases FROM analysis a"
    " JOIN suggester g ON g.id = a.suggester_id ORDER BY 1, 2, 3",
    "suggestion": "SELECT * FROM suggestion ORDER BY id",
}
_PLACE = {"place": "SELECT * FROM place ORDER BY annotator_id"}
_STEPS = (
    "SELECT id, hex(uid), annotator_id, verb, title, document_id, image_version, images, group_id, closes, parent,"
    " inverts, undo_head, redo_head FROM step WHERE {mine} AND ? < id AND id <= ? ORDER BY id"
)
EVERY = 1 << 62
"""Past every step id."""


@dataclass(frozen=True, slots=True)
class State:
    """A project at one moment: its last step, and digests of what steps, suggesters and the caret wrote.

    `journal` goes over every step up to that one, images included.
    """

    step: int
    journal: str
    annotations: str
    suggestions: str
    place: str

    @classmethod
    def of(cls, fields: dict[str, Any]) -> Self:
        """The inverse of `as_dict`."""
        return cls(**fields)

    def as_dict(self) -> dict[str, Any]:
        """For a pipe or a file."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class InFlight:
    """The one operation that had begun and whose state is not known: what kind, and what a suggester run would write.

    `step` is the step that it had made, where it had returned already.
    """

    kind: str = "none"
    name: str = "none"
    document_id: int = 0
    proposals: tuple[tuple[str, int, int], ...] = ()
    step: int | None = None


class Journal:
    """The digest of a growing journal, which reads each step once. Of one annotator's steps, or all."""

    def __init__(self, annotator: str | None = None) -> None:
        self._mine = _mine(annotator)
        self.step = 0
        self.digest = ""

    def read(self, rows: Rows, *, up_to: int = EVERY) -> str:
        """Take in the steps that are new, up to this one."""
        for row in rows.execute(_STEPS.format(mine=self._mine), (self.step, up_to)).fetchall():
            self.step, self.digest = row[0], _hash(self.digest, tuple(row))
        return self.digest


def state(rows: Rows, journal: Journal, *, annotator: str | None = None) -> State:
    """What the file holds now; with an annotator, of the annotations only theirs."""
    mine = _mine(annotator)
    annotations = _LAYERS if annotator else {**_ANNOTATIONS, **_LAYERS}
    journal.read(rows)
    return State(
        journal.step,
        journal.digest,
        _digest(rows, annotations, mine),
        _digest(rows, _SUGGESTIONS, mine),
        _digest(rows, _PLACE, mine),
    )


def annotations_digest(rows: Rows, *, annotator: str | None = None) -> str:
    """The digest of what steps wrote."""
    return _digest(rows, _LAYERS if annotator else {**_ANNOTATIONS, **_LAYERS}, _mine(annotator))


def _mine(annotator: str | None) -> str:
    if annotator is None:
        return "1"
    if not annotator.isalnum():
        raise ValueError("names of letters and digits only")
    return f"annotator_id = (SELECT id FROM annotator WHERE name = '{annotator}')"


def _digest(rows: Rows, queries: dict[str, str], mine: str) -> str:
    return _hash(*([tuple(row) for row in rows.execute(sql.format(mine=mine)).fetchall()] for sql in queries.values()))


def _hash(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

"""Which learned model suggests in a project, and which documents it leaves as they are. Part of the store.

The choice is a setting: no step, so undo does not see it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from glossator.store.rows import to_json
from glossator.store.store import Store

CHOICE = "learned"
MARK = "+learned"
"""What the versions of suggestions hold that a learned model has made."""

_TOUCHED = (
    "EXISTS (SELECT 1 FROM span s WHERE s.document_id = d.id)"
    " OR EXISTS (SELECT 1 FROM suggestion s JOIN decision c ON c.suggestion_id = s.id WHERE s.document_id = d.id)"
    " OR EXISTS (SELECT 1 FROM layer l, json_each(iif(json_valid(l.reviews), l.reviews, '{}')) r"
    "  WHERE l.document_id = d.id AND r.value <> 'not_looked_at')"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The version in force, and the sha256 of what it has learned: another one of that number is not meant."""

    number: int
    sha256: str


def choice(store: Store) -> Choice | None:
    """The learned version that is in force; None for the shipped model, or where the setting makes no sense."""
    try:
        data = json.loads(store.setting(CHOICE) or "null")
        return Choice(int(data["number"]), str(data["sha256"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def choose(store: Store, chosen: Choice | None, source: str, version: str) -> None:
    """Put a version in force, or with None the shipped model. `source` and `version` are what its suggestions carry.

    Documents that it has read before, and another one since, are to be read again.
    """
    with store.transaction():
        data = None if chosen is None else {"number": chosen.number, "sha256": chosen.sha256}
        store.set_setting(CHOICE, to_json(data))
        store.database.execute(
            "DELETE FROM analysis WHERE suggester_id = (SELECT id FROM suggester WHERE source = ?1 AND version = ?2)"
            " AND EXISTS (SELECT 1 FROM analysis b JOIN suggester g ON g.id = b.suggester_id WHERE g.source = ?1"
            " AND b.document_id = analysis.document_id AND g.version <> ?2 AND analysis.time <= b.time)",
            (source, version),
        )


def left_alone(store: Store, source: str, version: str) -> set[int]:
    """The documents that somebody has worked on, and for which there are suggestions of this source already.

    Only learning leaves them alone: a new release of the program reads everything again.
    """
    rows = store.database.execute(
        "SELECT d.id FROM document d WHERE EXISTS (SELECT 1 FROM analysis a JOIN suggester g ON g.id = a.suggester_id"
        f" WHERE a.document_id = d.id AND g.source = ?1 AND (instr(?2, ?3) OR instr(g.version, ?3))) AND ({_TOUCHED})",
        (source, version, MARK),
    )
    return {row[0] for row in rows.fetchall()}

"""What people have decided so far, document by document, as a memory counts it; and how far it had come. Store."""

from __future__ import annotations

from glossator.annotation import Fragment
from glossator.annotation.suggestions import MEMORY
from glossator.store.rows import to_json
from glossator.store.standing import EVERYWHERE
from glossator.store.store import Store

MARK = "memory:mark"
EXCLUDED = "memory:excluded"

_CONFIRMED = (
    "SELECT text, label, count(*) FROM span WHERE document_id = ? AND label IS NOT NULL AND fragments IS NULL"
    " AND ? <= start AND start < ? GROUP BY text, label ORDER BY min(id)"
)
_DECIDED = (
    "SELECT s.text, s.label, r.text, r.label FROM suggestion s JOIN decision d ON d.suggestion_id = s.id"
    " LEFT JOIN span r ON r.id = d.result_id"
    " WHERE s.document_id = ? AND s.kind = 'span' AND d.state <> 'accepted' AND ? <= s.start AND s.start < ?"
    " ORDER BY s.id, d.id"
)


def documents_with_decisions(store: Store) -> list[int]:
    """The documents in which somebody has labelled or decided anything."""
    rows = store.database.execute(
        "SELECT id FROM document d WHERE EXISTS (SELECT 1 FROM span s WHERE s.document_id = d.id)"
        " OR EXISTS (SELECT 1 FROM suggestion g JOIN decision c ON c.suggestion_id = g.id WHERE g.document_id = d.id)"
        " ORDER BY position, id"
    )
    return [row[0] for row in rows.fetchall()]


def confirmed_in(store: Store, document_id: int, between: Fragment = EVERYWHERE) -> dict[tuple[str, str], int]:
    """Words and label of everybody's labelled spans, whether they came of suggestions or not, and how many."""
    rows = store.database.execute(_CONFIRMED, (document_id, *between))
    return {(words, label): count for words, label, count in rows.fetchall()}


def decided_in(
    store: Store, document_id: int, between: Fragment = EVERYWHERE
) -> list[tuple[str, str, str | None, str | None]]:
    """Suggestions that were not taken as they were: words and label, and those of what came of it (None: rejected)."""
    return store.database.execute(_DECIDED, (document_id, *between)).fetchall()


def documents_remembered(store: Store) -> list[int]:
    """The documents in which memory suggests something, or holds something back."""
    rows = store.database.execute(
        "SELECT DISTINCT s.document_id FROM suggestion s JOIN suggester g ON g.id = s.suggester_id"
        " WHERE s.superseded = 2 OR (g.source = ? AND NOT s.superseded)",
        (MEMORY,),
    )
    return [row[0] for row in rows.fetchall()]


def mark_now(store: Store) -> str:
    """How far the journal and the suggestions go: the same as long as nothing is written."""
    row = store.database.execute(
        "SELECT coalesce((SELECT max(id) FROM step), 0), coalesce((SELECT max(id) FROM suggestion), 0)"
    ).fetchone()
    return f"{row[0]}:{row[1]}"


def excluded_documents(store: Store) -> frozenset[int]:
    """The documents that memory leaves alone, as the project says."""
    row = store.database.execute(
        "SELECT value FROM setting WHERE key = ? AND json_valid(value) AND json_type(value) = 'array'", (EXCLUDED,)
    ).fetchone()
    if row is None:
        return frozenset()
    found = store.database.execute("SELECT value FROM json_each(?) WHERE type = 'integer'", (row[0],))
    return frozenset(value for (value,) in found.fetchall())


def set_excluded(store: Store, documents: frozenset[int]) -> None:
    """Write which documents memory leaves alone."""
    with store.transaction():
        store.set_setting(EXCLUDED, to_json(sorted(documents)))

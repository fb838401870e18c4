"""Who stands on what: annotations that refer to things, of whatever annotator."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

_SQL = """
WITH gone (id) AS (SELECT value FROM json_each(:ids))
SELECT 'a note', n.annotator_id FROM gone g JOIN note n ON n.target_id = g.id WHERE n.annotator_id <> :me
UNION ALL SELECT 'an event', e.annotator_id FROM gone g JOIN argument a ON a.filler_id = g.id
    JOIN event e ON e.id = a.event_id WHERE e.annotator_id <> :me
UNION ALL SELECT 'an entity', e.annotator_id FROM gone g JOIN mention m ON m.span_id = g.id
    JOIN entity e ON e.id = m.entity_id WHERE e.annotator_id <> :me
UNION ALL SELECT 'a relation', r.annotator_id FROM gone g JOIN relation r ON r.source_id = g.id
    WHERE r.annotator_id <> :me
UNION ALL SELECT 'a relation', r.annotator_id FROM gone g JOIN relation r ON r.target_id = g.id
    WHERE r.annotator_id <> :me
UNION ALL SELECT 'a decision', d.annotator_id FROM gone g JOIN decision d ON d.result_id = g.id
    WHERE d.annotator_id <> :me
LIMIT 1
"""


def somebody_elses(database: Database, ids: Iterable[int], annotator_id: int) -> tuple[str, int] | None:
    """What of another annotator refers to one of these things, and which annotator; None where nothing does."""
    row = database.conn.execute(_SQL, {"ids": str(list(ids)), "me": annotator_id}).fetchone()
    return None if row is None else (str(row[0]), int(row[1]))

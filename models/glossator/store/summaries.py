"""The documents as a list shows them: counted in one query, without reading a text."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from glossator.annotation import DocumentSummary, ReviewState, ReviewTask, Status
from glossator.store.codecs import metadata_of, reviews_of
from glossator.store.rows import Row
from glossator.store.strict import read_rows
from glossator.store.tables import rows_of

_SQL = """
SELECT d.*, l.reviews AS reviews,
    (SELECT count(*) FROM span s WHERE s.document_id = d.id AND s.annotator_id = :me AND s.label IS NOT NULL) AS spans,
    (SELECT count(*) FROM event e WHERE e.document_id = d.id AND e.annotator_id = :me) AS events,
    (SELECT count(*) FROM event e WHERE e.document_id = d.id AND e.annotator_id = :me AND e.draft) AS drafts,
    (SELECT count(*) FROM suggestion g WHERE g.document_id = d.id AND g.kind = 'span' AND NOT g.superseded
        AND NOT EXISTS (SELECT 1 FROM decision c WHERE c.suggestion_id = g.id AND c.annotator_id = :me)) AS undecided,
    EXISTS (SELECT 1 FROM note n WHERE n.document_id = d.id AND n.annotator_id = :me AND n.flag) AS flagged,
    EXISTS (SELECT 1 FROM analysis a WHERE a.document_id = d.id) AS suggested
FROM document d LEFT JOIN layer l ON l.document_id = d.id AND l.annotator_id = :me
WHERE :only IS NULL OR d.id = :only
ORDER BY d.position, d.id
"""


def summaries(
    database: Database, annotator_id: int, tasks: Sequence[ReviewTask], *, only: int | None = None
) -> list[DocumentSummary]:
    """All documents, or one, as this annotator's list shows them."""
    cursor = database.conn.cursor()
    cursor.row_factory = sqlite3.Row
    rows = cursor.execute(_SQL, {"me": annotator_id, "only": only}).fetchall()
    return read_rows(database, rows, "document", lambda row: _summary(row, tasks))


def _summary(row: Row, tasks: Sequence[ReviewTask]) -> DocumentSummary:
    reviews = reviews_of(row["reviews"] or "{}")
    return DocumentSummary(
        id=row["id"],
        name=row["name"],
        metadata=metadata_of(row),
        status=status_of(reviews, tasks, has_work=bool(row["spans"] or row["events"])),
        reviews=reviews,
        flagged=bool(row["flagged"]),
        length=row["length"],
        spans=row["spans"],
        events=row["events"],
        drafts=row["drafts"],
        undecided=row["undecided"],
        suggested=bool(row["suggested"]),
        position=row["position"],
    )


def status_of(reviews: Mapping[ReviewTask, ReviewState], tasks: Sequence[ReviewTask], *, has_work: bool) -> Status:
    """Done when every one of these tasks is; in progress when any was begun, or anything annotated; else new."""
    if all(reviews.get(task) == "done" for task in tasks):
        return "done"
    return "in_progress" if has_work or any(state != "not_looked_at" for state in reviews.values()) else "new"


def statuses(
    database: Database, annotator_id: int, tasks: Sequence[ReviewTask], *, only: int | None = None
) -> dict[int, Status]:
    """The status of every document, or of one, for this annotator."""
    rows = rows_of(
        database,
        "SELECT d.id, l.reviews, EXISTS (SELECT 1 FROM span s WHERE s.document_id = d.id AND s.annotator_id = ?1)"
        " OR EXISTS (SELECT 1 FROM event e WHERE e.document_id = d.id AND e.annotator_id = ?1) AS work"
        " FROM document d LEFT JOIN layer l ON l.document_id = d.id AND l.annotator_id = ?1"
        " WHERE ?2 IS NULL OR d.id = ?2",
        (annotator_id, only),
    )
    found = read_rows(
        database,
        rows,
        "document",
        lambda row: (row["id"], status_of(reviews_of(row["reviews"] or "{}"), tasks, has_work=bool(row["work"]))),
    )
    return dict(found)

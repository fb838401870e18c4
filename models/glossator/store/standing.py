"""What stands where in the texts: documents that may hold some words, the places of spans and of suggestions.

Plain tuples instead of domain objects, for whoever goes through thousands of documents. Part of the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from glossator.annotation import Fragment
from glossator.store.rows import to_json
from glossator.store.store import Store

_SCANNED = re.compile("[\u0590-\u08ff\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts without spaces, and those that write words on to the front of others: the index does not find these."""
_COLUMNS = (
    's.start, s."end", s.label, s.id, s.text, g.source, s.superseded, mine.state,'
    " EXISTS (SELECT 1 FROM decision d WHERE d.suggestion_id = s.id)"
)
_FROM = (
    "FROM suggestion s JOIN suggester g ON g.id = s.suggester_id"
    " LEFT JOIN decision mine ON mine.suggestion_id = s.id AND mine.annotator_id = ?"
)

EVERYWHERE: Fragment = (0, 1 << 40)


class SpanPlace(NamedTuple):
    """A labelled span with one fragment, or one of the fragments of another (`whole` False)."""

    start: int
    end: int
    label: str
    id: int
    whole: bool


class SuggestionPlace(NamedTuple):
    """A span suggestion with one fragment. `state` is what this annotator decided, or None."""

    start: int
    end: int
    label: str
    id: int
    text: str
    source: str
    superseded: int
    state: str | None
    decided: bool


def documents_with(store: Store, forms: Iterable[str]) -> list[int]:
    """The documents that may hold one of these words, in their order: never too few, now and then too many."""
    wanted = [form for form in forms if form.strip()]
    indexed = [form for form in wanted if not _SCANNED.search(form) and re.search(r"\w", form)]
    scanned = [form for form in wanted if form not in indexed]
    conditions, parameters = list[str](), list[str]()
    if indexed:
        match = " OR ".join('"' + form.replace('"', " ") + '"*' for form in indexed)
        conditions.append("d.id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?)")
        parameters.append(match)
    for form in scanned:
        core = form[2:] if form.startswith("ال") and 4 < len(form) else form
        conditions.append("d.id IN (SELECT document_id FROM text WHERE instr(body, ?))")
        parameters.append(core.split()[0])
    if not conditions:
        return []
    rows = store.database.execute(
        f"SELECT d.id FROM document d WHERE {' OR '.join(conditions)} ORDER BY d.position, d.id", parameters
    )
    return [row[0] for row in rows.fetchall()]


def finished_documents(store: Store) -> frozenset[int]:
    """The documents whose entities somebody has finished."""
    rows = store.database.execute("SELECT document_id FROM layer WHERE json_extract(reviews, '$.entities') = 'done'")
    return frozenset(row[0] for row in rows.fetchall())


def spans_of(
    store: Store, document_id: int, annotator_id: int | None = None, *, between: Fragment = EVERYWHERE
) -> list[SpanPlace]:
    """Where the labelled spans of a document stand, in order: one annotator's, or everybody's.

    `between`: those that begin in this stretch.
    """
    mine = "" if annotator_id is None else " AND annotator_id = ?"
    rows = store.database.execute(
        f'SELECT start, "end", label, id, fragments FROM span WHERE document_id = ?{mine} AND label IS NOT NULL'
        " AND ? <= start AND start < ? ORDER BY start",
        (document_id, *(() if annotator_id is None else (annotator_id,)), *between),
    )
    return [SpanPlace(start, end, label, number, parts is None) for start, end, label, number, parts in rows]


def suggestions_of(
    store: Store, document_id: int, annotator_id: int = 0, *, between: Fragment = EVERYWHERE
) -> list[SuggestionPlace]:
    """Where the span suggestions of a document stand, in order, superseded ones too."""
    rows = store.database.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE s.document_id = ? AND s.kind = 'span' AND s.fragments IS NULL"
        " AND ? <= s.start AND s.start < ? ORDER BY s.start, s.id",
        (annotator_id, document_id, *between),
    )
    return [_place(row) for row in rows]


def suggestions_at(
    store: Store, places: Mapping[int, Sequence[Fragment]], annotator_id: int
) -> dict[tuple[int, Fragment], list[SuggestionPlace]]:
    """The span suggestions that stand exactly at these places (by document) and are not superseded."""
    wanted = [[document, start, end] for document, some in places.items() for start, end in some]
    rows = store.database.execute(
        f"SELECT s.document_id, {_COLUMNS} FROM json_each(?) j CROSS JOIN {_FROM.removeprefix('FROM ')}"
        " WHERE s.document_id = j.value ->> 0 AND s.start = j.value ->> 1"
        " AND s.\"end\" = j.value ->> 2 AND s.kind = 'span' AND s.fragments IS NULL AND NOT s.superseded"
        " ORDER BY j.key, s.id",
        (to_json(wanted), annotator_id),
    )
    found: dict[tuple[int, Fragment], list[SuggestionPlace]] = {}
    for document, *rest in rows:
        one = _place(rest)
        found.setdefault((document, (one.start, one.end)), []).append(one)
    return found


def spans_at(
    store: Store, places: Mapping[int, Sequence[Fragment]], annotator_id: int
) -> dict[tuple[int, Fragment], list[tuple[int, str]]]:
    """An annotator's labelled spans that stand exactly at these places (by document), each with its label."""
    wanted = [[document, start, end] for document, some in places.items() for start, end in some]
    rows = store.database.execute(
        'SELECT s.document_id, s.start, s."end", s.id, s.label FROM json_each(?) j CROSS JOIN span s'
        " ON s.document_id = j.value ->> 0 AND s.annotator_id = ? AND s.start = j.value ->> 1"
        ' AND s."end" = j.value ->> 2 AND s.label IS NOT NULL AND s.fragments IS NULL ORDER BY j.key, s.id',
        (to_json(wanted), annotator_id),
    )
    found: dict[tuple[int, Fragment], list[tuple[int, str]]] = {}
    for document, start, end, number, label in rows:
        found.setdefault((document, (start, end)), []).append((number, label))
    return found


def _place(row: Sequence[Any]) -> SuggestionPlace:
    start, end, label, number, text, source, superseded, state, decided = row
    return SuggestionPlace(start, end, label, number, text, source, superseded, state, bool(decided))

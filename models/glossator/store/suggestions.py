"""What suggesters proposed, document by document, and which documents they have seen."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import get_args

from sqlite_utils import Database

from glossator.annotation import (
    Analysis,
    Fragment,
    Phrase,
    Proposal,
    Suggestion,
    SuggestionKind,
    SuggestionState,
    text_of,
)
from glossator.annotation.suggestions import MEMORY
from glossator.store.hints import GREATEST_SCORE, hint_of, hint_text, phrases_blob, phrases_of
from glossator.store.proposals import require_sensible
from glossator.store.rows import Row, fragments_of, place_columns, to_json
from glossator.store.strict import Unreadable, damaged, path_of, read_rows
from glossator.store.tables import collector_paused, rows_of
from glossator.store.things import Things

HELD_BACK = 2
"""The value of `superseded` of what memory speaks against: it stands again as soon as that is no longer so."""

_KINDS: tuple[SuggestionKind, ...] = get_args(SuggestionKind)
_STATES: tuple[SuggestionState, ...] = get_args(SuggestionState)
_SELECT = (
    "SELECT s.*, thing.uid AS uid, g.source, g.version, d.state FROM suggestion s"
    " LEFT JOIN thing ON thing.id = s.id LEFT JOIN suggester g ON g.id = s.suggester_id"
    " LEFT JOIN decision d ON d.suggestion_id = s.id AND d.annotator_id = ?"
)


class SuggestionTable:
    """Suggestions are written by machines, never changed by people: a person's decision has a table of its own."""

    def __init__(self, database: Database, things: Things) -> None:
        self._database = database
        self._things = things

    def get(self, suggestion_id: int, annotator_id: int) -> Suggestion | None:
        """A suggestion in the state this annotator has given it."""
        found = self._read(f"{_SELECT} WHERE s.id = ?", (annotator_id, suggestion_id))
        return found[0] if found else None

    def of_document(self, document_id: int, annotator_id: int, *, between: Fragment | None = None) -> list[Suggestion]:
        """A document's suggestions, superseded ones too, in text order; or those that begin in a stretch of it."""
        narrowed = "" if between is None else " AND ? <= s.start AND s.start < ?"
        sql = f'{_SELECT} WHERE s.document_id = ?{narrowed} ORDER BY s.start, s."end" DESC, s.id'
        return self._read(sql, (annotator_id, document_id, *(between or ())))

    def of_documents(self, ids: str, annotator_id: int) -> list[Suggestion]:
        """The suggestions of several documents (ids as a JSON list), each document's in text order."""
        sql = (
            f"{_SELECT} WHERE s.document_id IN (SELECT value FROM json_each(?))"
            ' ORDER BY s.document_id, s.start, s."end" DESC, s.id'
        )
        return self._read(sql, (annotator_id, ids))

    def several(self, ids: Sequence[int], annotator_id: int) -> dict[int, Suggestion]:
        """Those of these suggestions that there are, by id."""
        found = self._read(f"{_SELECT} WHERE s.id IN (SELECT value FROM json_each(?))", (annotator_id, str(list(ids))))
        return {item.id: item for item in found}

    def ids_of_document(self, document_id: int) -> set[int]:
        """The ids of a document's suggestions."""
        rows = self._database.execute("SELECT id FROM suggestion WHERE document_id = ?", (document_id,))
        return {row[0] for row in rows.fetchall()}

    def documents_of(self, ids: Sequence[int]) -> list[int]:
        """The documents that these suggestions are for, each once, in their order."""
        rows = self._database.execute(
            "SELECT s.document_id FROM json_each(?) j JOIN suggestion s ON s.id = j.value"
            " GROUP BY s.document_id ORDER BY min(j.key)",
            (str(list(ids)),),
        )
        return [row[0] for row in rows.fetchall()]

    def document_of(self, suggestion_id: int) -> int | None:
        """The document that a suggestion is for."""
        row = self._database.execute("SELECT document_id FROM suggestion WHERE id = ?", (suggestion_id,)).fetchone()
        return None if row is None else int(row[0])

    def record(self, document_id: int, text: str, analysis: Analysis) -> tuple[list[int], list[int]]:
        """Write a run's proposals; returns the ids added, and those superseded because nobody had decided them.

        A proposal that stands already, from an earlier run, is left as it is, and so is its decision. Raises
        SuggestError where a proposal makes no sense.
        """
        require_sensible(analysis, len(text))
        suggester = self._suggester_id(analysis.source, analysis.version)
        superseded = self._supersede(document_id, analysis) + self._give_way(document_id, analysis)
        added = [
            self._insert(document_id, suggester, text, proposal)
            for proposal in self._missing(document_id, analysis.proposals)
        ]
        self._database.execute(
            "INSERT OR REPLACE INTO analysis (document_id, suggester_id, time, phrases) VALUES (?, ?, ?, ?)",
            (document_id, suggester, _now(), phrases_blob(analysis.phrases)),
        )
        return added, superseded

    def add_remembered(self, document_id: int, text: str, version: str, proposals: Sequence[Proposal]) -> list[int]:
        """Write what memory proposes besides what stands already; returns the ids. It counts as no analysis."""
        require_sensible(Analysis(MEMORY, version, tuple(proposals)), len(text))
        suggester = self._suggester_id(MEMORY, version)
        return [self._insert(document_id, suggester, text, item) for item in self._missing(document_id, proposals)]

    def mark_superseded(self, ids: Iterable[int], value: int) -> list[int]:
        """Supersede suggestions (1), hold them back (`HELD_BACK`) or let them stand (0), unless decided by somebody.

        Returns those that this changed.
        """
        rows = self._database.execute(
            "UPDATE suggestion SET superseded = ?1 WHERE id IN (SELECT value FROM json_each(?2)) AND superseded <> ?1"
            " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.suggestion_id = suggestion.id) RETURNING id",
            (value, to_json(list(ids))),
        )
        return [row[0] for row in rows.fetchall()]

    def phrases(self, document_id: int) -> tuple[Phrase, ...]:
        """The phrases that the latest run found in a document."""
        row = self._database.execute(
            "SELECT phrases FROM analysis WHERE document_id = ? ORDER BY time DESC LIMIT 1", (document_id,)
        ).fetchone()
        try:
            return () if row is None else phrases_of(row[0])
        except Unreadable as error:
            raise damaged(path_of(self._database), "analysis of document", document_id, error) from None

    def unseen(self, source: str, version: str) -> list[int]:
        """The documents that this suggester has not seen in this version, in their order."""
        rows = self._database.execute(
            "SELECT id FROM document WHERE id NOT IN (SELECT a.document_id FROM analysis a JOIN suggester g"
            " ON g.id = a.suggester_id WHERE g.source = ? AND g.version = ?) ORDER BY position, id",
            (source, version),
        )
        return [row[0] for row in rows.fetchall()]

    def insert(self, suggestion: Suggestion) -> None:
        """Write one suggestion with the id and uid it carries, as an import brings it."""
        suggester = self._suggester_id(suggestion.source, suggestion.version)
        self._things.register(suggestion.id, "suggestion", suggestion.uid)
        self._write(suggestion.id, suggestion.document_id, suggester, suggestion)
        self._database.execute(
            "UPDATE suggestion SET superseded = ? WHERE id = ?",
            (int(suggestion.state == "superseded"), suggestion.id),
        )

    def _read(self, sql: str, parameters: Sequence[int | str]) -> list[Suggestion]:
        with collector_paused():
            return read_rows(self._database, rows_of(self._database, sql, parameters), "suggestion", _suggestion)

    def _supersede(self, document_id: int, analysis: Analysis) -> list[int]:
        kept = {_identity(item.kind, item.label, place_columns(item.fragments)) for item in analysis.proposals}
        rows = rows_of(
            self._database,
            "SELECT s.* FROM suggestion s JOIN suggester g ON g.id = s.suggester_id WHERE s.document_id = ?"
            " AND g.source = ? AND NOT s.superseded"
            " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.suggestion_id = s.id)",
            (document_id, analysis.source),
        )
        gone = [row["id"] for row in rows if _identity(row["kind"], row["label"], row) not in kept]
        self._database.conn.executemany("UPDATE suggestion SET superseded = 1 WHERE id = ?", [(i,) for i in gone])
        return gone

    def _give_way(self, document_id: int, analysis: Analysis) -> list[int]:
        """What memory held back and this run does not propose goes for good; what it remembered, this run says."""
        rows = rows_of(
            self._database,
            "SELECT s.*, g.source FROM suggestion s JOIN suggester g ON g.id = s.suggester_id WHERE s.document_id = ?1"
            " AND (s.superseded = ?3 AND g.source = ?2 OR NOT s.superseded AND g.source = ?4 AND ?2 <> ?4)"
            " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.suggestion_id = s.id)",
            (document_id, analysis.source, HELD_BACK, MEMORY),
        )
        said = {_identity(item.kind, item.label, place_columns(item.fragments)) for item in analysis.proposals}
        gone = [row["id"] for row in rows
                if (_identity(row["kind"], row["label"], row) in said) == (row["source"] == MEMORY)]  # fmt: skip
        return self.mark_superseded(gone, 1)

    def _missing(self, document_id: int, proposals: Sequence[Proposal]) -> list[Proposal]:
        starts = [item.fragments[0][0] for item in proposals]
        rows = rows_of(
            self._database,
            "SELECT * FROM suggestion WHERE document_id = ? AND ? <= start AND start <= ? AND superseded <> 1",
            (document_id, min(starts, default=0), max(starts, default=0)),
        )
        present = {_identity(row["kind"], row["label"], row) for row in rows}
        return [
            item for item in proposals if _identity(item.kind, item.label, place_columns(item.fragments)) not in present
        ]

    def _insert(self, document_id: int, suggester: int, text: str, proposal: Proposal) -> int:
        suggestion_id, _ = self._things.allocate("suggestion")
        self._write(suggestion_id, document_id, suggester, proposal, text_of(text, proposal.fragments))
        return suggestion_id

    def _write(
        self, suggestion_id: int, document_id: int, suggester: int, item: Proposal | Suggestion, text: str | None = None
    ) -> None:
        place = place_columns(item.fragments)
        surface = item.text if isinstance(item, Suggestion) else text
        self._database.execute(
            'INSERT INTO suggestion (id, document_id, suggester_id, kind, label, start, "end", fragments, text, score,'
            " hint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(suggestion_id, document_id, suggester, item.kind, item.label, place["start"], place["end"]),
                *(place["fragments"], surface, item.score, hint_text(item.hint)),
            ),
        )

    def _suggester_id(self, source: str, version: str) -> int:
        self._database.execute("INSERT OR IGNORE INTO suggester (source, version) VALUES (?, ?)", (source, version))
        row = self._database.execute(
            "SELECT id FROM suggester WHERE source = ? AND version = ?", (source, version)
        ).fetchone()
        return int(row[0])


def _identity(kind: SuggestionKind, label: str, place: Row) -> tuple[object, ...]:
    return kind, label, place["start"], place["end"], place["fragments"]


def _suggestion(row: Row) -> Suggestion:
    kind, score, fragments = row["kind"], row["score"], fragments_of(row)
    state: SuggestionState = row["state"] or ("superseded" if row["superseded"] else "pending")
    if kind not in _KINDS or state not in _STATES or not fragments or not -GREATEST_SCORE <= score <= GREATEST_SCORE:
        raise Unreadable("its kind, state, place or score makes no sense")
    return Suggestion(
        id=row["id"],
        document_id=row["document_id"],
        kind=kind,
        label=row["label"],
        fragments=fragments,
        text=row["text"],
        score=score,
        source=row["source"],
        version=row["version"],
        state=state,
        hint=hint_of(row["hint"]),
        uid=row["uid"],
    )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")

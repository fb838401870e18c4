"""Full-text search over the documents: the index for words, a scan for scripts that put no spaces between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlite_utils import Database

_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Hangul takes particles and Han and Kana are not spaced: unicode61 would find whole runs only."""

_SNIPPET_BEFORE = 30
_SNIPPET_AFTER = 60


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document that holds what was sought, with the first place in its text (code points; 0 if not literal)."""

    document_id: int
    name: str
    start: int
    snippet: str


def search(database: Database, query: str, *, limit: int = 100) -> list[SearchHit]:
    """Documents that hold all words of the query (prefixes count), the best first."""
    words = re.findall(r"\w+", query)
    if not words:
        return []
    if _UNSPACED.search(query):
        rows = database.execute(
            "SELECT d.id, d.name, x.body FROM document d JOIN text x ON x.document_id = d.id"
            " WHERE instr(x.body, ?) ORDER BY d.position LIMIT ?",
            (query.strip(), limit),
        ).fetchall()
    else:
        match = " ".join(f'"{word}"*' for word in words)
        rows = database.execute(
            "SELECT d.id, d.name, x.body FROM text_index JOIN document d ON d.id = text_index.rowid"
            " JOIN text x ON x.document_id = d.id WHERE text_index MATCH ? ORDER BY text_index.rank LIMIT ?",
            (match, limit),
        ).fetchall()
    return [_hit(document_id, name, body, query.strip(), words[0]) for document_id, name, body in rows]


def _hit(document_id: int, name: str, body: str, query: str, first_word: str) -> SearchHit:
    found = re.search(re.escape(query), body, re.IGNORECASE) or re.search(re.escape(first_word), body, re.IGNORECASE)
    start = found.start() if found else 0
    around = body[max(0, start - _SNIPPET_BEFORE) : start + _SNIPPET_AFTER]
    return SearchHit(document_id, name, start, " ".join(around.split()))

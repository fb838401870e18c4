"""Rows in words: what a person knows them by. Part of integrity."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from glossator.integrity.verdict import Report
from glossator.integrity.workbench import Workbench, shortened

A: Final[Mapping[str, str]] = {
    "thing": "an id",
    "setting": "a setting",
    "annotator": "an annotator",
    "schema": "a version of the schema",
    "text": "a text",
    "document": "a document",
    "layer": "a layer",
    "span": "a span",
    "event": "an event",
    "argument": "a participant of an event",
    "relation": "a relation",
    "entity": "an entity",
    "mention": "a mention of an entity",
    "note": "a note",
    "suggester": "a suggester",
    "analysis": "what a suggester found",
    "suggestion": "a suggestion",
    "decision": "a decision on a suggestion",
    "same_event": "a group of same events",
    "same_event_member": "a member of a group of same events",
    "exemption": "an exemption",
    "ruling": "a ruling",
    "step": "a step of the history",
    "place": "the place where an annotator was",
}
"""What a row of each table is, in words."""

_SHOWN: Final = {
    "span": "text", "event": "text", "suggestion": "text", "entity": "name", "relation": "type", "step": "title",
    "same_event": "name", "ruling": "text",
}  # fmt: skip
_OWNED: Final = {
    "argument": "SELECT document_id FROM event WHERE id = ?",
    "mention": "SELECT document_id FROM entity WHERE id = ?",
    "decision": "SELECT s.document_id FROM decision d JOIN suggestion s ON s.id = d.suggestion_id WHERE d.id = ?",
    "document": "SELECT id FROM document WHERE id = ?",
    "text": "SELECT document_id FROM text WHERE document_id = ?",
    "analysis": "SELECT document_id FROM analysis WHERE rowid = ?",
}


def a(table: str) -> str:
    """What a row of a table is."""
    return A.get(table, f"a row of {table}")


def first_up(words: str) -> str:
    """Words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def subject(bench: Workbench, table: str, number: object) -> str:
    """A row as the beginning of a sentence: which document it is in, what it is, its words, its number."""
    if not isinstance(number, int):
        return f"{first_up(a(table))} (“{shortened(str(number))}”)"
    words, document_id = None, None
    with suppress(sqlite3.OperationalError):
        if table in _SHOWN:
            words = bench.one(f"SELECT {_SHOWN[table]} FROM {table} WHERE id = ?", (number,))
        document_id = bench.one(_OWNED.get(table, f"SELECT document_id FROM {table} WHERE id = ?"), (number,))
    said = f" “{shortened(words)}”" if isinstance(words, str) and words else ""
    what = f"{a(table)}{said} (number {number})"
    if isinstance(document_id, int) and table not in ("document", "text"):
        return f"In {bench.name(document_id)}: {what}"
    if isinstance(document_id, int):
        return first_up(f"{'the text of ' if table == 'text' else ''}{bench.name(document_id)}")
    return first_up(what)


def note(report: Report, bench: Workbench, code: str, table: str, number: object, said: str) -> None:
    """Add a finding on a row: what it is, and what is said of it. Looked up for the first of its kind only."""
    what = "" if report.knows(code, table) else f"{subject(bench, table, number)} {said}."
    report.add(code, what, table=table, id=number if isinstance(number, int) else None)

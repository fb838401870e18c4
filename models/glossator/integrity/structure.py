"""What SQLite itself says of the file: its pages, its tables, its search index. Part of integrity.

These look at the private copy as it is; all other checks read the workbench.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from glossator.integrity.reference import INDEX_TABLE, MIGRATIONS_TABLE, Layout, ObjectName, sql_objects
from glossator.integrity.verdict import Report

_MOST_MESSAGES: Final = 20


def check_pages(copy: sqlite3.Connection, report: Report) -> bool:
    """Whether SQLite can read every page and finds each as it should be."""
    try:
        messages = [
            line
            for (text,) in copy.execute(f"PRAGMA integrity_check({_MOST_MESSAGES})")
            for line in str(text).splitlines()
            if not line.startswith("***")
        ]
    except sqlite3.DatabaseError as error:
        messages = [str(error)]
    if messages == ["ok"]:
        return True
    first = " ".join(messages[0].split()) if messages else "no reason given"
    more = f", and {len(messages) - 1} more" if 1 < len(messages) else ""
    report.add("file.pages", f"Parts of the file are damaged ({first}{more}).")
    return False


def check_tables(copy: sqlite3.Connection, layout: Layout, report: Report) -> bool:
    """Whether the tables and indexes are those of a fresh project, and nothing besides."""
    before = len(report.findings())
    present = sql_objects(copy)
    for key in layout.objects.keys() - present.keys():
        report.add("tables.missing", f"The {_words(key)} is missing.")
    for key in present.keys() - layout.objects.keys():
        if key[0] in ("trigger", "view") or not key[1].startswith("sqlite_stat"):
            report.add("tables.surplus", f"The file has the {_words(key)}, which no Glossator project has.")
    for key in present.keys() & layout.objects.keys():
        if present[key] != layout.objects[key]:
            report.add("tables.changed", f"The {_words(key)} is not defined as in other projects.")
    _check_version(copy, layout, report)
    return len(report.findings()) == before


def _words(key: ObjectName) -> str:
    return f"{key[0]} “{key[1]}”"


def _check_version(copy: sqlite3.Connection, layout: Layout, report: Report) -> None:
    version = copy.execute("PRAGMA user_version").fetchone()[0]
    if version != layout.version:
        report.add("tables.version", f"The file says that it is of format {version}, which there never was.")
    try:
        applied = {name for (name,) in copy.execute(f"SELECT name FROM {MIGRATIONS_TABLE}")}
    except sqlite3.DatabaseError:
        return
    if applied != layout.migrations:
        report.add(
            "tables.version", f"The file's record of its format ({version}) is incomplete: it could not be opened."
        )


def check_index(copy: sqlite3.Connection, report: Report) -> None:
    """Whether the search index holds the words of the documents that are present, and of no others.

    Changes the copy: SQLite compares the index with all texts, so those of removed documents are taken away first.
    """
    try:
        indexed = {number for (number,) in copy.execute(f"SELECT id FROM {INDEX_TABLE}_docsize")}
        present = {number for (number,) in copy.execute("SELECT id FROM document")}
        _compare(present - indexed, indexed - present, report)
        copy.execute("DELETE FROM text WHERE document_id NOT IN (SELECT id FROM document)")
        copy.execute(f"INSERT INTO {INDEX_TABLE} ({INDEX_TABLE}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        if not report.has("index.documents", "tables.missing"):
            report.add("index.words", "The search index does not agree with the texts.")


def _compare(missing: Iterable[int], surplus: Iterable[int], report: Report) -> None:
    for number in sorted(missing):
        report.add("index.documents", "A document is not in the search index.", table="document", id=number)
    for number in sorted(surplus):
        report.add("index.documents", "The search index has a document that is gone.", table="text_index", id=number)

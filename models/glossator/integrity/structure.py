"""What SQLite itself says of the file: its pages, its tables, its search index. Part of integrity.

These look at the private copy as it is; all other checks read the workbench.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from typing import Final

from glossator.integrity.reference import INDEX_TABLE, MIGRATIONS_TABLE, Layout, ObjectName
from glossator.integrity.verdict import Report
from glossator.integrity.workbench import shortened
from glossator.store.expected import our_names

_MOST_MESSAGES: Final = 20
_BY_SQLITE: Final = re.compile(r"(?i)sqlite_(?:stat\d|autoindex_\w+)|idx__sqlite_migrations_\w+")
"""What SQLite adds by itself, or on an ANALYZE, or sqlite-utils called otherwise once."""
_LITERAL: Final = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
_WORD: Final = re.compile(r"\w+")


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
    """Whether the tables and indexes are those of a fresh project, with nothing of anybody else's on them."""
    before = len(report.findings())
    present = {(kind, name): (table, sql) for kind, name, table, sql in _objects(copy)}
    for key in layout.objects.keys() - present.keys():
        report.add("tables.missing", f"The {_words(key)} is missing.")
    for key, (table, sql) in present.items():
        if key not in layout.objects and _stands_on_ours(key, table, sql, layout):
            report.add("tables.surplus", f"The file has the {_words(key)}, which no Glossator project has.")
        elif layout.objects.get(key) not in (None, sql):
            report.add("tables.changed", f"The {_words(key)} is not defined as in other projects.")
    _check_version(copy, layout, report)
    return len(report.findings()) == before


def strange_tables(copy: sqlite3.Connection, layout: Layout) -> list[str]:
    """Tables that somebody else keeps in the file: nothing is wrong with that."""
    return [
        name
        for kind, name, _, _ in _objects(copy)
        if kind == "table" and (kind, name) not in layout.objects and not _BY_SQLITE.fullmatch(name)
    ]


def _objects(copy: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    """Type, name, table and definition, white space evened out, of everything that a file has."""
    rows = copy.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid").fetchall()
    return [(str(kind), str(name), str(table), " ".join(str(sql or "").split())) for kind, name, table, sql in rows]


def _stands_on_ours(key: ObjectName, table: str, sql: str, layout: Layout) -> bool:
    """Whether something that is not ours stands on what is, or in its place (as `glossator.store.expected` has it)."""
    ours = our_names(layout.version)
    if _BY_SQLITE.fullmatch(key[1]):
        return False
    if table.lower() in ours or key[1].lower() in ours:
        return True
    named = {word.lower() for word in _WORD.findall(_LITERAL.sub(" ", sql))}
    if key[0] == "table" and "references" not in named and not sql.lower().startswith("create virtual"):
        return False
    return bool(named & ours)


def _words(key: ObjectName) -> str:
    return f"{key[0]} “{shortened(key[1])}”"


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

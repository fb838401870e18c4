"""Whether every row holds values of the right kinds, is there once, and refers to rows that exist. Part of integrity.

Rows that cannot be understood are noted and taken out of the workbench. All of it is plain SQL over plain tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from glossator.integrity.reference import TableShape
from glossator.integrity.verdict import Report
from glossator.integrity.words import a, note
from glossator.integrity.workbench import Workbench

_TYPEOF: Final[Mapping[str, str]] = {"INTEGER": "integer", "TEXT": "text", "REAL": "real", "BLOB": "blob"}
_FLAGS: Final = (("event", "draft"), ("note", "flag"), ("suggestion", "superseded"), ("step", "closes"))


def check_shapes(bench: Workbench, report: Report) -> None:
    """All of it, table by table."""
    for shape in bench.layout.tables.values():
        _types(bench, shape, report)
        _encodings(bench, shape, report)
    _flags(bench, report)
    for shape in bench.layout.tables.values():
        _unique(bench, shape, report)
    for shape in bench.layout.tables.values():
        _references(bench, shape, report)


def scan_key(shape: TableShape) -> str:
    """The expression that tells a row, or the rows of one owner."""
    return shape.key[0] if shape.key else "rowid"


def _types(bench: Workbench, shape: TableShape, report: Report) -> None:
    wrong = " OR ".join(_wrong(shape, name, type_) for name, type_ in shape.columns.items())
    rows = bench.connection.execute(f'SELECT {scan_key(shape)} FROM "{shape.name}" WHERE {wrong}').fetchall()
    for (key,) in rows:
        note(report, bench, "row.type", shape.name, key, "holds values of the wrong kind")
    if rows:
        bench.connection.execute(f'DELETE FROM "{shape.name}" WHERE {wrong}')


def _wrong(shape: TableShape, name: str, type_: str) -> str:
    allowed = _TYPEOF[type_]
    if name in shape.required:
        return f"typeof(\"{name}\") <> '{allowed}'"
    return f"typeof(\"{name}\") NOT IN ('{allowed}', 'null')"


def _encodings(bench: Workbench, shape: TableShape, report: Report) -> None:
    texts = [name for name, type_ in shape.columns.items() if type_ == "TEXT"]
    if not texts or _decodes(bench, shape, texts):
        return
    # As bytes, the keys too: any of them may be what does not decode.
    keys = [f'CAST("{name}" AS BLOB)' for name in (shape.key or ("rowid",))]
    columns = ", ".join([*keys, *(f'CAST("{name}" AS BLOB)' for name in texts)])
    rows = bench.connection.execute(f'SELECT {columns} FROM "{shape.name}"')
    bad = [row[: len(keys)] for row in rows if not all(value is None or _is_utf8(value) for value in row[len(keys) :])]
    for found in bad:
        key = int(found[0]) if found[0].isdigit() else found[0].decode(errors="replace")
        note(report, bench, "row.text", shape.name, key, "holds text that is damaged")
    condition = " AND ".join(f"{key} = ?" for key in keys)
    bench.connection.executemany(f'DELETE FROM "{shape.name}" WHERE {condition}', bad)


def _decodes(bench: Workbench, shape: TableShape, texts: list[str]) -> bool:
    names = ", ".join(f'"{name}"' for name in texts)
    try:
        for _ in bench.rows(f'SELECT {names} FROM "{shape.name}"'):
            pass
    except sqlite3.OperationalError:
        return False
    return True


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _flags(bench: Workbench, report: Report) -> None:
    for table, column in _FLAGS:
        allowed = "(0, 1, 2)" if column == "superseded" else "(0, 1)"  # 2: held back by memory
        for (number,) in bench.connection.execute(f"SELECT id FROM {table} WHERE {column} NOT IN {allowed}").fetchall():
            note(report, bench, "value.flag", table, number, f"has a mark “{column}” that is neither on nor off")


def _unique(bench: Workbench, shape: TableShape, report: Report) -> None:
    for columns in shape.unique:
        names = ", ".join(f'"{name}"' for name in columns)
        rows = bench.connection.execute(
            f'SELECT max({scan_key(shape)}) FROM "{shape.name}" GROUP BY {names} HAVING 1 < count(*)'
        ).fetchall()
        for (number,) in rows:
            note(report, bench, "row.twice", shape.name, number, f"is there twice: the same {' and '.join(columns)}")


def _references(bench: Workbench, shape: TableShape, report: Report) -> None:
    for reference in shape.references:
        rows = bench.connection.execute(
            f'SELECT {scan_key(shape)}, "{reference.column}" FROM "{shape.name}" WHERE "{reference.column}" IS NOT NULL'
            f' AND "{reference.column}" NOT IN (SELECT "{reference.key}" FROM "{reference.table}")'
        ).fetchall()
        is_own_thing = reference.table == "thing" and reference.column in shape.key
        for number, other in rows:
            if is_own_thing:
                note(report, bench, "thing.missing", shape.name, number, "is missing from the list of ids")
            else:
                said = f"refers to {a(reference.table)} that is not there ({other})"
                note(report, bench, "row.reference", shape.name, number, said)

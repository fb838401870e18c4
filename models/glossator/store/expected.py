"""What a project file of each format holds, to the letter, and what a file holds besides. Part of the store.

A project is data from wherever it came. A trigger on one of our tables would run with our own statements, a view in
the place of a table or a table with other checks would make them mean something else; so none is accepted.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TypeAlias

from sqlite_utils import Database

from glossator.errors import ForeignSchemaError, ProjectDamagedError
from glossator.store.migrations import migrate

Name: TypeAlias = tuple[str, str]
"""Type ("table", "index", "view", "trigger") and name."""

_BY_NAME = re.compile(r"text_index_\w+|sqlite_\w+|_sqlite_migrations")
"""Made by SQLite or sqlite-utils, whose versions write the same thing in several ways."""
_OTHERS = re.compile(r"(?i)sqlite_(?:stat\d|autoindex_\w+)|idx__sqlite_migrations_\w+")
"""What SQLite adds by itself, or on an ANALYZE, or sqlite-utils called otherwise once."""
_STRING = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
_WORD = re.compile(r"\w+")
_MOST_OBJECTS = 2_000
_REPAIR = "“glossator check --repair” writes a clean copy of what can be read."


@cache
def expected(version: int) -> Mapping[Name, str | None]:
    """Everything in `sqlite_master` of a new project of this format, defined; None where only the name counts."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(Database(connection), version)
        return {
            (kind, name): None if _BY_NAME.fullmatch(table) else _words(sql)
            for kind, name, table, sql in _master(connection)
        }


_TYPES: dict[str, type] = {"INTEGER": int, "TEXT": str, "BLOB": bytes, "REAL": float}


@cache
def columns_of(table: str) -> Mapping[str, tuple[type, bool]]:
    """The columns of one of our tables in the present format: the type of their values, and whether they may lack."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(Database(connection))
        rows = connection.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)).fetchall()
    return {name: (_TYPES[kind], not (required or key)) for name, kind, required, key in rows}


@cache
def our_names(version: int) -> frozenset[str]:
    """The names of our tables and indexes, in lower case."""
    return frozenset(name.lower() for _, name in expected(version))


def refuse_foreign_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Refuse a file whose tables are not exactly those of its format, or that has anything of its own on them.

    Other people's tables and views that leave ours alone are passed over.

    Raises:
        ForeignSchemaError: there is something that no project has.
        ProjectDamagedError: something is missing.
    """
    known = expected(version)
    found = _master(connection)
    if _MOST_OBJECTS < len(found):
        raise ForeignSchemaError(
            f"{path} holds {len(found)} tables, triggers and views, which no project has. {_REPAIR}"
        )
    for kind, name, table, sql in found:
        if (kind, name) in known:
            wanted = known[kind, name]
            if wanted is not None and _words(sql) != wanted:
                raise _altered(path, kind, name)
        elif _touches(kind, name, table, sql, our_names(version)):
            raise _foreign(path, kind, name)
    missing = sorted(name for kind, name in known if (kind, name) not in {(row[0], row[1]) for row in found})
    if missing:
        raise ProjectDamagedError(
            f"{path} is damaged: it has no {', '.join(missing[:3])}. Keep the file, and restore the latest backup, or "
            f"save what is left: {_REPAIR}"
        )


def _altered(path: Path, kind: str, name: str) -> ForeignSchemaError:
    return ForeignSchemaError(
        f"{path} holds a {kind} {_shown(name)} that another program has altered. It was not opened. {_REPAIR}"
    )


def _foreign(path: Path, kind: str, name: str) -> ForeignSchemaError:
    return ForeignSchemaError(
        f"{path} holds {'an' if kind == 'index' else 'a'} {kind} {_shown(name)}, which no Glossator project has. "
        f"It was not opened. {_REPAIR}"
    )


def _shown(name: str) -> str:
    return "“" + "".join(sign if sign.isprintable() else "�" for sign in name[:60]) + "”"


def _touches(kind: str, name: str, table: str, sql: str, ours: frozenset[str]) -> bool:
    """Whether something that is not ours stands on what is, as far as its definition tells."""
    if _OTHERS.fullmatch(name):
        return False
    if table.lower() in ours or name.lower() in ours:
        return True
    words = {word.lower() for word in _WORD.findall(_STRING.sub(" ", sql))}
    if kind == "table" and "references" not in words:
        return sql.lower().startswith("create virtual") and bool(words & ours)
    return bool(words & ours)


def _master(connection: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    """Type, name, table and definition of all there is; rows of other types than text count as empty."""
    rows = connection.execute(
        f"SELECT type, name, tbl_name, substr(sql, 1, 100000) FROM sqlite_master LIMIT {_MOST_OBJECTS + 1}"
    ).fetchall()
    return [(_text(kind), _text(name), _text(table), _text(sql)) for kind, name, table, sql in rows]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _words(sql: str) -> str:
    """A definition with its white space evened out."""
    return " ".join(sql.split())

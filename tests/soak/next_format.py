"""A format that does not exist yet, to see how a project is brought to it: the present one while a context lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from glossator.store import expected, migrations


def _m999_for_the_harness(db: Database) -> None:
    """A new table, filled from another one, and a column rewritten: much of what a migration may do."""
    db.execute("CREATE TABLE harness (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
    db.execute("INSERT INTO harness (id, body) SELECT document_id, body FROM text")
    db.execute("UPDATE text SET body = body")
    db.execute(f"PRAGMA user_version = {_PRESENT + 1}")


_PRESENT = migrations.FORMAT_VERSION


@contextmanager
def next_format() -> Iterator[None]:
    """Everything in this process takes the next format for the present one."""
    migrations.migrations()(_m999_for_the_harness)
    _set(_PRESENT, _PRESENT + 1)
    try:
        yield
    finally:
        _set(_PRESENT + 1, _PRESENT)
        migrations.migrations._migrations.pop()


def _set(old: int, new: int) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("glossator.") and getattr(module, "FORMAT_VERSION", None) == old:
            module.FORMAT_VERSION = new  # type: ignore[attr-defined]
    migrations.migrate.__defaults__ = (new,)
    for remembered in vars(expected).values():
        if hasattr(remembered, "cache_clear"):
            remembered.cache_clear()

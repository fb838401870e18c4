"""Brings a project of an older format to the present one: backed up first, whole or not at all. Part of the store."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from glossator.errors import DiskError
from glossator.store.connection import Connection, open_private
from glossator.store.errors import explained
from glossator.store.expected import refuse_foreign_schema
from glossator.store.migrations import FORMAT_VERSION, migrate
from glossator.store.opening import to_look, to_write


def migrated(path: Path) -> None:
    """Back up the project at `path`, which has been judged, and migrate it.

    Raises:
        DiskError: there is no room for the backup or for the migration; the file is as it was.
        ProjectError: the backup cannot be made, or somebody else is writing; the file is as it was.
    """
    # Backups stand above the store's other parts.
    from glossator.store.backups import Shelf, before_format

    try:
        Shelf(path).keep(datetime.datetime.now().astimezone(), before_format(FORMAT_VERSION))
    except DiskError as error:
        raise DiskError(
            f"{path} was made by an older Glossator and has to be backed up before it is brought up to date. {error} "
            "The project was not changed."
        ) from error
    with explained(path), closing(to_write(path)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, path)


def migrated_copy(path: Path) -> Connection:
    """A private copy, in memory and temporary files, of what the project at `path` holds now, in the present format."""
    private = open_private(path)
    try:
        with to_look(path) as connection:
            connection.backup(private, pages=-1)
        _migrate(private, path)
        private.execute("PRAGMA query_only = ON")
    except BaseException:
        private.close()
        raise
    return private


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Where another window was faster, nothing is left to do.
        migrate(Database(connection))
        refuse_foreign_schema(connection, path, FORMAT_VERSION)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise

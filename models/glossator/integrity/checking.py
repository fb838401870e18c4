"""`check`: everything that can be wrong with a project, looked for in a private copy. Part of integrity."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from glossator.errors import ProjectDamagedError
from glossator.integrity.catalogue import put_back
from glossator.integrity.journal import check_journal
from glossator.integrity.links import check_links
from glossator.integrity.names import KnownNames, check_names, check_schemas
from glossator.integrity.places import check_places
from glossator.integrity.reference import Layout, layout
from glossator.integrity.salvage import copy_sequences, salvage
from glossator.integrity.shapes import check_shapes
from glossator.integrity.snapshot import copy_into, look, workshop
from glossator.integrity.structure import check_index, check_pages, check_tables, strange_tables
from glossator.integrity.texts import check_texts
from glossator.integrity.things import check_things
from glossator.integrity.values import check_values
from glossator.integrity.verdict import Report, Verdict
from glossator.integrity.workbench import Progress, Workbench

_READS = 2
"""About how often a row is read in a check: what progress is measured by."""


def check(path: Path, *, progress: Progress | None = None) -> Verdict:
    """Look for everything that can be wrong with the project at `path`, which is never written to.

    It may be open, here or in another program: the check is of the moment in which it begins.

    Raises:
        ProjectError: there is no project at `path` (nothing, another program's file, a newer format).
        DiskError: there is no room for a private copy.
    """
    path = Path(path)
    look(path)
    with workshop() as folder:
        report = Report()
        try:
            copy = copy_into(path, folder)
            bench = prepare(copy, folder, report, progress=progress)
        except (ProjectDamagedError, sqlite3.DatabaseError) as error:
            report.add("file.unreadable", f"The file cannot be read at all ({_short(error)}).")
            return Verdict(report.findings())
        with closing(bench):
            counts = bench.counts()
            examine(bench, report)
        if not report.has("file.rows"):
            with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                check_index(connection, report)
    if progress is not None:
        progress(1, 1)
    return Verdict(report.findings(), counts)


def prepare(copy: Path, folder: Path, report: Report, *, progress: Progress | None = None) -> Workbench:
    """A workbench on a private copy: the copy itself where SQLite finds nothing wrong, else what can be read of it.

    Raises:
        sqlite3.DatabaseError: nothing can be read.
    """
    try:
        expected, is_whole, strange = _look_at(copy, report)
    except sqlite3.DatabaseError:
        # Its first page can be read, for its format was; so it is the list of tables that cannot.
        if not put_back(copy, folder):
            raise
        expected, is_whole, strange = layout(_version(copy)), False, []
    if is_whole:
        bench = Workbench.open(copy, expected, progress=progress)
        copy_sequences(bench.connection, "main")
    else:
        saved = salvage(copy, folder / "readable", expected)
        bench = Workbench.open(saved.path, expected, gaps=saved.gaps, progress=progress)
        for table in sorted(saved.gaps.keys() - saved.absent):
            report.add("file.rows", f"Part of the table “{table}” cannot be read.", table=table)
    bench.strange = strange
    bench.total = max(1, _READS * sum(bench.counts().values()))
    return bench


def _look_at(copy: Path, report: Report) -> tuple[Layout, bool, list[str]]:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA writable_schema = ON")
        expected = layout(connection.execute("PRAGMA user_version").fetchone()[0])
        is_whole = check_pages(connection, report)
        is_whole = check_tables(connection, expected, report) and is_whole
        return expected, is_whole, strange_tables(connection, expected)


def _version(copy: Path) -> int:
    with closing(sqlite3.connect(copy)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def examine(bench: Workbench, report: Report) -> None:
    """Everything above single pages and tables."""
    known = KnownNames()
    check_shapes(bench, report)
    check_things(bench, report)
    check_schemas(bench, known, report)
    check_texts(bench, report)
    check_places(bench, report)
    used = check_values(bench, report)
    check_links(bench, report)
    check_journal(bench, known, report)
    check_names(bench, used, known, report)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())

"""The one id space: every object is a thing of its kind, and every thing an object. Part of integrity."""

from __future__ import annotations

from glossator.integrity.verdict import Report
from glossator.integrity.words import a, note
from glossator.integrity.workbench import Workbench


def check_things(bench: Workbench, report: Report) -> None:
    """Kinds, uids and sequences; that an object has a thing at all is a reference."""
    _kinds(bench, report)
    _surplus(bench, report)
    for number, size in bench.rows("SELECT id, length(uid) FROM thing WHERE length(uid) <> 16"):
        report.add("thing.uid", f"The uid of number {number} has {size} bytes instead of 16.", table="thing", id=number)
    for number, size in bench.rows("SELECT id, length(uid) FROM step WHERE length(uid) <> 16"):
        report.add("thing.uid", f"The uid of step {number} has {size} bytes instead of 16.", table="step", id=number)
    for table in ("thing", "step"):
        _sequence(bench, table, report)


def _kinds(bench: Workbench, report: Report) -> None:
    known = ", ".join(f"'{kind}'" for kind in bench.layout.homes)
    for number, kind in bench.rows(f"SELECT id, kind FROM thing WHERE kind NOT IN ({known})"):
        what = f"Number {number} is said to be of the kind “{kind}”, which there is not."
        report.add("thing.kind", what, table="thing", id=number)
    for kind, table in bench.layout.homes.items():
        key = bench.layout.tables[table].key[0]
        for number, said in bench.rows(
            f"SELECT o.{key}, t.kind FROM {table} o JOIN thing t ON t.id = o.{key} WHERE t.kind <> ?", (kind,)
        ):
            note(report, bench, "thing.kind", table, number, f"is something else in the list of ids: {said}")


def _surplus(bench: Workbench, report: Report) -> None:
    for kind, table in bench.layout.homes.items():
        key = bench.layout.tables[table].key[0]
        for (number,) in bench.rows(
            f"SELECT id FROM thing WHERE kind = ? AND id NOT IN (SELECT {key} FROM {table})", (kind,)
        ):
            what = f"The list of ids has {a(table)} that is not there ({number})."
            report.add("thing.surplus", what, table=table, id=number)


def _sequence(bench: Workbench, table: str, report: Report) -> None:
    highest = bench.one(f"SELECT max(id) FROM {table}") or 0
    given = bench.one("SELECT max(seq) FROM sequence WHERE name = ?", (table,))
    if not isinstance(given, int | None) or (given or 0) < highest:
        what = f"The record of the last {table} given a number says {given or 'nothing'}, but {highest} is there."
        report.add("thing.sequence", what, table=table)


def rebuild_things(bench: Workbench, *, also_textless: bool = False) -> None:
    """Let `thing` hold exactly the objects that there are, each with a uid of its own.

    `also_textless`: documents whose text is lost are still things.
    """
    run = bench.connection.execute
    run("DROP TABLE IF EXISTS temp.kept_uid")
    run("CREATE TEMP TABLE kept_uid (id INTEGER PRIMARY KEY, uid)")
    run("INSERT INTO kept_uid SELECT min(id), uid FROM thing WHERE length(uid) = 16 GROUP BY uid")
    run("DELETE FROM thing")
    homes = [*bench.layout.homes.items(), *([("document", "document")] if also_textless else [])]
    for kind, table in homes:
        key = bench.layout.tables[table].key[0]
        run(
            f"INSERT OR IGNORE INTO thing (id, kind, uid) SELECT o.{key}, ?,"
            f" coalesce((SELECT uid FROM temp.kept_uid u WHERE u.id = o.{key}), randomblob(16)) FROM {table} o",
            (kind,),
        )

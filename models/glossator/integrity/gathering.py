"""The first part of a repair: on one workbench, the best there is of everything that no step can give back.

Part of integrity. Texts, suggestions, versions of the schema, names and steps never change once they are written: where
a sound backup has a row of them, its row is the right one. Annotations stay as the damaged file has them; `replaying`
judges them.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise
from typing import Final

from glossator.integrity.account import Account
from glossator.integrity.bases import Base
from glossator.integrity.decoding import Faulty
from glossator.integrity.images import Shape, images_in
from glossator.integrity.places import check_places
from glossator.integrity.shapes import check_shapes
from glossator.integrity.texts import UID
from glossator.integrity.things import rebuild_things
from glossator.integrity.values import check_values
from glossator.integrity.verdict import Ledger
from glossator.integrity.workbench import Workbench
from glossator.store.things import new_uid
from glossator.text.normalise import BYTE_ORDER_MARK, REPLACEMENT

UNCHANGING: Final = ("annotator", "suggester", "text", "step")
_OWNED: Final = (
    *("step", "layer", "span", "event", "relation", "entity", "note", "decision"),
    *("same_event", "exemption", "ruling"),
)
_MOST_LOST_IN_A_ROW: Final = 100_000
"""A step whose number is that far from the one before it has a damaged number."""
_SUGGESTION: Final = (
    'document_id', 'suggester_id', 'kind', 'label', 'start', 'end', 'fragments', 'text', 'score', 'hint',
)  # fmt: skip


def gather(bench: Workbench, base: Base | None, account: Account) -> None:
    """Make the workbench hold the best of the damaged file and a backup.

    Also makes the table `lost_text`, of texts that neither has whole but that can still be read.
    """
    check_shapes(bench, Ledger())
    _set_damaged_texts_aside(bench)
    _drop_unreadable_steps(bench)
    if base is not None:
        bench.connection.execute("ATTACH ? AS base", (str(base.copy),))
        _take_from_base(bench, account)
    _take_damaged_texts(bench, account)
    bench.forget()
    if base is not None:
        _take_proposals(bench, account)
        bench.connection.execute("DETACH base")
    _name_the_nameless(bench, account)
    _number_the_project(bench, account)
    rebuild_things(bench, also_textless=True)


def _set_damaged_texts_aside(bench: Workbench) -> None:
    run = bench.connection.execute
    run("CREATE TABLE lost_text (document_id INTEGER PRIMARY KEY, body)")
    for number, stated, body in run("SELECT document_id, sha256, body FROM text").fetchall():
        if sha256(body.encode()).hexdigest() != stated:
            run("INSERT INTO lost_text VALUES (?, ?)", (number, body))
    run("DELETE FROM text WHERE document_id IN (SELECT document_id FROM lost_text)")


def _drop_unreadable_steps(bench: Workbench) -> None:
    shape = Shape(bench.layout)
    run = bench.connection.execute
    numbers = [number for (number,) in run("SELECT id FROM step ORDER BY id")]
    far = next((at for before, at in pairwise([0, *numbers]) if before + _MOST_LOST_IN_A_ROW < at), None)
    bad = [
        number for number in numbers if (far is not None and far <= number) or not _is_readable(bench, number, shape)
    ]
    run("CREATE TABLE lost_step (id INTEGER PRIMARY KEY, title)")
    for number in bad:
        run("INSERT INTO lost_step SELECT id, title FROM step WHERE id = ?", (number,))
        run("DELETE FROM step WHERE id = ?", (number,))


def _is_readable(bench: Workbench, number: int, shape: Shape) -> bool:
    version, blob = bench.connection.execute(
        "SELECT image_version, images FROM step WHERE id = ?", (number,)
    ).fetchone()
    try:
        for image in images_in(blob, version, bench.layout.image_version):
            shape.check(image)
    except Faulty:
        return False
    bench.tick(1)
    return 0 < number


def _take_from_base(bench: Workbench, account: Account) -> None:
    run = bench.connection.execute
    names = [
        str(name)
        for (name,) in run(
            "SELECT coalesce(d.name, t.document_id) FROM base.text t LEFT JOIN base.document d ON d.id = t.document_id"
            " WHERE t.document_id NOT IN (SELECT document_id FROM main.text)"
        )
    ]
    account.texts_restored.extend(names)
    for table in ("annotator", "suggester", "step"):
        missing = bench.one(f"SELECT count(*) FROM base.{table} WHERE id NOT IN (SELECT id FROM main.{table})")
        account.from_backup[table] += missing
    for table in UNCHANGING:
        columns = ", ".join(f'"{name}"' for name in bench.layout.tables[table].columns)
        run(f"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM base.{table}")
    _take_founding_schema(bench, account)
    run("INSERT OR REPLACE INTO main.setting SELECT key, value FROM base.setting")
    run("DELETE FROM lost_text WHERE document_id IN (SELECT document_id FROM text)")
    run("DELETE FROM lost_step WHERE id IN (SELECT id FROM step)")


def _take_founding_schema(bench: Workbench, account: Account) -> None:
    """The first version of the schema, which no step tells of. A later one may have been undone since.

    With it the uids that no step tells of: what steps make has them in the journal, and there the same uid may have
    come back under another number.
    """
    run = bench.connection.execute
    columns = ", ".join(bench.layout.tables["schema"].columns)
    number = bench.one("SELECT min(id) FROM base.schema")
    account.from_backup["schema"] += bench.one("SELECT ? NOT IN (SELECT id FROM main.schema)", (number,))
    run(f"INSERT OR REPLACE INTO main.schema ({columns}) SELECT {columns} FROM base.schema WHERE id = ?", (number,))
    run(
        "INSERT OR REPLACE INTO main.thing SELECT id, kind, uid FROM base.thing"
        " WHERE kind IN ('document', 'suggestion') OR id = ?",
        (number,),
    )


def _take_damaged_texts(bench: Workbench, account: Account) -> None:
    """Texts that nothing has whole: kept as they are where every offset still fits, else gone."""
    for number, body in bench.connection.execute("SELECT document_id, body FROM lost_text").fetchall():
        length, name = _known_of(bench, number)
        text = well_formed(body)
        if length is not None and len(text) == length:
            bench.connection.execute(
                "INSERT OR IGNORE INTO text (document_id, sha256, body) VALUES (?, ?, ?)",
                (number, sha256(text.encode()).hexdigest(), text),
            )
            account.texts_damaged.append(name)


def well_formed(text: str) -> str:
    """A text with nothing in it that no text here may have, and just as long."""
    mended = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", REPLACEMENT)
    bare = mended.lstrip(BYTE_ORDER_MARK)
    return " " * (len(mended) - len(bare)) + bare


def _known_of(bench: Workbench, number: int) -> tuple[int | None, str]:
    """The length and name of a document, by its row or by the history."""
    row = bench.connection.execute("SELECT length, name FROM document WHERE id = ?", (number,)).fetchone()
    if row is not None:
        return row[0], row[1]
    sql = "SELECT image_version, images FROM step WHERE verb = 'import' ORDER BY id"
    for version, blob in bench.connection.execute(sql):
        for image in images_in(blob, version, bench.layout.image_version):
            if (image.kind, image.id) == ("document", number) and image.after is not None:
                return image.after["length"], image.after["name"]
    return None, str(number)


def _take_proposals(bench: Workbench, account: Account) -> None:
    run = bench.connection.execute
    columns = ", ".join(f'"{name}"' for name in _SUGGESTION)
    account.from_backup["suggestion"] += bench.one(
        "SELECT count(*) FROM base.suggestion WHERE id NOT IN (SELECT id FROM main.suggestion)"
    )
    run(
        f"UPDATE main.suggestion SET ({columns}) = (SELECT {columns} FROM base.suggestion b WHERE b.id = suggestion.id)"
        " WHERE id IN (SELECT id FROM base.suggestion)"
    )
    all_columns = f"id, superseded, {columns}"
    run(f"INSERT OR IGNORE INTO main.suggestion ({all_columns}) SELECT {all_columns} FROM base.suggestion")
    ledger = Ledger()
    check_places(bench, ledger)
    check_values(bench, ledger)
    bench.drop("analysis", "rowid", sorted(ledger.at_fault("analysis")))
    there = "SELECT 1 FROM main.analysis a WHERE (a.document_id, a.suggester_id) = (b.document_id, b.suggester_id)"
    run(
        "INSERT INTO main.analysis (document_id, suggester_id, time, phrases) SELECT document_id, suggester_id, time,"
        f" phrases FROM base.analysis b WHERE NOT EXISTS ({there})"
    )
    account.from_backup["analysis"] += bench.one("SELECT changes()")


def _name_the_nameless(bench: Workbench, account: Account) -> None:
    """Give annotators and suggesters that are referred to, but were lost, a name that says so."""
    run = bench.connection.execute
    owned = (table for table in _OWNED if table in bench.layout.tables)
    owners = " UNION ".join(f"SELECT annotator_id FROM {table}" for table in owned)
    for (number,) in run(f"{owners} EXCEPT SELECT id FROM annotator").fetchall():
        run("INSERT INTO annotator (id, name) VALUES (?, ?)", (number, f"unknown-{number}"))
        account.lost["annotator"] += 1
    users = " UNION ".join(f"SELECT suggester_id FROM {table}" for table in ("suggestion", "analysis"))
    for (number,) in run(f"{users} EXCEPT SELECT id FROM suggester").fetchall():
        run("INSERT INTO suggester (id, source, version) VALUES (?, 'unknown', ?)", (number, str(number)))
        account.lost["suggester"] += 1
    for table, columns, last in (("annotator", "name", "name"), ("suggester", "source, version", "version")):
        doubles = run(f"SELECT max(id) FROM {table} GROUP BY {columns} HAVING 1 < count(*)").fetchall()
        for (number,) in doubles:
            run(f"UPDATE {table} SET {last} = {last} || ' ' || id WHERE id = ?", (number,))


def _number_the_project(bench: Workbench, account: Account) -> None:
    uid = bench.one("SELECT value FROM setting WHERE key = 'uid'")
    if not isinstance(uid, str) or UID.fullmatch(uid) is None:
        bench.connection.execute("INSERT OR REPLACE INTO setting VALUES ('uid', ?)", (new_uid().hex(),))
        account.regretted.append("The project has a new number: it is no longer known as the one it was.")

"""Mutations of projects: of their bytes, of the log beside them, of rows and definitions through plain SQLite.

Part of the fuzzer (`soak.fuzz`). `make` makes a file out of a number and a seed.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

PAGE = 4_096

# Projects to begin with

_BASE = """
import os, sys
from pathlib import Path
from tests.frozen.make import make
from glossator import Project
make(Path(sys.argv[1]))
if len(sys.argv) > 2:
    project = Project.open(sys.argv[1], annotator="ada")
    for at in range(5):
        project.add_span(project.document_ids()[0], at, at + 6, "GPE")
    os._exit(0)
"""


def bases(folder: Path) -> list[Path]:
    """A project of the present format, one with a log that waits, and one of the first format."""
    import gzip

    root = Path(__file__).resolve().parents[2]
    closed, logged, old = (folder / f"{name}.glossator" for name in ("closed", "logged", "old"))
    subprocess.run([sys.executable, "-c", _BASE, closed], check=True, cwd=root)
    subprocess.run([sys.executable, "-c", _BASE, logged, "log"], check=True, cwd=root)
    frozen = root / "tests" / "frozen" / "format-1.glossator.gz"
    old.write_bytes(gzip.decompress(frozen.read_bytes()))
    return [closed, closed, logged, old]


# Mutations of bytes

Bytes = Callable[[random.Random, bytearray], None]


def _place(rng: random.Random, data: bytearray) -> int:
    """Anywhere; more often in the header, and in the head of a page."""
    where = rng.random()
    if where < 0.15:
        return rng.randrange(min(100, len(data)))
    if where < 0.5:
        return min(len(data) - 1, rng.randrange(max(1, len(data) // PAGE)) * PAGE + rng.randrange(120))
    return rng.randrange(len(data))


def flip_bits(rng: random.Random, data: bytearray) -> None:
    """A few bits."""
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        data[_place(rng, data)] ^= 1 << rng.randrange(8)


def overwrite(rng: random.Random, data: bytearray) -> None:
    """A run of bytes: random ones, zeros, or ones."""
    at, length = _place(rng, data), rng.choice((1, 2, 4, 16, 64, 512))
    filling = rng.choice((rng.randbytes(length), bytes(length), b"\xff" * length, b"\x7f" + b"\xff" * (length - 1)))
    data[at : at + length] = filling[: len(data) - at]


def set_header(rng: random.Random, data: bytearray) -> None:
    """A field of the header (sqlite.org/fileformat2.html, section 1.3)."""
    at, size = rng.choice(((16, 2), (18, 1), (19, 1), (20, 1), (21, 1), (24, 4), (28, 4), (32, 4), (36, 4), (40, 4),
                           (44, 4), (48, 4), (52, 4), (56, 4), (60, 4), (64, 4), (68, 4), (92, 4), (96, 4),
                           ))  # fmt: skip
    value = rng.choice((0, 1, 2, 3, 4, 512, 65_536, 2**31 - 1, 2**32 - 1, rng.getrandbits(32)))
    data[at : at + size] = (value & (256**size - 1)).to_bytes(size, "big")


def truncate(rng: random.Random, data: bytearray) -> None:
    """The end is missing, often to the page."""
    keep = rng.randrange(len(data))
    del data[keep // PAGE * PAGE if rng.random() < 0.5 else keep :]


def grow(rng: random.Random, data: bytearray) -> None:
    """Something behind the end."""
    data += rng.choice((bytes(PAGE), rng.randbytes(rng.randrange(1, 3 * PAGE)), data[-PAGE:]))


def swap_pages(rng: random.Random, data: bytearray) -> None:
    """Two pages in each other's place, or one twice."""
    pages = len(data) // PAGE
    if 2 < pages:
        one, other = (rng.randrange(1, pages) * PAGE for _ in range(2))
        first, second = data[one : one + PAGE], data[other : other + PAGE]
        data[one : one + PAGE] = second
        if rng.random() < 0.5:
            data[other : other + PAGE] = first


def zero_page(rng: random.Random, data: bytearray) -> None:
    """A page that the disk has lost."""
    at = rng.randrange(max(1, len(data) // PAGE)) * PAGE
    data[at : at + PAGE] = rng.choice((bytes(PAGE), rng.randbytes(PAGE)))[: len(data) - at]


def cross_pages(rng: random.Random, data: bytearray) -> None:
    """A pointer of an inner page, or of a freelist, to some other page."""
    pages = len(data) // PAGE
    inner = [at for at in range(PAGE, len(data), PAGE) if data[at] in (2, 5)]
    at = rng.choice(inner) + 8 if inner and rng.random() < 0.7 else rng.randrange(max(1, pages)) * PAGE
    data[at : at + 4] = rng.randrange(pages + 2).to_bytes(4, "big")


def splice_text(rng: random.Random, data: bytearray) -> None:
    """Text that is no UTF-8, or other JSON, in the place of as many bytes."""
    found = [match.start() for match in re.finditer(rb"\{\"|\[\[|Estmark|Norland|word", bytes(data))]
    if found:
        at = rng.choice(found)
        filling = rng.choice((b"\xff\xfe\xfd", b"\xed\xa0\x80", b"[[[[[[[", b'{"a":1}', b"null", b"\x00\x00"))
        data[at : at + len(filling)] = filling


def forge_log(rng: random.Random, data: bytearray) -> None:
    """Pages of a log, changed by somebody who knows how its sums are reckoned (fileformat2.html, section 4)."""
    size = PAGE + 24
    if data[:3] != b"\x37\x7f\x06" or len(data) < 32 + size:
        flip_bits(rng, data)
        return
    order = "big" if data[3] & 1 else "little"
    for _ in range(rng.choice((1, 2, 5))):
        frame = 32 + rng.randrange((len(data) - 32) // size) * size
        page = bytearray(data[frame + 24 : frame + size])
        rng.choice((flip_bits, overwrite, splice_text, zero_page))(rng, page)
        data[frame + 24 : frame + size] = page
        if rng.random() < 0.2:
            data[frame : frame + 4] = rng.randrange(1, 80).to_bytes(4, "big")
        if rng.random() < 0.1:
            data[frame + 4 : frame + 8] = rng.choice((0, 1, 5, 2**31 - 2)).to_bytes(4, "big")
    sums = _summed(data[:24], (0, 0), order)
    data[24:32] = b"".join(value.to_bytes(4, "big") for value in sums)
    for frame in range(32, len(data) - size + 1, size):
        sums = _summed(data[frame : frame + 8] + data[frame + 24 : frame + size], sums, order)
        data[frame + 16 : frame + 24] = b"".join(value.to_bytes(4, "big") for value in sums)


def _summed(data: bytearray, sums: tuple[int, int], order: Literal["big", "little"]) -> tuple[int, int]:
    first, second = sums
    numbers = struct.unpack(f"{'>' if order == 'big' else '<'}{len(data) // 4}I", data)
    for one, other in zip(numbers[::2], numbers[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


BYTES: tuple[Bytes, ...] = (
    flip_bits, flip_bits, overwrite, overwrite, set_header, truncate, grow, swap_pages, zero_page, cross_pages,
    splice_text,
)  # fmt: skip

# Mutations of rows

_DEEP = "[" * 50_000
_NUMBERS: tuple[Any, ...] = (
    *(0, -1, 1, 2, 3, 5, 7, 10, 13, 20, 10**6, 2**31, 2**53, 2**63 - 1, -(2**63)),
    *(1.5, -0.0, 1e300, float("inf"), float("-inf"), None, "", "x", "7", b"", b"\xff\xfe"),
)
_WORDS: tuple[Any, ...] = (
    *(
        "",
        "x",
        "\x00",
        "a\x00b",
        "\x1b[31m",
        "é" * 200,
        "\u202eabc",
        "x" * 100_000,
        "undo",
        "redo",
        "done",
        "span",
        "event",
    ),
    *("99999-01-01", "2024-02-31", "0000-00-00T00:00:00+00:00", "9999-12-31T23:59:59.999+23:59", "2024-01-01T00:00:00"),
    *(
        "accepted",
        "superseded",
        "pending",
        "made",
        "imported",
        "%s%n",
        "' OR 1=1 --",
        None,
        5,
        1.5,
        b"",
        b"\xff\xfe\x00",
    ),
)
_JSON: tuple[Any, ...] = (
    *("", "null", "0", "1e999", "NaN", "[NaN]", "[]", "{}", "[1]", "[[1]]", "[[0,5],[3,9]]", "[[5,0]]", "[[0,1e9]]"),
    *("[[0,5],[6,99999999999999999999]]", '[["a","b"]]', '{"a":1}', '{"a":[1,2]}', '{"a":{"b":[]}}', '["\\ud800"]'),
    *(_DEEP, '{"a":' * 9_000, "[" + "9" * 6_000 + "]", '{"entities":"done"}', '{"entities":1}', '{"x":"done"}', '"a"'),
    *('{"types":[],"arguments":[],"attributes":{}}', '{"types":[["A",null,1e999]],"arguments":[],"attributes":{}}'),
    *('{"types":[],"arguments":[["a",[[0,99999999]],0.5]],"attributes":{}}', '{"types":1}', None, 7, b"\xff", b"[]"),
)  # fmt: skip
_SPAN = {"id": 5, "uid": "00" * 16, "document_id": 2, "annotator_id": 1, "label": "ORG", "start": 0, "end": 99}


def _bomb(count: int) -> bytes:
    """Little that becomes much."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b"[" * 1_000_000) for _ in range(count)) + packer.flush()


_BLOBS: tuple[Any, ...] = (
    *(
        b"",
        b"\x00",
        b"x\x9c",
        bytes(16),
        bytes(1_000),
        zlib.compress(b"[]"),
        zlib.compress(b"null"),
        zlib.compress(b"[[]]"),
    ),
    *(zlib.compress(_DEEP.encode()), zlib.compress(b"\xff\xfe"), zlib.compress(b"[[0,1,2,3,4]]"), None, 5, "text"),
    *(zlib.compress(b'[[0,5,"clause",null,null],[5,1e999,"x",null,null]]'), zlib.compress(b'[["span",5,null,null]]')),
    *(zlib.compress(json.dumps([["span", 5, None, _SPAN]]).encode()), zlib.compress(b'[["thing",1,{},null]]')),
    *(zlib.compress(b'[["note",' + b"9" * 5_000 + b",null,{}]]"), zlib.compress(b"[]")[:-2], _bomb(40), _bomb(400)),
    *(
        b"\x01" + bytes(8) + _bomb(40),
        b"\x01" + b"\xff" * 8 + zlib.compress(b"Q" + b"\xff" * 8),
        zlib.compress(b"1e999"),
    ),
)
_JSON_COLUMNS = {"extra", "contexts", "reviews", "fragments", "attributes", "modes", "sectors", "hint"}


def _value(rng: random.Random, column: str, kind: str) -> Any:
    if rng.random() < 0.05:
        return rng.choice(rng.choice((_NUMBERS, _WORDS, _JSON, _BLOBS)))
    if column in _JSON_COLUMNS:
        return rng.choice(_JSON)
    if column == "toml":
        return rng.choice(("", "[", "a = " + "[" * 5_000, "[schema]\nname = 1", "[a]\n" * 3, "x" * 10_000, *_WORDS[:6]))
    return rng.choice({"INTEGER": _NUMBERS, "REAL": _NUMBERS, "BLOB": _BLOBS}.get(kind, _WORDS))


def _relaxed(sql: str) -> str:
    """A table's definition without what it promises."""
    sql = re.sub(r"CHECK \((?:[^()]|\([^()]*\))*\)|NOT NULL|REFERENCES \w+ \(\w+\)|"
                 r"DEFERRABLE INITIALLY DEFERRED", "", sql)  # fmt: skip
    return sql.replace("STRICT, ", "").replace(" STRICT", "")


def _connected(path: Path, rng: random.Random) -> sqlite3.Connection:
    """A connection on which chance is the seed's, too."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.create_function("random", 0, lambda: rng.getrandbits(62))
    connection.create_function("randomblob", 1, rng.randbytes)
    return connection


def _write_schema(path: Path, statements: list[tuple[str, tuple[Any, ...]]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        version = connection.execute("PRAGMA schema_version").fetchone()[0]
        connection.execute("PRAGMA writable_schema = ON")
        for sql, values in statements:
            connection.execute(sql, values)
        connection.execute(f"PRAGMA schema_version = {version + 1}")


def change_rows(rng: random.Random, path: Path) -> None:
    """Values that no table would take: put there while its definition said less."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")
        name, sql = rng.choice(tables.fetchall())
        columns = connection.execute("SELECT name, type, pk FROM pragma_table_info(?)", (name,)).fetchall()
    _write_schema(path, [("UPDATE sqlite_master SET sql = ? WHERE name = ?", (_relaxed(sql), name))])
    with closing(_connected(path, rng)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            column, kind, _ = rng.choice([item for item in columns if not item[2]] or columns)
            value = _value(rng, column, kind)
            some = "" if rng.random() < 0.3 else f" WHERE abs(random()) % {rng.choice((2, 3, 5))} = 0"
            with suppress(sqlite3.Error, OverflowError, MemoryError):
                connection.execute(f'UPDATE "{name}" SET "{column}" = ?{some}', (value,))
    _write_schema(path, [("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))])


def shuffle_rows(rng: random.Random, path: Path) -> None:
    """Rows that are gone, or refer to others than they did; ids at the end of what there is."""
    with closing(_connected(path, rng)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%STRICT%'")]
        for _ in range(rng.choice((1, 2, 3))):
            name = rng.choice([*tables, "step", "step"])
            columns = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))]
            column = rng.choice(columns)
            what = rng.choice((
                f'DELETE FROM "{name}" WHERE abs(random()) % 3 = 0',
                f'UPDATE "{name}" SET "{column}" = (SELECT "{column}" FROM "{name}" ORDER BY random() LIMIT 1)',
                f'UPDATE "{name}" SET "{column}" = abs(random()) % 40 WHERE abs(random()) % 2 = 0',
                "UPDATE step SET closes = 1, group_id = 1, parent = 1 + abs(random()) % 30",
                "UPDATE step SET undo_head = 1 + abs(random()) % 40, redo_head = 1 + abs(random()) % 40",
                f"UPDATE sqlite_sequence SET seq = {rng.choice((2**63 - 1, -5, 0, 2**53))}",
                "UPDATE sqlite_sequence SET seq = 'x'",
                "UPDATE thing SET id = id + 9007199254740992 WHERE kind = 'span'",
                "DELETE FROM sqlite_sequence",
                'UPDATE span SET "end" = "end" + 100000', 'UPDATE suggestion SET "end" = "end" + 100000',
                'UPDATE event SET "end" = "end" + 100000', "UPDATE document SET length = length + 100",
                "UPDATE text SET body = body || ' more'", "UPDATE text SET body = ''", "DELETE FROM annotator",
                "UPDATE step SET image_version = image_version + 1", "UPDATE setting SET value = 'xyz'",
            ))  # fmt: skip
            with suppress(sqlite3.Error):
                connection.execute(what)


_FOREIGN = (
    "CREATE TRIGGER evil AFTER INSERT ON span BEGIN DELETE FROM step; END",
    "CREATE TRIGGER evil BEFORE UPDATE ON thing BEGIN SELECT randomblob(1000000000); END",
    "CREATE VIEW evil AS SELECT * FROM span", "CREATE INDEX evil ON span (abs(start))",
    "CREATE TABLE theirs (a, b)", "CREATE VIEW theirs AS SELECT 1", "CREATE TABLE theirs (a REFERENCES span (id))",
    "DROP INDEX span_place", "DROP TABLE place", "ALTER TABLE span ADD COLUMN evil", "DROP TABLE text_index",
    "CREATE TABLE theirs (a CHECK (length(randomblob(1000000000)) > 5))", "DELETE FROM text_index_data",
    "UPDATE text_index_data SET block = randomblob(50)", "UPDATE text_index_config SET v = 9",
    "DELETE FROM text_index_idx",
    "PRAGMA user_version = 0", "PRAGMA user_version = -7", "PRAGMA user_version = 1", "PRAGMA user_version = 2",
    "PRAGMA user_version = 3", "PRAGMA application_id = 5", "PRAGMA journal_mode = DELETE",
    "DELETE FROM _sqlite_migrations",
    "CREATE VIRTUAL TABLE theirs USING fts5 (a)", "UPDATE text_index_docsize SET sz = x'ff'",
    "DROP TABLE _sqlite_migrations",
)  # fmt: skip


def change_schema(rng: random.Random, path: Path) -> None:
    """Something on our tables, or beside them."""
    with closing(_connected(path, rng)) as connection, suppress(sqlite3.Error):
        connection.execute(rng.choice(_FOREIGN))


def rewrite_schema(rng: random.Random, path: Path) -> None:
    """Definitions that SQLite itself would never have written."""
    with suppress(sqlite3.Error):
        _write_schema(path, [rng.choice((
            ("UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'span'", ()),
            ("UPDATE sqlite_master SET sql = replace(sql, 'CHECK (0 <= start)', '') WHERE name = 'span'", ()),
            ("UPDATE sqlite_master SET rootpage = 3 + abs(random()) % 20 WHERE type = 'index'", ()),
            ("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'step'", ()),
            ("UPDATE sqlite_master SET sql = 'CREATE VIEW span AS SELECT 1', type = 'view' WHERE name = 'span'", ()),
            ("UPDATE sqlite_master SET sql = ? WHERE name = 'span'", ("CREATE TABLE span (" + "(" * 5_000,)),
            ("UPDATE sqlite_master SET sql = x'ff00' WHERE name = 'document'", ()),
            ("UPDATE sqlite_master SET tbl_name = 'event' WHERE name = 'span_place'", ()),
            ("DELETE FROM sqlite_master WHERE abs(random()) % 9 = 0", ()),
            ("INSERT INTO sqlite_master SELECT * FROM sqlite_master WHERE name = 'span'", ()),
        ))])  # fmt: skip


ROWS = (change_rows, change_rows, change_rows, change_rows, shuffle_rows, shuffle_rows, change_schema, rewrite_schema)


@dataclass(frozen=True, slots=True)
class Made:
    """A mutated project: where it is, how it came to be, and how it is to be looked at."""

    path: Path
    how: str
    read_only: bool
    writes: bool


def make(number: int, folder: Path, origins: list[Path], *, seed: int) -> Made:
    """The file of this number and seed."""
    rng = random.Random(f"{seed}:{number}")
    origin = rng.choice(origins)
    path = folder / "fuzzed.glossator"
    for old in folder.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    data, log = bytearray(origin.read_bytes()), origin.with_name(origin.name + "-wal")
    logged = bytearray(log.read_bytes()) if log.exists() else bytearray()
    kind = rng.random()
    names: list[str] = []
    if kind < 0.45:
        for mutate in rng.choices(BYTES, k=rng.choice((1, 1, 1, 2, 3))):
            if logged and rng.random() < 0.7:
                mutate = forge_log if rng.random() < 0.7 else mutate
                names.append(f"{mutate.__name__} of the log")
                mutate(rng, logged)
                continue
            names.append(mutate.__name__)
            mutate(rng, data)
            if not data:
                break
    path.write_bytes(data)
    if logged:
        path.with_name(path.name + "-wal").write_bytes(logged)
    if 0.45 <= kind:
        for change in rng.choices(ROWS, k=rng.choice((1, 1, 2))):
            names.append(change.__name__)
            with suppress(sqlite3.Error):
                change(rng, path)
    if rng.random() < 0.02:
        names.append("journal")
        pages = (
            b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + rng.choice((bytes(504), rng.randbytes(504))) + rng.randbytes(4_104)
        )
        path.with_name(path.name + "-journal").write_bytes(pages)
    return Made(path, f"{origin.stem}: {', '.join(names)}", rng.random() < 0.4, rng.random() < 0.3)

"""The store: a key's durable commit, import, search, opening."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from glossator import Project
from glossator.annotation import Analysis, Proposal
from tests.bench.figures import Row, article, milliseconds, p99, places, timed

ARTICLES = 2_000


def rows() -> list[Row]:
    """Commits, imports and searches, each beside bare SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_commits(Path(folder)), *_imports(Path(folder))]


def _bare_commit(path: Path) -> list[float]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (a)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t VALUES (1)")
        connection.execute("COMMIT")

    times = timed(commit, times=500)
    connection.close()
    return times


def _commits(folder: Path) -> list[Row]:
    bare = _bare_commit(folder / "bare.db")
    with Project.create(folder / "verbs.glossator", annotator="ada") as project:
        text = article(1_000_000, seed=1)
        document_id = project.import_texts([("large", text)]).documents[0]
        proposals = tuple(Proposal("span", "ORG", (place,), 0.9) for place in places(text, 20_000))
        recorded = timed(lambda: project.record_analysis(document_id, Analysis("bench", "1", proposals)))
        waiting = iter(project.suggestions(document_id))
        accepted = timed(lambda: project.accept(next(waiting).id), times=500)
        undone = timed(project.undo, times=200)
        opened = timed(lambda: project.layer(document_id), times=5)
    limit = p99(bare) * 1_000 + 8
    return [
        Row("accept, durable, 1 MB document", milliseconds(accepted), milliseconds(bare), p99(accepted) / p99(bare),
            f"p99 ≤ {limit:.1f} ms with painting"),
        Row("undo, durable, same document", milliseconds(undone), milliseconds(bare), p99(undone) / p99(bare)),
        Row("write 20,000 suggestions", f"{recorded[0]:.2f} s"),
        Row("read the layer, 500 spans", milliseconds(opened)),
    ]  # fmt: skip


def _imports(folder: Path) -> list[Row]:
    source = folder / "articles"
    source.mkdir()
    for number in range(ARTICLES):
        (source / f"{number:05}.txt").write_text(article(3_000, seed=number), encoding="utf-8")
    bare = timed(lambda: _bare_import(folder / "bare2.db", source))[0]
    with Project.create(folder / "import.glossator", annotator="ada") as project:
        ours = timed(lambda: project.import_documents([source]))[0]
        queries = timed(lambda: project.search("pyongyang rapporteur"), times=20)
        listed = timed(project.document_list, times=5)
    return [
        Row(f"import {ARTICLES:,} articles", f"{ours:.2f} s", f"{bare:.2f} s", ours / bare, "≤ 2 × bare"),
        Row(f"search {ARTICLES:,} articles", milliseconds(queries), budget="≤ 50 ms"),
        Row(f"list {ARTICLES:,} articles", milliseconds(listed)),
    ]


def _bare_import(path: Path, source: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE d (id INTEGER PRIMARY KEY, name TEXT, body TEXT)")
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5 (body, content = 'd', content_rowid = 'id',"
        " tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
    )
    texts = [(item.name, item.read_text(encoding="utf-8")) for item in sorted(source.iterdir())]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO d (name, body) VALUES (?, ?)", texts)
    connection.execute("INSERT INTO f (rowid, body) SELECT id, body FROM d")
    connection.execute("COMMIT")
    connection.close()

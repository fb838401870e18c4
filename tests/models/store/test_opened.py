"""What this process has open is never opened and closed beside SQLite: that costs it its locks, and then the log."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import ExportError, ReadError
from glossator.store.guard import inspect, is_sqlite
from glossator.store.opened import flush, is_open, read_head

TEXT = "Kim met Putin in Moscow. " * 20
BOB = """
import sys
from glossator import Project
with Project.open(sys.argv[1], annotator="bob") as project:
    project.add_span(int(sys.argv[2]), 0, 3, "ORG")
"""
COUNT = """
import sys
from glossator import Project
with Project.open(sys.argv[1], annotator="ada", read_only=True) as project:
    print(len(project.layer(int(sys.argv[2])).spans), len(project.layer(int(sys.argv[2]), annotator="bob").spans))
"""
ADA = f"""
import os, signal, subprocess, sys
from pathlib import Path
from glossator import Project
from glossator.errors import GlossatorError
bob, count, path, how = sys.argv[1:]
project = Project.create(path, annotator="ada")
number = project.import_texts([("a", {TEXT!r})]).documents[0]
def export(): project.export(path, format="jsonl")
def read(): project.import_documents([path])
def look():
    with Project.open(path, read_only=True) as other:
        other.document(number)
try:
    {{"export": export, "import": read, "open": look}}[how]()
except GlossatorError as error:
    assert "SQLite" in str(error), error
subprocess.run([sys.executable, "-c", bob, path, str(number)], check=True)
for at in range(5):
    project.add_span(number, at, at + 5, "GPE")
print(number, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def _run(code: str, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process can be killed like this here")
@pytest.mark.parametrize("how", ["open", "export", "import"])
def test_nothing_is_lost_where_another_program_closes_and_ours_is_killed(tmp_path: Path, how: str) -> None:
    path = tmp_path / "news.glossator"
    ada = _run(ADA, BOB, COUNT, path, how)
    assert ada.returncode == -signal.SIGKILL, ada.stderr
    assert _run(COUNT, path, int(ada.stdout)).stdout.split() == ["5", "1"]


def test_a_file_is_known_as_long_as_any_connection_is_open(tmp_path: Path) -> None:
    path = tmp_path / "news.glossator"
    first = Project.create(path, annotator="ada")
    second = Project.open(path, read_only=True)
    os.link(path, tmp_path / "other name")
    assert is_open(path)
    assert is_open(tmp_path / "other name")
    first.close()
    assert read_head(path, 16) is None
    second.close()
    second.close()
    assert not is_open(path)
    assert read_head(path, 6) == b"SQLite"


def test_a_connection_that_was_thrown_away_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "news.glossator"
    project = Project.create(path)
    assert is_open(path)
    del project
    gc.collect()
    assert not is_open(path)


def test_a_file_that_could_not_be_opened_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "news.glossator"
    path.write_bytes(b"SQLite format 3\0" + bytes(5_000))
    with pytest.raises(Exception, match="not a Glossator project"):
        Project.open(path)
    assert not is_open(path)


def test_what_is_open_is_judged_by_sqlite_alone(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("opened beside SQLite")

    monkeypatch.setattr(Path, "open", never)
    inspect(project.path)
    assert is_sqlite(project.path)
    assert is_sqlite(project.path.with_name(project.path.name + "-wal"))
    with pytest.raises(RuntimeError):
        flush(project.path)


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
@pytest.mark.parametrize("work", [
    lambda project, path: project.export(path, format="jsonl"),
    lambda project, path: project.import_documents([path]),
])  # fmt: skip
def test_no_export_over_an_open_project_and_no_import_of_it(
    project: Project, suffix: str, work: Callable[[Project, Path], object]
) -> None:
    with pytest.raises((ExportError, ReadError), match="SQLite"):
        work(project, project.path.with_name(project.path.name + suffix))
    project.add_span(project.document_ids()[0], 0, 3, "PERSON")

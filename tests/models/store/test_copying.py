"""Raw copies: whole, of one moment, made beside writers, private, and without a word about what is copied."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import DiskError, NotAProjectError, ProjectDamagedError, ProjectError, ProjectExistsError
from glossator.store import copying
from glossator.store.database import raw_snapshot, snapshot_of

WRITER = """
import sys
from glossator import Project
with Project.open(sys.argv[1], annotator="bob") as project:
    number = project.document_ids()[0]
    print("ready", flush=True)
    while sys.stdin.readline().strip():
        for at in range(40):
            project.add_span(number, at, at + 2, "ORG")
        print("written", flush=True)
"""


def _spans(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM span").fetchone()[0])


def test_what_the_log_holds_is_copied(project: Project, tmp_path: Path) -> None:
    project.add_span(project.document_ids()[0], 0, 3, "PERSON")
    target = tmp_path / "copy.glossator"
    raw_snapshot(project.path, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600 or os.name == "nt"
    assert _spans(target) == 1
    assert not list(tmp_path.glob("copy.glossator-*"))


def test_copies_are_made_while_somebody_writes(project: Project, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(project.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        counts = []
        for number in range(3):
            writer.stdin.write("go\n")
            writer.stdin.flush()
            raw_snapshot(project.path, tmp_path / f"during {number}")
            assert writer.stdout.readline() == "written\n"
            raw_snapshot(project.path, tmp_path / f"after {number}")
            counts += [_spans(tmp_path / f"during {number}"), _spans(tmp_path / f"after {number}")]
        writer.stdin.close()
    assert writer.returncode == 0
    assert counts == sorted(counts)
    assert counts[1::2] == [40, 80, 120]


def test_a_quiet_file_is_copied_without_a_trace(project: Project, tmp_path: Path) -> None:
    project.close()
    before = project.path.read_bytes()
    raw_snapshot(project.path, tmp_path / "copy")
    assert project.path.read_bytes() == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ["copy", "news.glossator"]


def test_nothing_is_overwritten(project: Project, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("precious")
    with pytest.raises(ProjectExistsError):
        raw_snapshot(project.path, tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "precious"


def test_a_damaged_file_is_copied_as_far_as_it_goes(project: Project, tmp_path: Path) -> None:
    project.close()
    content = bytearray(project.path.read_bytes())
    content[5_000:5_400] = os.urandom(400)
    del content[-10_000:]
    project.path.write_bytes(content)
    with pytest.raises(ProjectDamagedError):
        Project.open(project.path)
    raw_snapshot(project.path, tmp_path / "copy")
    copied = (tmp_path / "copy").read_bytes()
    assert len(content) - 4096 < len(copied) < len(content) + 4096
    assert copied[4096:8192] == content[4096:8192]
    assert project.path.read_bytes() == content


def test_what_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"no database at all " * 500)
    with pytest.raises(ProjectError):
        raw_snapshot(tmp_path / "text", tmp_path / "copy")
    with pytest.raises(NotAProjectError):
        Project.open(tmp_path / "text")
    assert not (tmp_path / "copy").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_named(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "copy"

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(copying, "flush", full)
    with pytest.raises(DiskError, match="copy"):
        raw_snapshot(project.path, target)
    assert not target.exists()


def test_a_copy_from_an_open_connection(project: Project, tmp_path: Path) -> None:
    project.add_span(project.document_ids()[0], 0, 3, "PERSON")
    project.path.unlink()
    snapshot_of(project._store.database.conn, project.path, tmp_path / "copy")
    assert _spans(tmp_path / "copy") == 1

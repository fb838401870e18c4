"""Whatever is wrong with a project file is said in one line, and the file is left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import (
    DiskError,
    NewerProjectError,
    NotAProjectError,
    ProjectDamagedError,
    ProjectError,
    ProjectExistsError,
    ProjectNotFoundError,
    ReadOnlyProjectError,
)
from glossator.store import create
from glossator.store.database import CHECKPOINT_PAGES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with a document and a span."""
    target = tmp_path / "news.glossator"
    with Project.create(target, annotator="ada") as project:
        document_id = project.import_texts([("a", "Kim met Putin. " * 2_000)]).documents[0]
        project.add_span(document_id, 0, 3, "PERSON")
    return target


def _refused(path: Path, kind: type[ProjectError]) -> str:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(kind) as caught:
        Project.open(path)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    assert (path.read_bytes() if path.is_file() else b"") == before
    return message


def test_missing(tmp_path: Path) -> None:
    assert "glossator new" in _refused(tmp_path / "none.glossator", ProjectNotFoundError)
    assert not list(tmp_path.iterdir())


def test_folder(tmp_path: Path) -> None:
    _refused(tmp_path, NotAProjectError)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7 and so on" * 40, b"\x89PNG\r\n\x1a\n" + bytes(300)])
def test_other_files(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.glossator"
    other.write_bytes(content)
    _refused(other, NotAProjectError)


def test_foreign_sqlite(tmp_path: Path) -> None:
    other = tmp_path / "other.glossator"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE document (id INTEGER)")
    connection.commit()
    connection.close()
    _refused(other, NotAProjectError)


@pytest.mark.parametrize("kept", [10, 99, 4_096, 20_000, 0.5, 0.99])
def test_truncated(path: Path, kept: float) -> None:
    content = path.read_bytes()
    size = kept if isinstance(kept, int) else int(len(content) * kept)
    path.write_bytes(content[:size])
    _refused(path, ProjectDamagedError)


def test_damaged_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(8_192, len(content) - 512, 4_096):
        content[at : at + 64] = os.urandom(64)
    path.write_bytes(bytes(content))
    _refused(path, ProjectDamagedError)


def test_newer_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer" in _refused(path, NewerProjectError)


def test_read_only_file_opens_as_a_view(path: Path) -> None:
    path.chmod(0o444)
    with Project.open(path, annotator="ada") as project:
        assert project.read_only
        document_id = project.document_ids()[0]
        assert [span.text for span in project.layer(document_id).spans] == ["Kim"]
        project.set_place(document_id, 1, 0.0)
        with pytest.raises(ReadOnlyProjectError) as caught:
            project.add_span(document_id, 4, 7, "ORG")
        assert "read-only" in str(caught.value)


def test_a_copy_on_a_read_only_medium_opens(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    copy = shutil.copy(path, folder / "copy.glossator")
    folder.chmod(0o555)
    try:
        with Project.open(copy, read_only=True) as project:
            assert len(project.document_ids()) == 1
    finally:
        folder.chmod(0o755)


def test_an_existing_file_is_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ProjectExistsError):
        Project.create(path)
    assert path.read_bytes() == before


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(DiskError):
        Project.create(tmp_path / "no" / "news.glossator")


def test_creating_leaves_one_file(tmp_path: Path) -> None:
    Project.create(tmp_path / "news.glossator").close()
    assert [item.name for item in tmp_path.iterdir()] == ["news.glossator"]


def test_a_bad_schema_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no-such-schema"):
        Project.create(tmp_path / "news.glossator", schema="no-such-schema")
    assert not list(tmp_path.iterdir())


def test_the_log_of_a_script_that_never_rests_stays_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossator.store.database.CHECKPOINT_PAGES", 50)
    with Project.open(path, annotator="ada") as project:
        document_id = project.document_ids()[0]
        for number in range(60):
            project.set_metadata(document_id, title=f"{number} " * 5_000)
        assert path.with_name(path.name + "-wal").stat().st_size < 200 * 4_096


def test_creating_reaches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        flushed.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    target = tmp_path / "news.glossator"
    create(target)
    assert target.stat().st_ino in flushed
    assert tmp_path.stat().st_ino in flushed[flushed.index(target.stat().st_ino) :]


def test_pragmas(path: Path) -> None:
    with Project.open(path) as project:
        ask = project._store.database.execute
        assert ask("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert ask("PRAGMA synchronous").fetchone()[0] == 2
        assert ask("PRAGMA foreign_keys").fetchone()[0] == 1
        project.set_place(project.document_ids()[0], 0, 0.0)
        assert ask("PRAGMA synchronous").fetchone()[0] == 2
        assert ask("PRAGMA wal_autocheckpoint").fetchone()[0] == CHECKPOINT_PAGES
        strict = dict(ask("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall())
        ours = {name for name in strict if not name.startswith(("sqlite_", "_sqlite", "text_index"))}
        assert {"document", "span", "event", "argument", "step", "suggestion"} <= ours
        assert all(strict[name] for name in ours)

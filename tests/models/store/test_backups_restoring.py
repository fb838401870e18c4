from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from glossator import Project
from glossator.errors import (
    DiskError,
    NotAProjectError,
    ProjectBusyError,
    ProjectDamagedError,
    ProjectError,
    ProjectExistsError,
    ProjectNotFoundError,
)
from glossator.store.backups import Shelf, is_sound, look, put_back, restore, restore_backup
from glossator.store.occupancy import Occupancy

NOW = datetime(2026, 11, 21, 14, 32, 5, tzinfo=timezone(timedelta(hours=9)))
NAME = "news damaged 2026-11-21 14-32-05.glossator"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with one document and one span."""
    path = tmp_path / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        (document,) = project.import_texts([("letter", "Kim met Putin in Moscow.")]).documents
        project.add_span(document, 0, 3, "PERSON")
    return path


@pytest.fixture
def backup(path: Path) -> Path:
    made = Shelf(path).keep(NOW - timedelta(hours=1))
    assert made is not None
    return made.path


def spans(path: Path) -> int:
    with Project.open(path, annotator="ada") as project:
        return sum(len(project.layer(number).spans) for number in project.document_ids())


def break_(path: Path) -> bytes:
    """Writes over the middle of a file; returns what it holds then."""
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = b"\xa5" * (len(content) // 2 - 4096)
    path.write_bytes(content)
    return bytes(content)


@pytest.fixture(autouse=True)
def nothing_unfinished(tmp_path: Path) -> Iterator[None]:
    yield
    assert not [item for item in tmp_path.rglob(".glossator-unfinished*")]  # noqa: C416
    assert not list(tmp_path.rglob("*-lock"))


def test_restored_to_a_new_file(path: Path, backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "again.glossator"
    restore_backup(backup, target)
    assert spans(target) == 1
    with Project.open(target, annotator="ada") as project:
        project.undo()
        assert not project.read_only
    with pytest.raises(ProjectExistsError):
        restore_backup(backup, target)
    with pytest.raises(ProjectExistsError):
        restore_backup(backup, path)


def test_a_damaged_backup_is_refused_and_nothing_is_made(backup: Path, tmp_path: Path) -> None:
    break_(backup)
    target = tmp_path / "again.glossator"
    with pytest.raises(ProjectDamagedError, match="Choose another one"):
        restore_backup(backup, target)
    assert not target.exists()
    with pytest.raises(ProjectNotFoundError):
        restore_backup(tmp_path / "none.glossator", target)


def test_a_damaged_project_makes_way_and_is_kept(path: Path, backup: Path) -> None:
    path.chmod(0o640)
    broken = break_(path)
    assert not is_sound(path)
    kept = put_back(backup, path, NOW)
    assert kept == path.with_name(NAME)
    assert kept.read_bytes() == broken
    assert spans(path) == 1
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert Shelf(path).list()[0].path == backup


def test_file_and_log_are_never_separated(path: Path, backup: Path) -> None:
    with Project.open(path, annotator="ada") as project:
        project.add_span(project.document_ids()[0], 4, 7, "ORG")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{path}{suffix}", f"{path}{suffix}.then")
    for suffix in ("", "-wal"):
        Path(f"{path}{suffix}.then").rename(f"{path}{suffix}")
    path.with_name(path.name + "-shm").write_bytes(b"what is left of shared memory")
    log = path.with_name(path.name + "-wal").read_bytes()
    kept = put_back(backup, path, NOW)
    assert kept is not None
    assert kept.with_name(kept.name + "-wal").read_bytes() == log
    assert not path.with_name(path.name + "-wal").exists()
    assert not path.with_name(path.name + "-shm").exists()
    assert spans(path) == 1
    assert spans(kept) == 2


def test_a_log_without_its_file_does_not_get_into_the_restored_one(path: Path, backup: Path) -> None:
    with Project.open(path, annotator="ada") as project:
        project.add_span(project.document_ids()[0], 4, 7, "ORG")
        shutil.copyfile(f"{path}-wal", f"{path}.then")
    path.unlink()
    Path(f"{path}.then").rename(f"{path}-wal")
    kept = put_back(backup, path, NOW)
    assert kept == path.with_name(NAME + "-wal")
    assert kept.exists()
    assert spans(path) == 1


def test_a_project_that_is_gone_comes_back(path: Path, backup: Path) -> None:
    path.unlink()
    assert put_back(backup, path, NOW) is None
    assert spans(path) == 1
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_time_in_a_second_takes_another_name(path: Path, backup: Path) -> None:
    break_(path)
    first = put_back(backup, path, NOW)
    path.write_text("not even SQLite")
    second = put_back(backup, path, NOW)
    assert first == path.with_name(NAME)
    assert second == path.with_name("news damaged 2026-11-21 14-32-05 2.glossator")
    assert second.read_text() == "not even SQLite"


def test_it_is_refused_while_a_window_has_the_project(path: Path, backup: Path) -> None:
    broken = break_(path)
    window = Occupancy(path, user="bob")
    assert window.claim()
    try:
        with pytest.raises(ProjectBusyError, match="open in a window by bob"):
            put_back(backup, path, NOW)
    finally:
        window.release()
    assert path.read_bytes() == broken
    assert put_back(backup, path, NOW)


def test_a_damaged_backup_leaves_the_project_where_it_is(path: Path, backup: Path) -> None:
    broken = break_(path)
    break_(backup)
    with pytest.raises(ProjectDamagedError):
        put_back(backup, path, NOW)
    assert path.read_bytes() == broken
    assert sorted(item.name for item in path.parent.iterdir()) == ["news.glossator", "news.glossator-backups"]


def test_where_the_last_move_fails_everything_is_as_it_was(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = break_(path)
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"a log")

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(DiskError, match="No space left"):
        put_back(backup, path, NOW)
    assert path.read_bytes() == broken
    assert log.read_bytes() == b"a log"
    assert len(list(path.parent.iterdir())) == 3


def test_where_files_have_one_name_only_it_works_as_well(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = break_(path)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    kept = put_back(backup, path, NOW)
    assert kept is not None
    assert kept.read_bytes() == broken
    assert spans(path) == 1


class PowerCut(BaseException):
    """Nothing more is done, not even cleaning up after a failure."""


def test_a_power_cut_never_parts_a_file_from_its_log(path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop before the first, the second, … change to the folder: old file and log are together, and none is mixed."""
    log = path.with_name(path.name + "-wal")
    restored = look(backup)
    for stop in range(20):
        if path.exists():
            path.unlink()
        path.write_bytes(old := b"old file" * 1000)
        log.write_bytes(b"old log")
        left, changes = stop, ("link", "rename", "unlink", "replace")

        def counted(name: str, change: Callable[..., object]) -> Callable[..., object]:
            def do(*arguments: Any, **options: Any) -> object:
                nonlocal left
                ours = str(arguments[0]).startswith((str(path), str(path.with_name("news damaged"))))
                if ours or name == "replace":
                    if left == 0:
                        raise PowerCut
                    left -= 1
                return change(*arguments, **options)

            return do

        with monkeypatch.context() as patch:
            patch.setattr(os, "link", counted("link", os.link))
            for name in changes[1:]:
                patch.setattr(Path, name, counted(name, getattr(Path, name)))
            try:
                put_back(backup, path, NOW + timedelta(seconds=stop))
                cut = False
            except PowerCut:
                cut = True
        pairs = [
            (item.read_bytes(), (item.with_name(item.name + "-wal")).exists())
            for item in path.parent.glob("news*.glossator")
            if item.name == path.name or f"-{5 + stop:02}.g" in item.name
        ]
        assert (old, True) in pairs
        assert not [beside for content, beside in pairs if content != old and beside]
        if not cut:
            break
        for item in path.parent.glob("news damaged*"):
            item.unlink()
        log.unlink(missing_ok=True)
    assert not cut
    assert 4 <= stop
    assert look(path) == restored


def test_a_folder_of_that_name_is_left_alone(path: Path, backup: Path) -> None:
    path.unlink()
    path.mkdir()
    with pytest.raises(ProjectExistsError, match="is a folder"):
        put_back(backup, path, NOW)


def test_a_sound_project_is_never_replaced(path: Path, backup: Path) -> None:
    before = path.read_bytes()
    done = restore(backup, path, NOW)
    assert done.project == path.with_name("news restored 2026-11-21 14-32-05.glossator")
    assert done.kept is None
    assert spans(done.project) == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"\x00" * 4096, b"an article"])
def test_what_is_left_after_a_power_cut_is_not_sound(path: Path, backup: Path, content: bytes) -> None:
    path.write_bytes(content)
    done = restore(backup, path, NOW)
    assert done.project == path
    assert done.kept is not None
    assert done.kept.read_bytes() == content
    assert spans(path) == 1


def test_a_lost_table_is_damage_too(path: Path, backup: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TABLE analysis")
    assert not is_sound(path)
    assert restore(backup, path, NOW).project == path


def test_another_programs_file_is_no_backup(path: Path, tmp_path: Path) -> None:
    strange = tmp_path / "strange.glossator"
    with closing(sqlite3.connect(strange)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with pytest.raises(NotAProjectError):
        restore_backup(strange, tmp_path / "new.glossator")
    with pytest.raises(ProjectError):
        restore_backup(tmp_path, tmp_path / "new.glossator")
    strange.unlink()
    assert is_sound(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everything may be written here")
def test_a_folder_that_may_not_be_written_is_said(path: Path, backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(DiskError, match="Choose a folder"):
        restore_backup(backup, folder / "a.glossator")

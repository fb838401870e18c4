"""What a check does not do: write, wait, leave anything behind, or judge what is no project."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import zlib
from collections import namedtuple
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator import Project
from glossator.errors import DiskError, NewerProjectError, NotAProjectError, ProjectNotFoundError
from glossator.integrity import check, repair
from glossator.integrity.images import images_in
from glossator.integrity.rebuilding import packed
from glossator.integrity.reference import layout
from glossator.integrity.salvage import salvage
from glossator.store.migrations import FORMAT_VERSION, migrate
from support.damage import run


def test_nothing_is_left_behind_and_nobody_else_can_look(
    rich: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    seen: set[int] = set()

    def progress(done: int, total: int) -> None:
        assert 0 <= done <= total
        seen.update(stat.S_IMODE(folder.stat().st_mode) for folder in place.iterdir())

    assert check(rich, progress=progress).sound
    assert seen <= {0o700}
    assert seen
    assert list(place.iterdir()) == []


def test_nothing_is_left_behind_when_it_is_broken_off(
    rich: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    before = {*tmp_path.iterdir()}
    with pytest.raises(KeyboardInterrupt):
        check(rich, progress=stop)
    assert {*tmp_path.iterdir()} - before <= {rich.with_name(f"{rich.name}-{part}") for part in ("wal", "shm")}


def test_no_room_for_a_copy(rich: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: namedtuple("Usage", "total used free")(1, 1, 1000))
    with pytest.raises(DiskError, match=r"no room in .* TMPDIR"):
        check(rich)


def test_what_is_no_project(rich: Path, tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFoundError):
        check(tmp_path / "nothing")
    with pytest.raises(NotAProjectError):
        check(tmp_path)
    run(rich, f"PRAGMA user_version = {FORMAT_VERSION + 1}")
    with pytest.raises(NewerProjectError):
        check(rich)
    run(rich, "PRAGMA application_id = 7")
    with pytest.raises(NotAProjectError):
        check(rich)


def test_the_log_of_a_killed_program_counts(rich: Path) -> None:
    """What was committed and is in the log only is seen; a fault in there is, too."""
    code = (
        "import os, sys; from glossator import Project; p = Project.open(sys.argv[1], annotator='ada');"
        "p.add_note(p.document_ids()[0], 'the last'); os.kill(os.getpid(), 9)"
    )
    before = check(rich).counts["note"]
    subprocess.run([sys.executable, "-c", code, str(rich)], check=False, env={**os.environ})
    verdict = check(rich)
    assert verdict.sound
    assert verdict.counts["note"] == before + 1


def test_a_window_may_write_meanwhile(rich: Path) -> None:
    with Project.open(rich, annotator="ada") as project:
        number = project.document_ids()[0]

        def progress(done: int, total: int) -> None:
            project.add_note(number, f"{done} of {total}")

        assert check(rich, progress=progress).sound
        assert check(rich).sound
    assert check(rich).sound


@pytest.mark.parametrize("version", range(1, FORMAT_VERSION))
def test_an_older_format_is_sound_and_repaired_as_such(version: int, tmp_path: Path) -> None:
    from sqlite_utils import Database

    path = tmp_path / "old.glossator"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA application_id = 1198288755")
        migrate(Database(connection), version)
        assert layout(version).version == version
    codes = {finding.code for finding in check(path).findings}
    assert codes == {"project.schema", "project.uid"}


def test_a_hostile_view_is_never_looked_into(rich: Path, tmp_path: Path) -> None:
    """A table of ours that is a view without end would never come back."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n"
    run(rich, "DROP TABLE relation", f"CREATE VIEW relation AS {endless}")
    assert {"tables.surplus", "tables.missing"} <= {finding.code for finding in check(rich).findings}
    assert repair(rich, tmp_path / "out.glossator").after.sound


def test_tables_of_other_programs_are_no_fault_and_are_named_in_a_repair(rich: Path, tmp_path: Path) -> None:
    run(
        rich,
        "CREATE TABLE mine (a TEXT, b CHECK (b <> 'span'))",
        "CREATE VIEW of_mine AS SELECT a FROM mine",
        "ANALYZE",
    )
    assert check(rich).sound
    assert repair(rich, tmp_path / "out.glossator").lost == ("Tables of other programs were not taken along: mine.",)


def test_a_bomb_in_a_step_is_no_step(rich: Path) -> None:
    squeeze = zlib.compressobj(9)
    spaces = [squeeze.compress(b" " * (1 << 20)) for _ in range(100)]
    blob = b"".join([squeeze.compress(b"["), *spaces, squeeze.flush()])
    run(rich, "UPDATE step SET images = :blob WHERE id = 30", blob=blob)
    assert {finding.code for finding in check(rich).findings} == {"journal.images"}


def test_sentences_move_no_terminal(rich: Path) -> None:
    run(rich, "UPDATE document SET name = :name", name="red \x1b[31m\nalert")
    for finding in check(rich).findings:
        assert finding.what.isprintable()


_STATES = st.none() | st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=300), max_size=5)


@given(st.lists(st.tuples(st.sampled_from(["span", "note"]), st.integers(0, 1 << 40), _STATES, _STATES), max_size=40))
def test_images_are_read_piece_by_piece_as_they_were_written(
    changes: list[tuple[str, int, dict[str, object] | None, dict[str, object] | None]],
) -> None:
    import json

    blob = packed((kind, number, json.dumps(before), json.dumps(after)) for kind, number, before, after in changes)
    assert [(one.kind, one.id, one.before, one.after) for one in images_in(blob, 2, 2)] == changes


def test_what_is_salvaged_of_a_sound_file_is_all_of_it(rich: Path, tmp_path: Path) -> None:
    saved = salvage(rich, tmp_path / "clean", layout(FORMAT_VERSION))
    assert saved.gaps == {}
    with closing(sqlite3.connect(saved.path)) as clean, closing(sqlite3.connect(rich)) as whole:
        for table in layout(FORMAT_VERSION).tables:
            sql = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert clean.execute(sql).fetchall() == whole.execute(sql).fetchall()

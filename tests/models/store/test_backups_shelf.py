from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.errors import (
    DiskError,
    NotAProjectError,
    ProjectDamagedError,
    ProjectError,
    ProjectExistsError,
    ProjectNotFoundError,
)
from glossator.store.backups import BY_HAND, Shelf, before_format, copy_project, look, restore_backup, shelf_folder
from glossator.store.backups.connections import reading
from glossator.store.backups.disk import size_in_words, unfinished_path

START = datetime(2026, 11, 21, 14, 32, 5, tzinfo=timezone(timedelta(hours=1)))
HOUR = timedelta(hours=1)
Work = Callable[[], object]


@pytest.fixture
def path(project: Project) -> Path:
    return project.path


@pytest.fixture
def work(project: Project, document_id: int) -> Work:
    """Does one more step in the project."""
    places = iter(range(40))

    def do() -> object:
        place = next(places)
        return project.add_span(document_id, place, place + 1, "ORG")

    return do


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_backup_holds_all_that_is_saved_also_what_is_only_in_the_log(
    project: Project, path: Path, work: Work
) -> None:
    project.checkpoint()
    work()
    made = Shelf(path).keep(START)
    assert made is not None
    assert made.path == path.with_name("news.glossator-backups") / "news 2026-11-21 14-32-05 +0100.glossator"
    assert (made.time, made.reason, made.size) == (START, "", made.path.stat().st_size)
    assert rows(made.path) == rows(path)
    assert look(made.path) == look(path)


def test_a_backup_is_one_file_for_its_owner_only(path: Path) -> None:
    shelf = Shelf(path)
    made = shelf.keep(START)
    assert made is not None
    assert shelf.list() == (made,)
    look(made.path)
    assert list(shelf.folder.iterdir()) == [made.path]
    if os.name == "posix":
        assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_nothing_is_made_where_nothing_has_changed(project: Project, path: Path, document_id: int, work: Work) -> None:
    shelf = Shelf(path)
    assert shelf.keep(START)
    project.set_place(document_id, 3, 0.5)
    assert shelf.keep(START + HOUR) is None
    work()
    assert shelf.keep(START + 2 * HOUR)
    project.undo()
    assert shelf.keep(START + 3 * HOUR)
    project.record_analysis(document_id, Analysis("m", "1", (Proposal("span", "ORG", ((0, 3),), 0.5),)))
    assert shelf.keep(START + 4 * HOUR)
    project.record_analysis(document_id, Analysis("m", "2", ()))
    assert shelf.keep(START + 5 * HOUR)
    assert shelf.keep(START + 6 * HOUR) is None
    assert [item.time for item in shelf.list()] == [START + number * HOUR for number in (5, 4, 3, 2, 0)]


def test_one_asked_for_is_made_beside_one_that_will_go(path: Path) -> None:
    shelf = Shelf(path)
    assert shelf.keep(START)
    by_hand = shelf.keep(START + HOUR, BY_HAND)
    assert by_hand is not None
    assert by_hand.stays
    assert shelf.keep(START + 2 * HOUR, BY_HAND) is None
    before = shelf.keep(START + 2 * HOUR, before_format(2))
    assert before is not None
    assert before.path.name == "news 2026-11-21 16-32-05 +0100 before-format-2.glossator"
    assert shelf.keep(START + 3 * HOUR) is None


def test_two_in_one_second_have_two_names(path: Path, work: Work) -> None:
    shelf = Shelf(path)
    first = shelf.keep(START)
    work()
    second = shelf.keep(START)
    assert first is not None
    assert second is not None
    assert second.time == START + timedelta(seconds=1)


def test_thinning_out_spares_what_stays_and_what_others_put_there(path: Path, work: Work) -> None:
    shelf = Shelf(path)
    shelf.keep(START, BY_HAND)
    for minutes in range(1, 7):
        work()
        shelf.keep(START + timedelta(minutes=minutes))
    mine = shelf.folder / "before the holidays.glossator"
    mine.write_bytes(shelf.list()[0].path.read_bytes())
    notes = shelf.folder / "notes.txt"
    notes.write_text("mine")
    gone = shelf.prune(START + timedelta(days=200))
    assert [item.time for item in gone] == [START + timedelta(minutes=number) for number in (3, 2, 1)]
    assert not any(item.path.exists() for item in gone)
    assert mine.exists()
    assert notes.exists()
    assert {item.reason for item in shelf.list() if item.stays} == {"by-hand", "other"}
    assert shelf.prune(START + timedelta(days=200)) == []


def test_backups_of_another_project_that_had_the_name_stay(project: Project, path: Path, work: Work) -> None:
    shelf = Shelf(path)
    for minutes in range(6):
        work()
        shelf.keep(START + timedelta(minutes=minutes))
    others = shelf.list()
    project.close()
    path.unlink()
    with Project.create(path, annotator="bob") as other:
        assert shelf.keep(START + HOUR)
        assert shelf.prune(START + timedelta(days=400)) == []
        assert other.uid != project_uid(others[0].path)
    assert len(shelf.list()) == 7


def project_uid(path: Path) -> bytes:
    with Project.open(path, read_only=True) as opened:
        return opened.uid


def test_nothing_is_deleted_where_the_project_cannot_be_read(project: Project, path: Path, work: Work) -> None:
    shelf = Shelf(path)
    for minutes in range(6):
        work()
        shelf.keep(START + timedelta(minutes=minutes))
    project.close()
    path.write_bytes(b"gone" * 5_000)
    assert shelf.prune(START + timedelta(days=400)) == ()
    assert len(shelf.list()) == 6


def test_room_is_limited(path: Path, work: Work) -> None:
    size = 1_000_000
    shelf = Shelf(path, limit=size)
    for hours in range(8):
        work()
        assert shelf.keep(START + hours * HOUR)
    room = shelf.list()[0].size
    gone = shelf.prune(START + 8 * HOUR)
    left = shelf.list()
    assert gone
    assert len(left) == max(3, size // room)
    assert left[0].time == START + 7 * HOUR


def test_a_clock_set_back_costs_nothing(path: Path, work: Work) -> None:
    shelf = Shelf(path)
    for minutes in range(3):
        work()
        shelf.keep(START + timedelta(days=300, minutes=minutes))
    now = START
    for minutes in range(5):
        work()
        made = shelf.keep(now + timedelta(minutes=minutes))
        shelf.prune(now + timedelta(minutes=minutes))
        assert made is not None
        assert made.path.exists()
    # Nothing has changed since the one made last, though others bear later times.
    assert shelf.keep(now + HOUR) is None
    assert len(shelf.list()) == 6


def test_a_full_disk_is_left_room(path: Path) -> None:
    size = path.stat().st_size
    shelf = Shelf(path, free=lambda folder: 2 * size)
    with pytest.raises(DiskError, match=r"has \d+ KB left"):
        shelf.keep(START)
    assert not shelf.folder.exists()
    assert Shelf(path, free=lambda folder: 10 * size).keep(START)


def test_a_folder_that_may_not_be_written_is_said(path: Path) -> None:
    shelf_folder(path).write_text("in the way")
    with pytest.raises(DiskError, match="-backups cannot be made"):
        Shelf(path).keep(START)
    assert Shelf(path).list() == ()


def test_a_missing_project_has_no_backups_but_may_have_had(path: Path, project: Project) -> None:
    shelf = Shelf(path)
    made = shelf.keep(START)
    project.close()
    path.unlink()
    assert shelf.list() == (made,)
    with pytest.raises(ProjectNotFoundError):
        shelf.keep(START + HOUR)


def test_backups_lie_beside_the_file_itself(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "todays.glossator"
    link.symlink_to(path)
    made = Shelf(link).keep(START)
    assert made is not None
    assert Shelf(path).list() == (made,)


def test_a_backup_gets_no_backups(path: Path) -> None:
    made = Shelf(path).keep(START)
    assert made is not None
    with pytest.raises(DiskError, match="is a backup itself"):
        Shelf(made.path).keep(START)


def test_what_came_of_a_restored_backup_is_another_state(path: Path, project: Project, document_id: int) -> None:
    shelf = Shelf(path)
    first = shelf.keep(START)
    project.add_span(document_id, 0, 3, "ORG")
    assert shelf.keep(START + HOUR)
    project.close()
    assert first is not None
    path.unlink()
    restore_backup(first.path, path)
    assert shelf.keep(START + 2 * HOUR) is None
    with Project.open(path, annotator="ada") as restored:
        restored.add_span(document_id, 4, 7, "GPE")
        assert shelf.keep(START + 3 * HOUR)


# Damage, strangers, and processes that die


def test_a_damaged_project_gives_no_backup_and_leaves_the_others(project: Project, path: Path, work: Work) -> None:
    shelf = Shelf(path)
    made = shelf.keep(START)
    for _ in range(30):
        work()
    project.close()
    content = bytearray(path.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    for number in range(3, len(content) // page):
        content[number * page : number * page + 60] = b"\xa5" * 60
    path.write_bytes(content)
    with pytest.raises(ProjectDamagedError):
        shelf.keep(START + HOUR)
    assert shelf.list() == (made,)
    assert len(list(shelf.folder.iterdir())) == 1


def test_a_lying_index_is_found(project: Project, path: Path, work: Work) -> None:
    for _ in range(30):
        work()
    project.close()
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'span_place'").fetchone()
        (page,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    start = (root - 1) * page
    cells = int.from_bytes(content[start + 3 : start + 5], "big")
    assert cells
    content[start + 3 : start + 5] = (cells - 1).to_bytes(2, "big")
    path.write_bytes(content)
    with pytest.raises(ProjectDamagedError):
        copy_project(path, path.with_name("copy.glossator"))
    assert not path.with_name("copy.glossator").exists()


def test_another_programs_file_is_none_of_ours(tmp_path: Path) -> None:
    strange = tmp_path / "strange.glossator"
    with closing(sqlite3.connect(strange)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with pytest.raises(NotAProjectError):
        Shelf(strange).keep(START)
    (tmp_path / "text.glossator").write_text("no SQLite at all" * 100)
    with pytest.raises(ProjectError):
        Shelf(tmp_path / "text.glossator").keep(START)
    assert look(strange) is None
    assert sorted(item.name for item in tmp_path.iterdir()) == ["strange.glossator", "text.glossator"]


def test_what_a_dead_process_left_is_swept_and_what_a_live_one_is_at_stays(path: Path) -> None:
    shelf = Shelf(path)
    shelf.keep(START)
    code = (
        "from pathlib import Path\nfrom glossator.store.backups.disk import unfinished_path\n"
        f"(path := unfinished_path(Path({str(shelf.folder)!r}))).touch()\nprint(path.name)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    dead = shelf.folder / done.stdout.strip()
    foreign = shelf.folder / ".glossator-unfinished.otherhost.1.abcd"
    foreign.touch()
    old = shelf.folder / ".glossator-unfinished.otherhost.1.abce-journal"
    old.touch()
    os.utime(old, (0, 0))
    own = unfinished_path(shelf.folder)
    own.touch()
    assert dead.exists()
    shelf.sweep()
    assert not dead.exists()
    assert not old.exists()
    assert own.exists()
    assert foreign.exists()
    assert len(shelf.list()) == 1


def test_killed_in_the_middle_it_leaves_no_backup_that_is_not_whole(project: Project, path: Path, work: Work) -> None:
    code = (
        "import os, sys\nfrom datetime import datetime, UTC\nfrom pathlib import Path\n"
        "from glossator.store.backups import Shelf, copying\n"
        "copying.forget = lambda draft: os._exit(9)\n"
        f"Shelf(Path({str(path)!r})).keep(datetime.now(UTC))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 9
    shelf = Shelf(path)
    assert shelf.list() == ()
    assert len(list(shelf.folder.iterdir())) == 1
    made = shelf.keep(START)
    assert made is not None
    assert list(shelf.folder.iterdir()) == [made.path]


# Copies by an open project


def test_an_open_project_backs_itself_up_also_when_its_file_is_gone(
    project: Project, path: Path, document_id: int, work: Work, tmp_path: Path
) -> None:
    work()
    project.backup(tmp_path / "one.glossator")
    assert rows(tmp_path / "one.glossator") == rows(path)
    if os.name == "posix":
        path.unlink()
        project.backup(tmp_path / "two.glossator")
        assert rows(tmp_path / "two.glossator") == rows(tmp_path / "one.glossator")
    with Project.open(tmp_path / "one.glossator", annotator="ada") as copy:
        copy.undo()
        assert copy.layer(document_id).spans == ()


def test_a_copy_is_never_written_over_anything(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "there.glossator"
    target.write_text("mine")
    with pytest.raises(ProjectExistsError):
        project.backup(target)
    dangling = tmp_path / "dangling.glossator"
    dangling.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ProjectExistsError):
        project.backup(dangling)
    assert target.read_text() == "mine"
    with pytest.raises(DiskError):
        project.backup(tmp_path / "no such folder" / "a.glossator")


def test_a_backup_is_of_one_moment_while_others_write(path: Path, project: Project, document_id: int) -> None:
    stop, failures = threading.Event(), list[BaseException]()

    def write() -> None:
        try:
            with Project.open(path, annotator="bob") as other:
                while not stop.is_set():
                    other.add_span(document_id, 0, 3, "ORG")
                    other.undo()
        except BaseException as error:
            failures.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(8):
            target = path.with_name(f"copy {number}.glossator")
            facts = copy_project(path, target)
            with Project.open(target, annotator="bob") as copy:
                assert len(copy.layer(document_id).spans) == (facts.steps + 1) % 2
    finally:
        stop.set()
        writer.join()
    assert not failures


@settings(max_examples=12)
@given(places=st.lists(st.integers(0, 40), max_size=8))
def test_going_on_in_a_copy_is_as_going_on_in_the_project(
    tmp_path_factory: pytest.TempPathFactory, places: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    with Project.create(folder / "a.glossator", annotator="ada") as project:
        (document,) = project.import_texts([("a", "Kim met Putin in Moscow on Tuesday and left.")]).documents
        for place in places:
            project.add_span(document, place, place + 2, "ORG")
        project.backup(folder / "b.glossator")
        with Project.open(folder / "b.glossator", annotator="ada") as copy:
            assert copy.layer(document) == project.layer(document)
            while copy.can_undo():
                copy.undo()
            assert copy.document_ids() == []


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 KB"), (585_728, "586 KB"), (3_100_000, "3.1 MB"), (312_000_000, "312 MB"), (2_147_483_648, "2.1 GB")],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words


@pytest.fixture(autouse=True)
def no_sidecars_of_backups(tmp_path: Path) -> Iterator[None]:
    """Looking at backups leaves nothing beside them."""
    yield
    beside = [item.name for folder in tmp_path.glob("*-backups") if folder.is_dir() for item in folder.iterdir()]
    assert not [name for name in beside if name.endswith(("-wal", "-shm", "-journal"))]


def test_utc_is_a_zone_like_any_other(path: Path) -> None:
    made = Shelf(path).keep(START.astimezone(UTC))
    assert made is not None
    assert made.time == START


def test_tidying_up_does_not_wait_for_a_backup_that_is_being_made(project: Project, path: Path, work: Work) -> None:
    work()
    with reading(path) as connection:
        connection.execute("SELECT count(*) FROM step").fetchone()
        work()
        # With a reader about, waiting would end in nothing after seconds; the log just stays.
        project.checkpoint()
        assert path.with_name(path.name + "-wal").stat().st_size
        (patience,) = project._store.database.execute("PRAGMA busy_timeout").fetchone()
        assert 0 < patience
    project.checkpoint()
    assert not path.with_name(path.name + "-wal").stat().st_size

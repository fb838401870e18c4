"""The claim to write a project: one has it, others see who, and it goes with the process that had it."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from glossator import Project
from glossator.store.occupancy import Holder, Occupancy

HOLD = """
import sys
from pathlib import Path
from glossator.store.occupancy import Occupancy
claim = Occupancy(Path(sys.argv[1]), user="Bea")
print(claim.claim(), flush=True)
sys.stdin.readline()
claim.release()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "news.glossator"
    Project.create(path, annotator="ada").close()
    return path


@contextmanager
def held_elsewhere(project: Path) -> Iterator[subprocess.Popen[bytes]]:
    words = [sys.executable, "-c", HOLD, str(project)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"True\n"
        yield process
        process.kill()


@contextmanager
def files_opened() -> Iterator[set[str]]:
    """The names of the files that are opened meanwhile."""
    names: set[str] = set()
    listening = [True]

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        # There is no way to take such a hook away again.
        if listening and event == "open" and isinstance(arguments[0], str | os.PathLike):
            names.add(os.fspath(arguments[0]))

    sys.addaudithook(hear)
    yield names
    listening.clear()


def test_one_has_it_and_tells_who(project: Path) -> None:
    first, second = Occupancy(project, user="Ada"), Occupancy(project, user="Bea")
    assert first.holder() is None
    assert first.claim()
    assert first.claim(), "asked again, it still has it"
    assert not second.claim()
    holder = second.holder()
    assert holder is not None
    assert (holder.user, holder.pid, holder.is_here) == ("Ada", os.getpid(), True)
    first.release()
    first.release()
    assert second.claim()
    second.release()


def test_the_file_goes_with_the_claim(project: Path) -> None:
    claim = Occupancy(project)
    claim.claim()
    assert claim.path.name == "news.glossator-lock"
    claim.release()
    assert [item.name for item in project.parent.iterdir()] == ["news.glossator"]


def test_another_process_excludes_this_one_until_it_ends(project: Path) -> None:
    claim = Occupancy(project)
    with held_elsewhere(project) as process:
        assert not claim.claim()
        found = claim.holder()
        assert found is not None
        assert (found.user, found.pid) == ("Bea", process.pid)
        process.communicate(b"\n")
        assert claim.claim()
    claim.release()


def test_a_killed_process_leaves_no_claim(project: Path) -> None:
    claim = Occupancy(project)
    with held_elsewhere(project) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert claim.path.exists(), "nobody was left to remove it"
        assert claim.holder() is None
        assert claim.claim()
    claim.release()
    assert not claim.path.exists()


def test_the_project_itself_is_not_touched(project: Path) -> None:
    """Reading it through anything but SQLite would drop SQLite's locks on it: it is not even opened."""
    with Project.open(project, annotator="ada") as opened:
        opened.import_texts([("a.txt", "Kim met Fiona.")])
        with files_opened() as names:
            claim = Occupancy(project)
            claim.claim()
            Occupancy(project).claim()
            Occupancy(project).holder()
            claim.release()
    assert str(claim.path) in names
    assert str(project) not in names


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_another_name_for_the_file_is_the_same_claim(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.glossator"
    link.parent.mkdir()
    link.symlink_to(project)
    first, second = Occupancy(project), Occupancy(link)
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_what_is_not_there_is_not_claimed(tmp_path: Path) -> None:
    assert Occupancy(tmp_path / "nowhere.glossator").claim()
    assert Occupancy(tmp_path / ("long" * 80)).claim()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_something_else_of_that_name_is_left_alone(project: Path, tmp_path: Path, kind: str) -> None:
    claim = Occupancy(project)
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    if kind == "pipe":
        os.mkfifo(claim.path)
    elif kind == "link":
        claim.path.symlink_to(target)
    else:
        claim.path.mkdir()
    assert claim.claim(), "there is no way to tell anybody"
    assert not claim.held
    assert claim.holder() is None
    claim.release()
    assert claim.path.is_symlink() or claim.path.exists()
    assert target.read_text() == "precious"


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"\nnot JSON", b"\n[1, 2]", b"\n\xff\xfe", b"\n" + b"[" * 100_000, b'\n{"user": 7, "pid": "x"}'],
)
def test_nonsense_in_the_file_says_nothing_of_the_holder(project: Path, content: bytes) -> None:
    claim = Occupancy(project)
    claim.claim()
    claim.path.write_bytes(content)
    assert Occupancy(project).holder() == Holder()
    claim.release()


def test_what_others_wrote_is_shown_shortened_and_printable(project: Path) -> None:
    claim = Occupancy(project)
    claim.claim()
    claim.path.write_text("\n" + json.dumps({"user": "A\x1b[31m\nda" + "x" * 500, "machine": "far"}))
    holder = Occupancy(project).holder()
    assert holder is not None
    assert holder.user.startswith("A[31mda")
    assert len(holder.user) <= 80
    assert not holder.is_here
    claim.release()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_whoever_may_write_the_project_may_claim_it(project: Path) -> None:
    project.chmod(0o666)
    claim = Occupancy(project)
    claim.claim()
    assert stat.S_IMODE(claim.path.stat().st_mode) == 0o666
    claim.release()


def test_a_moved_project_takes_no_stranger_away_with_it(project: Path) -> None:
    """The folder was renamed, and another project has come to its place: its lock file is not ours to remove."""
    claim = Occupancy(project)
    claim.claim()
    claim.path.rename(claim.path.with_name("moved-lock"))
    other = Occupancy(project)
    assert other.claim()
    claim.release()
    assert other.path.exists()
    other.release()

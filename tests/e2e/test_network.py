"""Nothing reaches for the network: not the window, not its worker, not the commands; and none of it is missed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from e2e import annotating, saved
from e2e.article import NAME, make_project
from e2e.program import Program
from glossator import Project
from glossator.suggest.identity import identity

WATCHED = Path(__file__).with_name("watched")
UNREAD = "Vladimir Putin met Kim Jong-un in Moscow on Tuesday. Russia urged North Korea to return to the talks."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The article, and a document that only a real worker can read."""
    path = make_project(tmp_path / "news.glossator")
    with Project.open(path, annotator="ada") as opened:
        opened.import_texts([("unread", UNREAD)])
    return path


def _watch(tmp_path: Path) -> dict[str, str]:
    return {"NETWORK_WATCH": str(tmp_path / "watch.txt"), "PYTHONPATH": str(WATCHED), "PYTHONDONTWRITEBYTECODE": "1"}


def _seen(tmp_path: Path) -> list[str]:
    return (tmp_path / "watch.txt").read_text(encoding="utf-8").splitlines()


def _annotate(program: Program, project: Path) -> None:
    """A whole session: the worker reads what is new, the person annotates the article."""
    program.wait("worker done")
    annotating.annotate(program)
    program.quit_by_key()
    found = saved.read(project, NAME)
    assert found.labels == annotating.SPANS
    assert found.events == (annotating.EVENT,)
    with Project.open(project, annotator="ada", read_only=True) as opened:
        assert opened.unsuggested(*identity()) == []
        assert 4 <= len(opened.suggestions(opened.document_ids()[-1], kind="span"))


@pytest.mark.slow
def test_the_window_and_its_worker(project: Path, tmp_path: Path) -> None:
    with Program(project, folder=tmp_path / "state", environment=_watch(tmp_path)) as program:
        _annotate(program, project)
    lines = _seen(tmp_path)
    assert [line for line in lines if line.startswith("FORBIDDEN")] == []
    assert any("driver.py" in line for line in lines)
    assert any("_suggest-worker" in line for line in lines)


@pytest.mark.slow
def test_the_window_where_there_is_no_network(project: Path, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    words = [unshare or "unshare", "-rn"]
    if unshare is None or subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system allows no network namespace of one's own (unshare -rn)")
    with Program(project, folder=tmp_path / "state", environment=_watch(tmp_path), before=words) as program:
        _annotate(program, project)
    assert [line for line in _seen(tmp_path) if line.startswith("FORBIDDEN")] == []


@pytest.mark.slow
def test_the_commands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UNREAD, encoding="utf-8")
    for words in (
        ["new", "n.glossator"], ["import", "n.glossator", "a.txt"], ["suggest", "n.glossator"],
        ["export", "n.glossator", "out", "--format", "spacy"], ["stats", "n.glossator"],
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "glossator", *words], cwd=tmp_path, env={**os.environ, **_watch(tmp_path)},
            capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
    assert all(line.startswith("watching ") for line in _seen(tmp_path))


@pytest.mark.parametrize(
    "reach",
    ["socket.create_connection(('127.0.0.1', 9))", "socket.gethostbyname('localhost')",
     "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b'x', ('::1', 9))"],
)  # fmt: skip
def test_the_watch_itself_sees(tmp_path: Path, reach: str) -> None:
    script = f"import socket\ntry:\n    {reach}\nexcept PermissionError:\n    print('stopped')\n"
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **_watch(tmp_path)}, capture_output=True, check=True
    )
    assert done.stdout == b"stopped\n"
    assert any(line.startswith("FORBIDDEN") for line in _seen(tmp_path))


def test_binding_a_port_is_allowed(tmp_path: Path) -> None:
    script = "import socket; socket.socket().bind(('127.0.0.1', 0))"
    subprocess.run([sys.executable, "-c", script], env={**os.environ, **_watch(tmp_path)}, check=True)
    assert not [line for line in _seen(tmp_path) if line.startswith("FORBIDDEN")]

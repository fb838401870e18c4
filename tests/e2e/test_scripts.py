"""What `make run` does where there is no display, and pictures of the window by command."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from e2e.article import make_project
from glossator import Project
from glossator.project import create_sample

ROOT = Path(__file__).resolve().parents[2]


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, *map(str, words)], env={**kept, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True,
        text=True, check=False, timeout=300,
    )  # fmt: skip


def _size(picture: Path) -> tuple[int, int]:
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


@pytest.mark.slow
def test_the_headless_run(tmp_path: Path) -> None:
    path = tmp_path / "sample.glossator"
    create_sample(path).close()
    done = _run(ROOT / "scripts" / "headless.py", path, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    pictures = sorted((tmp_path / "out").glob("*.png"))
    assert 5 <= len(pictures)
    assert {_size(picture) for picture in pictures} == {(1440, 900)}
    assert all(str(picture) in done.stdout for picture in pictures)
    assert (tmp_path / "out" / "spacy" / "train.spacy").stat().st_size
    lines = [json.loads(line) for line in (tmp_path / "out" / "annotations.jsonl").read_text("utf-8").splitlines()]
    assert sum("text" in line for line in lines) == len(list((ROOT / "sample_docs").glob("*.txt")))
    with Project.open(path, read_only=True) as project:
        first = project.document_list()[0]
        assert (first.status, first.events, first.drafts) == ("done", 1, 0)
        assert 10 <= first.spans
        states = {item.state for item in project.suggestions(first.id, kind="span")}
        assert {"accepted", "rejected"} <= states


def test_render(tmp_path: Path) -> None:
    path = make_project(tmp_path / "news.glossator")
    before = path.read_bytes()
    done = _run("-m", "glossator", "render", path, tmp_path / "a.png")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "a.png")
    assert _size(tmp_path / "a.png") == (1440, 900)
    options = ("--theme", "dark", "--width", 900, "--height", 700, "--document", "afterwards")
    done = _run("-m", "glossator", "render", path, tmp_path / "b.png", *options)
    assert done.returncode == 0, done.stderr
    assert _size(tmp_path / "b.png") == (900, 700)
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [("--document", "nowhere"), ("--theme", "purple")])
def test_render_refuses_what_it_does_not_know(tmp_path: Path, words: tuple[str, ...]) -> None:
    path = make_project(tmp_path / "news.glossator")
    done = _run("-m", "glossator", "render", path, tmp_path / "a.png", *words)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert words[1] in done.stderr
    assert not (tmp_path / "a.png").exists()


def test_no_display_is_said_in_one_line(tmp_path: Path) -> None:
    path = make_project(tmp_path / "news.glossator")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    if sys.platform in ("darwin", "win32"):
        pytest.skip("there is always a display here")
    done = subprocess.run(
        [sys.executable, "-m", "glossator", str(path)],
        env=kept,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "display" in done.stderr

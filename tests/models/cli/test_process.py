"""The real console entry in a process of its own: exit codes, clean streams, nothing heavy loaded in vain."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


def _glossator(*arguments: object, folder: Path) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-m", "glossator", *map(str, arguments)]
    return subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=120)


def test_a_project_from_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kim met Putin in Moscow.", encoding="utf-8")
    for words in (["new", "a.glossator"], ["import", "a.glossator", "a.txt"]):
        done = _glossator(*words, folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")
    counted = _glossator("stats", "a.glossator", "--json", folder=tmp_path)
    assert json.loads(counted.stdout)["documents"] == 1


@pytest.mark.parametrize(("words", "code"), [(["stats", "none.glossator"], 1), (["nonsense"], 2)])
def test_a_failure_is_one_line(tmp_path: Path, words: list[str], code: int) -> None:
    done = _glossator(*words, folder=tmp_path)
    assert done.returncode == code
    assert done.stdout == b""
    assert done.stderr.startswith(b"glossator: ")
    assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_suggest_without_a_terminal_keeps_its_streams_clean(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Vladimir Putin met Kim Jong-un in Moscow on Tuesday.", encoding="utf-8")
    _glossator("new", "a.glossator", folder=tmp_path)
    _glossator("import", "a.glossator", "a.txt", folder=tmp_path)
    done = _glossator("suggest", "a.glossator", "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert 2 <= json.loads(done.stdout)["suggestions"]
    again = _glossator("suggest", "a.glossator", "--json", folder=tmp_path)
    assert json.loads(again.stdout) == {"documents": [], "suggestions": 0}


def test_a_reader_who_has_enough_is_no_error(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "glossator", "schema", "plover"]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(words, cwd=tmp_path, stdout=closed, stderr=subprocess.PIPE, check=False, timeout=60)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipeError" not in done.stderr


@pytest.mark.parametrize("words", [["version"], ["formats"], ["schema", "conll"], ["--help"]])
def test_plain_commands_load_neither_spacy_nor_qt(tmp_path: Path, words: list[str]) -> None:
    script = (
        "import sys\nfrom glossator.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as ended:\n    assert not ended.code\n"
        "heavy = {'spacy', 'PySide6', 'thinc'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_output_onto_a_full_disk_is_one_line(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "glossator", "schema", "plover"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(words, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith(b"glossator: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise there")
def test_an_interrupt_while_the_program_loads_is_no_traceback(tmp_path: Path) -> None:
    code = "import os, signal, sys\nclass Now:\n def find_spec(self, name, *_):\n  if name == 'glossator.project':\n"
    code += "   os.kill(os.getpid(), signal.SIGINT)\nsys.meta_path.insert(0, Now())\nfrom glossator.cli import main\n"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGINT
    assert done.stderr == b""


def test_loading_the_command_line_leaves_interrupts_as_they_were() -> None:
    code = "import signal; before = signal.getsignal(signal.SIGINT); import glossator.cli\n"
    code += "raise SystemExit(signal.getsignal(signal.SIGINT) is not before)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_file_whose_name_is_no_utf_8(tmp_path: Path) -> None:
    try:
        (tmp_path / "caf\udce9.txt").write_text("Kim met Putin in Moscow.", encoding="utf-8")
    except OSError:
        pytest.skip("no file can have this name here")
    _glossator("new", "a.glossator", folder=tmp_path)
    done = _glossator("import", "a.glossator", "caf\udce9.txt", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    found = _glossator("search", "a.glossator", "Putin", "--json", folder=tmp_path)
    assert json.loads(found.stdout)[0]["name"] == "caf\ufffd.txt"

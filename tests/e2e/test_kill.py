"""The program killed after each key: what was shown as saved is in the file, and nothing is half done."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from e2e import annotating, saved
from e2e.article import NAME, make_project
from e2e.program import Program
from glossator import Project


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[saved.Saved]]:
    """A fresh project, the keys that annotate it, and what its file holds before the first and after each of them."""
    folder = tmp_path_factory.mktemp("recorded")
    fresh = make_project(folder / "fresh.glossator")
    with Program(_copy(fresh, folder / "a.glossator"), folder=folder / "state", suggest=False) as program:
        annotating.annotate(program)
        keys = list(program.pressed)
    states = []
    path = _copy(fresh, folder / "b.glossator")
    with Program(path, folder=folder / "state", suggest=False) as program:
        states.append(saved.read(path, NAME))
        for key in keys:
            program.key(key)
            states.append(saved.read(path, NAME))
    return fresh, keys, states


def test_the_recording_writes_with_most_keys(recorded: tuple[Path, list[str], list[saved.Saved]]) -> None:
    _, keys, states = recorded
    assert states[-1].events == (annotating.EVENT,)
    assert 25 <= sum(before != after for before, after in pairwise(states))
    assert len(keys) == len(states) - 1


def test_killed_after_each_key(recorded: tuple[Path, list[str], list[saved.Saved]], tmp_path: Path) -> None:
    """Each run goes on a fresh copy up to one key, whose answer has come, and is killed then."""
    fresh, keys, states = recorded
    for count in _telling(states):
        path = _copy(fresh, tmp_path / f"{count}.glossator")
        program = Program(path, folder=tmp_path / "state", suggest=False)
        program.keys(*keys[:count])
        shown = _shown(program) if program.state["document"] == NAME else None
        program.kill()
        _sound(path)
        found = saved.read(path, NAME)
        assert found == states[count], f"after {keys[:count]}"
        assert shown in (None, _labels(found))


def test_killed_while_a_key_is_at_work(recorded: tuple[Path, list[str], list[saved.Saved]], tmp_path: Path) -> None:
    """The kill does not wait for the key: its step is there as a whole, or not at all."""
    fresh, keys, states = recorded
    for count in _telling(states)[::3]:
        path = _copy(fresh, tmp_path / f"{count}.glossator")
        program = Program(path, folder=tmp_path / "state", suggest=False)
        program.keys(*keys[: count - 1])
        program.send_and_kill(keys[count - 1])
        _sound(path)
        assert saved.read(path, NAME) in (states[count - 1], states[count])


def test_after_a_kill_the_program_goes_on(recorded: tuple[Path, list[str], list[saved.Saved]], tmp_path: Path) -> None:
    fresh, keys, states = recorded
    path = _copy(fresh, tmp_path / "a.glossator")
    program = Program(path, folder=tmp_path / "state", suggest=False)
    program.keys(*keys[:3])
    program.kill()
    with Program(path, folder=tmp_path / "again", suggest=False) as program:
        assert _shown(program) == _labels(states[3])
        program.keys("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert _shown(program) == []
        program.keys("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert saved.read(path, NAME) == states[3]


def _telling(states: list[saved.Saved]) -> list[int]:
    """How many keys to press so that the last one has changed the file; and all of them."""
    changing = [count for count in range(1, len(states)) if states[count] != states[count - 1]]
    return sorted({*changing, len(states) - 1})


def _copy(fresh: Path, path: Path) -> Path:
    shutil.copy(fresh, path)
    return path


def _sound(path: Path) -> None:
    """Plain SQLite finds nothing wrong, and the program itself opens the file."""
    saved.check(path)
    with Project.open(path, annotator="ada") as project:
        assert len(project.document_ids()) == 2


def _shown(program: Program) -> list[tuple[str, str]]:
    """Labels and words of the spans on the screen."""
    marks = [mark for mark in program.state["marks"] if mark["kind"] == "span" and mark["label"]]
    return sorted((mark["label"], mark["text"]) for mark in marks)


def _labels(found: saved.Saved) -> list[tuple[str, str]]:
    return sorted((label, text) for label, text in found.labels if label)

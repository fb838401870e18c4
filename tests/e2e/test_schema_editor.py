"""The schema edited and migrated with the real program, by keys; what the file holds then, and after undo."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from e2e import saved
from e2e.annotating import caret_to
from e2e.article import NAME
from e2e.program import Program, ProgramError

TWO = [("PERSON", "Envoys"), ("ORG", "PORT")]


def _label(program: Program, word: str, digit: str) -> None:
    program.key("Ctrl+Home")
    caret_to(program, word, by="Ctrl+Right")
    program.keys("Shift+Right", digit)


def _open_editor(program: Program) -> None:
    program.key("Ctrl+K")
    program.write("edit the schema")
    program.key("Enter")


def _write(program: Program, text: str) -> None:
    """Into the field that has the keyboard, in place of what is there."""
    program.keys("Ctrl+A", "Backspace")
    program.write(text)


def _has_row(program: Program, title: str) -> bool:
    """Whether some list shows it: it is looked for after a short pause in typing."""
    try:
        return bool(program.ask("row", title))
    except ProgramError:
        return False


def _versions(path: Path) -> list[str]:
    """The text of every version of the schema, the oldest first."""
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        return [text for (text,) in connection.execute("SELECT toml FROM schema ORDER BY version")]


def test_a_type_is_renamed_retitled_and_split_and_undo_takes_it_back(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        _label(program, "Envoys", "1")
        _label(program, "PORT", "2")
        assert saved.read(project_file, NAME).labels == TWO
        before, steps = _versions(project_file), saved.steps(project_file)

        # ORG gets another name and title; PERSON becomes two.
        _open_editor(program)
        program.keys("Down", "Enter")
        _write(program, "BODY")
        program.key("Tab")
        _write(program, "Any body")
        program.keys("Esc", "Up", "Ctrl+L")
        program.write("ENVOY, OTHER")
        program.until(lambda state: _has_row(program, "PERSON → ENVOY, OTHER"))
        program.key("Enter")
        assert saved.read(project_file, NAME).labels == TWO

        # Saving leads to the wizard; nothing happens before the second Ctrl+S.
        program.key("Ctrl+S")
        assert _versions(project_file) == before
        program.key("Ctrl+S")
        assert saved.read(project_file, NAME).labels == [("ENVOY", "Envoys"), ("BODY", "PORT")]
        assert '[entity_types.BODY]\ntitle = "Any body"' in _versions(project_file)[-1]

        # What was split waits to be decided, and a digit does it.
        program.key("2")
        assert saved.read(project_file, NAME).labels == [("OTHER", "Envoys"), ("BODY", "PORT")]

        # Back on the page: two undos, one for the decision and one for everything before.
        state = program.key("Esc")
        assert state["focus"] == "PageView"
        program.keys("Ctrl+Z", "Ctrl+Z")
        assert saved.read(project_file, NAME).labels == TWO
        assert "[entity_types.ORG]" in _versions(project_file)[-1]
        assert len(saved.steps(project_file)) > len(steps)
        program.key("Ctrl+Shift+Z")
        assert saved.read(project_file, NAME).labels == [("ENVOY", "Envoys"), ("BODY", "PORT")]
    saved.check(project_file)


def test_a_migration_survives_a_kill(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        _label(program, "PORT", "2")
        _open_editor(program)
        program.keys("Down", "Enter")
        _write(program, "BODY")
        program.keys("Ctrl+S", "Ctrl+S")
        program.kill()
    assert saved.read(project_file, NAME).labels == [("BODY", "PORT")]
    saved.check(project_file)
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        program.key("Ctrl+Z")
        assert saved.read(project_file, NAME).labels == [("ORG", "PORT")]

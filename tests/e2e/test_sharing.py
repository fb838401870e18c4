"""Several programs on one project, each a process of its own: what one writes the others see, and nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from e2e import saved
from e2e.article import NAME, TEXT, at
from e2e.program import Program, State
from glossator import Project

STEPS = 200
WRITE = f"""
import sys
from glossator import Project
with Project.open(sys.argv[1], annotator=sys.argv[2]) as project:
    document = project.document_ids()[0]
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range({STEPS}):
        project.add_note(document, f"note {{number}}")
"""


def spans(state: State) -> set[str]:
    return {mark["text"] for mark in state["marks"] if mark["kind"] == "span" and mark["label"]}


@contextmanager
def killed_at_last(program: Program) -> Iterator[Program]:
    """A program that the test ends, or that is killed with it."""
    try:
        yield program
    finally:
        program.kill()


def glossator(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "glossator", *map(str, words)], check=True, capture_output=True, timeout=240)


def without_suggester(folder: Path) -> Path:
    """A state folder of somebody who does not want suggestions ahead."""
    folder.mkdir(parents=True)
    (folder / "state.json").write_text(json.dumps({"preferences": {"suggest_ahead": False}}))
    return folder


def test_a_second_window_reads_and_takes_over_from_one_that_was_killed(project_file: Path, tmp_path: Path) -> None:
    with (
        killed_at_last(Program(project_file, suggest=False, folder=tmp_path / "first")) as first,
        Program(project_file, suggest=False, folder=tmp_path / "second") as second,
    ):
        assert second.state["read_only"]
        (said,) = second.state["notices"]
        assert said.startswith("You have had this project open in another window since ")
        first.keys("Tab", "Space")
        second.until(lambda state: spans(state) == spans(first.state) != set())
        refused = second.keys("Tab", "Space")
        assert "for reading only" in refused["said"]
        assert spans(refused) == spans(first.state)
        kept = saved.read(project_file, NAME)
        first.kill()
        second.until(lambda state: not state["read_only"])
        assert second.state["notices"] == []
        assert second.state["said"] == "The other window is closed: you can write here now."
        assert saved.read(project_file, NAME) == kept
        second.keys("Ctrl+Home", "Tab", "Space")
        assert len(saved.read(project_file, NAME).spans) == len(kept.spans) + 1
        second.keys("Ctrl+Z", "Ctrl+Z")
        assert saved.read(project_file, NAME).spans == ()
    saved.check(project_file)
    assert not project_file.with_name(f"{project_file.name}-lock").exists()


def test_a_third_window_waits_until_both_are_closed(project_file: Path, tmp_path: Path) -> None:
    with (
        killed_at_last(Program(project_file, suggest=False, folder=tmp_path / "first")) as first,
        Program(project_file, suggest=False, folder=tmp_path / "second") as second,
    ):
        assert first.quit() == 0
        second.until(lambda state: not state["read_only"])
        with Program(project_file, suggest=False, folder=tmp_path / "third") as third:
            assert third.state["read_only"]
    saved.check(project_file)


def test_the_command_line_beside_the_window(project_file: Path, tmp_path: Path) -> None:
    article = tmp_path / "report.txt"
    article.write_text("Ilse Brandt went to Geneva on Friday. She met Olan Reyes there.\n", encoding="utf-8")
    with Program(project_file, suggest=False, folder=without_suggester(tmp_path / "state")) as program:
        place = (program.state["current"], program.state["scroll"])
        glossator("import", project_file, article, "--annotator", "ada")
        program.until(lambda state: "report.txt" in state["documents"])
        program.until(lambda state: state["said"] == "Another program added one document.")
        assert (program.state["current"], program.state["scroll"]) == place
        program.keys("Ctrl+PgDn", "Ctrl+PgDn")
        assert (program.state["document"], program.state["pending"]) == ("report.txt", 0)
        glossator("suggest", project_file)
        program.until(lambda state: 2 <= state["pending"])
        program.keys("Ctrl+Home", "Tab", "Space")
        program.keys("Ctrl+Z", "Ctrl+Z")
        assert "report.txt" not in [summary["name"] for summary in _documents(project_file)]
        assert "report.txt" not in program.until(lambda state: "report.txt" not in state["documents"])["documents"]
    saved.check(project_file)


def _documents(path: Path) -> list[dict[str, str]]:
    with Project.open(path, annotator="ada", read_only=True) as project:
        return [{"name": summary.name} for summary in project.document_list()]


@pytest.mark.parametrize("annotator", ["ada", "bea"])
def test_two_writers_at_once_lose_nothing(project_file: Path, tmp_path: Path, annotator: str) -> None:
    """Keys in the window while a script writes as fast as it can, as the same person and as another."""
    before = Counter(saved.steps(project_file))
    words = [sys.executable, "-c", WRITE, str(project_file), annotator]
    marks = 0
    with (
        Program(project_file, suggest=False, folder=without_suggester(tmp_path / "state")) as program,
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as script,
    ):
        assert script.stdin is not None
        assert script.stdout is not None
        assert script.stdout.readline() == b"ready\n"
        program.keys("Esc", "Esc")
        script.stdin.write(b"\n")
        script.stdin.close()
        while script.poll() is None or marks < 20:
            program.keys("Ctrl+Home", "Shift+Right", "1", "X")
            marks += 1
        assert script.returncode == 0
        written = Counter(
            title.split(maxsplit=1)[0] for title in (Counter(saved.steps(project_file)) - before).elements()
        )
        assert written == Counter({"add": STEPS, "label": marks, "delete": marks})
        assert program.until(lambda state: "Another program" in state["said"])["document"] == NAME
    saved.check(project_file)
    with Project.open(project_file, annotator=annotator) as project:
        notes = [note.text for note in project.layer(project.document_ids()[0]).notes if not note.flag]
        assert notes == [f"note {number}" for number in range(STEPS)]


def test_a_window_that_types_sees_what_a_script_marks_in_its_document(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=without_suggester(tmp_path / "state")) as program:
        with Project.open(project_file, annotator="ada") as script:
            script.add_span(script.document_ids()[0], *at("Council of Ports"), "ORG")
        shown = program.until(lambda state: "Council of Ports" in spans(state))
        assert shown["text"] == TEXT
        program.click_text(*at("Council of Ports"))
        assert program.key("1")["current"]["label"] == "PERSON"
        undone = program.keys("Ctrl+Z", "Ctrl+Z")
        assert "Council of Ports" not in spans(undone), "the script's step was the same person's"
    assert saved.read(project_file, NAME).spans == ()

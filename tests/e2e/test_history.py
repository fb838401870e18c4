"""Looking back with the real program, by keys: a state that an undo and a new step have cut off is brought back."""

from __future__ import annotations

from pathlib import Path

from e2e import saved
from e2e.annotating import caret_to
from e2e.article import NAME
from e2e.program import Program

THREE = [("PERSON", "Envoys"), ("ORG", "PORT"), ("GPE", "Norland")]


def _label(program: Program, word: str, digit: str) -> None:
    program.key("Ctrl+Home")
    caret_to(program, word, by="Ctrl+Right")
    program.keys("Shift+Right", digit)


def test_a_cut_off_state_comes_back_and_undo_takes_it_away(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        for word, digit in (("Envoys", "1"), ("PORT", "2"), ("Norland", "3")):
            _label(program, word, digit)
        assert saved.read(project_file, NAME).labels == THREE
        program.key("Ctrl+Z")
        _label(program, "winter", "5")
        cut = saved.read(project_file, NAME).labels
        assert cut == [*THREE[:2], ("DATE", "winter")]
        before = program.look()

        # Through the history to the step that was undone: past the newest, and the undo.
        program.key("Ctrl+H")
        program.keys("Down", "Down", "Down")
        state = program.until(lambda state: state["mode"] == "past")
        assert ["Enter"] in [keys for keys, _ in state["hints"]]
        assert saved.read(project_file, NAME).labels == cut

        # Looking changes nothing, and Escape leads back.
        program.key("X")
        assert "This is the past" in program.state["said"]
        state = program.key("Esc")
        assert (state["mode"], state["focus"]) == ("page", "PageView")
        assert [state[part] for part in ("caret", "current", "scroll")] == [
            before[part] for part in ("caret", "current", "scroll")
        ]

        # There again, and restored: one step.
        program.key("Ctrl+H")
        program.keys("Down", "Down", "Down")
        program.until(lambda state: state["mode"] == "past")
        steps = saved.steps(project_file)
        state = program.key("Enter")
        assert (state["mode"], state["focus"]) == ("page", "PageView")
        assert "Restored" in state["said"]
        assert saved.read(project_file, NAME).labels == THREE
        assert len(saved.steps(project_file)) == len(steps) + 1

        program.key("Ctrl+Z")
        assert saved.read(project_file, NAME).labels == cut
    saved.check(project_file)


def test_a_restored_state_is_there_after_a_kill(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        _label(program, "Envoys", "1")
        program.keys("X", "Ctrl+H", "Down", "Down")
        program.until(lambda state: state["mode"] == "past")
        program.key("Enter")
        program.kill()
    assert ("PERSON", "Envoys") in saved.read(project_file, NAME).labels
    saved.check(project_file)

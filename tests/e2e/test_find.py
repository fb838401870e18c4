"""Finding, labelling, finding on: by keys in the real program; then the file, read with plain SQL."""

from __future__ import annotations

from pathlib import Path

from e2e import saved
from e2e.article import NAME, TEXT
from e2e.program import Program


def test_find_label_next_label(project_file: Path, tmp_path: Path) -> None:
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:
        program.keys("/", "Alt+R")
        program.write(r"\bminist\w+")
        program.key("Enter")
        assert program.state["focus"] == "PageView"
        # From the first suggestion on, which is behind the first hit.
        assert program.state["text"][slice(*program.state["selection"])] == "ministers"
        program.keys("1", "F3")
        assert program.state["said"] == "From the top again."
        program.key("1")
        program.keys("Esc", "Esc", "/", "Alt+R")
        program.write("envoy")
        program.keys("Enter", "4", "/", "Enter", "4", "F3", "Esc", "Esc")
        assert program.quit_by_key() == 0
    found = [span for span in saved.read(project_file, NAME).spans if span[1].lower().startswith(("minist", "envoy"))]
    person, norp = TEXT.index("Minister"), TEXT.index("Envoy")
    assert [(label, words) for label, words, _, _ in found] == [
        ("NORP", "Envoy"), ("PERSON", "Minister"), ("NORP", "envoy"), ("PERSON", "ministers"),
    ]  # fmt: skip
    assert found[0][2:] == (norp, norp + 5)
    assert found[1][2:] == (person, person + 8)
    saved.check(project_file)

"""How many keys the everyday work takes, counted in the real program on one article."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e import annotating, saved
from e2e.article import NAME
from e2e.program import Program

MOST = {"accept": 1, "relabel": 1, "edge": 1, "event with three participants": 8}


def test_keys_of_the_everyday_work(project_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts: dict[str, int] = {}
    with Program(project_file, suggest=False, folder=tmp_path / "state") as program:

        def count(what: str, *keys: str) -> None:
            before = len(program.pressed)
            program.keys(*keys)
            counts[what] = len(program.pressed) - before

        count("relabel", "1")
        count("accept", "Space")
        count("edge", "Shift+Right")
        program.keys("Shift+Left", *["Space"] * 3, "X")
        while (program.state["current"] or {}).get("text") != "asked":
            program.key("T")
        before = len(program.pressed)
        program.keys("E", "1")
        program.key("Tab")
        program.key(annotating.number_of(program.state, "Council of Ports"))
        program.key("W")
        program.key(annotating.number_of(program.state, "Tuesday"))
        program.key("Enter")
        counts["event with three participants"] = len(program.pressed) - before
        assert program.state["mode"] == "page"
    (event,) = saved.read(project_file, NAME).events
    assert (event.type, event.trigger) == ("REQUEST", "asked")
    assert {role for role, _, _ in event.arguments} >= {"actor", "recipient", "time"}
    assert saved.read(project_file, NAME).labels[0] == ("PERSON", "Ilse Brandt")
    with capsys.disabled():
        print("\nkeys:", ", ".join(f"{what} {number}" for what, number in counts.items()))  # noqa: T201 - the figure
    assert {what: number for what, number in counts.items() if MOST[what] < number} == {}

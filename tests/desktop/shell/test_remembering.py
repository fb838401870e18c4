"""Memory in the window: what is decided changes other suggestions as soon as no key is coming."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator_desktop.remembering import MemoryKeeper

TEXT = "The DPRK met the DPRK."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "a.glossator", annotator="ada") as made:
        first, _ = made.import_texts([("a", TEXT), ("b", "DPRK again.")]).documents
        made.record_analysis(first, Analysis("m", "1", (Proposal("span", "ORG", ((4, 8),), 0.7),)))
        yield made


def pending(project: Project) -> list[list[str]]:
    return [[one.label for one in project.suggestions(number, state="pending")] for number in project.document_ids()]


def test_it_waits_for_keys_and_then_works(qtbot: QtBot, project: Project) -> None:
    now = [0.0]
    keeper = MemoryKeeper(project, clock=lambda: now[0])
    project.subscribe(keeper.hear)
    keeper.start()
    qtbot.waitUntil(lambda: not keeper.busy)
    keeper.note_key()
    project.accept(project.suggestions(project.document_ids()[0])[0].id, label="GPE")
    assert keeper.busy
    keeper._slice()
    assert pending(project) == [[], []]
    now[0] = 1.0
    qtbot.waitUntil(lambda: not keeper.busy)
    assert pending(project) == [["GPE"], ["GPE"]]
    project.undo()
    qtbot.waitUntil(lambda: not keeper.busy)
    assert pending(project) == [["ORG"], []]
    keeper.stop()
    assert not keeper.busy


def test_nothing_is_done_where_nothing_may_be_written(qtbot: QtBot, project: Project) -> None:
    with Project.open(project.path, annotator="bob", read_only=True) as reading:
        keeper = MemoryKeeper(reading)
        keeper.start()
        assert not keeper.busy

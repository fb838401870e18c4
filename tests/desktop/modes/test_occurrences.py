"""What is ticked in a concordance: without a window, over a real project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator import Project
from glossator_desktop.modes.occurrences import Occurrences

TEXT = "Byron met BYRON. byron left; Byrons stayed with Byron.\n\nLord Byron was rejected."
OTHER = "Byron, Byron and the Byron Society."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "a.glossator", annotator="ada") as made:
        first, second = made.import_texts([("a", TEXT), ("b", OTHER)]).documents
        made.add_span(first, 0, 5, "PERSON")
        start = OTHER.index("Byron Society")
        made.add_span(second, start, start + 13, "ORG")
        yield made


@pytest.fixture
def state(project: Project) -> Occurrences:
    first = project.document_ids()[0]
    found = Occurrences(project, project.asked(project.layer(first).spans[0].id), first)
    found.advance()
    return found


def shown(state: Occurrences) -> list[tuple[str, str, bool]]:
    return [(row.text, row.kind, number in state.ticked) for number, row in enumerate(state.rows)]


def test_what_is_sure_is_ticked_and_what_was_asked_about_is_marked(state: Occurrences) -> None:
    assert shown(state) == [
        ("Byron", "exact", False), ("BYRON", "case", True), ("byron", "case", False), ("Byrons", "inflected", False),
        ("Byron", "exact", True), ("Byron", "exact", True),
    ]  # fmt: skip
    assert state.at == 0
    assert state.kinds() == [("exact", 2, 2), ("case", 2, 1), ("inflected", 1, 0)]
    assert (state.open, state.unticked_unsure, state.unticked_conflicts) == (5, 2, 0)


def test_ticks_by_row_by_kind_and_all(state: Occurrences) -> None:
    assert not state.toggle()  # it has the label
    state.step(2)
    assert state.toggle()
    assert state.kinds()[1] == ("case", 2, 2)
    assert state.toggle_kind("case")
    assert state.kinds()[1] == ("case", 2, 0)
    assert not state.toggle_kind("alias")
    state.toggle_all()
    assert len(state.ticked) == 5
    assert (state.unticked_unsure, state.unticked_conflicts) == (0, 0)
    state.toggle_all()
    assert state.chosen() == []


def test_a_wider_search_keeps_what_was_ticked(state: Occurrences) -> None:
    state.step(2)
    state.toggle()
    state.start("all")
    assert state.rows == []
    state.advance()
    assert [number in state.ticked for number in (2, 4)] == [True, True]
    conflict = [row for row in state.rows if row.conflict]
    assert [(row.standing, row.told) for row in conflict] == [("overlap", "ORG")]
    assert state.documents == 2
    assert state.toggle_kind("exact")  # conflicts are left out
    assert not any(row.kind == "exact" for row in state.chosen())


def test_a_search_can_be_interrupted_at_any_portion(project: Project) -> None:
    first = project.document_ids()[0]
    whole = Occurrences(project, project.asked("Byron", label="PERSON"), first)
    whole.start("all")
    whole.advance()
    part = Occurrences(project, project.asked("Byron", label="PERSON"), first)
    part.start("all")
    while part.advance(lambda: True):
        pass
    assert part.rows == whole.rows
    assert part.ticked == whole.ticked

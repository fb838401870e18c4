"""Undo belongs to one annotator, and refuses where somebody else's work stands on the step."""

from __future__ import annotations

import sqlite3

import pytest

from glossator import Project
from glossator.errors import UndoError, VerbError


def test_nothing_to_undo(project: Project) -> None:
    project.undo()
    assert project.document_ids() == []
    with pytest.raises(UndoError, match="nothing to undo"):
        project.undo()


def test_a_new_step_cuts_the_redo_branch_but_history_keeps_it(project: Project, document_id: int) -> None:
    project.add_span(document_id, 0, 3, "PERSON")
    project.undo()
    project.add_span(document_id, 0, 3, "ORG")
    assert project.can_redo() is None
    verbs = [step.verb for step in project._store.journal.all()]
    assert verbs == ["add_span", "undo", "add_span", "import"]


def test_people_undo_their_own_steps(project: Project, document_id: int) -> None:
    mine = project.add_span(document_id, 0, 3, "PERSON")
    with Project.open(project.path, annotator="bob") as other:
        theirs = other.add_span(document_id, 8, 13, "PERSON")
        with pytest.raises(VerbError, match="ada"):
            other.delete(mine)
    project.undo()
    assert project.span(mine) is None
    assert project.span(theirs) is not None


def test_an_import_with_somebody_elses_layer_is_not_taken_back(project: Project, document_id: int) -> None:
    with Project.open(project.path, annotator="bob") as other:
        other.add_span(document_id, 8, 13, "PERSON")
    with pytest.raises(UndoError, match="Nothing was changed"):
        project.undo()
    assert project.document_ids() == [document_id]


def test_a_group_is_undone_step_by_step_while_open(project: Project, document_id: int) -> None:
    project.begin_group()
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7), draft=True)
    project.add_argument(event, "actor", (0, 3))
    project.add_argument(event, "recipient", (8, 13))
    project.undo()
    found = project.event(event)
    assert found is not None
    assert [argument.role for argument in found.arguments] == ["actor"]
    project.add_argument(event, "place", (17, 23))
    project.finish_event(event)
    project.undo()
    assert project.event(event) is None
    assert project.layer(document_id).spans == ()
    project.redo()
    found = project.event(event)
    assert found is not None
    assert [argument.role for argument in found.arguments] == ["actor", "place"]
    assert not found.draft


def test_a_failing_verb_leaves_no_trace(project: Project, document_id: int) -> None:
    steps = len(project._store.journal.all())
    with pytest.raises(VerbError):
        project.add_event(document_id, "CONSULT", trigger=(4, 7), arguments=[("actor", (0, 3)), ("nobody", (8, 13))])
    assert project.layer(document_id).events == ()
    assert project.layer(document_id).spans == ()
    assert len(project._store.journal.all()) == steps


def test_every_step_is_on_disk_when_the_verb_returns(project: Project, document_id: int) -> None:
    span = project.add_span(document_id, 0, 3, "PERSON")
    other = sqlite3.connect(f"file:{project.path}?mode=ro", uri=True)
    try:
        assert other.execute('SELECT label, start, "end", text FROM span WHERE id = ?', (span,)).fetchall() == [
            ("PERSON", 0, 3, "Kim")
        ]
    finally:
        other.close()

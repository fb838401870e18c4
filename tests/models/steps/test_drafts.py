"""An event that is kept as a draft, and finished in another sitting, is still one event for undo."""

from __future__ import annotations

from glossator import Project


def _begin(project: Project, document_id: int) -> int:
    """A draft with an actor, left with Esc."""
    project.begin_group()
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7), draft=True)
    project.add_argument(event, "actor", (0, 3))
    project.leave_group()
    return event


def test_one_undo_takes_both_sittings_back(project: Project, document_id: int) -> None:
    event = _begin(project, document_id)
    with Project.open(project.path, annotator="ada") as later:
        later.begin_group(event)
        later.add_argument(event, "recipient", (8, 13))
        later.finish_event(event)
        assert later.can_undo() == "mark CONSULT “met”"
        later.undo()
        assert later.event(event) is None
        assert later.layer(document_id).spans == ()
        assert later.can_undo() == "import 1 document"
        later.redo()
        found = later.event(event)
        assert found is not None
        assert [argument.role for argument in found.arguments] == ["actor", "recipient"]
        assert not found.draft


def test_what_came_between_and_was_taken_back_does_not_part_the_sittings(project: Project, document_id: int) -> None:
    event = _begin(project, document_id)
    project.add_span(document_id, 17, 23, "GPE")
    project.undo()
    project.begin_group(event)
    project.finish_event(event)
    project.undo()
    assert project.event(event) is None


def test_another_step_between_parts_the_sittings_and_the_title_says_so(project: Project, document_id: int) -> None:
    event = _begin(project, document_id)
    span = project.add_span(document_id, 17, 23, "GPE")
    project.begin_group(event)
    project.add_argument(event, "place", span)
    project.finish_event(event)
    assert project.can_undo() == "finish CONSULT “met”"
    project.undo()
    found = project.event(event)
    assert found is not None
    assert found.draft
    assert [argument.role for argument in found.arguments] == ["actor"]
    assert project.can_undo() == "label GPE “Moscow”"


def test_somebody_elses_step_between_does_not_part_them(project: Project, document_id: int) -> None:
    event = _begin(project, document_id)
    with Project.open(project.path, annotator="bob") as other:
        other.add_span(document_id, 17, 23, "GPE")
    project.begin_group(event)
    project.finish_event(event)
    project.undo()
    assert project.event(event) is None


def test_a_finished_event_that_is_changed_is_a_group_of_its_own(project: Project, document_id: int) -> None:
    event = _begin(project, document_id)
    project.begin_group(event)
    project.finish_event(event)
    project.begin_group(event)
    project.add_argument(event, "recipient", (8, 13))
    project.finish_event(event)
    assert project.can_undo() == "change CONSULT “met”"
    project.undo()
    found = project.event(event)
    assert found is not None
    assert not found.draft
    project.undo()
    assert project.event(event) is None


def test_the_draft_of_another_group_does_not_go_on(project: Project, document_id: int) -> None:
    first = _begin(project, document_id)
    second = _begin(project, document_id)
    project.begin_group(first)
    project.finish_event(first)
    project.undo()
    assert project.event(first) is not None
    assert project.event(second) is not None

"""Verbs on whole events: other types, second ones, overrides, and events that tell of one happening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Analysis, EventHint, Proposal, ProposedType
from glossator.errors import UndoError, VerbError

OTHER = "Kim met Putin again. Nobody asked why."


@pytest.fixture
def other(project: Project) -> int:
    """A second document."""
    return project.import_texts([("other", OTHER)]).documents[0]


@pytest.fixture
def bob(project: Project) -> Iterator[Project]:
    """The same project, as somebody else sees it."""
    with Project.open(project.path, annotator="bob") as opened:
        yield opened


def _event(project: Project, document_id: int, name: str = "CONSULT") -> int:
    return project.add_event(document_id, name, trigger=(4, 7))


def test_same_events_are_of_several_documents(project: Project, document_id: int, other: int) -> None:
    first, second = _event(project, document_id), _event(project, other)
    group = project.same_event([first, second], name="the meeting")
    assert project.can_undo() == "link 2 same events as “the meeting”"
    (found,) = project.same_events()
    assert (found.id, found.events, found.documents) == (group, (first, second), (document_id, other))
    assert project.same_events(other) == project.same_events(document_id) == [found]
    assert project.same_event_of(second) == found
    step = project.history(document_id=other)[0]
    assert (step.document_id, step.documents) == (None, (document_id, other))
    assert project.history(document_id=document_id)[0] == step
    assert project.undo().touched == (document_id, other)
    assert project.same_event_of(first) is None


def test_groups_grow_together_and_a_group_of_one_goes(project: Project, document_id: int, other: int) -> None:
    events = [_event(project, number) for number in (document_id, document_id, other, other)]
    first, second = project.same_event(events[:2]), project.same_event(events[2:], name="later")
    ruling = project.record_ruling("conventions", "One visit.", target=second)
    assert project.same_event([events[3], events[0]]) == first
    (group,) = project.same_events()
    assert (group.name, group.events) == ("later", tuple(events))
    assert project.rulings()[0].target == first
    assert project.same_event([events[0]], name="renamed") == first
    project.part_event(events[1])
    project.delete(events[2])
    assert project.same_event_of(events[0]) == project.same_event_of(events[3]) != None  # noqa: E711
    assert project.delete(events[3]).deleted["same_event"] == (first,)
    assert project.same_events() == []
    assert [(one.id, one.target) for one in project.rulings()] == [(ruling, None)]
    with pytest.raises(VerbError, match="at least two"):
        project.same_event([events[0]])


def test_everybody_has_groups_of_their_own(project: Project, bob: Project, document_id: int) -> None:
    mine = [_event(project, document_id) for _ in range(2)]
    theirs = [_event(bob, document_id) for _ in range(2)]
    project.same_event(mine)
    bob.same_event(theirs)
    assert [group.events for group in project.same_events()] == [tuple(mine)]
    assert [group.events for group in project.same_events(annotator="bob")] == [tuple(theirs)]
    with pytest.raises(VerbError, match="belongs to bob"):
        project.same_event([mine[0], theirs[0]])
    with pytest.raises(VerbError, match="not yours"):
        project.delete(bob.same_events()[0].id)


def test_what_is_made_the_same_cannot_be_taken_away_beneath_it(project: Project, document_id: int) -> None:
    first, second = _event(project, document_id), _event(project, document_id)
    project.same_event([first, second])
    project.delete(second)
    project.undo()
    assert project.same_event_of(first) is not None
    while project.can_undo():
        project.undo()
    assert project.same_events() == []


def test_restoring_a_document_leaves_the_events_of_others_where_they_are(
    project: Project, document_id: int, other: int
) -> None:
    here, there = _event(project, document_id), _event(project, other)
    project.same_event([here, there])
    then = project.history(limit=1)[0].id
    further = _event(project, other, "REQUEST")
    project.same_event([there, further])
    project.part_event(here)
    assert project.past(then, document_id).same_events[0].events == (here, there)
    project.restore(then, document_id)
    assert project.same_events()[0].events == (here, there, further)
    project.undo()
    assert project.same_events()[0].events == (there, further)


def test_a_group_that_is_gone_comes_back_with_what_is_free(project: Project, document_id: int, other: int) -> None:
    here, there, third = _event(project, document_id), _event(project, other), _event(project, other)
    group = project.same_event([here, there, third])
    then = project.history(limit=1)[0].id
    project.delete(group)
    project.same_event([third, _event(project, other)])
    project.restore(then, document_id)
    assert [(one.id, one.events) for one in project.same_events(document_id)] == [(group, (here, there))]
    project.delete(there)
    assert project.restore(then, document_id).step is None


def test_an_event_becomes_one_of_another_type_with_what_fits(project: Project, document_id: int) -> None:
    kim = project.add_span(document_id, 0, 3, "PERSON")
    event = project.add_event(
        document_id, "COERCE", trigger=(4, 7), modes=["arrest"], attributes={"tense": "past"},
        arguments=[("actor", kim), ("topic", (8, 13))],
    )  # fmt: skip
    changes = project.convert_event(event, "THREATEN")
    found = project.event(event)
    assert found is not None
    assert (found.type, found.modes, found.attributes) == ("THREATEN", ("arrest",), {"tense": "past"})
    changes = project.convert_event(event, "CONSULT", modes=["visit"])
    assert changes.notices[0] == "CONSULT has no mode arrest: taken out of the event."
    with pytest.raises(VerbError, match="no mode"):
        project.convert_event(event, "REQUEST", modes=["visit"])
    assert project.can_undo() == "turn THREATEN “met” into CONSULT"


def test_roles_that_do_not_go_with_a_type_are_dropped_with_their_free_fillers(tmp_path: Path) -> None:
    with Project.create(tmp_path / "ace.glossator", schema="ace", annotator="ada") as project:
        number = project.import_texts([("a", "Kim was born in Oslo and died there.")]).documents[0]
        kim = project.add_span(number, 0, 3, "PER")
        event = project.add_event(
            number, "Life.Be-Born", trigger=(8, 12), arguments=[("Person", kim), ("Place", (16, 20))]
        )
        changes = project.convert_event(event, "Business.Start-Org")
        found = project.event(event)
        assert found is not None
        assert [argument.role for argument in found.arguments] == ["Place"]
        assert "role Person" in changes.notices[0]
        project.undo()
        assert [argument.role for argument in project.layer(number).events[0].arguments] == ["Person", "Place"]


def test_a_second_event_shares_the_fillers(project: Project, document_id: int) -> None:
    event = project.add_event(
        document_id, "CONSULT", trigger=(4, 7), modes=["visit"], contexts=["diplomatic"],
        arguments=[("actor", (0, 3))], attributes={"tense": "past"},
    )  # fmt: skip
    second = project.duplicate_event(event, trigger=(40, 45))
    one, two = project.event(event), project.event(second)
    assert one is not None
    assert two is not None
    assert (two.type, two.modes, two.contexts, two.arguments) == (one.type, one.modes, one.contexts, one.arguments)
    assert (two.attributes, two.text, two.origin) == (one.attributes, "asked", one.origin)
    project.delete(event)
    assert project.event(second) == two
    assert len(project.layer(document_id).spans) == 1


def test_an_argument_can_act_for_somebody_else(project: Project, document_id: int) -> None:
    kim = project.add_span(document_id, 0, 3, "PERSON")
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7), arguments=[("actor", kim), ("recipient", kim)])
    project.set_argument(event, "actor", kim, country="PRK", sectors=["GOV", "MIL"])
    project.set_argument(event, "actor", kim, country=None)
    actor, recipient = project.layer(document_id).events[0].arguments
    assert (actor.country, actor.sectors) == (None, ("GOV", "MIL"))
    assert (recipient.country, recipient.sectors) == (None, ())
    with pytest.raises(VerbError, match="no topic"):
        project.set_argument(event, "topic", kim, country="PRK")


@pytest.mark.parametrize("how", ["label", "labels", "edges", "fragment", "convert"])
def test_a_hint_that_is_changed_afterwards_counts_as_corrected(project: Project, document_id: int, how: str) -> None:
    hint = EventHint((ProposedType("CONSULT", "visit", 0.8),))
    project.record_analysis(document_id, Analysis("model", "1", (Proposal("event", "CONSULT", ((4, 7),), 0.8, hint),)))
    event = project.accept(project.suggestions(document_id)[0].id)
    project.set_modes(event, [])
    assert project.suggestions(document_id)[0].state == "accepted"
    verbs = {
        "label": lambda: project.set_label(event, "AGREE"),
        "labels": lambda: project.set_labels([event], "AGREE"),
        "edges": lambda: project.set_edges(event, 4, 8),
        "fragment": lambda: project.add_fragment(event, 40, 45),
        "convert": lambda: project.convert_event(event, "AGREE"),
    }
    verbs[how]()
    found = project.event(event)
    assert found is not None
    assert (project.suggestions(document_id)[0].state, found.origin.how) == ("corrected", "corrected")
    project.set_label(event, "CONSULT")
    project.set_edges(event, 4, 7)
    assert project.suggestions(document_id)[0].state == "accepted"
    while project.can_undo() != "import 1 document":
        project.undo()
    assert project.suggestions(document_id)[0].state == "pending"


def test_somebody_elses_ruling_on_a_new_event_keeps_undo_from_it(
    project: Project, bob: Project, document_id: int
) -> None:
    event = _event(project, document_id)
    bob.record_ruling("event_types.CONSULT", "Yes, this.", target=event)
    with pytest.raises(UndoError, match="somebody else"):
        project.undo()
    project.delete(event)
    assert bob.rulings()[0].target is None

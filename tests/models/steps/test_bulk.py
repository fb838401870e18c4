"""Bulk steps do what as many single ones would, and no verb reads through a whole table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator import Project
from glossator.annotation import Analysis, Bundle, Document, EventHint, Layer, Proposal, ProposedType, Span, Suggestion
from glossator.errors import VerbError
from glossator.steps.images import inverted, net
from glossator.store import Image
from glossator.store.things import new_uid

TEXT = "Kim met Putin in Moscow on Tuesday."
HINT = EventHint((ProposedType("CONSULT", "visit", 0.7),))
PROPOSALS = (
    Proposal("span", "PERSON", ((0, 3),), 0.9),
    Proposal("event", "CONSULT", ((4, 7),), 0.5, HINT),
    Proposal("span", "ORG", ((8, 10), (11, 13)), 0.4),
    Proposal("span", "GPE", ((17, 23),), 0.95),
)


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[tuple[Project, Project]]:
    """Two projects with the same two documents, each with suggestions."""
    with Project.create(tmp_path / "one.glossator") as one, Project.create(tmp_path / "two.glossator") as two:
        for project in (one, two):
            for document_id in project.import_texts([("a", TEXT), ("b", f"{TEXT} Again.")]).documents:
                project.record_analysis(document_id, Analysis("model", "1", PROPOSALS))
        yield one, two


def _ids(project: Project) -> list[int]:
    return [item.id for number in project.document_ids() for item in project.suggestions(number)]


def _seen(project: Project) -> list[object]:
    """What a layer says, whatever the ids."""
    seen: list[object] = []
    for number in project.document_ids():
        layer = project.layer(number)
        seen.append([(span.label, span.fragments, span.text, span.origin) for span in layer.spans])
        seen.append([(event.type, event.trigger, event.modes, event.origin) for event in layer.events])
        seen.append([(item.label, item.state) for item in project.suggestions(number)])
    return seen


def test_accepting_all_is_accepting_each(twins: tuple[Project, Project]) -> None:
    one, two = twins
    two.accept(_ids(two)[0], label="ORG")
    one.accept(_ids(one)[0], label="ORG")
    changes = one.accept_all([*_ids(one), _ids(one)[2]])
    for number in _ids(two):
        two.accept(number)
    assert _seen(one) == _seen(two)
    assert changes.touched == tuple(one.document_ids())
    one.undo()
    assert one.suggestions(one.document_ids()[0])[0].state == "corrected"
    assert [item.state for item in one.suggestions(one.document_ids()[1])] == ["pending"] * len(PROPOSALS)


def test_rejecting_all_is_rejecting_each(twins: tuple[Project, Project]) -> None:
    one, two = twins
    one.reject_all(_ids(one)[1:])
    for number in _ids(two)[1:]:
        two.reject(number)
    assert _seen(one) == _seen(two)
    one.accept(_ids(one)[0])
    with pytest.raises(VerbError, match="was accepted"):
        one.reject_all(_ids(one))
    with pytest.raises(VerbError, match="no suggestion"):
        one.accept_all([_ids(one)[1], 1_000_000])


def test_a_suggestion_that_two_made_goes_with_the_span(project: Project, document_id: int) -> None:
    """Two suggesters proposed the same; finishing counts both as right; deleting takes both along."""
    span = project.add_span(document_id, 0, 3, "PERSON")
    for version in ("1", "2"):
        project.record_analysis(document_id, Analysis(f"model {version}", version, PROPOSALS[:1]))
        project.finish(document_id, ["entities"], undecided="reject")
    project.delete(span)
    assert {item.state for item in project.suggestions(document_id)} == {"rejected"}
    project.undo()
    assert {item.state for item in project.suggestions(document_id)} == {"accepted"}


def test_uids_of_a_file_are_kept_once(project: Project) -> None:
    uid = new_uid()
    spans = tuple(Span(number, 1, "", "ORG", ((0, 4),), "Ship", uid=uid) for number in (2, 3))
    project.import_bundles([Bundle(Document(1, "ship", "Ship ahoy."), (Layer(1, "", spans=spans),))])
    made = project.layer(project.document_ids()[-1]).spans
    assert [span.uid == uid for span in made] == [True, False]


@pytest.mark.parametrize("places", [(), ((0, 400),), ((5, 2),)])
def test_a_suggestion_outside_the_text_is_not_imported(project: Project, places: tuple[tuple[int, int], ...]) -> None:
    suggestion = Suggestion(2, 1, "span", "ORG", places, "Ship", 0.5, "m", "1")
    before = project.document_ids()
    with pytest.raises(VerbError):
        project.import_bundles([Bundle(Document(1, "ship", "Ship ahoy."), suggestions=(suggestion,))])
    assert project.document_ids() == before


def test_a_step_over_several_documents_belongs_to_none_of_them(twins: tuple[Project, Project]) -> None:
    one, _ = twins
    first, second = one.document_ids()
    one.reject_all(_ids(one))
    one.reject_all([])
    one.add_note(first, "mine")
    assert [step.document_id for step in one.history(limit=2)] == [first, None]
    assert [step.title for step in one.history(document_id=second, limit=1)] == [f"reject {len(_ids(one))} suggestions"]


IMAGES = st.lists(st.tuples(st.integers(1, 3), st.none() | st.integers(0, 3)), max_size=12)


@given(IMAGES)
def test_the_net_of_images_leads_where_they_lead(changes: list[tuple[int, int | None]]) -> None:
    state: dict[int, dict[str, int] | None] = {}
    images = []
    for number, value in changes:
        after = None if value is None else {"v": value}
        images.append(Image("span", number, state.get(number), after))
        state[number] = after
    start = {image.id: image.before for image in reversed(images)}
    summed = net(images)
    assert {image.id: image.after for image in summed} == {
        number: after for number, after in state.items() if after != start[number]
    }
    assert {image.id: image.before for image in summed}.items() <= start.items()
    assert net([*images, *inverted(images)]) == []


VERBS: dict[str, Callable[[Project, int, int, int], object]] = {
    "accept": lambda project, document, span, event: project.accept(project.suggestions(document)[0].id),
    "reject": lambda project, document, span, event: project.reject(project.suggestions(document)[2].id),
    "add_span": lambda project, document, span, event: project.add_span(document, 0, 3, "ORG"),
    "set_label": lambda project, document, span, event: project.set_label(span, "ORG"),
    "add_argument": lambda project, document, span, event: project.add_argument(event, "place", (17, 23)),
    "delete": lambda project, document, span, event: project.delete(span),
    "undo": lambda project, document, span, event: project.undo(),
    "redo": lambda project, document, span, event: (project.undo(), project.redo()),
    "history": lambda project, document, span, event: project.history(document_id=document, limit=50),
    "past": lambda project, document, span, event: project.past(project.history(limit=3)[-1].id, document),
    "restore": lambda project, document, span, event: project.restore(project.history(limit=3)[-1].id, document),
}
LARGE = {
    "thing",
    "span",
    "event",
    "argument",
    "relation",
    "entity",
    "mention",
    "note",
    "suggestion",
    "decision",
    "step",
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_reads_through_a_table(project: Project, document_id: int, verb: str) -> None:
    """What takes a moment in a small file takes one in a file of a million spans."""
    project.record_analysis(document_id, Analysis("model", "1", PROPOSALS))
    span = project.add_span(document_id, 0, 3, "PERSON")
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7), arguments=[("actor", span)])
    connection = project._store.database.conn
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    VERBS[verb](project, document_id, span, event)
    connection.set_trace_callback(None)
    scans = [
        (line, statement)
        for statement in statements
        if statement.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
        for *_, line in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        if line.startswith("SCAN")
        and line.split()[1] in {*LARGE, *"tscx"}
        and "ORDER BY id DESC LIMIT" not in statement
    ]
    assert statements
    assert scans == []

"""History: what was done, what a layer was at any moment, and going back there as one step that can be undone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from glossator import Project
from glossator.annotation import Analysis, Bundle, Document, Layer, Proposal, Span
from glossator.errors import ReadOnlyProjectError, VerbError
from glossator.steps import HistoryStep
from glossator.steps.restoring import title_of
from support.canonical import canonical, difference

ANALYSIS = Analysis("m", "1", (Proposal("span", "PERSON", ((0, 3),), 0.9), Proposal("span", "ORG", ((8, 13),), 0.4)))


@pytest.fixture
def bob(project: Project) -> Iterator[Project]:
    """The same project as bob sees it."""
    with Project.open(project.path, annotator="bob") as other:
        yield other


def _last(project: Project) -> int:
    return project.history(limit=1)[0].id


def _ship(label: str, text: str) -> Bundle:
    return Bundle(Document(1, label, text), (Layer(1, "", spans=(Span(2, 1, "", label, ((0, 4),), text[:4]),)),))


# Listing


def test_steps_are_listed_newest_first_with_what_was_taken_back(project: Project, document_id: int) -> None:
    span = project.add_span(document_id, 0, 3, "PERSON")
    project.set_label(span, "ORG")
    project.undo()
    project.undo()
    project.redo()
    listed = project.history()
    assert [(step.words, step.undone) for step in listed] == [
        ("redo label PERSON “Kim”", False),
        ("undo label PERSON “Kim”", False),
        ("undo relabel PERSON “Kim”", False),
        ("relabel PERSON “Kim”", True),
        ("label PERSON “Kim”", False),
        ("import 1 document", False),
    ]
    assert listed[0].inverts == listed[-2].id
    assert {step.annotator for step in listed} == {"ada"}
    assert all(step.application.startswith("glossator ") for step in listed)
    assert all(step.documents == (document_id,) for step in listed)
    assert datetime.datetime.fromisoformat(listed[0].time).tzinfo is not None


def test_a_group_that_was_taken_back_is_so_as_a_whole(project: Project, document_id: int) -> None:
    project.begin_group()
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7), draft=True)
    project.add_argument(event, "actor", (0, 3))
    project.undo()
    project.finish_event(event)
    verbs = ["finish_event", "undo", "add_argument", "add_event", "import"]
    assert [(step.verb, step.undone) for step in project.history()] == [
        (verb, verb == "add_argument") for verb in verbs
    ]
    project.undo()
    taken_back = {"finish_event", "add_argument", "add_event"}
    assert {step.verb for step in project.history() if step.undone} == taken_back
    project.redo()
    assert {step.verb for step in project.history() if step.undone} == {"add_argument"}


def test_history_can_be_narrowed(project: Project, document_id: int, bob: Project) -> None:
    other = project.import_texts([("other", "Something else.")]).documents[0]
    project.add_span(document_id, 0, 3, "PERSON")
    bob.add_span(other, 0, 9, "ORG")
    bob.add_span(document_id, 8, 13, "PERSON")
    assert [step.annotator for step in project.history(document_id=document_id)] == ["bob", "ada", "ada"]
    assert [step.title for step in project.history(annotator="bob")] == [
        "label PERSON “Putin”", "label ORG “Something”",
    ]  # fmt: skip
    assert [step.title for step in project.history(document_id=other, annotator="bob")] == ["label ORG “Something”"]
    assert project.history(annotator="nobody") == []
    latest = project.history(limit=2)
    assert [step.id for step in latest + project.history(before=latest[-1].id)] == [5, 4, 3, 2, 1]
    assert [step.id for step in project.history(document_id=document_id, limit=1, before=5)] == [3]


def test_bulk_steps_are_listed_with_each_document_they_touched(project: Project, document_id: int) -> None:
    first, second = project.import_texts([("b", "Bad news."), ("c", "Good news.")]).documents
    for number in (document_id, first):
        project.record_analysis(number, Analysis("m", "1", (Proposal("span", "ORG", ((0, 3),), 0.4),)))
    project.accept_all([item.id for number in (document_id, first) for item in project.suggestions(number)])
    project.undo()
    verbs = [step.verb for step in project.history(document_id=first)]
    assert verbs == ["undo", "accept_all", "import"]
    assert [step.verb for step in project.history(document_id=second)] == ["import"]
    assert [step.documents for step in project.history(document_id=first)] == [
        (document_id, first), (document_id, first), (first, second),
    ]  # fmt: skip


# Looking back


def test_every_moment_can_be_seen_again(project: Project, document_id: int) -> None:
    project.record_analysis(document_id, ANALYSIS)
    person, organisation = project.suggestions(document_id)
    seen = []

    def remember() -> None:
        states = [item.state for item in project.suggestions(document_id)]
        seen.append((_last(project), project.layer(document_id), states))

    for verb in (
        lambda: project.accept(person.id),
        lambda: project.reject(organisation.id),
        lambda: project.add_event(document_id, "CONSULT", trigger=(4, 7), arguments=[("recipient", (8, 13))]),
        lambda: project.add_event(document_id, "REQUEST", contexts=["diplomatic"]),
        lambda: project.set_contexts(document_id, ["military"]),
        lambda: project.undecide(organisation.id),
        lambda: project.delete(project.layer(document_id).events[1].id),
        lambda: project.link([project.layer(document_id).spans[0].id]),
        lambda: project.add_note(document_id, "dull"),
        project.undo,
        project.undo,
        lambda: project.finish(document_id, ["entities"], undecided="reject"),
    ):
        verb()
        remember()
    for step_id, layer, states in seen:
        past = project.past(step_id, document_id)
        assert past.layer == layer
        assert [item.state for item in past.suggestions] == states
        assert past.step.id == step_id


def test_a_branch_that_was_cut_off_can_be_restored(project: Project, document_id: int) -> None:
    span = project.add_span(document_id, 0, 3, "PERSON")
    project.add_event(document_id, "CONSULT", trigger=(4, 7), arguments=[("actor", span), ("place", (17, 23))])
    lost, layer = _last(project), project.layer(document_id)
    project.undo()
    project.undo()
    project.add_span(document_id, 8, 13, "ORG")
    before = canonical(project.path)
    changes = project.restore(lost, document_id)
    assert project.layer(document_id) == layer
    assert (changes.verb, len(changes.added["span"]), len(changes.deleted["span"])) == ("restore", 2, 1)
    assert project.can_undo() == project.history(limit=1)[0].title
    after = canonical(project.path)
    project.undo()
    assert difference(before, canonical(project.path)) == {}
    project.redo()
    assert difference(after, canonical(project.path)) == {}


def test_decisions_come_back_too(project: Project, document_id: int) -> None:
    project.record_analysis(document_id, ANALYSIS)
    person, organisation = project.suggestions(document_id)
    project.accept(person.id)
    project.reject(organisation.id)
    decided = _last(project)
    for _ in range(2):
        project.undo()
    # The same suggestions, decided again and otherwise: by decisions that bear other ids.
    project.accept(organisation.id)
    project.reject(person.id)
    project.restore(decided, document_id)
    assert [item.state for item in project.suggestions(document_id)] == ["accepted", "rejected"]
    assert [span.text for span in project.layer(document_id).spans] == ["Kim"]


def test_nothing_to_restore_writes_nothing(project: Project, document_id: int) -> None:
    project.add_span(document_id, 0, 3, "PERSON")
    last = _last(project)
    assert project.restore(last, document_id).step is None
    assert _last(project) == last


def test_what_was_restored_is_a_moment_as_well(project: Project, document_id: int) -> None:
    first = _last(project)
    project.add_span(document_id, 0, 3, "PERSON")
    full = project.layer(document_id)
    project.restore(first, document_id)
    project.restore(first + 1, document_id)
    assert project.layer(document_id) == full
    assert project.past(first + 2, document_id).layer.spans == ()
    assert [step.verb for step in project.history(limit=2)] == ["restore", "restore"]


# Other people, other documents


def test_everybody_goes_back_in_their_own_layer(project: Project, document_id: int, bob: Project) -> None:
    start = _last(project)
    project.add_span(document_id, 0, 3, "PERSON")
    theirs = bob.add_span(document_id, 8, 13, "PERSON")
    project.add_span(document_id, 17, 23, "GPE")
    assert [span.text for span in project.past(start + 2, document_id).layer.spans] == ["Kim"]
    assert [span.id for span in bob.past(start + 2, document_id).layer.spans] == [theirs]
    project.restore(start, document_id)
    assert project.layer(document_id).spans == ()
    assert bob.layer(document_id).spans[0].id == theirs


def test_what_somebody_else_stands_on_is_not_taken_away(project: Project, document_id: int, bob: Project) -> None:
    start = _last(project)
    span = project.add_span(document_id, 0, 3, "PERSON")
    bob.add_note(span, "Which Kim?")
    before = canonical(project.path)
    with pytest.raises(VerbError, match="a note of bob stands on"):
        project.restore(start, document_id)
    assert difference(before, canonical(project.path)) == {}


def test_what_would_stand_on_nothing_does_not_come_back(project: Project, document_id: int, bob: Project) -> None:
    theirs = bob.add_span(document_id, 8, 13, "PERSON")
    note = project.add_note(theirs, "Sure?")
    noted = _last(project)
    project.delete(note)
    bob.delete(theirs)
    before = canonical(project.path)
    assert [item.text for item in project.past(noted, document_id).layer.notes] == ["Sure?"]
    with pytest.raises(VerbError, match="somebody else has since deleted"):
        project.restore(noted, document_id)
    assert difference(before, canonical(project.path)) == {}


def test_a_name_that_the_schema_has_lost_is_named(project: Project, document_id: int, bob: Project) -> None:
    bob.import_bundles([_ship("SHIP", "Ship ahoy.")])
    span = project.add_span(document_id, 0, 3, "SHIP")
    labelled = _last(project)
    project.delete(span)
    bob.undo()
    assert [item.label for item in project.past(labelled, document_id).layer.spans] == ["SHIP"]
    with pytest.raises(VerbError, match="entity type SHIP"):
        project.restore(labelled, document_id)


def test_a_uid_that_an_import_has_brought_along_is_not_taken_twice(project: Project, document_id: int) -> None:
    span = project.span(project.add_span(document_id, 0, 3, "PERSON"))
    assert span is not None
    made = _last(project)
    project.delete(span.id)
    project.import_bundles([Bundle(Document(1, "b", "Kim again."), (Layer(1, "", spans=(span,)),))])
    project.restore(made, document_id)
    found = project.layer(document_id).spans[0]
    assert (found.id, found.text) == (span.id, "Kim")
    assert found.uid != span.uid


def test_a_document_that_is_not_there(project: Project, document_id: int) -> None:
    first = _last(project)
    gone = project.import_texts([("gone", "Gone tomorrow.")]).documents[0]
    with pytest.raises(VerbError, match="was not in the project just after the step 1"):
        project.past(first, gone)
    project.undo()
    for number, message in ((gone, "is not in the project now"), (12345, "no document with the id 12345")):
        for verb in (project.past, project.restore):
            with pytest.raises(VerbError, match=message):
                verb(first + 1, number)
    assert [step.verb for step in project.history(document_id=gone)] == ["undo", "import"]
    with pytest.raises(VerbError, match="no step 99"):
        project.past(99, document_id)
    with pytest.raises(VerbError, match="no step 99"):
        project.changes_of(99)


def test_looking_back_is_allowed_where_nothing_may_be_written(project: Project, document_id: int) -> None:
    project.add_span(document_id, 0, 3, "PERSON")
    with Project.open(project.path, annotator="ada", read_only=True) as reader:
        assert reader.past(1, document_id).layer.spans == ()
        assert len(reader.history()) == 2
        with pytest.raises(ReadOnlyProjectError):
            reader.restore(1, document_id)
    with Project.open(project.path, annotator="stranger", read_only=True) as reader:
        assert reader.past(2, document_id).layer.spans == ()


# In words


def test_a_step_is_told_object_by_object(project: Project, document_id: int) -> None:
    span = project.add_span(document_id, 0, 3, "PERSON")
    assert [change.words for change in project.changes_of(_last(project))] == [
        f"span {span} added: label PERSON, text “Kim”, at 0–3"
    ]
    project.set_label(span, "ORG")
    assert [change.words for change in project.changes_of(_last(project))] == [
        f"span {span} changed: label PERSON → ORG"
    ]
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7), modes=["visit"])
    project.add_argument(event, "actor", span)
    assert [change.words for change in project.changes_of(_last(project))] == [
        f"event {event} changed: arguments none → actor: “Kim” ({span})"
    ]
    project.undo()
    assert project.changes_of(_last(project))[0].words == (
        f"event {event} changed: arguments actor: “Kim” ({span}) → none"
    )


def test_every_kind_of_object_is_told(project: Project, document_id: int) -> None:
    project.record_analysis(document_id, ANALYSIS)
    first = project.accept(project.suggestions(document_id)[0].id)
    second = project.add_span(document_id, 8, 13)
    entity = project.link([first, second])
    project.set_value(entity, country="PRK", sectors=["GOV"])
    project.add_relation("member_of", first, second, attributes={"since": "1999"})
    project.add_note(second, "Who?")
    project.set_review(document_id, "entities", "in_progress")
    project.set_metadata(document_id, title="A title", desk="foreign")
    project.import_bundles([_ship("SHIP", "Ship ahoy.")])
    told = "\n".join(change.words for step in project.history() for change in project.changes_of(step.id))
    for words in (
        "origin accepted (m 1)",
        "suggestion PERSON “Kim”, state accepted, annotation “Kim”",
        "label none: a filler",
        "sectors none → GOV",
        "from “Kim”",
        "since 1999",
        "text “Who?”",
        "entities in progress",
        "title none → “A title”",
        "desk none → “foreign”",
        "schema",
        "name “letter”",
    ):
        assert words in told


def _at(time: str, title: str = "label PERSON") -> HistoryStep:
    return HistoryStep(7, time, "ada", "add_span", title, 1, (1,), "glossator", False, None)


def test_the_title_of_restoring_names_the_moment() -> None:
    now = datetime.datetime(2026, 3, 2, 15, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
    assert title_of(_at("2026-03-02T05:32:00.000+00:00"), now) == "restore 14:32: label PERSON"
    assert title_of(_at("2026-03-01T05:32:00.000+00:00"), now) == "restore 2026-03-01 14:32: label PERSON"
    assert len(title_of(_at("2026-03-02T05:32:00.000+00:00", "x" * 500), now)) == 80

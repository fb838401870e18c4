"""A session kept up to date by change sets is the session that would be loaded anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.annotation import Analysis, Fragments
from glossator_desktop.session import DocumentSession, MarkChanges

from .conftest import ANALYSIS, ARTICLE, place, span


@pytest.fixture
def session(project: Project) -> DocumentSession:
    made = DocumentSession(project, project.document_ids()[0])
    project.subscribe(lambda changes: void(made.apply(changes)))
    return made


def void(_: object) -> None:
    """Nothing, whatever it is given."""


def same_as_fresh(project: Project, session: DocumentSession) -> None:
    """Compares everything that a session shows with a newly loaded one."""
    fresh = DocumentSession(project, session.id)
    assert session.marks == fresh.marks
    assert session.content() == fresh.content()
    for name in ("pending", "hints", "annotations", "fillers"):
        assert list(getattr(session, name)) == list(getattr(fresh, name)), name
    assert session.flags == fresh.flags
    assert session.state == fresh.state
    assert {i: session.roles_filled(i) for i in session.marks} == {i: fresh.roles_filled(i) for i in fresh.marks}


def by_text(session: DocumentSession, kind: str, words: str) -> int:
    return next(i for i, m in session.marks.items() if m.kind == kind and session.text_at(m.fragments) == words)


def test_the_content_is_sorted_and_says_what_there_is(session: DocumentSession) -> None:
    content = session.content()
    assert content.text == ARTICLE
    assert [(m.start, -m.end) for m in content.marks] == sorted((m.start, -m.end) for m in content.marks)
    kinds = [mark.kind for mark in content.marks]
    assert kinds.count("suggestion") == 6
    assert kinds.count("hint") == 2
    melbourne = next(mark for mark in content.marks if mark.label == "ORG")
    assert melbourne.chip == "ORG .41"


def test_accepting_swaps_the_suggestion_for_the_annotation(project: Project, session: DocumentSession) -> None:
    item = by_text(session, "suggestion", "London")
    heard: list[MarkChanges] = []
    project.subscribe(lambda changes: heard.append(DocumentSession(project, session.id).apply(changes)))
    made = project.accept(item)
    assert session.mark(item) is None
    assert session.marks[made].chip_text == "GPE"
    assert made in list(session.annotations)
    same_as_fresh(project, session)


def test_an_annotation_in_the_same_place_hides_the_suggestion_until_it_goes(
    project: Project, session: DocumentSession
) -> None:
    item = by_text(session, "suggestion", "London")
    made = project.add_span(session.id, *place("London"), "LOC")
    assert session.mark(item) is None
    assert item in session.suggestions
    same_as_fresh(project, session)
    project.delete(made)
    assert session.mark(item) is not None
    same_as_fresh(project, session)


def test_a_trigger_hides_its_hint_and_its_fillers_wear_their_roles(project: Project, session: DocumentSession) -> None:
    ada = project.accept(by_text(session, "suggestion", "Ada Byron"))
    event = project.add_event(session.id, "CONSULT", trigger=place("met"), arguments=[("actor", ada)], draft=True)
    assert session.hint_at((place("met"),)) is None
    assert session.marks[event].chip == "CONSULT · draft"
    assert session.marks[ada].chip_text == "PERSON · actor"
    project.add_argument(event, "place", place("northern ports"))
    filler = session.events[event].fillers("place")[0]
    assert session.marks[filler].colour == "filler"
    assert list(session.fillers) == [filler]
    same_as_fresh(project, session)
    project.undo()
    project.undo()
    assert session.marks[ada].badges == ()
    same_as_fresh(project, session)


def test_an_event_without_a_trigger_has_no_mark(project: Project, session: DocumentSession) -> None:
    event = project.add_event(session.id, "CONSULT")
    assert session.mark(event) is None
    assert event in session.events
    same_as_fresh(project, session)


def test_changes_elsewhere_change_nothing_here(project: Project, session: DocumentSession) -> None:
    other = project.document_ids()[1]
    delta: list[MarkChanges] = []
    project.subscribe(lambda changes: delta.append(session.apply(changes)))
    project.add_span(other, 0, 5, "PERSON")
    assert not delta[0]


def test_new_suggestions_come_in_as_they_are_written(project: Project, session: DocumentSession) -> None:
    project.record_analysis(session.id, Analysis("model", "2", (*ANALYSIS.proposals, span("PERSON", "aide")), ()))
    assert by_text(session, "suggestion", "aide")
    assert session.phrases == ()
    same_as_fresh(project, session)


def test_another_title_shows_at_once(project: Project, session: DocumentSession) -> None:
    project.set_metadata(session.id, title="Byron and the Board")
    assert session.content().title == "Byron and the Board"


def test_sentences_and_lines(session: DocumentSession) -> None:
    offset = place("visit")[0]
    start, end = session.sentence(offset)
    assert ARTICLE[start:end] == "The visit was not cancelled."
    assert session.line(offset)[0] == place("Byron asked")[0]
    assert session.line_before(offset)[0] == 0
    assert session.line_after(0) == session.line(offset)


def test_phrases_are_found_by_where_they_start(session: DocumentSession) -> None:
    found = [session.text[p.start : p.end] for p in session.phrases_between(*session.line(place("visit")[0]))]
    assert found[0] == "Byron"
    assert "fund a survey of the northern ports" in found
    assert "Lord Melbourne" not in found


STEPS = st.lists(st.tuples(st.sampled_from(["accept", "reject", "label", "event", "argument", "delete", "edge", "flag", "undo", "redo"]), st.integers(0, 9)), max_size=14)  # noqa: E501  # fmt: skip


@settings(max_examples=25)
@given(STEPS)
def test_after_any_steps_it_is_what_a_fresh_one_would_be(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("steps") / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        project.import_texts([("article", ARTICLE)])
        project.record_analysis(project.document_ids()[0], ANALYSIS)
        session = DocumentSession(project, project.document_ids()[0])
        project.subscribe(lambda changes: void(session.apply(changes)))
        for name, number in steps:
            _do(project, session, name, number)
        same_as_fresh(project, session)


def _do(project: Project, session: DocumentSession, name: str, number: int) -> None:
    def pick(items: list[int]) -> int | None:
        return items[number % len(items)] if items else None

    pending, mine = [*session.pending, *session.hints], [*session.spans, *session.events]
    words = place(["London", "met", "survey", "aide", "Tuesday"][number % 5])
    verbs: dict[str, tuple[int | None, Callable[[int], object]]] = {
        "accept": (pick(pending), project.accept),
        "reject": (pick(pending), project.reject),
        "label": (0, lambda _: project.add_span(session.id, *words, "ORG")),
        "event": (0, lambda _: project.add_event(session.id, "AGREE", trigger=words)),
        "argument": (pick(list(session.events)), lambda event: project.add_argument(event, "actor", words)),
        "delete": (pick(mine), project.delete),
        "edge": (pick(list(session.spans)), lambda item: project.set_edges(item, *words)),
        "flag": (pick(mine), lambda item: project.set_flag(item, True)),
        "undo": (1 if "import" not in (project.can_undo() or "import") else None, lambda _: project.undo()),
        "redo": (1 if project.can_redo() else None, lambda _: project.redo()),
    }  # fmt: skip
    item, verb = verbs[name]
    if item is not None:
        verb(item)


# Long documents

GAP = "Nothing to see here.\n" + "word after word, " * 900 + "\n"
LONG = GAP + ARTICLE + GAP + ARTICLE + GAP
FIRST, SECOND = LONG.index(ARTICLE), LONG.rindex(ARTICLE)


def moved(fragments: Fragments, by: int) -> Fragments:
    return tuple((start + by, end + by) for start, end in fragments)


def long_project(path: Path) -> Project:
    """A text far longer than what is loaded first, with suggestions in two places."""
    project = Project.create(path, annotator="ada")
    project.import_texts([("long", LONG)])
    proposals = (
        replace(p, fragments=moved(p.fragments, by)) for by in (FIRST, SECOND) for p in ANALYSIS.proposals if not p.hint
    )
    document = project.document_ids()[0]
    project.record_analysis(document, Analysis("model", "1", tuple(proposals)))
    second = moved((place("met"),), SECOND)
    event = project.add_event(
        document, "CONSULT", trigger=second, arguments=[("actor", moved((place("aide"),), FIRST))]
    )
    project.add_event(document, "AGREE", arguments=[("topic", event)])
    project.add_span(document, 10, SECOND + 40, "ORG")
    return project


@pytest.fixture
def long(tmp_path: Path) -> Iterator[Project]:
    with long_project(tmp_path / "long.glossator") as project:
        yield project


def complete(session: DocumentSession, size: int) -> DocumentSession:
    while not session.complete:
        session.load_more(size)
    return session


@pytest.mark.parametrize("at", [0, FIRST, SECOND + 30, len(LONG)])
@pytest.mark.parametrize("size", [900, 100_000])
def test_a_long_document_loaded_in_parts_is_the_whole_one(long: Project, at: int, size: int) -> None:
    session = DocumentSession(long, long.document_ids()[0], place=at)
    assert not session.complete
    assert session.covers(at - 100, at + 100)
    assert len(session.marks) < len(DocumentSession(long, session.id).marks)
    same_as_fresh(long, complete(session, size))


def test_what_was_loaded_last_is_told_to_the_page(long: Project) -> None:
    session = DocumentSession(long, long.document_ids()[0], place=SECOND)
    shown = dict(session.marks)
    while not session.complete:
        delta = session.load_more(3_000)
        shown.update({mark.id: mark for mark in delta.changed})
        for item in delta.removed:
            del shown[item]
    assert shown == session.marks


def test_an_event_has_its_fillers_however_far_they_are(long: Project) -> None:
    session = DocumentSession(long, long.document_ids()[0], place=SECOND)
    event = next(event for event in session.events.values() if event.trigger)
    assert session.text_at(session.fragments(event.arguments[0].filler)) == "aide"


def test_a_short_document_is_complete_at_once(project: Project) -> None:
    assert DocumentSession(project, project.document_ids()[0], place=0).complete


@settings(max_examples=15, deadline=None)
@given(STEPS, st.integers(0, len(LONG)), st.integers(500, 20_000))
def test_working_while_a_long_document_loads_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]], at: int, size: int
) -> None:
    with long_project(tmp_path_factory.mktemp("long") / "long.glossator") as project:
        session = DocumentSession(project, project.document_ids()[0], place=at)
        project.subscribe(lambda changes: void(session.apply(changes, place=at)))
        for name, number in steps:
            _do(project, session, name, number)
            session.load_more(size)
        same_as_fresh(project, complete(session, size))

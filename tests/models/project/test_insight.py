from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Fragment
from glossator.errors import VerbError

TEXT = "Kim met Putin in Moscow on Tuesday. Kim asked Russia to help. The visit 😀 was not cancelled."


def place(words: str, nth: int = 0) -> Fragment:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return (start, start + len(words))


@pytest.fixture
def told(project: Project, document_id: int) -> tuple[int, int, int]:
    """Two events, the second with the first as its topic, and a draft."""
    kim = project.add_span(document_id, *place("Kim"), "PERSON")
    putin = project.add_span(document_id, *place("Putin"), "PERSON")
    tuesday = project.add_span(document_id, *place("Tuesday"), "DATE", attributes={"value": "2015-12-22"})
    met = project.add_event(
        document_id, "CONSULT", trigger=place("met"), modes=["visit"],
        arguments=[("actor", kim), ("recipient", putin), ("place", place("Moscow")), ("time", tuesday)],
        attributes={"polarity": "positive", "modality": "asserted"},
    )  # fmt: skip
    asked = project.add_event(
        document_id, "REQUEST", trigger=place("asked"), arguments=[("actor", place("Kim", 1)), ("topic", met)],
        attributes={"polarity": "negated"},
    )  # fmt: skip
    draft = project.add_event(document_id, "AID", draft=True)
    return met, asked, draft


def test_every_event_has_a_sentence(project: Project, document_id: int, told: tuple[int, int, int]) -> None:
    met, asked, draft = told
    sentences = project.summaries(document_id)
    assert sentences[met] == "Kim → met → Putin (Moscow, Tuesday)"
    assert sentences[asked] == "Kim → asked: “Kim → met → Putin” (negated)"
    assert sentences[draft] == "someone → aid → someone (unfinished)"
    assert {event: project.summary(event) for event in sentences} == sentences
    with pytest.raises(VerbError):
        project.summary(document_id)


def test_the_timeline_holds_every_event(project: Project, document_id: int, told: tuple[int, int, int]) -> None:
    met, asked, draft = told
    project.set_metadata(document_id, published="2015-12-23")
    found = [(one.event_id, one.dated, str(one.first), one.draft) for one in project.timeline()]
    assert found == [
        (met, "event", "2015-12-22", False), (asked, "article", "2015-12-23", False),
        (draft, "article", "2015-12-23", True),
    ]  # fmt: skip


def test_who_with_whom(project: Project, told: tuple[int, int, int]) -> None:
    graph = project.actor_graph()
    assert [(node.name, node.weight) for node in graph.nodes] == [("Kim", 2), ("Putin", 1)]
    assert [(edge.source, edge.target, edge.weight) for edge in graph.edges] == [("kim", "putin", 1)]


@pytest.mark.parametrize(
    ("subject", "texts"),
    [
        ("entity_types.PERSON", {"Kim", "Putin"}),
        ("event_types.CONSULT", {"met"}),
        ("event_types.CONSULT.modes.visit", {"met"}),
        ("event_types.REQUEST.modes.change", set()),
        ("event_types.AID", set()),
        ("roles.actor", {"Kim"}),
        ("roles.topic", {"met"}),
        ("attributes.polarity", {"met", "asked"}),
        ("attributes.value", {"Tuesday"}),
        ("relation_types.X", set()),
        ("conventions", set()),
        ("entity_types.'; DROP TABLE span; --", set()),
        ('attributes.a"b', set()),
    ],
)
def test_examples_come_from_the_annotators_own_work(
    project: Project, told: tuple[int, int, int], subject: str, texts: set[str]
) -> None:
    found = project.examples(subject)
    assert {one.text for one in found} == texts
    assert len(found) <= 5


def test_an_example_says_where_it_is_and_may_be_left_out(
    project: Project, document_id: int, told: tuple[int, int, int]
) -> None:
    met, _, _ = told
    project.finish(document_id, ["entities", "events"])
    (example,) = project.examples("event_types.CONSULT")
    assert (example.document_id, example.thing_id, example.status) == (document_id, met, "done")
    assert (example.before, example.after[:9]) == ("Kim ", " Putin in")
    assert project.examples("event_types.CONSULT", leave_out=[met]) == []
    assert len(project.examples("entity_types.PERSON", limit=1)) == 1


def test_nobody_elses_work_is_looked_at(project: Project, told: tuple[int, int, int], tmp_path: Path) -> None:
    path = project.path
    project.close()
    with Project.open(path, annotator="bob") as other:
        assert other.timeline() == []
        assert other.actor_graph().nodes == ()
        assert other.examples("entity_types.PERSON") == []

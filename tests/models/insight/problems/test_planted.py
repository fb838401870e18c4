"""Every check: planted once it is found once, its first fix takes exactly it away, and what is right stays so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.errors import VerbError
from glossator.insight.problems import SEVERITIES, Problem
from glossator.schema import Cardinality, Role, Schema, load_schema
from glossator.schema.types import EventType

TEXT = (
    "Prime Minister Ada Brandt met the Ostrian envoy in Karsk on 3 May 2019. Norland did not sign the pact. "
    "Norland may attack Estmark. Estmark will visit Karsk. Brandt's aide met reporters, officials said. "
    "The Ostrian Front asked him to free the sailors. Aid came. Brandt left."
)


def tiny() -> Schema:
    """PLOVER with a type whose roles are counted."""
    plover = load_schema("plover")
    roles = (Role("leader", "Leader", allowed=("PERSON",)), Role("party", "Party"))
    counts = (("leader", Cardinality(0, 1)), ("party", Cardinality(2, 2)))
    vote = EventType("VOTE", "Vote", roles=("leader", "party"), cardinalities=counts)
    return replace(plover, roles=(*plover.roles, *roles), event_types=(*plover.event_types, vote))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "checks.glossator", schema=tiny(), annotator="ada") as made:
        made.import_texts([("letter", TEXT), ("other", "Estmark may sign the pact. They left.")])
        yield made


@pytest.fixture
def document(project: Project) -> int:
    return project.document_ids()[0]


def at(words: str, number: int = 0, text: str = TEXT) -> tuple[int, int]:
    place = -1
    for _ in range(number + 1):
        place = text.index(words, place + 1)
    return place, place + len(words)


Plant = Callable[[Project, int], object]
HAPPENED = {"polarity": "positive", "modality": "asserted", "tense": "past"}


def _two_parties(project: Project, document: int, *more: tuple[str, tuple[int, int]]) -> int:
    fillers = [("party", at("Norland")), ("party", at("Estmark")), *more]
    return project.add_event(document, "VOTE", trigger=at("met"), arguments=fillers)


def _leader(project: Project, document: int) -> None:
    place = project.add_span(document, *at("Karsk"), "GPE")
    event = _two_parties(project, document)
    project.add_argument(event, "leader", place)


def _leaders(project: Project, document: int) -> None:
    people = [project.add_span(document, *at(name, number), "PERSON") for name, number in (("Brandt", 0), ("aide", 0))]
    event = _two_parties(project, document)
    for person in people:
        project.add_argument(event, "leader", person)


def _nested(project: Project, document: int) -> None:
    project.add_span(document, *at("Ostrian Front"), "ORG")
    project.add_span(document, *at("Ostrian", 1), "NORP")


def _source(project: Project, document: int) -> None:
    project.add_event(document, "CONSULT", trigger=at("met", 1), arguments=[("source", at("officials"))])


def _types(project: Project, document: int) -> None:
    project.add_event(document, "CONSULT", trigger=at("met"))
    project.add_event(document, "AGREE", trigger=at("met", 1))


def _labels(project: Project, document: int) -> None:
    project.add_span(document, *at("Norland"), "GPE")
    project.add_span(document, *at("Norland", 1), "ORG")


def _entity(project: Project, document: int) -> None:
    project.link(
        [project.add_span(document, *at("Ada Brandt"), "PERSON"), project.add_span(document, *at("Brandt", 2), "ORG")]
    )


def _elsewhere(project: Project, document: int) -> None:
    other = project.document_ids()[1]
    project.add_event(other, "AGREE", trigger=(32, 36))
    project.add_event(document, "RETREAT", trigger=at("left"))


def _pending(project: Project, document: int) -> None:
    proposal = Proposal("span", "GPE", (at("Karsk"),), 0.9)
    project.record_analysis(document, Analysis("m", "1", (proposal,)))
    project.set_review(document, "entities", "done")


def _relation(project: Project, document: int) -> None:
    person, place = (
        project.add_span(document, *at(name), label) for name, label in (("Ada", "PERSON"), ("Karsk", "GPE"))
    )
    project.add_relation("located_in", place, person)


def _pronoun(project: Project, document: int) -> None:
    project.add_span(document, *at("Ada"), "PERSON")
    project.add_event(document, "REQUEST", trigger=at("asked"), arguments=[("recipient", at("him"))])


def _foreign(project: Project, document: int) -> None:
    project.add_argument(_two_parties(project, document), "topic", at("pact"))


PLANTS: dict[str, Plant] = {
    "missing_role": lambda p, d: p.add_event(d, "AID", trigger=at("Aid")),
    "too_few_fillers": lambda p, d: p.add_event(d, "VOTE", trigger=at("met"), arguments=[("party", at("Norland"))]),
    "too_many_fillers": _leaders,
    "wrong_filler": _leader,
    "foreign_role": _foreign,
    "unknown_name": lambda p, d: p.add_span(d, *at("Norland"), "GPE", attributes={"value": "2019"}),
    "relation_ends": _relation,
    "blank_edge": lambda p, d: p.add_span(d, *at("Norland "), "GPE"),
    "inside_token": lambda p, d: p.add_span(d, *at("Norl"), "GPE"),
    "leading_article": lambda p, d: p.add_span(d, *at("The Ostrian Front"), "ORG"),
    "possessive": lambda p, d: p.add_span(d, *at("Brandt's"), "PERSON"),
    "title_in_name": lambda p, d: p.add_span(d, *at("Prime Minister Ada Brandt"), "PERSON"),
    "norp_in_org": _nested,
    "clause_start": lambda p, d: p.add_event(
        d, "REQUEST", trigger=at("asked"), arguments=[("topic", at("to free the sailors"))]
    ),
    "polarity_cue": lambda p, d: p.add_event(d, "AGREE", trigger=at("sign"), attributes=HAPPENED),
    "modality_cue": lambda p, d: p.add_event(d, "ASSAULT", trigger=at("attack"), attributes=HAPPENED),
    "tense_cue": lambda p, d: p.add_event(d, "CONSULT", trigger=at("visit"), attributes=HAPPENED),
    "source_cue": _source,
    "trigger_types": _types,
    "trigger_types_elsewhere": _elsewhere,
    "string_labels": _labels,
    "entity_types": _entity,
    "pending": _pending,
    "draft": lambda p, d: p.add_event(d, "CONSULT", trigger=at("met"), draft=True),
    "date_value": lambda p, d: p.add_span(d, *at("3 May 2019"), "DATE"),
    "pronoun": _pronoun,
}
NO_FIX = {"missing_role", "too_few_fillers"}


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_every_check_is_planted() -> None:
    assert set(PLANTS) == set(SEVERITIES)


@pytest.mark.parametrize("code", PLANTS)
def test_what_is_planted_is_found_and_nothing_else(project: Project, document: int, code: str) -> None:
    PLANTS[code](project, document)
    (problem,) = project.problems(document)
    assert problem.code == code
    assert problem.severity == SEVERITIES[code]
    assert problem.message.endswith((".", "…"))
    assert problem.document_id == document
    assert all(0 <= start < end <= len(TEXT) for start, end in problem.place)


@pytest.mark.parametrize("code", sorted(PLANTS.keys() - NO_FIX))
def test_every_fix_takes_the_problem_away_and_undo_brings_it_back(project: Project, document: int, code: str) -> None:
    PLANTS[code](project, document)
    (problem,) = project.problems(document)
    assert problem.fixes
    for index in range(len(problem.fixes)):
        project.fix(problem, index)
        assert project.problems(document) == []
        project.undo()
        assert codes(project.problems(document)) == [code]


@pytest.mark.parametrize("code", PLANTS)
def test_this_is_right_is_remembered(project: Project, document: int, code: str) -> None:
    PLANTS[code](project, document)
    (problem,) = project.problems(document)
    project.exempt_problem(problem)
    assert project.problems(document) == []
    with Project.open(project.path, annotator="ada") as again:
        assert again.problems(document) == []
        again.undo()
        assert codes(again.problems(document)) == [code]


def test_an_exemption_is_of_one_problem_and_one_person(project: Project, document: int) -> None:
    for number in (0, 1):
        project.add_span(document, *at("Norl", number), "GPE")
    first, second = project.problems(document)
    project.exempt_problem(first)
    assert [problem.key for problem in project.problems(document)] == [second.key]


def test_one_fix_leaves_the_other_problem(project: Project, document: int) -> None:
    project.add_span(document, *at("The Ostrian"), "NORP")
    project.add_span(document, *at("Brandt's"), "PERSON")
    article, possessive = sorted(project.problems(document), key=lambda problem: problem.code)
    project.fix(article)
    assert [problem.key for problem in project.problems(document)] == [possessive.key]


def test_a_stale_fix_of_edges_is_refused(project: Project, document: int) -> None:
    span = project.add_span(document, *at("Norland "), "GPE")
    (problem,) = project.problems(document)
    project.set_edges(span, *at("Norland did"))
    with pytest.raises(VerbError, match="moved"):
        project.fix(problem)
    with pytest.raises(VerbError, match="no such way"):
        project.fix(problem, 7)


def test_no_document_no_problems(project: Project) -> None:
    with pytest.raises(VerbError):
        project.problems(10_000)

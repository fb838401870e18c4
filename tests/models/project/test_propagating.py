"""Occurrences over documents, and one label for many of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.errors import VerbError

TEXT = (
    "North Korea and NORTH KOREA.\n\nThe World Health Organization (WHO) met. North Korea Studies; the DPRK; the WHO."
)
OTHER = "North Korea again. WHO?"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "a.glossator", annotator="ada") as made:
        made.import_texts([("a", TEXT), ("b", OTHER)])
        yield made


def at(words: str, text: str = TEXT, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def test_kinds_paragraphs_and_context(project: Project) -> None:
    first, second = project.document_ids()
    span = project.add_span(first, *at("North Korea"), "GPE")
    found = list(project.occurrences(span))
    assert [(one.document_id, one.text, one.kind, one.paragraph) for one in found] == [
        (first, "North Korea", "exact", 1), (first, "NORTH KOREA", "case", 1), (first, "North Korea", "exact", 2),
        (first, "DPRK", "alias", 2), (second, "North Korea", "exact", 1),
    ]  # fmt: skip
    assert (found[1].before, found[1].after) == ("North Korea and ", ".")
    assert [one.standing for one in found] == ["same", "free", "free", "free", "free"]
    assert [one.ticked for one in found] == [False, True, True, False, True]


def test_kinds_can_be_chosen_and_documents_left_out(project: Project) -> None:
    first, second = project.document_ids()
    assert {one.kind for one in project.occurrences("North Korea", kinds=["case"])} == {"case"}
    assert {one.document_id for one in project.occurrences("North Korea", document_id=second)} == {second}
    assert {one.document_id for one in project.occurrences("North Korea", exclude=[first])} == {second}


def test_what_a_text_says_in_brackets_is_sure(project: Project) -> None:
    span = project.add_span(project.document_ids()[0], *at("World Health Organization"), "ORG")
    found = [(one.text, one.kind, one.ticked) for one in project.occurrences(span)]
    assert found == [("World Health Organization", "exact", False)] + [("WHO", "alias", True)] * 3


def test_conflicts_are_told_and_not_ticked(project: Project) -> None:
    first, second = project.document_ids()
    span = project.add_span(first, *at("North Korea"), "GPE")
    project.add_span(first, *at("NORTH KOREA"), "ORG")
    project.add_span(first, *at("North Korea Studies"), "ORG")
    project.record_analysis(second, Analysis("m", "1", (Proposal("span", "GPE", ((0, 11),), 0.5),)))
    project.reject(project.suggestions(second)[0].id)
    found = [(one.standing, one.told) for one in project.occurrences(span) if one.kind in ("exact", "case")]
    assert found == [("same", "GPE"), ("other", "ORG"), ("overlap", "ORG"), ("rejected", "")]
    assert not any(one.ticked for one in project.occurrences(span))


def test_a_finished_document_and_a_longer_name_are_conflicts_too(project: Project) -> None:
    first, second = project.document_ids()
    place = at("North Korea Studies")
    project.record_analysis(first, Analysis("m", "1", (Proposal("span", "ORG", (place,), 0.5),)))
    project.set_review(second, "entities", "done")
    span = project.add_span(first, *at("North Korea"), "GPE")
    found = [one.standing for one in project.occurrences(span, kinds=["exact"])]
    assert found == ["same", "inside", "finished"]


def test_labelling_accepts_corrects_relabels_and_adds_in_one_step(project: Project) -> None:
    first, second = project.document_ids()
    span = project.add_span(first, *at("North Korea"), "GPE")
    wrong = project.add_span(first, *at("NORTH KOREA"), "ORG")
    proposals = (Proposal("span", "GPE", (at("North Korea", nth=1),), 0.5), Proposal("span", "ORG", (at("DPRK"),), 0.5))
    project.record_analysis(first, Analysis("m", "1", proposals))
    changes = project.label_occurrences(project.occurrences(span), "GPE")
    assert set(changes.touched) == {first, second}
    assert changes.updated["span"] == (wrong,)
    assert {s.label for number in (first, second) for s in project.layer(number).spans} == {"GPE"}
    assert [s.state for s in project.suggestions(first)] == ["accepted", "corrected"]
    origins = {s.text: s.origin.how for s in project.layer(first).spans if s.id != span}
    assert origins == {"NORTH KOREA": "made", "North Korea": "accepted", "DPRK": "corrected"}
    assert project.layer(second).spans[0].origin.how == "propagated"
    project.undo()
    assert project.span(wrong).label == "ORG"  # type: ignore[union-attr]
    assert project.layer(second).spans == ()
    assert [s.state for s in project.suggestions(first)] == ["pending", "pending"]
    project.redo()
    assert len(project.layer(first).spans) == 4


def test_asking_again_overrules_a_rejection(project: Project) -> None:
    second = project.document_ids()[1]
    project.record_analysis(second, Analysis("m", "1", (Proposal("span", "GPE", ((0, 11),), 0.5),)))
    (suggestion,) = project.suggestions(second)
    project.reject(suggestion.id)
    project.label_occurrences([(second, 0, 11)], "GPE")
    assert project.suggestions(second)[0].state == "accepted"


def test_nothing_and_nonsense_are_refused(project: Project) -> None:
    first = project.document_ids()[0]
    for places, label in (([], "GPE"), ([(first, 5, 5)], "GPE"), ([(first, 0, 9999)], "GPE"), ([(first, 0, 5)], "NO")):
        with pytest.raises(VerbError):
            project.label_occurrences(places, label)
    for words in ("", "…", "x" * 300):
        with pytest.raises(VerbError):
            list(project.occurrences(words))
    assert project.layer(first).spans == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 20), st.integers(1, 3)), min_size=1, max_size=8))
def test_any_places_can_be_labelled_and_undone(project: Project, places: list[tuple[int, int, int]]) -> None:
    ids = project.document_ids()
    before = [project.layer(number).spans for number in ids]
    wanted = {(ids[which], start, start + length) for which, start, length in places}
    project.label_occurrences([*wanted, *wanted], "GPE")
    after = {(number, s.start, s.end) for number in ids for s in project.layer(number).spans if s.label == "GPE"}
    assert wanted <= after
    assert sum(len(project.layer(number).spans) for number in ids) == len(wanted) + sum(map(len, before))
    project.undo()
    assert [project.layer(number).spans for number in ids] == before

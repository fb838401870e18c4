"""Memory: what is decided acts on what is undecided, and is forgotten when the decision is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.annotation import Analysis, ChangeSet, Proposal, Suggestion

TEXTS = (
    "The DPRK met Byron. Nav and the DPRK.",
    "DPRK said. Nav Nav",
    "Byron, the DPRK, Nav. 북한은 missiles.",
    "북한이 DPRK's note. Office of Byron",
)


def proposal(text: str, words: str, label: str, nth: int = 0) -> Proposal:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Proposal("span", label, ((start, start + len(words)),), 0.7)


def analysis(number: int, version: str = "1") -> Analysis:
    text = TEXTS[number]
    wanted = [proposal(text, words, "ORG", nth) for words in ("DPRK", "Nav") for nth in range(text.count(words))]
    return Analysis("model", version, tuple(wanted) if number < 3 else ())


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "a.glossator", annotator="ada") as made:
        made.import_texts([(f"d{number}", text) for number, text in enumerate(TEXTS)])
        for number, document in enumerate(made.document_ids()):
            made.record_analysis(document, analysis(number))
        yield made


def pending(project: Project, which: int) -> list[tuple[str, str, str]]:
    found = project.suggestions(project.document_ids()[which], state="pending")
    return [(one.text, one.label, one.source) for one in found]


def the(project: Project, which: int, words: str) -> Suggestion:
    found = project.suggestions(project.document_ids()[which], state="pending")
    return next(one for one in found if one.text == words)


def test_a_correction_relabels_and_fills_in_everywhere(project: Project) -> None:
    project.accept(the(project, 0, "DPRK").id, label="GPE")
    changes = project.remember()
    assert changes.step is None
    assert pending(project, 0) == [("Nav", "ORG", "model"), ("DPRK", "GPE", "memory")]
    assert pending(project, 1)[0] == ("DPRK", "GPE", "memory")
    assert pending(project, 2)[0] == ("DPRK", "GPE", "memory")
    assert pending(project, 3) == [("DPRK", "GPE", "memory")]
    assert project.remember().kinds == frozenset()


def test_undo_takes_the_effect_back_and_redo_brings_it(project: Project) -> None:
    before = [pending(project, which) for which in range(4)]
    project.accept(the(project, 0, "DPRK").id, label="GPE")
    project.remember()
    after = [pending(project, which) for which in range(4)]
    project.undo()
    project.remember()
    assert [pending(project, which) for which in range(4)] == before
    assert project.can_redo()
    project.redo()
    project.remember()
    assert [pending(project, which) for which in range(4)] == after


def test_rejecting_twice_holds_back_everywhere_undecided(project: Project) -> None:
    project.reject(the(project, 1, "Nav").id)
    project.remember()
    assert ("Nav", "ORG", "model") in pending(project, 2)
    project.reject(the(project, 1, "Nav").id)
    project.remember()
    assert all(words != "Nav" for which in range(4) for words, _, _ in pending(project, which))
    assert [one.state for one in project.suggestions(project.document_ids()[1]) if one.text == "Nav"] == [
        "rejected"
    ] * 2
    project.undo()
    project.remember()
    assert ("Nav", "ORG", "model") in pending(project, 2)


def test_particles_and_hand_made_spans_count(project: Project) -> None:
    third = project.document_ids()[2]
    start = TEXTS[2].index("북한")
    project.add_span(third, start, start + 2, "GPE")
    start = TEXTS[2].index("missiles")
    project.add_span(third, start, start + 8, "PRODUCT")  # a common word, once: not looked for
    project.remember()
    assert pending(project, 3) == [("북한", "GPE", "memory")]


def test_several_labels_are_told_and_not_guessed_until_they_are_settled(project: Project) -> None:
    project.accept(the(project, 0, "DPRK").id, label="GPE")
    project.accept(the(project, 1, "DPRK").id, label="ORG")
    project.remember()
    assert ("DPRK", "ORG", "model") in pending(project, 2)
    assert pending(project, 3) == []
    (conflict,) = project.memory_conflicts()
    assert (conflict.words, dict(conflict.labels)) == ("DPRK", {"GPE": 1, "ORG": 1})
    project.settle_memory("DPRK", "GPE")
    project.remember()
    assert pending(project, 3) == [("DPRK", "GPE", "memory")]
    project.undo()
    project.remember()
    assert pending(project, 3) == []


def test_an_exception_is_kept(project: Project) -> None:
    project.accept(the(project, 0, "DPRK").id, label="GPE")
    project.accept(the(project, 1, "DPRK").id, label="GPE")
    project.remember()
    project.reject(the(project, 3, "DPRK").id)
    project.remember()
    assert pending(project, 3) == []
    assert ("DPRK", "GPE", "memory") in pending(project, 2)


def test_a_longer_name_takes_the_place_of_a_part_of_it(project: Project) -> None:
    fourth = project.document_ids()[3]
    project.import_texts([("e", "The Office of Byron spoke.")])
    last = project.document_ids()[-1]
    project.record_analysis(last, Analysis("model", "1", (proposal("The Office of Byron spoke.", "Byron", "PERSON"),)))
    start = TEXTS[3].index("Office of Byron")
    project.add_span(fourth, start, start + 15, "ORG")
    project.remember()
    assert [(one.text, one.label) for one in project.suggestions(last)] == [("Office of Byron", "ORG")]


def test_finished_and_excluded_documents_are_left_alone(project: Project) -> None:
    ids = project.document_ids()
    project.set_review(ids[1], "entities", "done")
    project.exclude_from_memory([ids[2]])
    assert project.memory_excluded() == {ids[2]}
    before = [pending(project, which) for which in (1, 2, 3)]
    project.accept(the(project, 0, "DPRK").id, label="GPE")
    project.remember(exclude=[ids[3]])
    assert [pending(project, which) for which in (1, 2, 3)] == before
    assert len(project.memory()) == 1


def test_a_newer_model_keeps_what_memory_says(project: Project) -> None:
    project.accept(the(project, 0, "DPRK").id, label="GPE")
    project.remember()
    second = project.document_ids()[1]
    proposals = (*analysis(1).proposals, proposal(TEXTS[1], "DPRK", "GPE"))
    project.record_analysis(second, Analysis("model", "2", proposals))
    project.remember()
    assert pending(project, 1)[0] == ("DPRK", "GPE", "model")
    assert [one[1] for one in pending(project, 1)].count("GPE") == 1
    project.undo()
    project.remember()
    assert {one[:2] for one in pending(project, 1) if one[0] == "DPRK"} == {("DPRK", "ORG"), ("DPRK", "GPE")}


def test_the_keeper_works_in_small_pieces_and_hears_of_everything(project: Project) -> None:
    keeper = project.remembering()
    told: list[ChangeSet] = []
    project.subscribe(keeper.hear)
    project.subscribe(told.append)
    while keeper.work(lambda: True):
        pass
    project.accept(the(project, 0, "DPRK").id, label="GPE")
    pieces = 0
    while keeper.work(lambda: True):
        pieces += 1
    assert 4 < pieces
    assert all(change.step is None for change in told[1:])
    assert pending(project, 3) == [("DPRK", "GPE", "memory")]
    assert keeper.idle
    assert project.remembering().work(lambda: False) is False
    project.undo()
    keeper.work(lambda: False)
    assert pending(project, 3) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(["accept", "label", "reject", "undo", "redo"]), st.integers(0, 40)), max_size=8)
)
def test_in_pieces_and_at_once_come_to_the_same(project: Project, steps: list[tuple[str, int]]) -> None:
    """Whatever is done in whatever order: what is pending depends on what is decided, not on how it came to be."""
    keeper = project.remembering()
    stop = project.subscribe(keeper.hear)
    keeper.work(lambda: False)
    for verb, number in steps:
        ids = project.document_ids()
        found = [one for document in ids for one in project.suggestions(document, state="pending")]
        chosen = found[number % len(found)] if found else None
        if verb == "undo" and project.can_undo() and "import" not in (project.can_undo() or ""):
            project.undo()
        elif verb == "redo" and project.can_redo():
            project.redo()
        elif chosen is not None and verb == "accept":
            project.accept(chosen.id)
        elif chosen is not None and verb == "label":
            project.accept(chosen.id, label="GPE")
        elif chosen is not None and verb == "reject":
            project.reject(chosen.id)
        keeper.work(lambda: False)
    stop()
    before = [sorted(pending(project, which)) for which in range(4)]
    decided = [
        one for document in project.document_ids() for one in project.suggestions(document) if one.state != "pending"
    ]
    project.remember()
    assert [sorted(pending(project, which)) for which in range(4)] == before
    assert decided == [
        one for document in project.document_ids() for one in project.suggestions(document) if one.state != "pending"
    ]

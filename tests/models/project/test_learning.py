"""What a project learns from, which model is in force, and which documents are suggested anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.errors import ReadOnlyProjectError, SuggestError, VerbError
from glossator.suggest import identity
from glossator.suggest.learning.material import Place
from glossator.suggest.learning.shelf import HELD_OUT, RECOGNISER, Shelf

TEXT = "Kim met Putin in Moscow."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "news.glossator", annotator="ada") as made:
        yield made


@pytest.fixture
def ids(project: Project) -> list[int]:
    return list(project.import_texts([(name, f"{TEXT} {name}") for name in "abcd"]).documents)


def keep(project: Project, weights: bytes = b"weights") -> int:
    """A version whose recogniser nobody loads."""
    source, version = identity()
    about = {
        "base": source, "base_version": version.partition("+")[0], "time": "2026-11-21T14:32:05+00:00",
        "documents": 4, "words": 20, "labels": ("PERSON",), "f1": 70.0, "f1_before": 60.0,
    }  # fmt: skip
    return Shelf(project.path).keep(about, {RECOGNISER: weights, HELD_OUT: b"{}"}).number


def in_force(project: Project) -> tuple[str, str]:
    return identity(project.suggester_model().model)


def analyse(project: Project, document: int, label: str) -> None:
    """As the suggester in force would, with one proposal."""
    project.record_analysis(document, Analysis(*in_force(project), (Proposal("span", label, ((0, 3),), 0.5),)))


def labels(project: Project, document: int) -> list[tuple[str, str]]:
    return [(one.label, one.state) for one in project.suggestions(document)]


def test_lessons_are_what_is_finished_and_what_is_decided(project: Project, ids: list[int]) -> None:
    finished, begun, _, dropped = ids
    project.add_span(finished, 0, 3, "PERSON")
    project.set_review(finished, "entities", "done")
    analyse(project, begun, "ORG")
    project.reject(project.suggestions(begun)[0].id)
    project.set_review(dropped, "entities", "in_progress")
    one, other = project.lessons()
    assert (one.key, one.spans, one.complete) == (project.document(finished).uid.hex(), (Place(0, 3, "PERSON"),), True)
    assert (other.spans, other.rejected, other.complete) == ((), (Place(0, 3, "ORG"),), False)


def test_what_is_too_little_or_read_only_is_said(project: Project, ids: list[int]) -> None:
    with pytest.raises(SuggestError, match="ada has finished the entities of no document"):
        project.learn()
    project.set_review(ids[0], "entities", "done")
    with Project.open(project.path, annotator="bob") as other, pytest.raises(SuggestError, match=r"ada \(1\)"):
        other.learn()
    with Project.open(project.path, read_only=True) as other, pytest.raises(ReadOnlyProjectError):
        other.learn()
    assert not Shelf(project.path).folder.exists()


def test_a_version_is_chosen_and_taken_back_without_a_step(project: Project) -> None:
    assert project.suggester_model().model is None
    number = keep(project)
    assert project.suggester_model().model is None, "what is kept is not yet chosen"
    chosen = project.use_model(number)
    assert (chosen.number, chosen.notice) == (number, None)
    assert in_force(project)[1].startswith(f"{identity()[1]}+learned{number}.")
    (version,) = project.learned_versions()
    assert (version.number, version.in_force, version.fault) == (number, True, None)
    with Project.open(project.path, read_only=True) as other:
        assert other.suggester_model() == chosen
    assert project.use_model(None).model is None
    assert project.can_undo() is None


def test_no_such_version_changes_nothing(project: Project) -> None:
    with pytest.raises(VerbError, match="There are: none"):
        project.use_model(3)
    number = keep(project)
    project.use_model(number)
    with pytest.raises(VerbError, match="no version 7"):
        project.use_model(7)
    assert project.suggester_model().number == number


def test_a_missing_damaged_or_foreign_version_falls_back_with_a_sentence(project: Project) -> None:
    number = keep(project)
    project.use_model(number)
    weights = Shelf(project.path).path_of(number) / RECOGNISER
    weights.write_bytes(b"weightz")
    found = project.suggester_model()
    assert (found.model, found.number) == (None, None)
    assert "cannot be used, so the shipped model suggests" in str(found.notice)
    assert "is damaged" in str(found.notice)
    with pytest.raises(SuggestError, match="is damaged"):
        project.use_model(number)
    assert project.learned_versions()[0].fault
    for path in (*weights.parent.iterdir(), weights.parent):
        path.unlink() if path.is_file() else path.rmdir()
    assert "is not there" in str(project.suggester_model().notice)
    keep(project, b"another project's")
    assert "another one of that number" in str(project.suggester_model().notice)


@pytest.mark.parametrize(
    "setting", ["", "null", "[]", "{", '{"number": "x", "sha256": 1}', '{"number": 1e400, "sha256": ""}']
)
def test_a_setting_that_makes_no_sense_means_the_shipped_model(project: Project, setting: str) -> None:
    with project._store.transaction():
        project._store.set_setting("learned", setting)
    assert project.suggester_model().model is None


def test_only_what_nobody_has_worked_on_is_suggested_anew(project: Project, ids: list[int]) -> None:
    untouched, decided, marked, finished = ids
    for document in ids:
        analyse(project, document, "ORG")
    project.accept(project.suggestions(decided)[0].id)
    project.add_span(marked, 8, 13, "PERSON")
    project.set_review(finished, "entities", "done")
    project.use_model(keep(project))
    assert project.unsuggested(*in_force(project)) == [untouched]
    analyse(project, untouched, "PERSON")
    assert labels(project, untouched) == [("PERSON", "pending")]
    assert labels(project, decided) == [("ORG", "accepted")]
    assert labels(project, finished) == [("ORG", "pending")]
    assert project.unsuggested(*in_force(project)) == []
    new = project.import_texts([("e", "Something new.")]).documents[0]
    assert project.unsuggested(*in_force(project)) == [new]


def test_going_back_is_suggesting_anew_too(project: Project, ids: list[int]) -> None:
    first = ids[0]
    analyse(project, first, "ORG")
    project.use_model(keep(project))
    analyse(project, first, "PERSON")
    project.use_model(None)
    assert first in project.unsuggested(*in_force(project))
    analyse(project, first, "ORG")
    assert labels(project, first) == [("ORG", "pending")]
    assert first not in project.unsuggested(*in_force(project))
    project.use_model(None)
    assert first not in project.unsuggested(*in_force(project)), "the same choice again is none"

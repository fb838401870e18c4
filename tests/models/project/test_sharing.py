"""A project that several programs write: whoever catches up knows everything, and nothing of its own twice."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from glossator import Project
from glossator.annotation import Analysis, ChangeSet, Proposal
from glossator.annotation.changes import ELSEWHERE
from glossator.errors import GlossatorError, ReadOnlyProjectError
from glossator.project import sharing

TEXT = "Kim met Putin in Moscow on Tuesday. Kim asked Russia to help."


@pytest.fixture
def other(project: Project) -> Iterator[Project]:
    """Another program's, of the same person."""
    with Project.open(project.path, annotator="ada") as opened:
        yield opened


def test_what_another_program_wrote_is_summed_up_once(project: Project, other: Project, document_id: int) -> None:
    heard: list[ChangeSet] = []
    other.subscribe(heard.append)
    assert other.catch_up() is None
    kept = project.add_span(document_id, 0, 3, "PERSON")
    gone = project.add_span(document_id, 8, 13, "PERSON")
    project.delete(gone)
    project.set_label(kept, "ORG")
    changes = other.catch_up()
    assert changes is not None
    assert (changes.verb, changes.step, changes.annotator) == (ELSEWHERE, None, None)
    assert (changes.added, changes.updated, changes.deleted) == ({"span": (kept,)}, {}, {})
    assert changes.touched == (document_id,)
    assert heard == [changes]
    assert other.catch_up() is None


def test_ones_own_steps_are_nobody_elses(project: Project, other: Project, document_id: int) -> None:
    own = other.add_span(document_id, 0, 3, "PERSON")
    assert other.catch_up() is None
    foreign = project.add_span(document_id, 8, 13, "PERSON")
    other.set_label(own, "ORG")
    changes = other.catch_up()
    assert changes is not None
    assert changes.spans == (foreign,)


def test_suggestions_come_and_go(project: Project, other: Project, document_id: int) -> None:
    both = Analysis("m", "1", (Proposal("span", "PERSON", ((0, 3),), 0.5), Proposal("span", "GPE", ((17, 23),), 0.5)))
    first = project.record_analysis(document_id, both)
    changes = other.catch_up()
    assert changes is not None
    assert changes.added == first.added
    assert changes.touched == (document_id,)
    project.record_analysis(document_id, Analysis("m", "2", both.proposals[:1]))
    changes = other.catch_up()
    assert changes is not None
    assert changes.added == {}
    assert [other.suggestion(number).state for number in changes.suggestions] == ["superseded"]  # type: ignore[union-attr]


def test_an_analysis_without_any_suggestion_is_told_too(project: Project, other: Project, document_id: int) -> None:
    assert not other.document_summary(document_id).suggested
    project.record_analysis(document_id, Analysis("m", "1", ()))
    changes = other.catch_up()
    assert changes is not None
    assert changes.touched == (document_id,)
    assert other.document_summary(document_id).suggested


def test_a_decision_elsewhere_tells_of_its_suggestion(project: Project, other: Project, document_id: int) -> None:
    (number,) = project.record_analysis(
        document_id, Analysis("m", "1", (Proposal("span", "PERSON", ((0, 3),), 0.5),))
    ).suggestions
    other.catch_up()
    project.accept(number)
    changes = other.catch_up()
    assert changes is not None
    assert changes.suggestions == (number,)
    assert other.suggestion(number).state == "accepted"  # type: ignore[union-attr]


def test_the_schema_in_force_follows(project: Project, other: Project, tmp_path: Path) -> None:
    assert other.schema.entity_type("DRAGON") is None
    file = tmp_path / "a.jsonl"
    spans = '[{"start": 0, "end": 5, "label": "DRAGON"}]'
    file.write_text(f'{{"text": "Smaug slept.", "spans": {spans}, "answer": "accept"}}\n', encoding="utf-8")
    project.import_documents(file, format="prodigy")
    assert other.schema.entity_type("DRAGON") is None, "what is shown stays until one looks"
    changes = other.catch_up()
    assert changes is not None
    assert {"schema", "document", "span"} <= changes.kinds
    assert other.schema.entity_type("DRAGON") is not None


def test_a_place_or_a_checkpoint_is_no_news(project: Project, other: Project, document_id: int) -> None:
    project.set_place(document_id, 3, 0.0)
    assert other.catch_up() is None
    project.checkpoint()
    assert other.catch_up() is None


def test_so_much_that_it_is_not_listed(project: Project, other: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "MOST_IMAGE_BYTES", 500)
    made = project.import_texts([(f"{number}", f"{TEXT} {number}") for number in range(40)])
    changes = other.catch_up()
    assert changes is not None
    assert changes.everything
    assert changes.documents == made.documents
    assert (changes.spans, changes.touched) == ((), ())
    assert other.catch_up() is None


def test_a_script_that_never_looks_remembers_little(
    project: Project, other: Project, document_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "_MOST_OWN", 5)
    for start in range(20):
        project.add_span(document_id, start, start + 1, "PERSON")
    assert project.catch_up() is None
    foreign = other.add_span(document_id, 30, 31, "ORG")
    for start in range(20):
        project.add_span(document_id, start, start + 2, "PERSON")
    changes = project.catch_up()
    assert changes is not None
    assert changes.everything or changes.spans == (foreign,)
    assert project.catch_up() is None


def test_undo_takes_back_what_a_script_did_as_the_same_person(
    project: Project, other: Project, document_id: int
) -> None:
    mine = project.add_span(document_id, 0, 3, "PERSON")
    theirs = [other.add_span(document_id, 8 + n, 13, "PERSON") for n in range(3)]
    for number in reversed(theirs):
        assert project.undo().spans == (number,)
    assert project.undo().spans == (mine,)
    other.catch_up()
    assert other.layer(document_id).spans == ()
    assert other.redo().spans == (mine,)


def test_reading_becomes_writing_in_place(project: Project, document_id: int) -> None:
    reader = Project.open(project.path, annotator="ada", read_only=True)
    heard: list[ChangeSet] = []
    reader.subscribe(heard.append)
    with pytest.raises(ReadOnlyProjectError, match="for reading only"):
        reader.add_span(document_id, 0, 3, "PERSON")
    missed = project.add_span(document_id, 8, 13, "PERSON")
    project.close()
    reader.start_writing()
    reader.start_writing()
    assert not reader.read_only
    changes = reader.catch_up()
    assert changes is not None
    assert changes.spans == (missed,)
    own = reader.add_span(document_id, 0, 3, "PERSON")
    assert reader.catch_up() is None
    assert [change.spans for change in heard] == [(missed,), (own,)]
    assert [span.id for span in reader.layer(document_id).spans] == [own, missed]
    reader.undo()
    reader.close()


def test_what_may_not_be_written_goes_on_being_read(project: Project, document_id: int) -> None:
    path = project.path
    project.close()
    path.chmod(0o444)
    reader = Project.open(path, annotator="ada", read_only=True)
    reader.start_writing()
    assert reader.read_only
    assert reader.document(document_id).text.startswith("Kim")
    reader.close()
    path.chmod(0o644)


class Together(RuleBasedStateMachine):
    """Three programs, two of one person, write and catch up in any order; a reader rebuilds all of it by hearsay."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "a.glossator"
        founder = Project.create(path, annotator="ada")
        self.document, self.second = founder.import_texts([("a", TEXT), ("b", f"{TEXT} Again.")]).documents
        others = [Project.open(path, annotator=name) for name in ("ada", "bea")]
        self.projects = [founder, *others]
        self.mirrors = [Mirror(project, (self.document, self.second)) for project in self.projects]

    def teardown(self) -> None:
        for project in self.projects:
            project.close()
        self.folder.cleanup()

    @rule(who=st.integers(0, 2), start=st.integers(0, 50), length=st.integers(1, 8), first=st.booleans())
    def add(self, who: int, start: int, length: int, first: bool) -> None:
        document = self.document if first else self.second
        with contextlib.suppress(GlossatorError):
            self.projects[who].add_span(document, start, start + length, "PERSON")

    @rule(who=st.integers(0, 2), back=st.booleans())
    def take_back(self, who: int, back: bool) -> None:
        with contextlib.suppress(GlossatorError):
            self.projects[who].undo() if back else self.projects[who].redo()

    @rule(who=st.integers(0, 2), data=st.data())
    def delete(self, who: int, data: st.DataObject) -> None:
        spans = self.projects[who].layer(self.document).spans
        if spans:
            self.projects[who].delete(data.draw(st.sampled_from(spans)).id)

    @rule(who=st.integers(0, 2), places=st.lists(st.integers(0, 40), max_size=4, unique=True))
    def suggest(self, who: int, places: list[int]) -> None:
        proposals = tuple(Proposal("span", "GPE", ((start, start + 4),), 0.5) for start in places)
        self.projects[who].record_analysis(self.document, Analysis("m", "1", proposals))

    @rule(who=st.integers(0, 2), data=st.data(), accept=st.booleans())
    def decide(self, who: int, data: st.DataObject, accept: bool) -> None:
        project = self.projects[who]
        pending = project.suggestions(self.document, state="pending")
        if pending:
            chosen = data.draw(st.sampled_from(pending)).id
            with contextlib.suppress(GlossatorError):
                project.accept(chosen) if accept else project.reject(chosen)

    @rule(who=st.integers(0, 2))
    def catch_up(self, who: int) -> None:
        self.projects[who].catch_up()
        self.mirrors[who].check()

    @invariant()
    def nobody_has_news_of_a_silent_project(self) -> None:
        if hasattr(self, "projects"):
            project = self.projects[2]
            project.catch_up()
            assert project.catch_up() is None
            self.mirrors[2].check()


class Mirror:
    """What somebody knows who reads only the things that change sets name."""

    def __init__(self, project: Project, documents: tuple[int, ...]) -> None:
        self._project, self._documents = project, documents
        self._spans: dict[int, Any] = {}
        self._pending: dict[int, Any] = {}
        project.subscribe(self.hear)

    def hear(self, changes: ChangeSet) -> None:
        for number in changes.spans:
            _put(self._spans, number, self._project.span(number))
        for number in changes.suggestions:
            found = self._project.suggestion(number)
            _put(self._pending, number, found if found and found.state == "pending" else None)

    def check(self) -> None:
        project = self._project
        spans = {
            span.id: span
            for document in self._documents
            for name in project.annotators()
            for span in project.layer(document, annotator=name).spans
        }
        assert self._spans == spans
        pending = [item for document in self._documents for item in project.suggestions(document, state="pending")]
        assert self._pending == {item.id: item for item in pending}


def _put(known: dict[int, Any], number: int, item: Any) -> None:
    if item is None:
        known.pop(number, None)
    else:
        known[number] = item


TestTogether = Together.TestCase
TestTogether.settings = settings(max_examples=25, stateful_step_count=20)

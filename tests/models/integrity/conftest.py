"""A project with everything in it, made once, and ways to damage copies of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import (
    Analysis,
    EventHint,
    Phrase,
    Proposal,
    ProposedArgument,
    ProposedType,
    ProposedValue,
)
from glossator.store.backups import copy_project

FIRST = "Kim met Putin in Moscow on Tuesday. Kim asked Russia to help. The visit 😀 was not cancelled."
OTHERS = 18
_HINT = EventHint(
    (ProposedType("CONSULT", "visit", 0.7), ProposedType("AID", None, 0.2)),
    (ProposedArgument("actor", ((0, 3),), 0.5),),
    {"polarity": ProposedValue("negated", "not")},
)
_PROPOSALS = (
    Proposal("span", "PERSON", ((0, 3),), 0.9),
    Proposal("span", "ORG", ((8, 13),), 0.4),
    Proposal("span", "GPE", ((17, 23),), 0.95),
    Proposal("span", "PERSON", ((36, 39),), 0.95),
    Proposal("event", "CONSULT", ((4, 7),), 0.5, _HINT),
)
_PHRASES = (Phrase(0, 3, "noun_chunk", "nsubj", 4), Phrase(17, 23, "place", "pobj:in", 4))


@pytest.fixture(scope="session")
def early(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rich project as it was before its last steps: a backup."""
    return _made(tmp_path_factory.mktemp("rich"))[1]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The rich project and an earlier backup of it."""
    return _made(tmp_path_factory.mktemp("rich"))


@pytest.fixture
def rich(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the rich project to do anything to."""
    target = tmp_path / "news.glossator"
    shutil.copy(made[0], target)
    return target


@pytest.fixture(scope="session")
def undamaged(made: tuple[Path, Path]) -> Path:
    """The rich project itself: to be read only."""
    return made[0]


@pytest.fixture(scope="session")
def backup(made: tuple[Path, Path]) -> Path:
    """A backup of the rich project, made when about three quarters of it were there: to be read only."""
    return made[1]


def _made(folder: Path) -> tuple[Path, Path]:
    path, copy = folder / "rich.glossator", folder / "earlier.glossator"
    source = folder / "source"
    source.mkdir()
    (source / "visit.txt").write_bytes(b"\xef\xbb\xbf" + FIRST.replace(". ", ".\r\n").encode())
    with Project.create(path, annotator="ada") as project:
        project.import_documents(source)
        project.import_texts([(f"article {number}", _article(number)) for number in range(OTHERS)])
        for document_id in project.document_ids():
            project.record_analysis(document_id, Analysis("model", "1", _PROPOSALS, _PHRASES))
    with Project.open(path, annotator="bob") as project:
        for document_id in project.document_ids()[:3]:
            _annotate(project, document_id)
    with Project.open(path, annotator="ada") as project:
        articles = project.document_ids()
        _other_schema(project, folder / "strange.jsonl")
        for document_id in articles:
            _annotate(project, document_id)
    copy_project(path, copy)
    with Project.open(path, annotator="ada") as project:
        _finish(project)
    return path, copy


def _article(number: int) -> str:
    return f"Kim {number:2d}t Putin in Moscow on Tuesday. Kim met others, {number} of them. " + "More was said. " * 60


def _annotate(project: Project, document_id: int) -> None:
    found = {(one.kind, one.start): one.id for one in project.suggestions(document_id)}
    kim = project.accept(found["span", 0])
    putin = project.accept(found["span", 8], label="PERSON")
    project.reject(found["span", 17])
    hint = project.accept(found["event", 4])
    broken = project.add_span(document_id, fragments=[(0, 2), (4, 6)], label="GPE", attributes={})
    outer = project.add_event(
        document_id, "REQUEST", trigger=[(24, 26), (27, 30)], contexts=["diplomatic"],
        arguments=[("actor", kim), ("place", [(0, 1), (2, 3)]), ("topic", hint)], attributes={"polarity": "negated"},
    )  # fmt: skip
    draft = project.add_event(document_id, "AID", draft=True)
    project.same_event([outer, draft, *(event for event in _firsts(project) if event != outer)], name="a day in Moscow")
    project.exempt("overlap", f"{kim}", document_id=document_id)
    project.exempt("overlap", f"everywhere {document_id}")
    project.record_ruling("roles.actor", "Who asks.", target=outer, quote="asked")
    project.record_ruling("conventions", "As we said.")
    entity = project.link([kim, broken], name="Kim “x”")
    project.set_value(entity, kb_id="Q1", country="PRK", sectors=["GOV", "MIL"])
    project.set_attributes(entity, {"polarity": "negated"})
    relation = project.add_relation("member_of", kim, putin, attributes={"since": "1"})
    for target in (document_id, kim, outer, relation, entity):
        project.add_note(target, "Ünï\n😀")
    project.set_flag(document_id)
    project.set_contexts(document_id, ["crime"])
    project.set_review(document_id, "entities", "done")
    project.set_metadata(document_id, title="T", author=None, published="2020-01-01", mine="😀")


def _firsts(project: Project) -> list[int]:
    """The groups that there are already, each by its first event, in two of three documents."""
    groups = project.same_events()
    return [groups[0].events[0]] if len(groups) % 3 else []


def _other_schema(project: Project, file: Path) -> None:
    """An import that widens the schema, taken back and done again; and one that stays taken back."""
    other = file.with_suffix(".glossator")
    with Project.create(other, schema="ace", annotator="ace") as made:
        number = made.import_texts([("ace", "Someone was born in Oslo, and others elsewhere.")]).documents[0]
        person = made.add_span(number, 0, 7, "PER")
        made.add_event(number, "Life.Be-Born", trigger=(12, 16), arguments=[("Person", person)])
        made.export(file, format="jsonl")
    project.import_documents([file])
    project.undo()
    project.redo()
    project.import_texts([("gone", "A text that is removed again.")])
    project.undo()


def _finish(project: Project) -> None:
    """The last quarter: what no backup has."""
    first, second = project.document_ids()[:2]
    project.begin_group()
    project.add_event(second, "CONSULT", trigger=(3, 6), draft=True)
    event = project.layer(second).events[0].id
    project.add_argument(event, "actor", (0, 3))
    project.finish_event(event)
    project.undo()
    project.redo()
    span = project.add_span(first, 17, 23, "GPE")
    project.set_label(span, "LOC")
    project.undo()
    project.add_note(first, "the last word")
    last = project.import_texts([("late", "Late news: Kim met Putin again. " * 40)]).documents[0]
    project.record_analysis(last, Analysis("model", "2", (Proposal("span", "PERSON", ((11, 14),), 0.5),), _PHRASES[:1]))
    project.accept(project.suggestions(last)[0].id)
    project.finish(first, ["entities"], undecided="reject")

"""A project with everything, out to JSONL and into a fresh one: equal by uid, whatever is done to it afterwards."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glossator import Project
from glossator.annotation import (
    Analysis,
    EventHint,
    Proposal,
    ProposedArgument,
    ProposedType,
    ProposedValue,
    Suggestion,
)

TEXTS = {
    "emoji": "👨‍👩‍👧 Kim 😀 met Putin 🇰🇷 in Moscow.",
    "nfd": unicodedata.normalize("NFD", "Café déjà vu à São Paulo, Müller said."),
    "rtl": "قال الرئيس إن القمة ستعقد في القاهرة. שלום עולם",
    "marks": "line\u2028separator\u2029and\x0bmore \t white space",
}
_HINT = EventHint(
    (ProposedType("CONSULT", "visit", 0.7), ProposedType("AID", None, 0.2)),
    (ProposedArgument("actor", ((0, 3),), 0.5),),
    {"polarity": ProposedValue("negated", "not")},
)
_FIRST = (
    Proposal("span", "PERSON", ((0, 3),), 0.9),
    Proposal("span", "ORG", ((4, 7),), 0.123456789),
    Proposal("span", "GPE", ((8, 10),), 0.3),
    Proposal("event", "CONSULT", ((4, 7),), 0.5, _HINT),
)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A project of two annotators, with every kind of thing on every text."""
    path, source = tmp_path / "full.glossator", tmp_path / "source"
    source.mkdir()
    for name, text in TEXTS.items():
        (source / f"{name}.txt").write_bytes(b"\xef\xbb\xbf" + text.replace(". ", ".\r\n").encode())
    with Project.create(path, annotator="ada") as project:
        project.import_documents([source])
        for document_id in project.document_ids():
            project.record_analysis(document_id, Analysis("m", "1", _FIRST))
            project.record_analysis(document_id, Analysis("m", "2", _FIRST[:2] + _FIRST[3:]))
    for annotator in ("ada", "bob"):
        with Project.open(path, annotator=annotator) as project:
            for document_id in project.document_ids():
                _annotate(project, document_id)
    return path


def _annotate(project: Project, document_id: int) -> None:
    person, org, hint = _in_order(project.suggestions(document_id))
    accepted = project.accept(person.id)
    project.accept(hint.id, label="AID")
    project.reject(org.id)
    second = project.add_span(document_id, 0, 3, "ORG", attributes={"value": ("one", "two")})
    broken = project.add_span(document_id, fragments=[(0, 2), (4, 6), (7, 9)], label="GPE")
    inner = project.add_event(
        document_id, "CONSULT", trigger=[(0, 2), (4, 6)], modes=["visit", "phone"], contexts=["diplomatic"],
        arguments=[("actor", accepted), ("place", [(0, 1), (2, 3)])], attributes={"polarity": "negated"},
    )  # fmt: skip
    outer = project.add_event(document_id, "REQUEST", arguments=[("topic", inner), ("actor", second)], draft=True)
    entity = project.link([accepted, second, broken], name='Kim "x"\n😀')
    project.set_value(entity, kb_id="Q1", country="PRK", sectors=["GOV", "MIL"])
    relation = project.add_relation("member_of", accepted, second, attributes={"since": "1", "of": ("a", "b")})
    for target in (document_id, accepted, outer, relation, entity):
        project.set_flag(target)
        note = project.add_note(target, "Ünï\n😀")
    project.add_note(note, "a note on a note")
    project.set_contexts(document_id, ["crime"])
    project.set_review(document_id, "entities", "done")
    project.set_review(document_id, "paragraphs", "in_progress")
    project.set_metadata(document_id, title="T", author=None, published="2020-01-01", mine="😀")


def _in_order(found: list[Suggestion]) -> list[Suggestion]:
    by_label = {(one.kind, one.label): one for one in found}
    return [by_label["span", "PERSON"], by_label["span", "ORG"], by_label["event", "CONSULT"]]


def _content(path: Path) -> dict[str, Any]:
    """Everything in a project, by uid instead of id."""
    with Project.open(path, annotator="ada", read_only=True) as project:
        rows = project._store.database.execute("SELECT id, uid FROM thing").fetchall()
        uids: dict[int | None, bytes | None] = dict([*rows, (None, None)])
        return {
            "schema": project.schema,
            **{bundle.document.name: _bundle(bundle, uids) for bundle in project.bundles()},
        }


def _bundle(bundle: Any, uids: dict[int | None, bytes | None]) -> dict[str, Any]:
    def bare(item: Any, **changed: Any) -> Any:
        return replace(item, id=0, document_id=0, **changed)

    def origin(item: Any) -> Any:
        return replace(item.origin, suggestion=uids[item.origin.suggestion])

    def arguments(event: Any) -> Any:
        return tuple((one.role, uids[one.filler], one.country, one.sectors) for one in event.arguments)

    return {
        "document": replace(bundle.document, id=0),
        "suggestions": [bare(one) for one in bundle.suggestions],
        "decisions": {
            replace(one, id=0, suggestion=uids[one.suggestion], result=uids[one.result])  # type: ignore[arg-type]
            for one in bundle.decisions
        },
        **{
            layer.annotator: (
                bare(layer.state),
                [bare(one, origin=origin(one)) for one in layer.spans],
                [bare(one, origin=origin(one), arguments=arguments(one)) for one in layer.events],
                [bare(one, source=uids[one.source], target=uids[one.target]) for one in layer.relations],
                [bare(one, mentions=tuple(uids[mention] for mention in one.mentions)) for one in layer.entities],
                [bare(one, target=uids[one.target]) for one in layer.notes],
            )
            for layer in bundle.layers
        },
    }


def test_everything_arrives_in_a_fresh_project_and_survives_undo_and_redo(full: Path, tmp_path: Path) -> None:
    expected = _content(full)
    with Project.open(full, annotator="ada") as project:
        project.export(tmp_path / "all.jsonl", format="jsonl")
        again = project.import_documents([tmp_path / "all.jsonl"])
        assert (again.documents, again.step, len(again.notices)) == ((), None, len(TEXTS))
    fresh = tmp_path / "fresh.glossator"
    with Project.create(fresh, annotator="carl") as project:
        assert project.import_documents([tmp_path / "all.jsonl"]).notices == ()
    assert _content(fresh) == expected
    with Project.open(fresh, annotator="carl") as project:
        project.undo()
        assert project.document_ids() == []
        project.redo()
    assert _content(fresh) == expected
    with Project.open(fresh, annotator="carl") as project:
        project.undo()
        project.import_documents([tmp_path / "all.jsonl"])
    assert _content(fresh) == expected


@pytest.mark.parametrize("schema", ["conll", "ace"])
def test_a_project_of_another_schema_takes_it_in_and_opens_again(full: Path, tmp_path: Path, schema: str) -> None:
    with Project.open(full) as project:
        project.export(tmp_path / "all.jsonl", format="jsonl")
        source = project.schema
    with Project.create(tmp_path / "other.glossator", schema=schema, annotator="carl") as project:
        before = project.schema
        project.import_documents([tmp_path / "all.jsonl"])
    with Project.open(tmp_path / "other.glossator", annotator="carl") as project:
        mine, theirs = project.schema.event_type("CONSULT"), source.event_type("CONSULT")
        assert mine is not None
        assert theirs is not None
        assert (mine.title, mine.guideline) == (theirs.title, theirs.guideline)
        assert len(project.document_ids()) == len(TEXTS)
        project.undo()
        assert project.schema == before

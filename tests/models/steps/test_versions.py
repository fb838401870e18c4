"""The schema when several programs and people change it, and imports that are taken back while others work."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Analysis, Bundle, Document, Layer, Proposal, Span
from glossator.errors import UndoError, VerbError


def _bundle(label: str, text: str) -> Bundle:
    span = Span(2, 1, "", label, ((0, 4),), text[:4])
    return Bundle(Document(1, f"{label}.txt", text), (Layer(1, "", spans=(span,)),))


def test_what_another_program_added_to_the_schema_can_be_used_and_stays(project: Project, document_id: int) -> None:
    assert project.schema.entity_type("SHIP") is None
    with Project.open(project.path, annotator="bob") as other:
        other.import_bundles([_bundle("SHIP", "Ship ahoy.")])
        project.add_span(document_id, 0, 3, "SHIP")
        project.import_bundles([_bundle("PLANE", "Plane down.")])
        other.add_span(document_id, 0, 3, "PLANE")
    names = {item.name for item in project.schema.entity_types}
    assert {"SHIP", "PLANE"} <= names


def test_a_widening_is_not_taken_back_from_under_others(project: Project, document_id: int) -> None:
    project.import_bundles([_bundle("SHIP", "Ship ahoy.")])
    with Project.open(project.path, annotator="bob") as other:
        span = other.add_span(document_id, 0, 3, "SHIP")
        with pytest.raises(UndoError, match="entity type SHIP"):
            project.undo()
        assert project.schema.entity_type("SHIP") is not None
        assert len(project.document_ids()) == 2
        other.delete(span)
        project.undo()
        with pytest.raises(VerbError, match="SHIP"):
            other.add_span(document_id, 0, 3, "SHIP")
    project.redo()
    assert project.schema.entity_type("SHIP") is not None


def test_a_group_left_open_by_a_crash_is_undone_step_by_step(project: Project, document_id: int) -> None:
    project.begin_group()
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7), draft=True)
    project.add_argument(event, "actor", (0, 3))
    with Project.open(project.path, annotator="ada") as later:
        later.add_argument(event, "recipient", (8, 13))
        later.undo()
        later.undo()
        found = later.event(event)
        assert found is not None
        assert found.arguments == ()
        later.redo()
        later.finish_event(event)
        later.undo()
        assert later.event(event) is not None


def test_an_import_taken_back_and_done_again_has_its_suggestions_once(project: Project, tmp_path: Path) -> None:
    document_id = project.document_ids()[0]
    project.record_analysis(document_id, Analysis("m", "1", (Proposal("span", "PERSON", ((0, 3),), 0.9),)))
    with Project.open(project.path, annotator="bob") as other:
        other.reject(other.suggestions(document_id)[0].id)
    project.export(tmp_path / "all.jsonl", format="jsonl")
    project.undo()
    project.import_documents(tmp_path / "all.jsonl")
    assert project.document_ids() == [document_id]
    with Project.open(project.path, annotator="bob") as other:
        assert [item.state for item in other.suggestions(document_id)] == ["rejected"]
    assert [item.state for item in project.suggestions(document_id)] == ["pending"]


def test_suggestions_without_uid_are_known_by_what_they_propose(project: Project, tmp_path: Path) -> None:
    document_id = project.document_ids()[0]
    project.record_analysis(document_id, Analysis("m", "1", (Proposal("span", "PERSON", ((0, 3),), 0.9),)))
    project.export(tmp_path / "all.jsonl", format="jsonl")
    written = (tmp_path / "all.jsonl").read_text(encoding="utf-8")
    uid = project.suggestions(document_id)[0].uid.hex()
    (tmp_path / "bare.jsonl").write_text(written.replace(f',"uid":"{uid}"', ""), encoding="utf-8")
    project.undo()
    project.import_documents([tmp_path / "bare.jsonl"])
    assert len(project.suggestions(document_id)) == 1

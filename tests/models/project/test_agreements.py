"""Exemptions, rulings and the schema; several spans at once; what is set and cleared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import KEEP
from glossator.errors import SchemaError, VerbError
from glossator.steps.verbs.rulings import check_subject


def test_an_exemption_holds_in_its_document_or_in_all(project: Project, document_id: int) -> None:
    other = project.import_texts([("other", "Nothing.")]).documents[0]
    here = project.exempt("overlap", "Kim 0-3", document_id=document_id)
    everywhere = project.exempt("undated", "meetings")
    assert project.exempt("overlap", "Kim 0-3", document_id=document_id) == here
    assert [one.id for one in project.exemptions(document_id)] == [here, everywhere]
    assert [one.id for one in project.exemptions(other)] == [everywhere]
    assert project.exemptions(annotator="bob") == []
    project.unexempt(here)
    project.delete(everywhere)
    assert project.exemptions() == []
    project.undo()
    assert [one.id for one in project.exemptions()] == [everywhere]
    with pytest.raises(VerbError, match="no exemption of yours"):
        project.unexempt(here)
    with pytest.raises(VerbError, match="no document"):
        project.exempt("overlap", "x", document_id=999)


def test_a_ruling_is_dated_and_stays_when_its_example_goes(project: Project, document_id: int) -> None:
    event = project.add_event(document_id, "REQUEST", trigger=(40, 45))
    number = project.record_ruling(
        "event_types.REQUEST.modes.change", "Asking for help is.", target=event, quote="asked"
    )
    assert project.can_undo() == "rule on REQUEST.modes.change"
    (ruling,) = project.rulings("event_types.REQUEST.modes.change")
    assert (ruling.id, ruling.annotator, ruling.document_id, ruling.target) == (number, "ada", document_id, event)
    assert ruling.time.endswith("+00:00")
    assert project.rulings("event_types.REQUEST") == []
    project.delete(event)
    assert project.rulings() == [replace(ruling, target=None)]
    project.undo()
    assert project.rulings() == [ruling]
    with Project.open(project.path, annotator="bob") as bob:
        assert bob.rulings() == [ruling]
        with pytest.raises(VerbError, match="not yours"):
            bob.delete(number)
    project.delete(number)
    assert project.rulings() == []


@pytest.mark.parametrize(
    "subject", ["entity_types.ORG", "event_types.AID", "roles.actor", "attributes.polarity", "conventions"]
)
def test_subjects(project: Project, subject: str) -> None:
    check_subject(project.schema, subject)


@pytest.mark.parametrize("subject", ["", "ORG", "entity_types.", "event_types.AID.modes.no", "conventions.x", "name.x"])
def test_what_no_ruling_can_be_about(project: Project, subject: str) -> None:
    with pytest.raises(VerbError, match="nothing that a ruling can be about"):
        project.record_ruling(subject, "text")


def test_another_schema_is_the_next_version_and_one_step(project: Project, document_id: int) -> None:
    first = project.add_span(document_id, 0, 3, "PERSON")
    changes = project.set_schema(replace(project.schema, title="Ours"), title="name the schema")
    assert changes.kinds == {"schema"}
    assert (project.schema.title, project.schema.version, project.can_undo()) == ("Ours", 2, "name the schema")
    second = project.add_span(document_id, 8, 13, "PERSON")
    assert [project.layer(document_id).spans[place].schema_version for place in (0, 1)] == [1, 2]
    project.set_label(first, "ORG")
    assert project.layer(document_id).spans[0].schema_version == 2
    project.undo()
    assert project.layer(document_id).spans[0].schema_version == 1
    assert project.set_schema(replace(project.schema, version=9), title="nothing").step is None
    project.delete(second)
    for _ in range(3):
        project.undo()
    assert (project.schema.title, project.schema.version) == ("PLOVER: political events", 1)


def test_a_schema_without_names_in_use_is_refused_with_counts(project: Project, document_id: int) -> None:
    project.add_spans(document_id, [((0, 3), "PERSON"), ((8, 13), "PERSON")])
    project.add_event(document_id, "CONSULT", modes=["visit"], attributes={"polarity": "negated"})
    schema = project.schema
    less = replace(
        schema,
        entity_types=tuple(type_ for type_ in schema.entity_types if type_.name != "PERSON"),
        attributes=tuple(
            replace(item, values=("positive",), default=None) if item.name == "polarity" else item
            for item in schema.attributes
        ),
    )
    with pytest.raises(SchemaError, match=r"entity type PERSON \(2\), value polarity=negated \(1\)"):
        project.set_schema(less, title="less")
    with pytest.raises(SchemaError):
        project.set_schema(replace(schema, entity_types=schema.entity_types * 2), title="twice")
    assert project.schema == schema
    assert project.can_undo() == "mark CONSULT"


def test_several_spans_are_added_and_relabelled_as_one_step(project: Project, document_id: int) -> None:
    changes = project.add_spans(document_id, [((0, 3), "PERSON"), ([(8, 10), (11, 13)], None)])
    kim, filler = changes.spans
    assert project.can_undo() == "label 2 spans"
    event = project.add_event(document_id, "CONSULT")
    project.set_labels([kim, filler], "ORG")
    assert [span.label for span in project.layer(document_id).spans] == ["ORG", "ORG"]
    with pytest.raises(VerbError, match="ORG"):
        project.set_labels([kim, event], "ORG")
    with pytest.raises(VerbError, match="whole numbers"):
        project.add_spans(document_id, [([(0.0, 3)], "ORG")])  # type: ignore[list-item]
    project.undo()
    assert [span.label for span in project.layer(document_id).spans] == ["PERSON", None]


def test_values_are_kept_or_cleared(project: Project, document_id: int) -> None:
    kim, putin = project.add_spans(document_id, [((0, 3), "PERSON"), ((8, 13), "PERSON")]).spans
    entity = project.link([kim, putin], name="K")
    assert project.can_undo() == "link 2 mentions of “K”"
    project.set_value(entity, kb_id="Q1", country="PRK", sectors=["GOV"])
    project.set_value(entity, name=None, country=None, kb_id=KEEP)
    project.set_attributes(entity, {"polarity": "negated"})
    found = project.entity(entity)
    assert found is not None
    assert (found.name, found.kb_id, found.country, found.sectors) == ("Putin", "Q1", None, ("GOV",))
    assert found.attributes == {"polarity": "negated"}
    with pytest.raises(VerbError, match="no value of polarity"):
        project.set_attributes(entity, {"polarity": "maybe"})
    project.set_attributes(entity, {"polarity": None})
    project.set_value(entity, sectors=None)
    found = project.entity(entity)
    assert found is not None
    assert (found.attributes, found.sectors) == ({}, ())


def test_notes_and_relations_are_changed(project: Project, document_id: int) -> None:
    kim, putin = project.add_spans(document_id, [((0, 3), "PERSON"), ((8, 13), "PERSON")]).spans
    relation = project.add_relation("represents", kim, putin)
    project.set_relation(relation, type="member_of", source=putin, target=kim)
    project.set_attributes(relation, {"since": "2014"})
    found = project.relation(relation)
    assert found is not None
    assert (found.type, found.source, found.target) == ("member_of", putin, kim)
    assert (found.attributes, found.schema_version) == ({"since": "2014"}, 1)
    with pytest.raises(VerbError, match="no span"):
        project.set_relation(relation, source=relation)
    note = project.add_note(kim, "who?")
    project.set_note(note, "he")
    assert project.layer(document_id).notes[0].text == "he"
    with pytest.raises(VerbError, match="needs some text"):
        project.set_note(note, " ")


def test_titles_carry_words(project: Project, document_id: int) -> None:
    project.add_span(document_id, 17, 23, "GPE")
    assert project.can_undo() == "label GPE “Moscow”"
    project.add_event(document_id, "CONSULT", trigger=(4, 7))
    assert project.can_undo() == "mark CONSULT “met”"


def test_agreements_go_out_and_come_in(project: Project, document_id: int, tmp_path: Path) -> None:
    other = project.import_texts([("other", "Kim met Putin again.")]).documents[0]
    events = [project.add_event(number, "CONSULT", trigger=(4, 7)) for number in (other, document_id, other)]
    project.same_event(events, name="the meeting")
    project.exempt("undated", "meetings")
    project.exempt("overlap", "x", document_id=other)
    project.record_ruling("conventions", "So.")
    project.record_ruling("event_types.CONSULT", "This is.", target=events[1], quote="met")
    project.export(tmp_path / "all.jsonl", format="jsonl")
    with Project.create(tmp_path / "fresh.glossator", annotator="carl") as fresh:
        fresh.import_documents([tmp_path / "all.jsonl"])
        (group,) = fresh.same_events(annotator="ada")
        first, second = fresh.document_ids()
        assert (group.name, group.documents, group.uid) == ("the meeting", (second, first, second), _uid(project))
        assert [(one.code, one.document_id) for one in fresh.exemptions(annotator="ada")] == [
            ("overlap", second), ("undated", None),
        ]  # fmt: skip
        said = [(one.text, one.time, one.quote) for one in fresh.rulings()]
        assert said == [(one.text, one.time, one.quote) for one in project.rulings()]
        fresh.export(tmp_path / "pseudo.jsonl", format="jsonl", pseudonymise=True)
        assert "ada" not in (tmp_path / "pseudo.jsonl").read_text(encoding="utf-8")
        assert fresh.import_documents([tmp_path / "all.jsonl"]).step is None
        fresh.undo()
        assert (fresh.same_events(annotator="ada"), fresh.rulings(), fresh.exemptions(annotator="ada")) == ([], [], [])


def _uid(project: Project) -> bytes:
    return project.same_events()[0].uid


def test_of_a_group_only_what_is_imported_stays(project: Project, document_id: int, tmp_path: Path) -> None:
    other = project.import_texts([("other", "Kim met Putin again.")]).documents[0]
    project.same_event([project.add_event(number, "CONSULT", trigger=(4, 7)) for number in (document_id, other)])
    project.export(tmp_path / "all.jsonl", format="jsonl")
    header, first, second = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "one.jsonl").write_text(header + first, encoding="utf-8")
    with Project.create(tmp_path / "fresh.glossator", annotator="carl") as fresh:
        changes = fresh.import_documents([tmp_path / "one.jsonl"])
        assert "stands alone" in changes.notices[0]
        assert fresh.same_events(annotator="ada") == []
        assert second


def test_a_layer_alone_can_be_read_again(project: Project, document_id: int, tmp_path: Path) -> None:
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7))
    with Project.open(project.path, annotator="bob") as bob:
        bob.add_note(event, "really?")
        bob.record_ruling("conventions", "Rarely.", target=event)
        bob.export(tmp_path / "bob.jsonl", format="jsonl", layer="bob")
    with Project.create(tmp_path / "fresh.glossator", annotator="carl") as fresh:
        (number,) = fresh.import_documents([tmp_path / "bob.jsonl"]).documents
        assert fresh.layer(number, annotator="bob").notes[0].target == number
        assert fresh.rulings()[0].target is None

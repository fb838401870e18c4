"""Migrating the schema of a project: what bears a name gets the new one, everything else stays, undo restores all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.annotation import (
    Analysis,
    Bundle,
    EventHint,
    Proposal,
    ProposedArgument,
    ProposedType,
    ProposedValue,
)
from glossator.errors import SchemaError, UndoError
from glossator.integrity import check
from glossator.schema import parse_schema
from glossator.schema.migration import (
    ByAttribute,
    BySurface,
    Change,
    Delete,
    Merge,
    Rename,
    Retype,
    Split,
    names_in,
)

SCHEMA = parse_schema(
    """
[schema]
name = "small"
[entity_types.PER]
country_sectors = true
[entity_types.ORG]
[entity_types.GPE]
[roles.actor]
allowed = ["PER", "ORG", "<FREE>"]
[roles.place]
allowed = ["GPE", "<EVENT>"]
[event_types.MEET]
[event_types.MEET.modes.visit]
[event_types.MEET.modes.phone]
[event_types.ASK]
[event_types.ASK.modes.visit]
[attributes.tense]
values = ["past", "present"]
[attributes.kind]
values = ["a", "b"]
many = true
applies_to = ["span", "relation"]
[contexts.war]
[contexts.trade]
[sectors]
GOV = "Government"
MIL = "Military"
[relation_types.near]
[relation_types.far]
"""
)
TEXT = "Kim met Putin in Moscow on Tuesday. Kim asked Acme Inc for help."
HINT = EventHint(
    (ProposedType("MEET", "visit", 0.7), ProposedType("ASK", "visit", 0.2)),
    (ProposedArgument("actor", ((0, 3),), 0.5),),
    {"tense": ProposedValue("past", "met")},
)
PROPOSALS = (
    Proposal("span", "PER", ((8, 13),), 0.9),
    Proposal("span", "ORG", ((46, 54),), 0.4),
    Proposal("span", "GPE", ((17, 23),), 0.9),
    Proposal("event", "MEET", ((4, 7),), 0.7, HINT),
)


def fill(project: Project) -> int:
    """A document with everything that can bear a name, of two annotators."""
    (document,) = project.import_texts([("a", TEXT)]).documents
    project.record_analysis(document, Analysis("model", "1", PROPOSALS))
    kim = project.add_span(document, 0, 3, "PER")
    moscow = project.add_span(document, 17, 23, "GPE", attributes={"kind": ("a", "b")})
    acme = project.add_span(document, 46, 54, "ORG", attributes={"kind": ("b",)})
    free = project.add_span(document, 59, 63, None)
    met = project.add_event(
        document, "MEET", trigger=(4, 7), modes=["visit"], contexts=["war"], attributes={"tense": "past"},
        arguments=[("actor", kim), ("place", moscow)],
    )  # fmt: skip
    project.add_event(
        document, "ASK", trigger=(40, 45), modes=["visit"], arguments=[("actor", free), ("place", met)], draft=True
    )
    project.set_contexts(document, ["war", "trade"])
    project.add_relation("near", kim, moscow, attributes={"kind": ("a",)})
    project.add_relation("far", kim, acme)
    project.set_value(project.link([kim], name="Kim"), country="PRK", sectors=["GOV", "MIL"])
    project.add_note(kim, "sure?")
    project.record_ruling("event_types.MEET.modes.visit", "also by night", target=met)
    project.reject(project.suggestions(document)[-1].id)
    return document


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "a.glossator"
    with Project.create(path, schema=SCHEMA, annotator="ada") as made:
        document = fill(made)
    with Project.open(path, annotator="ben") as ben:
        ben.add_span(document, 8, 13, "PER")
    with Project.open(path, annotator="ada") as opened:
        yield opened


def bundles(project: Project) -> list[Bundle]:
    return list(project.bundles())


def labels(project: Project) -> list[tuple[str, str | None]]:
    return [
        (layer.annotator, span.label) for bundle in bundles(project) for layer in bundle.layers for span in layer.spans
    ]


def test_a_rename_reaches_everybody_and_every_suggestion(project: Project) -> None:
    before, schema = bundles(project), project.schema
    changes = project.migrate_schema([Rename("entity_types", "PER", "PERSON")])
    assert ("ben", "PERSON") in labels(project)
    assert not any(label == "PER" for _, label in labels(project))
    (document,) = project.document_ids()
    assert next(one.label for one in project.suggestions(document) if one.kind == "span") == "PERSON"
    assert project.schema.for_model_label("PER") == project.schema.entity_type("PERSON")
    assert changes.notices == ("rename entity type PER to PERSON: 2 spans, 1 suggestion.",)
    assert project.can_undo() == "rename entity type PER to PERSON"
    after = bundles(project)
    project.undo()
    assert (bundles(project), project.schema) == (before, schema)
    project.redo()
    assert bundles(project) == after


def test_events_hints_and_rulings_follow(project: Project) -> None:
    project.migrate_schema(
        [
            Rename("event_types", "MEET", "TALK"),
            Rename("modes:TALK", "visit", "in-person"),
            Rename("roles", "actor", "doer"),
            Rename("attributes", "tense", "when"),
            Rename("values:when", "past", "gone"),
            Rename("contexts", "war", "peace"),
            Rename("sectors", "GOV", "STATE"),
            Rename("relation_types", "near", "by"),
        ]
    )
    (bundle,) = bundles(project)
    ada = next(layer for layer in bundle.layers if layer.annotator == "ada")
    talk = next(event for event in ada.events if event.type == "TALK")
    assert (talk.modes, talk.contexts, talk.attributes) == (("in-person",), ("peace",), {"when": "gone"})
    assert {argument.role for event in ada.events for argument in event.arguments} == {"doer", "place"}
    assert ada.contexts == ("peace", "trade")
    assert ada.entities[0].sectors == ("STATE", "MIL")
    assert [relation.type for relation in ada.relations] == ["by", "far"]
    hint = next(one for one in bundle.suggestions if one.kind == "event").hint
    assert hint is not None
    assert [(one.type, one.mode) for one in hint.types] == [("TALK", "in-person"), ("ASK", "visit")]
    assert hint.arguments[0].role == "doer"
    assert hint.attributes == {"when": ProposedValue("gone", "met")}
    assert project.rulings()[0].subject == "event_types.TALK.modes.in-person"
    assert bundle.decisions


def test_a_merge_leaves_nothing_said_twice_in_one_place(project: Project) -> None:
    project.migrate_schema([Merge("contexts", ("war", "trade"), "war"), Merge("sectors", ("GOV", "MIL"), "STATE")])
    (bundle,) = bundles(project)
    ada = next(layer for layer in bundle.layers if layer.annotator == "ada")
    assert (ada.contexts, ada.entities[0].sectors) == (("war",), ("STATE",))
    project.migrate_schema([Merge("values:kind", ("a", "b"), "a")])
    (bundle,) = bundles(project)
    ada = next(layer for layer in bundle.layers if layer.annotator == "ada")
    assert [span.attributes["kind"] for span in ada.spans if "kind" in span.attributes] == [("a",), ("a",)]


def test_suggestions_that_come_to_say_the_same_are_proposed_once(project: Project) -> None:
    (document,) = project.document_ids()
    twin = (*PROPOSALS, Proposal("span", "GPE", ((46, 54),), 0.3))
    project.record_analysis(document, Analysis("model", "2", twin))
    project.migrate_schema([Merge("entity_types", ("ORG", "GPE"), "PLACE")])
    there = [one for one in project.suggestions(document) if one.fragments == ((46, 54),)]
    assert [one.label for one in there] == ["PLACE"]
    project.undo()
    assert len([one for one in project.suggestions(document) if one.fragments == ((46, 54),)]) == 2


def test_a_split_is_decided_by_a_rule_or_flagged(project: Project) -> None:
    (document,) = project.document_ids()
    changes = project.migrate_schema(
        [Split("entity_types", "PER", ("LEADER", "OTHER"), BySurface((("Putin", "LEADER"),)))]
    )
    assert ("ben", "LEADER") in labels(project)
    assert changes.notices[1] == "1 of them have a flag: a person has to decide."
    notes = project.layer(document).notes
    assert [note.text for note in notes if note.flag] == ["decide: LEADER or OTHER"]
    project.undo()
    project.migrate_schema([Split("event_types", "MEET", ("TALK", "SEE"), ByAttribute("tense", (("past", "SEE"),)))])
    assert {event.type for event in project.layer(document).events} == {"SEE", "ASK"}


def test_deleting_refuses_frees_or_drops(project: Project) -> None:
    (document,) = project.document_ids()
    with pytest.raises(SchemaError, match=r"Cannot delete entity type PER: 2 spans still use it\."):
        project.migrate_schema([Delete("entity_types", "PER")])
    project.migrate_schema([Delete("entity_types", "PER", "free")])
    assert ("ben", None) in labels(project)
    assert "PER" not in [one.label for one in project.suggestions(document)]
    project.undo()
    changes = project.migrate_schema([Delete("event_types", "MEET", "drop")])
    layer = project.layer(document)
    assert [event.type for event in layer.events] == ["ASK"]
    assert [argument.role for argument in layer.events[0].arguments] == ["actor"]
    assert project.rulings()[0].target is None
    assert changes.deleted["event"]
    project.undo()
    project.migrate_schema([Delete("roles", "actor", "drop")])
    assert not any(span.label is None for span in project.layer(document).spans)


def test_retyping_leaves_the_schema(project: Project) -> None:
    schema = project.schema
    changes = project.migrate_schema([Retype("event_types", "MEET", "ASK")])
    assert project.schema == schema
    (document,) = project.document_ids()
    assert {event.type for event in project.layer(document).events} == {"ASK"}
    assert changes.notices[0].startswith("turn event type MEET into ASK: 1 event")


def test_a_preview_tells_what_a_migration_does_and_writes_nothing(project: Project) -> None:
    before = bundles(project)
    told = project.preview_migration([Rename("entity_types", "PER", "PERSON"), Delete("contexts", "war", "drop")])
    assert told.problems == ()
    assert told.changes[0].counts == {"span": 2, "suggestion": 1}
    assert told.changes[1].counts == {"event": 1, "layer": 1}
    assert told.changes[0].examples[0].text == "Kim"
    assert told.schema is not None
    assert "PERSON" in names_in(told.schema, "entity_types")
    assert bundles(project) == before
    refused = project.preview_migration([Delete("contexts", "war"), Rename("roles", "nobody", "x")])
    assert [bool(change.problems) for change in refused.changes] == [True, True]


def test_undo_is_refused_once_somebody_bears_the_new_name(project: Project) -> None:
    project.migrate_schema([Rename("entity_types", "PER", "PERSON")])
    with Project.open(project.path, annotator="ben") as ben:
        ben.add_span(project.document_ids()[0], 0, 3, "PERSON")
    with pytest.raises(UndoError):
        project.undo()


def test_a_project_that_was_migrated_is_in_order(project: Project) -> None:
    project.migrate_schema([Rename("entity_types", "PER", "PERSON"), Rename("event_types", "MEET", "TALK")])
    project.undo()
    project.redo()
    path = project.path
    project.close()
    assert check(path).findings == ()


GROUPS = (
    "entity_types", "event_types", "modes:MEET", "roles", "attributes", "values:tense", "values:kind", "contexts",
    "sectors", "relation_types",
)  # fmt: skip


@st.composite
def migrations(draw: st.DrawFn) -> list[Change]:
    group = draw(st.sampled_from(GROUPS))
    names = names_in(SCHEMA, group)
    one, other = draw(st.permutations(names))[:2]
    rule = draw(st.sampled_from([None, BySurface((("K", "p"), ("o", "q"))), ByAttribute("kind", (("a", "p"),))]))
    changes: list[Change] = [
        Rename(group, one, "new"), Merge(group, (one, other), draw(st.sampled_from([one, other, "new"]))),
        Split(group, one, ("p", "q"), rule), Retype(group, one, other), Delete(group, one, "drop"),
    ]  # fmt: skip
    chosen = draw(st.sampled_from(changes))
    return [chosen, Rename(group, "new", "newer")] if chosen == changes[0] and draw(st.booleans()) else [chosen]


@given(changes=migrations())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_not_meant_stays_and_undo_restores_all(changes: list[Change]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "a.glossator", schema=SCHEMA) as project,
    ):
        fill(project)
        before, schema = bundles(project), project.schema
        told = project.preview_migration(changes)
        if told.problems:
            with pytest.raises(SchemaError):
                project.migrate_schema(changes)
            assert bundles(project) == before
            return
        done = project.migrate_schema(changes)
        after = bundles(project)
        touched = {
            number for ids in (*done.updated.values(), *done.deleted.values(), *done.added.values()) for number in ids
        }
        assert _untouched(before, touched) == _untouched(after, touched)
        assert told.schema is not None
        assert project.schema == replace(told.schema, version=project.schema.version)
        if done.kinds:
            project.undo()
            assert (bundles(project), project.schema) == (before, schema)
            project.redo()
            assert bundles(project) == after


def _untouched(found: list[Bundle], touched: set[int]) -> dict[int, object]:
    kept: dict[int, object] = {}
    for bundle in found:
        things: list[Any] = [
            item
            for layer in bundle.layers
            for items in (layer.spans, layer.events, layer.relations, layer.entities, layer.notes)
            for item in items
        ]
        kept |= {item.id: item for item in (*things, *bundle.suggestions, *bundle.decisions) if item.id not in touched}
    return kept


def test_names_can_be_swapped(project: Project) -> None:
    before = labels(project)
    project.migrate_schema(
        [Rename("entity_types", "PER", "x"), Rename("entity_types", "GPE", "PER"), Rename("entity_types", "x", "GPE")]
    )
    swapped = {"PER": "GPE", "GPE": "PER"}
    assert labels(project) == [(who, swapped.get(label or "", label)) for who, label in before]
    (document,) = project.document_ids()
    assert [one.label for one in project.suggestions(document, kind="span")] == ["GPE", "PER", "ORG"]


def test_what_a_suggester_withdraws_meanwhile_stays_withdrawn(project: Project) -> None:
    (document,) = project.document_ids()
    project.migrate_schema([Rename("entity_types", "PER", "PERSON")])
    project.record_analysis(document, Analysis("model", "2", PROPOSALS[1:]))
    project.undo()
    withdrawn = project.suggestions(document, state="superseded")
    assert [(one.label, one.text) for one in withdrawn] == [("PER", "Putin")]
    project.redo()
    assert [one.label for one in project.suggestions(document, state="superseded")] == ["PERSON"]


def test_what_was_proposed_before_is_not_proposed_again(project: Project) -> None:
    (document,) = project.document_ids()
    project.reject(project.suggestions(document, kind="span")[0].id)
    project.migrate_schema([Rename("entity_types", "PER", "PERSON")])
    again = (replace(PROPOSALS[0], label="PERSON"), *PROPOSALS[1:])
    changes = project.record_analysis(document, Analysis("model", "2", again))
    assert changes.added["suggestion"] == ()
    assert [one.state for one in project.suggestions(document, kind="span")] == ["rejected", "pending", "rejected"]


def test_history_tells_what_a_suggestion_is_called(project: Project) -> None:
    step = project.migrate_schema([Rename("entity_types", "PER", "PERSON")]).step
    assert step is not None
    told = [change.words for change in project.changes_of(step) if change.kind == "suggestion"]
    assert told[0].endswith("label PER → PERSON")

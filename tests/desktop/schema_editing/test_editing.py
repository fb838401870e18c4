"""Edits of a draft: names and what speaks of them, order, merging and splitting, undo. Without Qt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.schema import Schema, dump_schema, load_schema, parse_schema
from glossator_desktop.schema_editing import editing
from glossator_desktop.schema_editing.changes import NameChange, name_changes
from glossator_desktop.schema_editing.draft import LISTED, Draft, Group, Place, begin, name_at
from glossator_desktop.schema_editing.faulting import faults_of
from glossator_desktop.schema_editing.matching import added_to, taken_over
from glossator_desktop.schema_editing.trail import Moment, Trail

SCHEMAS = {name: load_schema(name) for name in ("plover", "ace", "conll")}
PLACES = [place for name in ("plover", "conll") for group in LISTED for place in begin(SCHEMAS[name]).places(group)]


def place_of(draft: Draft, group: Group, name: str, sub: str | None = None) -> Place:
    """Where a thing, or its mode or value, stands."""
    here = next(place for place in draft.places(group) if name_at(draft, place) == name and place.sub is None)
    if sub is None:
        return here
    return next(
        p for p in draft.places(group) if p.index == here.index and p.sub is not None and name_at(draft, p) == sub
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_draft_is_the_schema_and_has_nothing_to_save(name: str) -> None:
    draft = begin(SCHEMAS[name])
    assert draft.schema == SCHEMAS[name]
    assert not draft.is_changed
    assert name_changes(draft) == []
    assert faults_of(draft) == []


def test_a_renamed_type_is_renamed_wherever_it_is_spoken_of(plover: Schema) -> None:
    draft = begin(plover)
    for letters in ("O", "CO", "COMPANY"):
        draft = editing.set_field(draft, place_of(begin(plover), "entity_types", "ORG"), "name", letters)
    schema = draft.schema
    assert faults_of(draft) == []
    assert schema.entity_type("ORG") is None
    assert schema.conventions.institution_label == "COMPANY"
    actor = schema.role("actor")
    assert actor is not None
    assert "COMPANY" in actor.allowed
    assert "ORG" not in actor.allowed
    assert name_changes(draft) == [NameChange("rename", "entity_types", ("ORG",), ("COMPANY",))]


def test_a_name_that_cannot_be_is_one_fault_and_breaks_no_reference(plover: Schema) -> None:
    place = place_of(begin(plover), "entity_types", "ORG")
    clash = editing.set_field(begin(plover), place, "name", "PERSON")
    assert {(fault.place.index, fault.field) for fault in faults_of(clash)} == {(0, "name"), (1, "name")}
    assert "another entity type is called PERSON" in faults_of(clash)[0].message
    mended = editing.set_field(clash, place, "name", "BODY")
    assert faults_of(mended) == []
    assert mended.schema.conventions.institution_label == "BODY"
    nameless = editing.set_field(clash, place, "name", "")
    assert [fault.message for fault in faults_of(nameless)] == ["every entity type needs a name"]
    assert editing.set_field(nameless, place, "name", "ORG") == begin(plover)


def test_a_renamed_mode_value_role_and_event_type(plover: Schema) -> None:
    draft = begin(plover)
    draft = editing.set_field(draft, place_of(draft, "attributes", "polarity", "positive"), "name", "affirmed")
    polarity = draft.schema.attribute("polarity")
    assert polarity is not None
    assert polarity.default == "affirmed"
    draft = editing.set_field(draft, place_of(draft, "event_types", "CONSULT", "visit"), "name", "travel")
    draft = editing.set_field(draft, place_of(draft, "roles", "recipient"), "name", "target")
    aid = draft.schema.event_type("AID")
    assert aid is not None
    assert "target" in dict(aid.cardinalities)
    assert faults_of(draft) == []
    assert [change.title for change in name_changes(draft)] == [
        "visit → travel", "recipient → target", "positive → affirmed",
    ]  # fmt: skip


def test_what_is_deleted_is_spoken_of_no_more(plover: Schema) -> None:
    draft, place = editing.delete(begin(plover), place_of(begin(plover), "entity_types", "NORP"))
    assert name_at(draft, place) == "DATE"
    assert faults_of(draft) == []
    assert not any("NORP" in role.allowed for role in draft.schema.roles)
    assert name_changes(draft) == [NameChange("delete", "entity_types", ("NORP",))]


def test_the_last_of_a_list_stays_as_a_fault_since_an_empty_list_would_mean_any() -> None:
    schema = parse_schema(
        '[schema]\nname="s"\n[entity_types.A]\n[roles.r]\nallowed=["A"]\n[relation_types.x]\nsource=["A"]'
    )
    draft, _ = editing.delete(begin(schema), Place("entity_types", 0))
    assert [(fault.place.group, fault.field) for fault in faults_of(draft)] == [
        ("roles", "allowed"), ("relation_types", "source"),
    ]  # fmt: skip


def test_a_type_deleted_and_another_added_is_no_rename(plover: Schema) -> None:
    draft, place = editing.delete(begin(plover), place_of(begin(plover), "entity_types", "LAW"))
    draft, place = editing.add(draft, place)
    draft = editing.set_field(draft, place, "name", "RULE")
    assert name_changes(draft) == [NameChange("delete", "entity_types", ("LAW",))]


def test_merged_and_split(plover: Schema) -> None:
    draft = begin(plover)
    org, gpe = (place_of(draft, "entity_types", name) for name in ("ORG", "GPE"))
    merged, place = editing.merge(draft, org, gpe)
    assert name_at(merged, place) == "GPE"
    assert merged.schema.conventions.institution_label == "GPE"
    assert name_changes(merged) == [NameChange("merge", "entity_types", ("GPE", "ORG"), ("GPE",))]
    split, place = editing.split(draft, place_of(draft, "event_types", "CONSULT", "visit"), ["visit", "summit"])
    assert name_at(split, place) == "visit"
    assert name_changes(split) == [NameChange("split", "modes:CONSULT", ("visit",), ("visit", "summit"))]
    halves, _ = editing.split(draft, gpe, ["COUNTRY", "CITY"])
    assert faults_of(halves) == []
    assert name_changes(halves) == [NameChange("split", "entity_types", ("GPE",), ("COUNTRY", "CITY"))]


@given(st.sampled_from(PLACES), st.sampled_from([-1, 1]))
def test_what_moved_up_comes_back_by_moving_down(place: Place, step: int) -> None:
    draft = begin(SCHEMAS["plover"])
    moved, there = editing.move(draft, place, step)
    if moved != draft:
        assert name_at(moved, there) == name_at(draft, place)
        assert editing.move(moved, there, -step) == (draft, place)


@given(st.sampled_from(PLACES))
def test_a_duplicate_has_a_name_and_a_key_of_its_own_and_goes_by_deleting(place: Place) -> None:
    draft = begin(SCHEMAS["plover"])
    twice, there = editing.duplicate(draft, place)
    assert not faults_of(twice)
    assert name_changes(twice) == []
    if draft.subject(place) is not None:
        assert editing.delete(twice, there)[0].schema == draft.schema


edits = st.lists(
    st.tuples(st.sampled_from(["add", "duplicate", "delete", "up", "down", "name"]), st.sampled_from(PLACES)),
    max_size=8,
)


@given(edits)
def test_undoing_all_edits_leads_back_and_redoing_them_forth(listed: list[tuple[str, Place]]) -> None:
    trail = Trail(Moment(begin(SCHEMAS["conll"]), Place("entity_types")))
    for what, wanted in listed:
        draft = trail.now.draft
        place = wanted if draft.subject(wanted) is not None else Place("entity_types")
        if draft.subject(place) is None and what != "add":
            continue
        trail = trail.went(Moment(*_edited(draft, place, what)))
    after = trail.now.draft
    first = trail
    while first.back:
        first = first.undone()
    assert first.now.draft == begin(SCHEMAS["conll"])
    while first.forth:
        first = first.redone()
    assert first.now.draft == after


def _edited(draft: Draft, place: Place, what: str) -> tuple[Draft, Place]:
    if what in ("up", "down"):
        return editing.move(draft, place, -1 if what == "up" else 1)
    if what == "name":
        return editing.set_field(draft, place, "name", "ELSE"), place
    return {"add": editing.add, "duplicate": editing.duplicate, "delete": editing.delete}[what](draft, place)


def test_letters_of_one_field_are_one_edit() -> None:
    draft, place = begin(SCHEMAS["conll"]), Place("entity_types")
    trail = Trail(Moment(draft, place))
    for letters in ("P", "PE", "PEO"):
        edited = editing.set_field(trail.now.draft, place, "name", letters)
        trail = trail.went(Moment(edited, place), run=(place, "name"))
    assert len(trail.back) == 1
    assert trail.undone().now.draft == draft


@given(edits)
def test_a_draft_as_text_and_back_keeps_what_each_name_was(listed: list[tuple[str, Place]]) -> None:
    draft = begin(SCHEMAS["plover"])
    for what, wanted in listed:
        if draft.subject(wanted) is not None:
            draft, _ = _edited(draft, wanted, what)
    if faults_of(draft):
        return
    again = taken_over(draft, parse_schema(dump_schema(draft.schema)))
    assert again.schema == draft.schema
    assert name_changes(again) == name_changes(draft)


def test_a_name_changed_in_the_text_is_a_rename(plover: Schema) -> None:
    text = dump_schema(plover).replace("ORG", "BODY")
    draft = taken_over(begin(plover), parse_schema(text))
    assert name_changes(draft) == [NameChange("rename", "entity_types", ("ORG",), ("BODY",))]


def test_another_schema_adds_what_is_missing(plover: Schema) -> None:
    draft = added_to(begin(plover), SCHEMAS["conll"])
    assert [type_.name for type_ in draft.schema.entity_types[len(plover.entity_types) :]] == ["PER", "MISC"]
    assert name_changes(draft) == []
    assert draft.schema.entity_type("ORG") == plover.entity_type("ORG")


def test_replacing_with_another_schema_tells_what_goes(plover: Schema) -> None:
    draft = taken_over(begin(plover), SCHEMAS["conll"])
    gone = {name for change in name_changes(draft) if change.what == "delete" for name in change.names}
    assert {"CONSULT", "PERSON", "actor"} <= gone
    assert replace(draft.schema, version=1) == SCHEMAS["conll"]

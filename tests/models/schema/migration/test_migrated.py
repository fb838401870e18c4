"""Migrations of a schema alone: the names change wherever the schema speaks of them, and the result is sound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.errors import SchemaError
from glossator.schema import Schema, check_schema, dump_schema, load_schema, parse_schema
from glossator.schema.migration import (
    ByAttribute,
    BySurface,
    Change,
    Delete,
    Merge,
    Rename,
    Retype,
    Split,
    migrated,
    names_in,
)
from glossator.schema.migration.plan import change_of, read_plan
from glossator.suggest.events.lexicon import load_event_lexicon
from support.schemas import schemas

GROUPS = ("entity_types", "event_types", "roles", "attributes", "contexts", "sectors", "relation_types")


@pytest.fixture
def plover() -> Schema:
    return load_schema("plover")


def test_a_rename_is_followed_everywhere(plover: Schema) -> None:
    schema = migrated(plover, [Rename("entity_types", "GPE", "COUNTRY"), Rename("roles", "actor", "doer")])
    assert schema.conventions.country_label == "COUNTRY"
    assert all("GPE" not in role.allowed for role in schema.roles)
    assert schema.for_model_label("GPE") == schema.entity_type("COUNTRY")
    assert schema.role("actor") is None
    assert names_in(schema, "entity_types").index("COUNTRY") == names_in(plover, "entity_types").index("GPE")


def test_there_and_back_is_the_same_but_for_labels_of_models(plover: Schema) -> None:
    away = [
        Rename("event_types", "AGREE", "X"),
        Rename("modes:COERCE", "cyber", "y"),
        Rename("contexts", "gender", "z"),
    ]
    back = [
        Rename("event_types", "X", "AGREE"),
        Rename("modes:COERCE", "y", "cyber"),
        Rename("contexts", "z", "gender"),
    ]
    assert _unlabelled(migrated(plover, [*away, *back])) == _unlabelled(plover)


def _unlabelled(schema: Schema) -> Schema:
    types = tuple(
        replace(type_, model_labels=(), modes=tuple(replace(mode, model_labels=()) for mode in type_.modes))
        for type_ in schema.event_types
    )
    return replace(schema, event_types=types)


def test_what_is_renamed_keeps_its_name_among_the_lexicons(plover: Schema) -> None:
    changes = [
        Rename("event_types", "REQUEST", "ASK"),
        Rename("modes:ASK", "assist", "help"),
        Rename("roles", "actor", "doer"),
        Merge("event_types", ("COERCE", "ASSAULT"), "HARM"),
    ]
    schema = migrated(plover, changes)
    assert [type_.model_labels for type_ in schema.event_types if type_.name in ("ASK", "HARM")] == [
        ("REQUEST",), ("COERCE", "ASSAULT"),
    ]  # fmt: skip
    before, after = load_event_lexicon(plover), load_event_lexicon(schema)
    assert before is not None
    assert after is not None
    assert after.verbs.keys() == before.verbs.keys()
    assert {option.type for entry in after.verbs["urge"] for option in entry.options} == {"ASK"}
    assert "help" in {mode for modes in after.modes["ASK"].values() for mode in modes}
    assert after.role("ASK", "actor") == "doer"
    assert "HARM" in {option.type for entry in after.verbs["arrest"] for option in entry.options}
    assert parse_schema(dump_schema(schema)) == schema


def test_a_merge_allows_what_either_allowed(plover: Schema) -> None:
    schema = migrated(plover, [Merge("event_types", ("ACCUSE", "REQUEST"), "REQUEST")])
    merged = schema.event_type("REQUEST")
    assert merged is not None
    assert [mode.name for mode in merged.modes] == [
        "assist",
        "change",
        "yield",
        "meet",
        "disapprove",
        "investigate",
        "allege",
    ]
    assert schema.event_type("ACCUSE") is None


def test_a_split_gives_each_the_definition(plover: Schema) -> None:
    schema = migrated(plover, [Split("entity_types", "ORG", ("COMPANY", "MINISTRY", "ORG"))])
    place = names_in(plover, "entity_types").index("ORG")
    assert names_in(schema, "entity_types")[place : place + 3] == ["ORG", "COMPANY", "MINISTRY"]
    actor = schema.role("actor")
    assert actor is not None
    assert {"COMPANY", "MINISTRY", "ORG"} <= set(actor.allowed)
    names = load_schema("conll")
    split = migrated(names, [Split("entity_types", "ORG", ("COMPANY", "MINISTRY"))])
    assert len({type_.colour for type_ in split.entity_types}) == len({type_.key for type_ in split.entity_types}) == 5


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (Rename("entity_types", "ORG", "GPE"), "cannot rename entity type ORG to GPE: GPE is there already"),
        (Rename("entity_types", "ORGS", "X"), "unknown entity type 'ORGS'; known: PERSON, ORG"),
        (Rename("entity_types", "ORG", ""), "it has to become another name"),
        (Rename("cities", "ORG", "X"), "'cities' is no group of names; there are entity_types"),
        (Rename("modes:TALK", "a", "b"), "the schema has no event type 'TALK'"),
        (Split("roles", "actor", ("doer",)), "give at least two names"),
        (Split("roles", "actor", ("a", "b"), BySurface((("(", "a"),))), "'(' is no pattern"),
        (Split("roles", "actor", ("a", "b"), BySurface((("x", "c"),))), "unknown name 'c'; known: a, b"),
        (Split("roles", "actor", ("a", "b"), ByAttribute("mood", (("x", "a"),))), "unknown attribute 'mood'"),
        (Delete("event_types", "AID", "free"), "only spans can be freed"),
        (Retype("event_types", "AID", "HELP"), "unknown event type 'HELP'"),
    ],
)
def test_what_cannot_be_is_said(plover: Schema, change: Change, complaint: str) -> None:
    with pytest.raises(SchemaError) as caught:
        migrated(plover, [change])
    assert complaint in str(caught.value)


def test_a_plan_is_read(plover: Schema) -> None:
    plan = """
[[change]]
rename = "entity_types.ORG"
to = "COMPANY"
[[change]]
split = "event_types.CONSULT"
into = ["MEET", "CALL"]
by_text = { CALL = "(?i)phone|call", MEET = "." }
[[change]]
retype = "values:polarity.negated"
to = "positive"
attribute = "tense"
by_value = { past = "positive" }
[[change]]
delete = "modes:COERCE.cyber"
what = "drop"
"""
    assert read_plan(plan, plover) == (
        Rename("entity_types", "ORG", "COMPANY"),
        Split("event_types", "CONSULT", ("MEET", "CALL"), BySurface((("(?i)phone|call", "CALL"), (".", "MEET")))),
        Retype("values:polarity", "negated", "positive", ByAttribute("tense", (("past", "positive"),))),
        Delete("modes:COERCE", "cyber", "drop"),
    )
    for spoilt in (
        "",
        "x = 1",
        "[[change]]",
        '[[change]]\nrename = "ORG"',
        '[[change]]\ndelete = "roles.a"\nwhat = "x"',
    ):
        with pytest.raises(SchemaError, match=r"^plan"):
            read_plan(spoilt, plover)


def test_changes_of_the_command_line(plover: Schema) -> None:
    assert change_of("merge", "roles.actor,source=who", plover) == Merge("roles", ("actor", "source"), "who")
    assert change_of("split", "contexts.crime=theft, fraud", plover) == Split("contexts", "crime", ("theft", "fraud"))
    assert change_of("delete", "modes:COERCE.cyber=drop", plover) == Delete("modes:COERCE", "cyber", "drop")
    with pytest.raises(SchemaError, match=r"write GROUP\.NAME"):
        change_of("rename", "ORG=X", plover)


@given(schema=schemas(), data=st.data())
def test_what_comes_of_a_migration_is_sound_or_refused(schema: Schema, data: st.DataObject) -> None:
    filled = [group for group in GROUPS if names_in(schema, group)]
    if not filled:
        return
    group = data.draw(st.sampled_from(filled))
    names = names_in(schema, group)
    one = data.draw(st.sampled_from(names))
    other = data.draw(st.sampled_from([*names, "new"]))
    change: Change = data.draw(
        st.sampled_from(
            [
                Rename(group, one, "new"), Merge(group, (one, names[-1]), other), Split(group, one, ("p", "q")),
                Delete(group, one, "drop"),
            ]
        )
    )  # fmt: skip
    try:
        after = migrated(schema, [change])
    except SchemaError:
        return
    check_schema(after)
    if not isinstance(change, Merge):
        assert one not in names_in(after, group)

"""Looking things up in a schema, and names added on import."""

from __future__ import annotations

import pickle

import pytest

from glossator.errors import SchemaError
from glossator.schema import (
    AttributeType,
    Cardinality,
    EntityType,
    EventType,
    Mode,
    Role,
    Schema,
    check_schema,
    dump_schema,
    load_schema,
    parse_schema,
)


def test_what_is_not_there_is_none(plover: Schema) -> None:
    assert plover.entity_type(None) is None
    assert plover.entity_type("ANIMAL") is None
    assert plover.event_type("DANCE") is None
    assert plover.mode("CONSULT", "séance") is None
    assert plover.mode("DANCE", "visit") is None
    assert plover.role("victim") is None
    assert plover.attribute("mood") is None
    assert plover.context("sport") is None
    assert plover.sector("XXX") is None
    assert plover.relation_type("likes") is None
    assert plover.cardinality("CONSULT", "victim") is None


def test_what_is_there_is_found(plover: Schema) -> None:
    names = (
        plover.entity_type("GPE"),
        plover.event_type("AID"),
        plover.mode("CONSULT", "visit"),
        plover.role("actor"),
        plover.attribute("tense"),
        plover.context("cyber"),
        plover.sector("GOV"),
        plover.relation_type("part_of"),
    )
    assert [found.name for found in names if found] == [
        "GPE",
        "AID",
        "visit",
        "actor",
        "tense",
        "cyber",
        "GOV",
        "part_of",
    ]


def test_a_schema_is_a_value(plover: Schema) -> None:
    again = pickle.loads(pickle.dumps(plover))
    assert again == plover
    assert hash(again) == hash(plover)
    assert again.entity_type("GPE") == plover.entity_type("GPE")


def test_an_unknown_event_type_takes_every_role(plover: Schema) -> None:
    assert plover.roles_of("DANCE") == plover.roles


def test_a_new_label_gets_the_next_digit_and_a_colour_of_its_own() -> None:
    conll = load_schema("conll").with_entity_type("SHIP").with_entity_type("PER")
    ship = conll.entity_type("SHIP")
    assert ship is not None
    assert (ship.key, ship.hidden, ship.title) == ("5", False, "SHIP")
    assert len({type_.colour for type_ in conll.entity_types}) == 5 == len(conll.entity_types)


def test_a_new_label_has_no_digit_when_all_are_given(plover: Schema) -> None:
    ship = plover.with_entity_type("SHIP").entity_type("SHIP")
    assert ship is not None
    assert ship.key is None


def test_what_is_there_already_is_left_as_it_is(plover: Schema) -> None:
    same = (
        plover.with_entity_type("GPE"),
        plover.with_event_type("AID"),
        plover.with_mode("CONSULT", "visit"),
        plover.with_role("actor", event_type="AID"),
        plover.with_attribute("tense"),
        plover.with_attribute_value("tense", "past"),
        plover.with_context("cyber"),
        plover.with_sector("GOV"),
        plover.with_relation_type("part_of"),
    )
    assert all(schema is plover for schema in same)


def test_new_names_make_a_schema_that_is_right_and_can_be_saved(plover: Schema) -> None:
    schema = (
        plover.with_entity_type("Ship:Ferry")
        .with_event_type("DANCE")
        .with_mode("DANCE", "waltz")
        .with_mode("SING", "aria")
        .with_role("partner", event_type="DANCE")
        .with_attribute("mood")
        .with_attribute_value("mood", "gay")
        .with_attribute_value("tense", "timeless")
        .with_attribute("age", applies_to="entity")
        .with_context("sport")
        .with_sector("ART")
        .with_relation_type("dances with")
    )
    check_schema(schema)
    assert parse_schema(dump_schema(schema)) == schema
    assert schema.mode("DANCE", "waltz")
    assert schema.mode("SING", "aria")
    assert schema.cardinality("DANCE", "partner") == Cardinality()
    assert schema.attribute("mood") == AttributeType("mood", "mood")
    tense = schema.attribute("tense")
    assert tense is not None
    assert tense.values[-1] == "timeless"


def test_a_role_is_added_to_a_type_that_lists_its_own() -> None:
    ace = load_schema("ace").with_role("Victim", event_type="Contact.Meet")
    assert [role.name for role in ace.roles_of("Contact.Meet")] == ["Entity", "Place", "Victim", "Time-Within"]
    check_schema(ace)


@pytest.mark.parametrize(
    ("sign", "bounds"),
    [("?", (0, 1)), ("*", (0, None)), ("+", (1, None)), ("2", (2, 2)), ("1-3", (1, 3)), ("2+", (2, None))],
)
def test_cardinalities_are_written_as_brat_writes_them(sign: str, bounds: tuple[int, int | None]) -> None:
    assert Cardinality.parse(sign) == Cardinality(*bounds)
    assert str(Cardinality(*bounds)) == sign


@pytest.mark.parametrize("sign", ["x", "0", "3-1", "many", "-1", "1-", "1.5"])
def test_other_signs_are_no_cardinality(sign: str) -> None:
    with pytest.raises(ValueError, match=sign):
        Cardinality.parse(sign)


def test_a_cardinality_counts() -> None:
    two_or_three = Cardinality(2, 3)
    assert [two_or_three.allows(count) for count in range(5)] == [False, False, True, True, False]
    assert two_or_three.required
    assert Cardinality.parse("*").allows(100)
    assert not Cardinality.parse("?").required


def test_a_schema_made_by_hand_is_checked_too() -> None:
    colour = load_schema("conll").entity_types[0].colour
    twice = Schema("x", "x", entity_types=(EntityType("A", "A", colour), EntityType("A", "A", colour)))
    with pytest.raises(SchemaError, match=r"schema 'x', entity_types\.A: 'A' is there 2 times; keep one"):
        check_schema(twice)


def test_roles_share_a_letter_only_where_they_never_meet() -> None:
    roles = (Role("buyer", "Buyer", key="B"), Role("bride", "Bride", key="B"))
    apart = (EventType("SALE", "Sale", roles=("buyer",)), EventType("WEDDING", "Wedding", roles=("bride",)))
    check_schema(Schema("x", "x", roles=roles, event_types=apart))
    together = EventType("PARTY", "Party", modes=(Mode("wild", "Wild"),))
    with pytest.raises(SchemaError, match="key B is already that of role buyer, and PARTY has both"):
        check_schema(Schema("x", "x", roles=roles, event_types=(*apart, together)))

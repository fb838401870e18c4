"""The schemas that ship: complete, consistent, and guided."""

from __future__ import annotations

from collections import Counter

from glossator.schema import BUILDER_KEYS, EVENT, Schema, builtin_schemas, faults, load_schema

QUAD_CLASSES = {
    "verbal cooperation": ["AGREE", "SUPPORT", "CONCEDE", "CONSULT"],
    "material cooperation": ["COOPERATE", "AID", "RETREAT"],
    "verbal conflict": ["REQUEST", "REJECT", "ACCUSE", "THREATEN"],
    "material conflict": ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"],
}
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
CONTEXTS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy
economic legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity
inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment technology
terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking"""
ENTITY_TYPES = "PERSON ORG GPE NORP DATE LOC FAC EVENT LAW MONEY PRODUCT WORK_OF_ART"
ROLES = "actor recipient topic instrument place time source"
ACE_TYPES = "PER ORG GPE LOC FAC VEH WEA TIME VALUE"
HIDDEN_TYPES = "CARDINAL ORDINAL QUANTITY PERCENT TIME LANGUAGE"


def test_the_names_are_known_without_reading_the_files() -> None:
    assert {name: load_schema(name).title for name in builtin_schemas()} == builtin_schemas()


def test_nothing_is_wrong(builtin: Schema) -> None:
    assert list(faults(builtin)) == []


def test_every_type_is_guided(builtin: Schema) -> None:
    assert builtin.guideline
    assert all(type_.guideline for type_ in builtin.entity_types)
    assert all(type_.guideline and type_.gloss for type_ in builtin.event_types)
    assert all(mode.guideline for type_ in builtin.event_types for mode in type_.modes)
    assert all(role.guideline for role in builtin.roles)
    assert all(context.guideline for context in builtin.contexts)


def test_every_event_type_has_examples_with_a_trigger(builtin: Schema) -> None:
    for type_ in builtin.event_types:
        examples = [line for line in type_.guideline.splitlines() if line.startswith("✓")]
        assert 1 <= len(examples), type_.name
        assert any("*" in example for example in examples), type_.name


def test_plover_has_its_sixteen_types_and_statement_switched_off(plover: Schema) -> None:
    by_class = {quad: [type_.name for type_ in plover.event_types if type_.quad_class == quad] for quad in QUAD_CLASSES}
    assert {quad: sorted(names) for quad, names in by_class.items()} == {
        quad: sorted(names) for quad, names in QUAD_CLASSES.items()
    }
    assert len(plover.enabled_event_types()) == 16
    assert [type_.name for type_ in plover.event_types if not type_.enabled] == ["STATEMENT"]
    assert all(type_.intensity for type_ in plover.enabled_event_types())


def test_cooperation_is_above_and_conflict_below_zero(plover: Schema) -> None:
    for type_ in plover.enabled_event_types():
        assert type_.intensity is not None
        assert type_.quad_class is not None
        assert (0 < type_.intensity) == type_.quad_class.endswith("cooperation")


def test_plover_has_its_modes(plover: Schema) -> None:
    found = {type_.name: " ".join(mode.name for mode in type_.modes) for type_ in plover.event_types if type_.modes}
    assert found == MODES
    assert sum(len(type_.modes) for type_ in plover.event_types) == 67


def test_plover_has_its_contexts_and_sectors(plover: Schema) -> None:
    assert [context.name for context in plover.contexts] == CONTEXTS.split()
    codes = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
    assert set(codes.split()) <= {sector.name for sector in plover.sectors}
    assert all(sector.title != sector.name for sector in plover.sectors)


def test_plover_has_entity_types_in_the_order_of_their_keys(plover: Schema) -> None:
    assert [type_.name for type_ in plover.visible_entity_types()] == ENTITY_TYPES.split()
    assert [type_.name for type_ in plover.entity_types if type_.hidden] == HIDDEN_TYPES.split()
    keys = [type_.key for type_ in plover.entity_types]
    assert keys == [*"123456789", *[None] * 9]


def test_plover_has_the_builder_letters_of_the_key_table(plover: Schema) -> None:
    roles = {role.key: role.name for role in plover.roles_of("CONSULT")}
    assert roles == dict(zip("ARTIPWS", ROLES.split(), strict=True))
    attributes = {attribute.key: attribute.name for attribute in plover.attributes_of("event", "CONSULT")}
    assert attributes == {"N": "polarity", "M": "modality", "V": "tense", "B": "currency"}
    assert set(BUILDER_KEYS) == set("CDFGY")


def test_plover_needs_a_recipient_where_the_act_has_no_sense_without(plover: Schema) -> None:
    needing = [
        type_.name
        for type_ in plover.event_types
        if any(role.cardinality.required for role in plover.roles_of(type_) if role.name == "recipient")
    ]
    assert needing == ["COOPERATE", "AID", "SANCTION"]
    assert plover.role("recipient") in plover.roles_of("CONSULT")


def test_plover_takes_an_event_as_topic_and_knows_it_from_the_label_event(plover: Schema) -> None:
    topic, actor = plover.role("topic"), plover.role("actor")
    assert topic is not None
    assert actor is not None
    assert topic.accepts(EVENT)
    assert topic.accepts("EVENT")
    assert topic.rank(EVENT) == 0
    assert not actor.accepts(EVENT)
    assert actor.rank("MONEY") is None


def test_plover_starts_an_event_as_the_news_tells_most(plover: Schema) -> None:
    usual = {"polarity": "positive", "modality": "asserted", "tense": "past", "currency": "current"}
    assert plover.defaults("event", "AID") == usual
    assert [attribute.name for attribute in plover.attributes_of("span", "DATE")] == ["value"]
    assert plover.attributes_of("span", "PERSON") == ()


def test_ace_has_its_subtypes_and_roles() -> None:
    ace = load_schema("ace")
    assert len(ace.event_types) == 33
    types = Counter(type_.name.split(".")[0] for type_ in ace.event_types)
    assert types == {
        "Justice": 13,
        "Life": 5,
        "Business": 4,
        "Personnel": 4,
        "Conflict": 2,
        "Contact": 2,
        "Transaction": 2,
        "Movement": 1,
    }
    assert len(ace.roles) == 35
    assert len(ace.relation_types) == 18
    assert [type_.name for type_ in ace.entity_types] == ACE_TYPES.split()


def test_ace_has_its_roles_in_the_builder_and_all_times_beside_it() -> None:
    ace = load_schema("ace")
    attack = [role.name for role in ace.roles_of("Conflict.Attack")]
    assert attack == ["Attacker", "Target", "Instrument", "Place", "Time-Within"]
    assert len(ace.roles_of("Conflict.Attack", hidden=True)) == 12
    assert ace.cardinality("Conflict.Attack", "Time-Before") is not None
    assert ace.cardinality("Conflict.Attack", "Victim") is None


def test_ace_has_its_attributes() -> None:
    values = {attribute.name: attribute.values for attribute in load_schema("ace").attributes_of("event")}
    assert values == {
        "polarity": ("Positive", "Negative"),
        "modality": ("Asserted", "Other"),
        "tense": ("Past", "Present", "Future", "Unspecified"),
        "genericity": ("Specific", "Generic"),
    }


def test_conll_has_four_labels_and_no_events() -> None:
    conll = load_schema("conll")
    assert [type_.name for type_ in conll.entity_types] == ["PER", "ORG", "LOC", "MISC"]
    assert not any([conll.event_types, conll.roles, conll.attributes])


def test_what_the_shipped_model_suggests_has_a_place(builtin: Schema) -> None:
    for label in ["PERSON", "ORG", "GPE", "LOC"]:
        assert builtin.for_model_label(label) is not None


def test_a_models_label_is_translated_where_the_schema_has_another_name() -> None:
    conll = load_schema("conll")
    found = {label: type_.name for label in ["GPE", "NORP", "DATE", "LOC"] if (type_ := conll.for_model_label(label))}
    assert found == {"GPE": "LOC", "NORP": "MISC", "LOC": "LOC"}

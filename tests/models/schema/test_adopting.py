"""Names of one schema taken into another: with their meaning, and never so that the result is no schema."""

from __future__ import annotations

from itertools import permutations

import pytest

from glossator.schema import Schema, builtin_schemas, dump_schema, load_schema, parse_schema
from glossator.schema.adopting import Adoption
from glossator.schema.checks import faults


def _with_everything(adoption: Adoption, other: Schema) -> Adoption:
    for type_ in other.entity_types:
        adoption = adoption.entity_type(type_.name)
    for role in other.roles:
        adoption = adoption.role(role.name)
    for event in other.event_types:
        adoption = adoption.event_type(event.name)
        for mode in event.modes:
            adoption = adoption.mode(event.name, mode.name)
    for attribute in other.attributes:
        for value in attribute.values or (None,):
            adoption = adoption.attribute(attribute.name, value, of="event")
    for context in other.contexts:
        adoption = adoption.context(context.name)
    for relation in other.relation_types:
        adoption = adoption.relation_type(relation.name)
    return adoption


@pytest.mark.parametrize(("into", "other"), list(permutations(builtin_schemas(), 2)))
@pytest.mark.parametrize("told", [True, False])
def test_any_schema_takes_in_any_other(into: str, other: str, told: bool) -> None:
    source = load_schema(other)
    grown = _with_everything(Adoption(load_schema(into), (source,) if told else ()), source).schema
    assert list(faults(grown)) == []
    assert parse_schema(dump_schema(grown), where="grown") == grown
    assert all(grown.entity_type(type_.name) for type_ in source.entity_types)
    assert all(grown.mode(event.name, mode.name) for event in source.event_types for mode in event.modes)


def test_a_name_brings_its_meaning_along() -> None:
    source = load_schema("plover")
    grown = _with_everything(Adoption(load_schema("conll"), (source,)), source).schema
    consult, original = grown.event_type("CONSULT"), source.event_type("CONSULT")
    assert consult is not None
    assert original is not None
    assert (consult.title, consult.gloss, consult.guideline) == (original.title, original.gloss, original.guideline)
    assert consult.modes == original.modes
    assert grown.attribute("polarity") == source.attribute("polarity")
    assert grown.context("diplomatic") == source.context("diplomatic")


def test_what_is_there_stays_as_it_is() -> None:
    mine = load_schema("conll")
    assert Adoption(mine, (load_schema("plover"),)).entity_type("ORG").schema is mine

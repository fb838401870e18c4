"""Ranking event types, and the list of types and modes."""

from __future__ import annotations

import pytest

from glossator.annotation import EventHint, ProposedType
from glossator.schema import load_schema
from glossator_desktop.modes.types import first_choice, mode_choices, parse_value, rank_types, type_choices, value_of

PLOVER = load_schema("plover")


def hint(*types: tuple[str, str | None]) -> EventHint:
    return EventHint(tuple(ProposedType(name, mode, 0.5) for name, mode in types))


def test_the_hint_comes_first_then_the_same_trigger_then_usage_then_the_schema() -> None:
    ranked = rank_types(PLOVER, hint(("CONSULT", "visit")), [("AID", None)], {"PROTEST": 2, "AGREE": 9})
    assert ranked == [("CONSULT", "visit"), ("AID", None), ("AGREE", None)]


def test_without_anything_known_the_first_types_of_the_schema_are_offered() -> None:
    names = [type_.name for type_ in PLOVER.enabled_event_types()]
    assert rank_types(PLOVER, None, [], {}) == [(name, None) for name in names[:3]]


def test_one_type_in_two_modes_takes_two_places_and_unknown_types_none() -> None:
    ranked = rank_types(PLOVER, hint(("REQUEST", "meet"), ("NO_SUCH", None), ("REQUEST", "change")), [], {"REQUEST": 1})
    assert ranked[:2] == [("REQUEST", "meet"), ("REQUEST", "change")]
    assert ranked[2][0] != "REQUEST"


def test_a_mode_that_the_type_lacks_is_dropped() -> None:
    assert rank_types(PLOVER, hint(("AGREE", "visit")), [], {})[0] == ("AGREE", None)


def test_types_that_are_switched_off_are_not_offered() -> None:
    assert ("STATEMENT", None) not in rank_types(PLOVER, hint(("STATEMENT", None)), [], {"STATEMENT": 99})


def test_the_list_has_every_type_and_every_mode_once_the_ranked_first() -> None:
    choices = type_choices(PLOVER, [("CONSULT", "visit"), ("AID", None)])
    values = [entry.value for entry in choices.entries]
    assert values[:2] == ["CONSULT/visit", "AID"]
    assert len(values) == len(set(values))
    assert len(values) == sum(1 + len(type_.modes) for type_ in PLOVER.enabled_event_types())
    assert choices.numbered == 3


def test_typing_a_mode_finds_its_type() -> None:
    found = type_choices(PLOVER, []).type_letter("hung").matching
    assert [entry.value for entry in found] == ["PROTEST/hunger"]


@pytest.mark.parametrize("pair", [("CONSULT", "visit"), ("AGREE", None), ("ASSAULT", "suicide-attack")])
def test_a_value_leads_back_to_type_and_mode(pair: tuple[str, str | None]) -> None:
    assert parse_value(PLOVER, value_of(pair)) == pair


def test_modes_are_asked_with_none_marked_unless_several_may_be_ticked() -> None:
    consult = PLOVER.event_type("CONSULT")
    assert consult is not None
    assert mode_choices(consult).marked is None
    assert mode_choices(consult, ("visit",), many=True).ticked == ("visit",)


def test_the_first_choice_of_a_hint() -> None:
    assert first_choice(hint(("CONSULT", "visit"), ("AGREE", None))) == "CONSULT/visit"
    assert first_choice(hint()) is None

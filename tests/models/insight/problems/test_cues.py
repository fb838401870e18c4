"""Cue words beside a trigger: which speak for it, and which are another verb's."""

from __future__ import annotations

import pytest

from glossator.annotation import Event
from glossator.insight.problems import Material, find_problems
from glossator.schema import load_schema

PLOVER = load_schema("plover")
CODES = {"polarity_cue": "negated", "modality_cue": "not asserted", "tense_cue": "not past"}


def contradicted(text: str, trigger: str, **attributes: str) -> list[tuple[str, str]]:
    start = text.index(trigger)
    event = Event(1, 1, "ada", "CONSULT", ((start, start + len(trigger)),), trigger, attributes=attributes)
    found = find_problems(Material(1, text, PLOVER, events=(event,)))
    return [(one.code, next(iter(one.fixes[0].arguments["values"].values()))) for one in found]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norland did not meet the envoy.", "meet"),
        ("Norland didn't meet the envoy.", "meet"),
        ("Norland didn’t meet the envoy.", "meet"),
        ("Norland never formally met the envoy.", "met"),
        ("Norland has never yet been visited.", "visited"),
        ("Norland refused to meet the envoy.", "meet"),
        ("Norland failed to meet him.", "meet"),
        ("No further talks took place.", "talks"),
        ("They left without talks.", "talks"),
        ("The talks were not held.", "talks"),
        ("The visit never took place.", "visit"),
    ],
)
def test_negation(text: str, trigger: str) -> None:
    assert contradicted(text, trigger) == [("polarity_cue", "negated")]
    assert contradicted(text, trigger, polarity="negated") == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norland may meet the envoy.", "meet"),
        ("Norland might soon meet him.", "meet"),
        ("Norland could have met him.", "met"),
        ("Norland would meet him.", "meet"),
        ("If Norland meets him, war will end.", "meets"),
        ("They asked whether Norland met him.", "met"),
        ("Possible talks worry Estmark.", "talks"),
        ("Talks may be held.", "Talks"),
        ("Norland threatened to meet him.", "meet"),
    ],
)
def test_what_only_may_be(text: str, trigger: str) -> None:
    assert contradicted(text, trigger) == [("modality_cue", "hypothetical")]
    for modality in ("hypothetical", "claimed", "planned"):
        assert contradicted(text, trigger, modality=modality) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norland will meet the envoy.", "meet"),
        ("Norland'll meet him.", "meet"),
        ("Norland plans to meet him.", "meet"),
        ("Norland is preparing to meet him.", "meet"),
        ("The talks will be held in May.", "talks"),
    ],
)
def test_what_is_still_to_come(text: str, trigger: str) -> None:
    assert contradicted(text, trigger) == [("tense_cue", "future")]
    assert contradicted(text, trigger, tense="future") == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norland met the envoy, not the minister.", "met"),
        ("It did not last, and Norland met him.", "met"),
        ("Norland, which may withdraw, met him.", "met"),
        ("Norland not only met him.", "met"),
        ("He did not say that Norland met him.", "met"),
        ("Norland did not refuse to meet him.", "meet"),
        ("Norland met him. It will not last.", "met"),
        ("The will of Norland. Norland met him.", "met"),
        ("Norland asked Estmark to meet him.", "meet"),
        ("No\nNorland met him.", "met"),
    ],
)
def test_cues_of_others_say_nothing(text: str, trigger: str) -> None:
    assert contradicted(text, trigger) == []


def test_several_cues_are_several_problems() -> None:
    assert contradicted("Norland will not meet him.", "meet") == [
        ("polarity_cue", "negated"),
        ("tense_cue", "future"),
    ]


def test_a_schema_with_other_words_for_it() -> None:
    ace = load_schema("ace")
    text = "They did not marry."
    event = Event(1, 1, "ada", ace.event_types[1].name, ((13, 18),), "marry")
    fixes = [one.fixes[0].arguments for one in find_problems(Material(1, text, ace, events=(event,))) if one.fixes]
    assert {"thing_id": 1, "values": {"polarity": "Negative"}} in fixes

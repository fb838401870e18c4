"""Event hints on sentences of our own, read by the real model."""

from __future__ import annotations

import pytest

from tests.models.suggest.conftest import Read


@pytest.mark.parametrize(
    ("text", "trigger", "first", "actor", "recipient"),
    [
        ("Norway accused Sweden of spying.", "accused", "ACCUSE/allege", ["Norway"], ["Sweden"]),
        ("The envoy was arrested by Swedish police.", "arrested", "COERCE/arrest", ["Swedish police"], ["envoy"]),
        ("Rebels and soldiers clashed near Aleppo.", "clashed", "ASSAULT", ["Rebels", "soldiers"], []),
        ("Ada Lindqvist visited Poland.", "visited", "CONSULT/visit", ["Ada Lindqvist"], ["Poland"]),
        ("He called on Norway to free the sailors.", "called on", "REQUEST/yield", ["He"], ["Norway"]),
        ("British officials met with Swedes.", "met", "CONSULT", ["British officials", "Swedes"], []),
        ("Police carried out an attack on protesters.", "carried out", "ASSAULT", ["Police"], []),
        ("Norway imposed sanctions on Iran.", "imposed sanctions", "SANCTION", ["Norway"], ["Iran"]),
        ("Norway condemned the invasion of Ukraine by Russia.", "invasion", "ASSAULT", ["Russia"], ["Ukraine"]),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(
    read: Read, text: str, trigger: str, first: str, actor: list[str], recipient: list[str]
) -> None:
    found = read(text)
    assert found.types(trigger)[0] == first
    assert found.fillers(trigger, "actor") == actor
    assert found.fillers(trigger, "recipient") == recipient


def test_a_trigger_may_be_split(read: Read) -> None:
    found = read("Norway called the visit off.")
    assert "called off" in found.triggers()
    assert found.types("called off")[0] == "REJECT/meet"


def test_light_verbs_are_no_triggers(read: Read) -> None:
    assert read("Norway held talks with Sweden and took notes.").triggers() == ["talks"]


def test_a_name_is_no_trigger(read: Read) -> None:
    assert read("The Security Council is in New York.").triggers() == []


def test_reporting_verbs_are_no_events_but_name_the_source(read: Read) -> None:
    found = read("A Swedish official said Norway rejected the offer on Friday.")
    assert "said" not in found.triggers()
    assert found.fillers("rejected", "source") == ["Swedish official"]
    assert found.value("rejected", "modality") == "claimed"


def test_a_quotation_of_two_sentences_has_one_source(read: Read) -> None:
    found = read('"Norway rejected the offer. Sweden condemned that," a Swedish official said.')
    assert found.fillers("rejected", "source") == ["Swedish official"]


@pytest.mark.parametrize(
    ("text", "trigger", "attribute", "value"),
    [
        ("Norway did not attack Sweden.", "attack", "polarity", "negated"),
        ("Norway attacked Sweden.", "attacked", "polarity", None),
        ("Norway attacked Sweden.", "attacked", "tense", "past"),
        ("Norway attacks Sweden.", "attacks", "tense", "present"),
        ("Norway will attack Sweden.", "attack", "tense", "future"),
        ("Norway will attack Sweden.", "attack", "modality", "planned"),
        ("Norway may attack Sweden.", "attack", "modality", "hypothetical"),
        ("Norway reportedly attacked Sweden.", "attacked", "modality", "claimed"),
        ("Norway urged Sweden to release the sailors.", "release", "modality", "hypothetical"),
        ("Norway agreed to release the sailors.", "release", "modality", "planned"),
        ("Norway is attacking Sweden.", "attacking", "tense", "present"),
    ],
)
def test_cue_words_speak_for_attributes(read: Read, text: str, trigger: str, attribute: str, value: str | None) -> None:
    assert read(text).value(trigger, attribute) == value


def test_the_cue_is_named(read: Read) -> None:
    hint = read("Norway may attack Sweden.").hint("attack")
    assert hint.attributes["modality"].cue == "may"


def test_a_meeting_to_come_is_agreed_upon(read: Read) -> None:
    assert read("The presidents of Norway and Sweden will meet in May.").types("meet")[0] == "AGREE"


def test_what_is_asked_for_decides_the_mode(read: Read) -> None:
    assert read("Norway asked Sweden to send food and money.").types("asked")[0] == "REQUEST/assist"
    assert read("Norway asked Sweden to withdraw its troops.").types("asked")[0] == "REQUEST/yield"


def test_the_topic_is_a_clause_after_to(read: Read) -> None:
    found = read("Norway asked Sweden to send observers before the vote.")
    assert found.fillers("asked", "topic") == ["send observers"]


def test_place_and_time_are_those_of_the_clause(read: Read) -> None:
    found = read("Norway and Sweden signed a treaty in Lima on Friday.")
    assert found.fillers("signed", "place") == ["Lima"]
    assert found.fillers("signed", "time") == ["Friday"]


def test_three_types_are_offered_of_at_least_two_kinds(read: Read) -> None:
    types = read("Norway attacked Sweden.").types("attacked")
    assert len(types) == 3
    assert 2 <= len({name.split("/")[0] for name in types})


def test_a_trigger_with_known_sides_ranks_higher(read: Read) -> None:
    near = read("Norway attacked Sweden.").hint("attacked")
    alone = read("Bees attacked flowers.").hint("attacked")
    assert alone.types[0].score < near.types[0].score

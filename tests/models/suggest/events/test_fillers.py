"""How far fillers reach, who is the source, which place is the event's: sentences of our own, the real model."""

from __future__ import annotations

import pytest

from tests.models.suggest.conftest import Read


@pytest.mark.parametrize(
    ("text", "trigger", "topic"),
    [
        ("Norway urged Sweden to free its sailors in the latest sign of tension.", "urged", "free its sailors"),
        ("Norway asked Sweden to send grain to Finland.", "asked", "send grain to Finland"),
        ("Norway offered to discuss the border with Sweden.", "offered", "discuss the border with Sweden"),
        ("Norway agreed to examine the proposals by the council.", "agreed", "examine the proposals by the council"),
        ("Norway asked Sweden to use its influence to end the siege.", "asked", "use its influence to end the siege"),
        ("Norway promised to free the crew during the talks.", "promised", "free the crew"),
        ("Norway promised to free the crew on Friday.", "promised", "free the crew"),
        ("Norway called on Sweden to open the border.", "called on", "open the border"),
        ("Norway rejected international calls to disarm its militia.", "rejected",
         "international calls to disarm its militia"),
        ("Norway has rejected international calls to embrace reforms.", "rejected",
         "international calls to embrace reforms"),
        ("Norway accused Sweden of spying on its fleet.", "accused", "spying on its fleet"),
        ("Norway labelled the plan an insult to its people.", "labelled", "plan"),
    ],
)  # fmt: skip
def test_a_clause_has_what_its_verb_needs_and_no_more(read: Read, text: str, trigger: str, topic: str) -> None:
    assert topic in read(text).fillers(trigger, "topic")


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("The envoy to Sweden and other diplomats met officials of the union.", "met",
         ["envoy", "other diplomats", "officials of the union"]),
        ("The plan was rejected by Norway, but praised by Sweden.", "praised", ["Sweden"]),
        ("The talks were cancelled by Norway and postponed.", "postponed", ["Norway"]),
        ("It led to a meeting held by the council about the border.", "meeting", ["council"]),
        ("During their meeting in Lima the ministers agreed.", "meeting", ["their"]),
    ],
)  # fmt: skip
def test_who_does_it(read: Read, text: str, trigger: str, actor: list[str]) -> None:
    assert read(text).fillers(trigger, "actor") == actor


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("Norway demanded that Sweden free the crew.", "demanded", ["Sweden"]),
        ("Norway released a report on the Swedish army.", "released", []),
        ("Norway discussed Sweden's exports in Lima.", "discussed", []),
        ("Norway rejected a request by Sweden.", "rejected", ["Sweden"]),
    ],
)
def test_whom_it_concerns(read: Read, text: str, trigger: str, recipient: list[str]) -> None:
    assert read(text).fillers(trigger, "recipient") == recipient


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Norway's ambassador in Lima warned Sweden.", "warned", []),
        ("Norway and Sweden signed a treaty in Lima.", "signed", ["Lima"]),
        ("The Geneva talks ended.", "talks", ["Geneva"]),
        ("Sweden's talks with Norway ended.", "talks", []),
        ("The ministers met in Oslo.", "met", ["Oslo"]),
    ],
)
def test_where_it_is(read: Read, text: str, trigger: str, place: list[str]) -> None:
    assert read(text).fillers(trigger, "place") == place


@pytest.mark.parametrize(
    ("text", "trigger", "source", "cue"),
    [
        ("A Swedish envoy said Norway rejected the offer.", "rejected", ["Swedish envoy"], "Swedish envoy said"),
        ("A Norwegian official said Norway rejected the offer.", "rejected", [], "Norwegian official said"),
        ("Norway asks Sweden to send help: minister", "asks", ["minister"], "minister"),
        ("Norway accused Sweden of rejecting the offer.", "rejecting", ["Norway"], "Norway accused"),
        ("According to a diplomat, Norway rejected the offer.", "rejected", ["diplomat"], "According to diplomat"),
        ('"We are patient," a Swedish envoy said in a long report on trade and on the many quarrels of the two states. '
         '"Norway rejected the offer."', "rejected", ["Swedish envoy"], "Swedish envoy said"),
    ],
)  # fmt: skip
def test_who_says_so(read: Read, text: str, trigger: str, source: list[str], cue: str) -> None:
    found = read(text)
    assert found.fillers(trigger, "source") == source
    assert found.value(trigger, "modality") == "claimed"
    assert found.hint(trigger).attributes["modality"].cue == cue


@pytest.mark.parametrize(
    ("text", "trigger", "attribute", "cue"),
    [
        ("Norway did not reject the offer.", "reject", "polarity", "did not"),
        ("Norway didn't reject the offer.", "reject", "polarity", "didn't"),
        ("Norway will reject the offer.", "reject", "modality", "will"),
        ("Norway may reject the offer.", "reject", "modality", "may"),
        ("Norway has rejected the offer.", "rejected", "tense", "has rejected"),
    ],
)
def test_cues_are_quoted_as_they_stand(read: Read, text: str, trigger: str, attribute: str, cue: str) -> None:
    assert read(text).hint(trigger).attributes[attribute].cue == cue


@pytest.mark.parametrize(
    ("text", "trigger", "first"),
    [
        ("Norway rejected the plan, calling it an insult.", "calling", "ACCUSE/disapprove"),
        ("Norway called on Sweden to allow the envoy to visit the crew.", "called on", "REQUEST/meet"),
        ("Norway asked Sweden to hold a new session on trade.", "asked", "REQUEST/meet"),
        ("Norway called on Sweden to free the sailors.", "called on", "REQUEST/yield"),
        ("Norway called Sweden on Friday.", "called", "CONSULT/phone"),
    ],
)
def test_what_comes_first(read: Read, text: str, trigger: str, first: str) -> None:
    assert read(text).types(trigger)[0] == first

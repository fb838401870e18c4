"""Known names against what the model said."""

from __future__ import annotations

import pytest

from glossator.suggest.entities.gazetteer import load_gazetteer, with_known_names
from glossator.suggest.entities.lines import make_line
from glossator.suggest.entities.mentions import Evidence, MarkedLine, Mention


def known(text: str, *mentions: Mention) -> list[tuple[str, str, Evidence]]:
    line = MarkedLine(make_line(text), list(mentions))
    (found,) = with_known_names([line], load_gazetteer())
    return [(found.surface(mention), mention.label, mention.evidence) for mention in found.mentions]


@pytest.mark.parametrize("name", ["DPRK", "N. Korea", "NK", "ROK", "North Korea", "Republic of Korea"])
def test_a_country_is_a_place_by_any_name(name: str) -> None:
    assert known(f"{name} agreed") == [(name, "GPE", "gazetteer")]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_apostrophes_may_be_curly(apostrophe: str) -> None:
    ((_, label, _),) = known(f"Democratic People{apostrophe}s Republic of Korea")
    assert label == "GPE"


@pytest.mark.parametrize("name", ["OHCHR", "ICC", "EU", "UN", "U.N.", "U.N. General Assembly", "NATO"])
def test_international_bodies_are_organisations(name: str) -> None:
    assert known(f"{name} agreed") == [(name, "ORG", "gazetteer")]


def test_agreement_is_noted() -> None:
    assert known("Norway agreed", Mention(0, 1, "GPE")) == [("Norway", "GPE", "agreed")]


def test_a_wrong_label_is_corrected() -> None:
    assert known("DPRK agreed", Mention(0, 1, "ORG")) == [("DPRK", "GPE", "gazetteer")]


def test_a_longer_name_of_the_model_stays() -> None:
    assert known("British Foreign Trust agreed", Mention(0, 3, "ORG")) == [("British Foreign Trust", "ORG", "model")]


def test_a_longer_known_name_wins() -> None:
    pieces = (Mention(0, 1, "NORP"), Mention(3, 5, "ORG"))
    found = known("British Foreign and Commonwealth Office agreed", *pieces)
    assert found == [("British Foreign and Commonwealth Office", "ORG", "gazetteer")]


def test_only_the_name_of_a_state_is_marked_in_its_government() -> None:
    assert known("DPRK Government agreed", Mention(0, 2, "ORG")) == [("DPRK", "GPE", "gazetteer")]


def test_a_name_wins_over_a_count_that_swallowed_it() -> None:
    assert known("3 Norway agreed", Mention(0, 2, "PERCENT")) == [("Norway", "GPE", "gazetteer")]


def test_a_doubtful_name_is_never_added_and_a_person_stays_a_person() -> None:
    assert known("Georgia agreed") == []
    assert known("Georgia agreed", Mention(0, 1, "PERSON")) == [("Georgia", "PERSON", "model")]
    assert known("Georgia agreed", Mention(0, 1, "LOC")) == [("Georgia", "GPE", "gazetteer")]


def test_a_known_person_is_not_made_a_country() -> None:
    assert known("Chad agreed", Mention(0, 1, "PERSON", "name")) == [("Chad", "PERSON", "name")]


def test_datelines_are_in_capitals() -> None:
    assert known("SEOUL") == [("SEOUL", "GPE", "gazetteer")]


def test_the_north_is_a_country_where_the_country_is_named() -> None:
    assert known("North Korea, the North") == [("North Korea", "GPE", "gazetteer"), ("North", "GPE", "gazetteer")]
    assert known("the North") == []
    assert known("North Korea and the North Sea", Mention(4, 6, "LOC"))[1:] == [("North Sea", "LOC", "model")]

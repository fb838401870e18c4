from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.knowledge.base import KnowledgeBase
from glossator.knowledge.dates import is_date_value
from glossator.knowledge.entries import KINDS, Entry
from glossator.knowledge.names import key_of
from glossator.knowledge.shipped import country_names, shipped_entries
from glossator.schema import load_schema

BASE = KnowledgeBase.load()


@pytest.mark.parametrize(
    ("name", "kb_id", "country", "sectors"),
    [
        ("Ri Su Yong", "person:ri-su-yong", "PRK", ("GOV",)),
        ("ri su-yong's", "person:ri-su-yong", "PRK", ("GOV",)),
        ("DPRK", "country:PRK", "PRK", ()),
        ("N. Korea", "country:PRK", "PRK", ()),
        ("Pyongyang", "country:PRK", "PRK", ()),
        ("British", "country:GBR", "GBR", ()),
        ("북한", "country:PRK", "PRK", ()),
        ("كوريا الشمالية", "country:PRK", "PRK", ()),
        ("the U.N.", "body:UN", "", ("IGO",)),
        ("UN Security Council", "body:UNSC", "", ("IGO",)),
        ("Red Cross", "body:ICRC", "", ("NGO",)),
        ("NATO", "body:NATO", "", ("IGO",)),
        ("Tomas Ojea Quintana", "person:tomas-ojea-quintana", "", ("IGO",)),
        ("Greenland", "country:GRL", "GRL", ()),
    ],
)
def test_names_that_are_known(name: str, kb_id: str, country: str, sectors: tuple[str, ...]) -> None:
    found = BASE.known(name)
    assert found is not None
    assert (found.entry.kb_id, found.entry.country, found.entry.sectors) == (kb_id, country, sectors)


def test_an_office_is_that_of_the_day() -> None:
    then = BASE.known("Donald Tusk", on="2012-05-01")
    later = BASE.known("Donald Tusk", on="2015-05-01")
    assert then is not None
    assert later is not None
    assert (then.entry.country, later.entry.country) == ("POL", "")
    assert later.entry.notes == "president of the European Council"


def test_who_held_an_office_then_comes_before_who_did_not() -> None:
    names = [one.entry.name for one in BASE.candidates("Kim", on="2014-11-21")]
    assert names[:2] == ["Kim Jong-un", "Kim Yong-nam"]
    names = [one.entry.name for one in BASE.candidates("Kim", on="2005-01-01")]
    assert set(names[:2]) == {"Kim Jong-il", "Kim Yong-nam"}


def test_last_names_and_beginnings_are_found_and_nothing_is_sure_of_them() -> None:
    (found,) = BASE.candidates("al-Hussein")
    assert (found.entry.kb_id, found.exact, found.likely) == ("person:zeid-raad-al-hussein", False, True)
    assert BASE.known("al-Hussein") is None
    assert [one.entry.name for one in BASE.candidates("Ri S")] == ["Ri Su-yong"]
    assert BASE.candidates("Nobody Knows") == []
    assert BASE.candidates("  ") == []


def test_what_it_says_of_why() -> None:
    names = ("North Korea", "Pyongyang", "North Koreans", "DPRK", "Putin")
    assert [BASE.candidates(name, 1)[0].why for name in names] == [
        "by this name",
        "a city of North Korea",
        "people of North Korea",
        "also North Korea",
        "part of “Vladimir Putin”",
    ]


def test_two_names_of_one() -> None:
    assert BASE.same("DPRK", "North Korea")
    assert BASE.same("Kim Jong Un", "김정은")
    assert not BASE.same("North Korea", "South Korea")
    assert not BASE.same("x", "y")


def test_lists_of_ones_own_come_first() -> None:
    base = KnowledgeBase.load([Entry("Q18808", "Ri Su Yong", country="PRK", sectors=("GOV",), source="own.csv")])
    assert [one.entry.kb_id for one in base.candidates("Ri Su Yong")] == ["Q18808", "person:ri-su-yong"]
    assert base.of_id("body:UN") is not None
    assert base.of_id("nothing") is None


def test_what_came_with_the_program_is_in_order() -> None:
    sectors = {sector.name for sector in load_schema("plover").sectors}
    for entry in shipped_entries():
        assert entry.kind in KINDS
        assert entry.country in ("", *country_names())
        assert sectors.issuperset(entry.sectors), entry
        assert all(is_date_value(value) for value in (entry.since, entry.until) if value)
        assert re.fullmatch(r"(country|body|person):[\w-]+", entry.kb_id), entry
    places = [(entry.kb_id, entry.since) for entry in shipped_entries()]
    assert len(set(places)) == len(places)


def test_every_code_of_iso_3166_is_there() -> None:
    codes = set(country_names())
    assert len(codes - {"XKX", "YUG"}) == 249
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


@given(st.text(max_size=20))
def test_keys_are_stable(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name) or len(key_of(name).split()) == 2
    assert key_of(name.upper()) == key_of(name.upper().lower()) or not name.isascii()


@given(st.text(max_size=12))
def test_any_name_can_be_asked_for(name: str) -> None:
    found = BASE.candidates(name, 5)
    assert len(found) <= 5
    assert len({one.entry.kb_id for one in found}) == len(found)

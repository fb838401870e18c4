"""Forms of words in texts: case, number, possessives, particles, proclitics, other names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text.acronyms import other_names
from glossator.text.wordforms import Form, FormIndex, forms_of, spellings, spelt_alike


def found(words: str, text: str) -> list[tuple[str, str, bool]]:
    return [(text[one.start : one.end], one.kind, one.sure) for one in FormIndex(forms_of(words)).find(text)]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Brandt", "Brandt's aide, BRANDT, Brandtson", [("Brandt", "exact", True), ("BRANDT", "case", True)]),
        ("Brandt", "brandt Brandts", [("brandt", "case", False), ("Brandts", "inflected", False)]),
        ("Brandt's", "Brandt", [("Brandt", "inflected", True)]),
        ("US", "us US Us U.S.", [("US", "exact", True)]),
        ("missile", "Missiles missile-borne", [("Missiles", "inflected", True), ("missile", "exact", True)]),
        ("country", "countries", [("countries", "inflected", True)]),
        ("Kim Jong-un", "Kim  Jong-un\nKim\nJong-un", [("Kim  Jong-un", "exact", True)]),
        ("O’Hara", "O'Hara", [("O'Hara", "exact", True)]),
        ("북한", "북한이 북한인권 남북한 북한", [("북한", "inflected", True), ("북한", "exact", True)]),
        ("북한은", "북한이", [("북한", "inflected", False)]),
        ("UN", "UN은 un", [("UN", "inflected", True)]),
        ("السعودية", "والسعودية للسعودية", [("السعودية", "inflected", True), ("لسعودية", "inflected", True)]),
        ("مصر", "وبمصر مصري", [("مصر", "inflected", True)]),
        ("中国", "中国人は中国", [("中国", "exact", True), ("中国", "exact", True)]),
        ("U.N.", "the U.N. Council", [("U.N.", "exact", True)]),
    ],
)
def test_forms_are_found(words: str, text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(words, text) == expected


def test_the_longest_of_many_forms_is_found() -> None:
    index = FormIndex([Form("Korea"), Form("North Korea"), *(Form(f"Name {number}") for number in range(40))])
    text = "North Korea, Korea, Name 12"
    assert [one.form.words for one in index.find(text)] == ["North Korea", "Korea", "Name 12"]


LETTERS = st.text(alphabet="aB 's.-北한국은이السعود", min_size=1, max_size=30)


@given(LETTERS, LETTERS)
def test_places_are_apart_in_order_and_hold_the_words(words: str, text: str) -> None:
    end = 0
    for one in FormIndex(forms_of(words)).find(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(LETTERS, st.integers(0, 40), st.integers(0, 40))
def test_a_text_in_parts_gives_the_same(text: str, first: int, second: int) -> None:
    text = f"{text} Korea {text} korea {text}"
    index = FormIndex(forms_of("Korea"))
    cuts = sorted({0, min(first, len(text)), min(second, len(text)), len(text)})
    parts = [one for start, end in pairwise(cuts) for one in index.find(text, start, end)]
    assert {one[:2] for one in index.find(text)} <= {one[:2] for one in parts}


@pytest.mark.parametrize(
    ("one", "other"),
    [("DPRK", "DPRK's"), ("북한", "북한은"), ("مصر", "ومصر"), ("Seoul", "SEOUL"), ("missile", "missiles")],
)
def test_words_are_known_in_their_other_forms(one: str, other: str) -> None:
    assert spelt_alike(one) in spellings(other)


def test_an_acronym_is_not_the_word() -> None:
    assert spelt_alike("WHO") not in spellings("who")
    assert spelt_alike("김정은") not in spellings("김정")


def test_brackets_say_what_a_name_is_short_for() -> None:
    text = "The World Health Organization (WHO) spoke. (Others) The Board of Trade (BoT) did not."
    assert other_names(text, "World Health Organization") == ["WHO"]
    assert other_names(text, "WHO") == ["World Health Organization"]
    assert other_names(text, "spoke") == []

"""Invariant 1: what import mends, what it leaves alone, and the map back."""

from __future__ import annotations

import pytest
from hypothesis import given

from glossator.text import normalise
from support.texts import nasty_texts


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\ufeffBy Kim", "By Kim"),
        ("\ufeff\ufeffa", "a"),
        ("a\ufeffb", "a\ufeffb"),
        ("a\0b", "a\ufffdb"),
        ("a\ud800b\udc00", "a\ufffdb\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("e\u0301 \u1112\u1161\u11ab  ", "e\u0301 \u1112\u1161\u11ab  "),
        ("\r\r\n", "\n\n"),
        ("", ""),
    ],
)
def test_mends_and_leaves_alone(raw: str, text: str) -> None:
    assert normalise(raw).text == text


@given(nasty_texts())
def test_once_is_enough(raw: str) -> None:
    text = normalise(raw).text
    again = normalise(text)
    assert again.text == text
    assert again.map.is_identity


@given(nasty_texts())
def test_nothing_forbidden_is_left(raw: str) -> None:
    text = normalise(raw).text
    assert not text.startswith("\ufeff")
    assert not set("\r\0") & set(text)
    assert text.encode("utf-8").decode("utf-8") == text


@given(nasty_texts())
def test_each_code_point_is_the_normalised_form_of_what_it_maps_to(raw: str) -> None:
    found = normalise(raw)
    edges = [found.map.to_source(offset) for offset in range(len(found.text) + 1)]
    assert edges[-1] == len(raw)
    assert raw[: edges[0]].strip("\ufeff") == ""
    for offset, code_point in enumerate(found.text):
        piece = raw[edges[offset] : edges[offset + 1]]
        assert piece == code_point or normalise(piece).text == code_point
        assert found.map.from_source(edges[offset]) == offset

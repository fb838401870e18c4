"""Edges move by tokens and characters, never across each other, never onto white space."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from glossator.annotation import Fragment
from glossator.text.graphemes import is_boundary
from glossator.text.tokens import TokenIndex
from glossator_desktop.modes.edges import Side, Unit, Way, move_edge

TEXT = "The U.N. met North Korea's envoy 👩‍👩‍👧!"


def place(words: str) -> Fragment:
    start = TEXT.index(words)
    return (start, start + len(words))


def moved(words: str, side: Side, way: Way, unit: Unit = "token") -> str:
    ((start, end),) = move_edge(TEXT, TokenIndex(TEXT), (place(words),), side, way, unit)
    return TEXT[start:end]


@pytest.mark.parametrize(
    ("words", "side", "way", "expected"),
    [
        ("North", "right", "out", "North Korea"),
        ("North Korea", "right", "out", "North Korea's"),
        ("North Korea's", "right", "in", "North Korea"),
        ("North", "right", "in", "North"),
        ("North", "left", "out", "met North"),
        ("met North", "left", "in", "North"),
        ("North", "left", "in", "North"),
        ("The", "left", "out", "The"),
        ("👩‍👩‍👧!", "right", "out", "👩‍👩‍👧!"),
        ("orth Kor", "right", "out", "orth Korea"),
        ("orth Kor", "left", "out", "North Kor"),
    ],
)
def test_by_token(words: str, side: Side, way: Way, expected: str) -> None:
    assert moved(words, side, way) == expected


@pytest.mark.parametrize(
    ("words", "side", "way", "expected"),
    [
        ("Nort", "right", "out", "North"),
        ("North", "right", "out", "North K"),
        ("North K", "right", "in", "North"),
        ("orth", "left", "out", "North"),
        ("North", "left", "out", "t North"),
        ("t North", "left", "in", "North"),
        ("envoy", "right", "out", "envoy 👩‍👩‍👧"),
        ("envoy 👩‍👩‍👧", "right", "in", "envoy"),
        ("T", "right", "in", "T"),
    ],
)
def test_by_character(words: str, side: Side, way: Way, expected: str) -> None:
    assert moved(words, side, way, "character") == expected


def test_of_several_fragments_the_outer_edges_move() -> None:
    tokens = TokenIndex(TEXT)
    both = (place("met"), place("North"))
    assert move_edge(TEXT, tokens, both, "right", "out", "token") == (place("met"), place("North Korea"))
    assert move_edge(TEXT, tokens, both, "left", "out", "token") == (place("U.N. met"), place("North"))


def test_nothing_moves_where_there_is_nothing() -> None:
    assert move_edge(TEXT, TokenIndex(TEXT), (), "right", "out", "token") == ()


@given(
    st.text(alphabet="ab .'\n\u0301é👩\u200d", min_size=1, max_size=24),
    st.integers(0, 24),
    st.integers(0, 24),
    st.sampled_from(["left", "right"]),
    st.sampled_from(["out", "in"]),
    st.sampled_from(["token", "character"]),
)
def test_an_edge_that_moves_ends_beside_a_visible_character(
    text: str, a: int, b: int, side: Side, way: Way, unit: Unit
) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assume(start < end and is_boundary(text, start) and is_boundary(text, end))
    ((left, right),) = move_edge(text, TokenIndex(text), ((start, end),), side, way, unit)
    assert 0 <= left < right <= len(text)
    if (left, right) != (start, end):
        edge = text[right - 1] if side == "right" else text[left]
        assert not edge.isspace()

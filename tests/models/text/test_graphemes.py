"""Grapheme clusters, asked at one place, agree with those of the whole text."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given

from glossator.text import clusters, is_boundary, next_boundary, previous_boundary, snap
from support.texts import nasty_texts, stretches


def boundaries(text: str) -> list[int]:
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


@given(nasty_texts(most=20))
def test_every_question_agrees_with_the_whole_text(text: str) -> None:
    true = boundaries(text)
    for offset in range(len(text) + 1):
        assert is_boundary(text, offset) == (offset in true)
        assert next_boundary(text, offset) == min((place for place in true if offset < place), default=len(text))
        assert previous_boundary(text, offset) == max((place for place in true if place < offset), default=0)


@given(stretches())
def test_snapping_widens_once_to_boundaries(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    left, right = snap(text, start, end)
    assert left <= start <= end <= right
    assert {left, right} <= set(boundaries(text))
    assert snap(text, left, right) == (left, right)


@given(nasty_texts())
def test_clusters_cover_the_text(text: str) -> None:
    found = list(clusters(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert [0, *(end for _, end in found)] == boundaries(text)


@pytest.mark.parametrize("cluster", ["👨‍👩‍👧", "👍🏽", "🇰🇷", "1️⃣", "e\u0301", "\u1112\u1161\u11ab", "🏴‍☠️", "क्षि"])
def test_a_caret_inside_a_cluster_takes_it_whole(cluster: str) -> None:
    text = f"x{cluster}y"
    assert snap(text, 2, 2) == (1, 1 + len(cluster))
    assert next_boundary(text, 1) == 1 + len(cluster)
    assert previous_boundary(text, 1 + len(cluster)) == 1


def test_a_very_long_cluster_and_a_very_long_row_of_flags() -> None:
    marks = "a" + "\u0301" * 5_000 + "b"
    assert snap(marks, 2_000, 3_000) == (0, 5_001)
    flags = "🇰🇷" * 500
    assert snap(flags, 501, 501) == (500, 502)


@pytest.mark.parametrize("offset", [-5, 0, 3, 9])
def test_offsets_at_and_beyond_the_edges_are_boundaries(offset: int) -> None:
    assert is_boundary("abc", offset)

"""Growing and shrinking through names, phrases, clauses."""

from __future__ import annotations

import pytest

from glossator.text.tokens import TokenIndex
from glossator_desktop.modes.growth import grow, name_around, shrink

TEXT = "Officials of the Office of the High Commissioner for Human Rights asked Kim to help."


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("High", "Officials of the Office of the High Commissioner for Human Rights"),
        ("Kim", "Kim"),
        ("asked", "asked"),
        ("help", "help"),
    ],
)
def test_a_name_is_a_run_of_capitals_with_small_words_inside(word: str, name: str) -> None:
    tokens = [(t.start, t.end) for t in TokenIndex(TEXT).between(0, len(TEXT))]
    start = TEXT.index(word)
    found = name_around(TEXT, tokens, (start, start + len(word)))
    assert TEXT[found[0] : found[1]] == name


def test_growing_takes_the_smallest_stretch_around() -> None:
    stretches = [(0, 100), (10, 30), (12, 20), (14, 16), (0, 8)]
    assert grow((14, 16), stretches) == (12, 20)
    assert grow((12, 20), stretches) == (10, 30)
    assert grow((0, 100), stretches) is None


def test_shrinking_takes_the_largest_stretch_inside_at_the_focus() -> None:
    stretches = [(0, 100), (10, 30), (12, 20), (40, 90)]
    assert shrink((0, 100), stretches, 15) == (10, 30)
    assert shrink((10, 30), stretches, 15) == (12, 20)
    assert shrink((12, 20), stretches, 15) is None

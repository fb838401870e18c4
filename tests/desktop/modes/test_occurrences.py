"""All occurrences: whole words only."""

from __future__ import annotations

from glossator.text.tokens import TokenIndex
from glossator_desktop.modes.occurrences import occurrences


def found(text: str, wanted: str) -> list[str]:
    return [text[:start] + "|" for start, _ in occurrences(text, TokenIndex(text), wanted)]


def test_only_whole_words_count() -> None:
    assert found("Kim, Kimchi and Kim's.", "Kim") == ["|", "Kim, Kimchi and |"]


def test_names_of_several_words() -> None:
    assert len(found("North Korea and North Korean and North Korea.", "North Korea")) == 2


def test_blank_strings_occur_nowhere() -> None:
    assert found("a b c", " ") == []
    assert found("a b c", "") == []

"""Words and trailing spaces: joined again they are the text, and every token is a word."""

from __future__ import annotations

from hypothesis import given

from glossator.text.spacing import space_out, words_and_spaces
from support.texts import document_texts


@given(document_texts())
def test_joined_again_they_are_the_text(text: str) -> None:
    words, spaces = words_and_spaces(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
    assert all(words)


@given(document_texts())
def test_every_token_is_a_word(text: str) -> None:
    spaced = space_out(text)
    assert [spaced.words[place] for place in spaced.positions] == [text[start:end] for start, end in spaced.tokens]

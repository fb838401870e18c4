"""Words and spaces: the text can be put together again from them, exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.text.spacing import space_out, words_and_spaces
from glossator.text.tokens import tokenize


@given(st.text(st.sampled_from(" \n\t\u00a0\u2028aé.,한🇰🇷"), max_size=30))
def test_the_text_comes_back(text: str) -> None:
    words, spaces = words_and_spaces(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
    assert all(words)
    spaced = space_out(text)
    assert [words[place] for place in spaced.positions] == [text[start:end] for start, end in tokenize(text)]


def test_white_space_beyond_one_space_is_a_word() -> None:
    assert words_and_spaces(" a  b\n\nc ") == (
        [" ", "a", " ", "b", "\n\n", "c"],
        [False, True, False, False, False, True],
    )

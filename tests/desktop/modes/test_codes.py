"""Hint codes: unique, two letters, easy ones near the caret."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.modes.codes import ALPHABET, HOME_ROW, assign_codes, matching


@given(st.integers(0, 700), st.integers(0, 5000))
def test_every_word_near_the_caret_has_its_own_two_letters(count: int, caret: int) -> None:
    words = [(index * 7, index * 7 + 5) for index in range(count)]
    codes = assign_codes(words, caret)
    assert len(codes) == min(count, len(ALPHABET) ** 2)
    assert all(len(code) == 2 and code.isupper() for code in codes)
    assert len(set(codes.values())) == len(codes)


def test_the_nearest_words_have_letters_of_the_home_row() -> None:
    words = [(index * 10, index * 10 + 4) for index in range(300)]
    codes = {word: code for code, word in assign_codes(words, 1500).items()}
    nearest = sorted(words, key=lambda word: abs(word[0] - 1500))[: len(HOME_ROW) ** 2]
    assert all(set(codes[word]) <= set(HOME_ROW) for word in nearest)


def test_no_letter_is_used_twice_in_the_alphabet() -> None:
    assert sorted(ALPHABET) == sorted(set(ALPHABET)) == [chr(c) for c in range(ord("A"), ord("Z") + 1)]


def test_a_first_letter_narrows_the_codes() -> None:
    codes = assign_codes([(0, 1), (2, 3), (4, 5)], 0)
    first = next(iter(codes))
    assert set(matching(codes, first[0])) == {code for code in codes if code[0] == first[0]}
    assert matching(codes, "") == codes

"""The caret's moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text.graphemes import is_boundary
from glossator.text.tokens import TokenIndex
from glossator_desktop.modes.caret import Move, move_caret

TEXT = "Kim met\n\nPutin 👩‍👩‍👧 there.\nEnd"


@pytest.mark.parametrize(
    ("move", "offset", "expected"),
    [
        ("left", 0, 0),
        ("right", 0, 1),
        ("right", TEXT.index("👩"), TEXT.index(" there")),
        ("left", TEXT.index(" there"), TEXT.index("👩")),
        ("word_right", 0, 4),
        ("word_right", 5, 9),
        ("word_left", 9, 4),
        ("word_left", 2, 0),
        ("paragraph_down", 2, 9),
        ("paragraph_down", 12, TEXT.index("End")),
        ("paragraph_down", len(TEXT) - 1, len(TEXT)),
        ("paragraph_up", 12, 9),
        ("paragraph_up", 9, 0),
        ("paragraph_up", 0, 0),
        ("text_start", 5, 0),
        ("text_end", 5, len(TEXT)),
    ],
)
def test_moves(move: Move, offset: int, expected: int) -> None:
    assert move_caret(TEXT, TokenIndex(TEXT), offset, move) == expected


@given(st.text(alphabet="ab .\n\u0301é👩\u200d한", max_size=30), st.integers(0, 30), st.sampled_from(["left", "right"]))
def test_the_caret_stays_inside_the_text_and_never_inside_a_character(text: str, offset: int, move: Move) -> None:
    moved = move_caret(text, TokenIndex(text), min(offset, len(text)), move)
    assert 0 <= moved <= len(text)
    assert is_boundary(text, moved)

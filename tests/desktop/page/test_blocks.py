from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.text.graphemes import is_boundary
from glossator_desktop.page.blocks import split_blocks
from support.texts import document_texts


@given(document_texts(), st.integers(8, 40))
def test_blocks_hold_the_text_and_nothing_twice(text: str, longest: int) -> None:
    blocks = split_blocks(text, longest=longest)
    pieces = [
        text[start:end] + ("\n" if blocks.ends_line(at) else "")
        for at, (start, end) in enumerate(zip(blocks.starts, blocks.ends, strict=True))
    ]
    assert "".join(pieces) == text + "\n"
    assert max(end - start for start, end in zip(blocks.starts, blocks.ends, strict=True)) <= longest


@given(document_texts(), st.integers(8, 40))
def test_every_offset_is_in_its_block(text: str, longest: int) -> None:
    blocks = split_blocks(text, longest=longest)
    for offset in range(len(text) + 1):
        at = blocks.at(offset)
        assert blocks.starts[at] <= offset <= blocks.ends[at]


def test_a_long_line_breaks_after_a_space() -> None:
    text = "word " * 50
    blocks = split_blocks(text, longest=42)
    assert all(text[end - 1] == " " for end in blocks.ends)
    assert blocks.lines == dict.fromkeys(range(1, len(blocks)), 0)


def test_a_long_line_without_spaces_breaks_between_characters() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    text = "abc" + family * 30
    blocks = split_blocks(text, longest=23)
    assert 1 < len(blocks)
    assert all(is_boundary(text, start) for start in blocks.starts)


def test_the_line_of_a_later_line_is_its_own_start() -> None:
    blocks = split_blocks("short\n" + "x" * 25 + "\nend", longest=10)
    assert [blocks.lines.get(at, start) for at, start in enumerate(blocks.starts)] == [0, 6, 6, 6, 32]

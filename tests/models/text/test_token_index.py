"""The token index agrees with the tokenisation of the whole text, and cuts only what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text import Token, TokenIndex, tokenize, tokens
from support.texts import document_texts, stretches


@pytest.fixture(params=[4096, 7, 1], autouse=True)
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The same answers whatever the size of the blocks that the index cuts."""
    size: int = request.param
    monkeypatch.setattr(tokens, "_BLOCK", size)
    return size


def first(found: Iterator[Token]) -> Token | None:
    return next(found, None)


@given(document_texts(most=15))
def test_every_question_agrees_with_the_whole(text: str) -> None:
    index, every = TokenIndex(text), tokenize(text)
    for offset in range(len(text) + 1):
        holding = first(token for token in every if token.start <= offset < token.end)
        assert index.at(offset) == (holding or first(token for token in every if token.end == offset))
        assert index.next_after(offset) == first(token for token in every if offset < token.start)
        assert index.previous_before(offset) == first(token for token in reversed(every) if token.start < offset)
        assert index.next_edge(offset, "start") == min((t.start for t in every if offset < t.start), default=None)
        assert index.next_edge(offset, "end") == min((t.end for t in every if offset < t.end), default=None)
        assert index.previous_edge(offset, "start") == max((t.start for t in every if t.start < offset), default=None)
        assert index.previous_edge(offset, "end") == max((t.end for t in every if t.end < offset), default=None)


@given(stretches())
def test_between_are_the_tokens_touched(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    touched = [token for token in tokenize(text) if token.start < end and start < token.end and start < end]
    assert TokenIndex(text).between(start, end) == touched


@given(stretches())
def test_snapping_keeps_every_word_touched_and_is_idempotent(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    index = TokenIndex(text)
    left, right = index.snap(start, end)
    assert index.snap(left, right) == (left, right)
    touched = index.between(start, end)
    if touched:
        assert (left, right) == (touched[0].start, touched[-1].end)
        assert not text[start:left].strip()
        assert not text[right:end].strip()
    else:
        assert left <= start <= end <= right


@given(document_texts(), st.randoms(use_true_random=False))
def test_the_order_of_questions_does_not_matter(text: str, random: Random) -> None:
    index, every = TokenIndex(text), tokenize(text)
    random.shuffle(every)
    for token in every:
        assert index.at(token.start) == token


def test_offsets_outside_the_text_have_no_token() -> None:
    index = TokenIndex("one two")
    assert index.at(-3) is None
    assert index.at(99) is None
    assert index.next_after(99) is None
    assert index.previous_before(-1) is None
    assert index.next_after(-1) == (0, 3)
    assert index.previous_before(99) == (4, 7)
    assert TokenIndex("").at(0) is None


def test_half_a_word_becomes_whole_and_blank_edges_go() -> None:
    index = TokenIndex("the U.S.-led attempt, said Kim")
    assert index.snap(5, 15) == (4, 20)
    assert index.snap(3, 9) == (4, 9)
    assert index.snap(14, 14) == (13, 20)
    assert index.snap(3, 4) == (3, 4)
    assert index.snap(4, 4) == (4, 4)


@pytest.mark.parametrize("text", ["word " * 100_000, "한국은 " * 100_000, "朝鲜外务省" * 100_000, "りんご" * 150_000])
def test_only_what_is_looked_at_is_cut(monkeypatch: pytest.MonkeyPatch, block: int, text: str) -> None:
    cut: list[tuple[int, int | None]] = []

    def watched(text: str, start: int = 0, end: int | None = None) -> list[Token]:
        cut.append((start, end))
        return tokenize(text, start, end)

    monkeypatch.setattr(tokens, "tokenize", watched)
    index = TokenIndex(text)
    assert not cut
    assert index.at(250_001) is not None
    assert sum((end or 0) - start for start, end in cut) <= 2 * block + 20

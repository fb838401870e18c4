from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.text.graphemes import is_boundary
from glossator.text.sentences import sentences
from glossator.text.tokens import tokenize
from glossator_desktop.page.accessible_units import Unit, Units
from glossator_desktop.page.blocks import split_blocks
from support.texts import document_texts

KINDS: tuple[Unit, ...] = ("character", "word", "sentence", "line", "paragraph", "all")


def units(text: str, *, longest: int = 40) -> Units:
    """Lines of a text without layout: its blocks."""
    blocks = split_blocks(text, longest=longest)
    return Units(text, blocks, lambda offset: blocks.around(offset, len(text)))


def walked(cut: Units, unit: Unit) -> list[str]:
    """All pieces, from the first on."""
    pieces, end = [], 0
    while end < len(cut.text):
        start, after = cut.at(end, unit)
        assert start == end < after
        pieces.append(cut.text[start:after])
        end = after
    return pieces


@given(document_texts(), st.sampled_from(KINDS))
def test_pieces_follow_each_other_without_a_gap(text: str, unit: Unit) -> None:
    assert "".join(walked(units(text), unit)) == text


@given(document_texts(), st.sampled_from(KINDS), st.integers(0, 200))
def test_a_piece_is_the_same_from_wherever_in_it_one_asks(text: str, unit: Unit, offset: int) -> None:
    cut = units(text)
    start, end = cut.at(offset, unit)
    assert 0 <= start <= end <= len(text)
    for inside in range(start, end):
        assert cut.at(inside, unit) == (start, end)


@given(document_texts(), st.sampled_from(KINDS), st.integers(0, 200))
def test_before_and_after_lead_on_and_come_to_an_end(text: str, unit: Unit, offset: int) -> None:
    cut = units(text)
    here = cut.at(offset, unit)
    after = cut.after(offset, unit)
    before = cut.before(offset, unit)
    assert after is None or here[1] <= after[0] < after[1]
    assert before is None or before[0] < before[1] <= here[0]
    assert after is None or unit == "word" or cut.before(after[0], unit) == here


@given(document_texts())
def test_words_are_those_of_the_one_tokenisation(text: str) -> None:
    words = [piece for piece in walked(units(text), "word") if not piece.isspace()]
    assert words == [text[start:end] for start, end in tokenize(text)]


@given(document_texts())
def test_sentences_are_those_of_the_text_layer(text: str) -> None:
    found = [piece.strip() for piece in walked(units(text, longest=10_000), "sentence")]
    assert [piece for piece in found if piece] == [text[start:end].strip() for start, end in sentences(text)]


@given(document_texts())
def test_characters_are_whole(text: str) -> None:
    end = 0
    for piece in walked(units(text), "character"):
        end += len(piece)
        assert is_boundary(text, end)


def test_white_space_is_no_word_to_stop_at() -> None:
    cut = units("One  two\n\nthree")
    assert cut.at(3, "word") == (3, 5)
    assert cut.after(0, "word") == (5, 8)
    assert cut.after(5, "word") == (10, 15)
    assert cut.before(10, "word") == (5, 8)
    assert cut.before(0, "word") is None
    assert cut.after(12, "word") is None


def test_the_end_of_a_text_is_in_its_last_piece_but_no_character() -> None:
    cut = units("One two")
    assert cut.at(7, "word") == (4, 7)
    assert cut.at(7, "line") == (0, 7)
    assert cut.at(7, "character") == (7, 7)
    assert units("One\n").at(4, "line") == (4, 4)
    assert units("").at(0, "word") == (0, 0)


def test_only_what_stands_around_an_offset_is_cut() -> None:
    text = "Some words here. And a few more of them.\n" * 30_000
    cut = units(text, longest=5_000)
    for unit in ("character", "word", "sentence", "paragraph"):
        cut.at(700_000, unit)
        cut.after(700_000, unit)
        cut.before(700_000, unit)
    assert len(cut._tokens._blocks) <= 3
    assert cut._starts.cache_info().currsize <= 3

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from glossator.text.graphemes import is_boundary
from glossator_desktop.page.direction import has_right_to_left, reads_right_to_left
from glossator_desktop.page.shaping import Emphasis, Shaped
from support.texts import document_texts

pytestmark = pytest.mark.usefixtures("qapp")


def shaped(text: str, *, start: int = 0, width: float = 200, emphases: tuple[Emphasis, ...] = ()) -> Shaped:
    font = QFont(["Noto Serif", "DejaVu Serif"])
    font.setPixelSize(16)
    return Shaped(text, start, font, width=width, right_to_left=reads_right_to_left(text), emphases=emphases)


LINES = document_texts(most=12).map(lambda text: text.replace("\n", " ")).filter(lambda text: text.strip() != "")


@settings(max_examples=40)
@given(LINES, st.integers(0, 1_000))
def test_lines_hold_the_block_without_a_gap(text: str, start: int) -> None:
    shapes = shaped(text, start=start).shapes
    assert shapes[0].start == start
    assert shapes[-1].end == start + len(text)
    assert all(one.end == other.start for one, other in pairwise(shapes))


@settings(max_examples=40)
@given(LINES)
def test_a_caret_is_found_again_where_it_stands(text: str) -> None:
    if has_right_to_left(text):
        return
    block = shaped(text)
    for line, shape in enumerate(block.shapes):
        for offset in range(shape.start, block.last_caret(line) + 1):
            if is_boundary(text, offset):
                again = block.offset_at(line, block.x_of(offset))
                assert abs(block.x_of(again) - block.x_of(offset)) < 1


@settings(max_examples=40)
@given(LINES, st.data())
def test_runs_lie_on_their_lines(text: str, data: st.DataObject) -> None:
    block = shaped(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for run in block.runs(start, end):
        assert run.left <= run.right
        assert block.shapes[run.line].start < end
        assert start < block.shapes[run.line].end


@pytest.mark.parametrize("before", ["", "😀 ", "👨‍👩‍👧 𝒜 ", "é "])
def test_astral_characters_before_a_word_do_not_move_it(before: str) -> None:
    text = before + "Seoul said"
    place = text.index("Seoul")
    block = shaped(text, width=900)
    (run,) = block.runs(place, place + 5)
    assert run.left == block.x_of(place)
    assert block.offset_at(0, run.left) == place
    assert block.offset_at(0, run.right) == place + 5
    assert block.offset_at(0, run.left + 2, on_character=True) == place


def test_white_space_at_a_wrap_is_no_part_of_a_run() -> None:
    text = "the envoy met officials of the ministry in Geneva"
    block = shaped(text, width=150)
    assert 1 < len(block.shapes)
    for run in block.runs(0, len(text)):
        shape = block.shapes[run.line]
        assert run.right == pytest.approx(shaped(text[shape.start : shape.shown_end], width=900).runs(0, 99)[0].right)


def test_a_stretch_across_two_directions_has_several_runs() -> None:
    text = "English with عربي داخل السطر and back"
    block = shaped(text, width=900)
    runs = block.runs(text.index("with"), text.index("السطر"))
    assert len(runs) == 2
    assert runs[0].right < runs[1].left


def test_a_latin_name_in_arabic_has_one_run_around_all_its_letters() -> None:
    text = "وقال إن Kim Jong Un رفض الدعوة"
    start = text.index("Kim")
    block = shaped(text, width=900)
    (run,) = block.runs(start, start + 11)
    (alone,) = shaped("Kim Jong Un", width=900).runs(0, 11)
    assert run.right - run.left == pytest.approx(alone.right, abs=2)


def test_arabic_is_aligned_right() -> None:
    (run,) = shaped("وزير الخارجية", width=300).runs(0, 13)
    assert run.right == pytest.approx(300, abs=1)
    assert 100 < run.left


def test_bold_is_wider() -> None:
    plain = shaped("they met here", width=900).runs(0, 13)[0]
    bold = shaped("they met here", width=900, emphases=(Emphasis(0, 13, bold=True),)).runs(0, 13)[0]
    assert plain.right < bold.right

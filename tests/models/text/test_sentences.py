"""Paragraphs and sentences."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from glossator.text import paragraphs, sentences, tokenize
from support.texts import document_texts, stretches

CASES = [
    ["He met Mr. Kim in the U.S.", "He left on Nov. 21."],
    ["In Nov.", "The U.N. Security Council met."],
    ['"Really?" he asked.', '"Go!"', "She went."],
    ["By J. K. Smith, Ph.D. See p. 5 of vol. 3."],
    ["See No. 5.", "The answer was No.", "So be it."],
    ["He works at Acme Inc.", "They sell 3.5 percent of it."],
    ["Wait... what?", "So…", "Yes."],
    ["It begins at 5 p.m. Monday.", "It ended at 6 p.m.", "The end."],
    ['"I won," he said.', "(He had.)"],
    ["그는 말했다.", "“안녕.”", "2014년 3.5%였다!"],
    ["朝鲜说。", "“拒绝。”", "他走了！", "真的？"],
    ["قال نعم؟", "ثم ذهب.", "وقال لا۔"],
    ["यह है।", "वह है।"],
    ['"… We are in talks."'],
]


@pytest.mark.parametrize("expected", CASES)
def test_cases(expected: list[str]) -> None:
    separator = "" if "。" in expected[0] else " "
    text = separator.join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_japanese_quotation_goes_on() -> None:
    text = "「行く。」と言った。そして行った。"
    assert [text[start:end] for start, end in sentences(text)] == ["「行く。」と言った。", "そして行った。"]


def test_paragraphs_are_lines_without_their_edges() -> None:
    text = "  Title \n\n\t\nBy Kim\n \u3000\nSEOUL-- Text. More.\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["Title", "By Kim", "SEOUL-- Text. More."]
    assert paragraphs("") == []
    assert sentences(" \n ") == []


@given(document_texts())
def test_every_token_is_in_exactly_one_sentence_of_one_paragraph(text: str) -> None:
    for stretches_of in (paragraphs, sentences):
        found = stretches_of(text)
        assert all(left[1] <= right[0] for left, right in pairwise(found))
        for start, end in tokenize(text):
            assert sum(left <= start and end <= right for left, right in found) == 1


@given(document_texts())
def test_edges_are_black_and_no_line_break_is_inside(text: str) -> None:
    for start, end in sentences(text) + paragraphs(text):
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]


@given(stretches())
def test_a_stretch_gives_only_what_is_in_it(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    assert all(start <= left < right <= end for left, right in sentences(text, start, end))


def test_a_long_row_of_stops_is_one_end() -> None:
    assert sentences("a" + "." * 50_000) == [(0, 50_001)]
    assert len(sentences("あ。" * 1_000)) == 1_000


def test_real_articles_have_no_sentence_that_ends_in_a_title(shared_dir: Path) -> None:
    for path in sorted((shared_dir / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = [text[start:end] for start, end in sentences(text)]
        assert 10 < len(found)
        assert not [sentence for sentence in found if sentence.endswith((" Nov.", " Dec.", " U.N.", " U.S.", " Mr."))]

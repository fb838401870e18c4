from __future__ import annotations

import pytest

from glossator.annotation import Entity, Span
from glossator_desktop.modes.mentions import entity_choices, likeness, parse_word, span_choices, word_choice
from glossator_desktop.modes.stacking import following, stack_at
from glossator_desktop.page.content import Mark


def span(number: int, text: str, start: int, label: str | None = "PERSON") -> Span:
    return Span(number, 1, "ada", label, ((start, start + len(text)),), text)


@pytest.mark.parametrize(
    ("a", "b", "grade"),
    [("Kim", "kim", 0), ("Kim Jong Un", "Un", 1), ("South Korea", "South Africa", 2), ("the U.N.", "the U.S.", 3)],
)
def test_likeness(a: str, b: str, grade: int) -> None:
    assert likeness(a, b) == likeness(b, a) == grade


def test_spans_the_same_words_first_then_the_head_then_the_label() -> None:
    me = span(1, "Ada Byron", 100)
    others = [
        span(2, "Melbourne", 90),
        span(3, "Byron", 10),
        span(4, "Ada Byron", 500),
        span(5, "London", 101, "GPE"),
        span(6, "Byron", 120, None),
        me,
    ]
    assert [one.value for one in span_choices(me, others)] == ["span:4", "span:3", "span:6", "span:2"]


def test_entities_with_a_like_name_first() -> None:
    entities = [Entity(1, 1, "ada", "Zoe", mentions=(9,)), Entity(2, 1, "ada", "Lord Byron", kb_id="Q5679")]
    found = entity_choices(span(3, "Byron", 0), entities)
    assert [(one.value, one.detail) for one in found] == [("entity:2", "Q5679 · 0 mentions"), ("entity:1", "1 mention")]


def test_words_become_entries_and_back() -> None:
    fragments = ((3, 5), (9, 12))
    assert parse_word(word_choice("x", fragments).value.partition(":")[2]) == fragments


def test_a_stack_is_the_smallest_first() -> None:
    marks = [Mark(1, "span", "A", ((0, 10),)), Mark(2, "span", "B", ((4, 6),)), Mark(3, "span", "C", ((6, 8),))]
    assert stack_at(marks, (4, 4)) == [2, 1]
    assert stack_at(marks, (4, 7)) == [2, 3, 1]
    assert stack_at(marks, (4, 7), around=True) == [1]
    assert [following([2, 1], current) for current in (None, 2, 1, 7)] == [2, 1, 2, 2]
    assert following([], 1) is None

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.accessible_marks import (
    NO_FACTS,
    MarkFacts,
    Role,
    attributes,
    escaped,
    marks_holding,
    parse_attributes,
    stretch_at,
    unescaped,
)
from glossator_desktop.page.content import Mark, MarkKind

VALUES = st.text(st.sampled_from(["a", "Ä", "한", "😀", " ", *"\\:;,=%3AB"]), max_size=12)

ORG = Mark(1, "span", "ORG", ((0, 20),))
PERSON = Mark(2, "suggestion", "PERSON", ((4, 9),))
SPLIT = Mark(3, "event", "CONSULT", ((2, 3), (12, 14)))


def facts(mark: Mark) -> MarkFacts:
    if mark is PERSON:
        return MarkFacts(0.64)
    if mark is ORG:
        return MarkFacts(roles=(Role("CONSULT", "actor"), Role("AID", "recipient")), flagged=True)
    return NO_FACTS


@given(VALUES)
def test_a_value_is_read_back_as_it_was(value: str) -> None:
    assert unescaped(escaped(value)) == value


@given(st.lists(VALUES, min_size=1, max_size=4))
def test_no_value_can_break_the_form(labels: list[str]) -> None:
    """Qt cuts at every `;` and `:`, and reads the second part without looking whether there is one."""
    marks = [Mark(number, "span", label, ((0, 5),)) for number, label in enumerate(labels)]
    text = attributes(marks, facts_of=lambda _: NO_FACTS, language="en")
    assert all(len([part for part in pair.split(":") if part]) == 2 for pair in text.split(";"))
    found = parse_attributes(text).get("label", ("",) * len(labels))
    assert found == tuple(labels)


def test_nested_marks_are_listed_the_innermost_first() -> None:
    marks = marks_holding([ORG, PERSON], 5)
    text = attributes(marks, facts_of=facts, current=2, language="ko")
    assert text == (
        "label:PERSON,ORG;state:suggested,annotated;score:0.64,;event:,CONSULT AID;role:,actor recipient;"
        "current:true,;flagged:,true;text-underline-type:single;text-underline-style:dash;language:ko"
    )
    assert parse_attributes(text)["label"] == ("PERSON", "ORG")


def test_every_kind_has_a_state() -> None:
    kinds: dict[MarkKind, str] = {"span": "annotated", "event": "trigger", "suggestion": "suggested", "hint": "hint"}
    for kind, state in kinds.items():
        mark = Mark(1, kind, "X", ((0, 1),))
        assert parse_attributes(attributes([mark], facts_of=facts))["state"] == (state,)
    filler = Mark(1, "span", None, ((0, 1),))
    assert parse_attributes(attributes([filler], facts_of=facts))["state"] == ("filler",)


def test_a_gap_between_fragments_is_not_marked() -> None:
    assert marks_holding([SPLIT], 2) == [SPLIT]
    assert marks_holding([SPLIT], 5) == []


MARKS = st.lists(
    st.builds(
        lambda number, start, length: Mark(number, "span", "ORG", ((start, start + length),)),
        st.integers(1, 99), st.integers(0, 50), st.integers(1, 20),
    ),
    max_size=6, unique_by=lambda mark: mark.id,
)  # fmt: skip


@given(MARKS, st.integers(10, 39))
def test_the_attributes_of_a_stretch_hold_from_its_start_to_its_end_and_no_further(
    marks: list[Mark], offset: int
) -> None:
    within = (10, 40)
    here = [mark for mark in marks if mark.start < within[1] and within[0] < mark.end]

    def at(place: int) -> str:
        return stretch_at(place, within, here, facts_of=lambda _: NO_FACTS).attributes

    start, end, words = stretch_at(offset, within, here, facts_of=lambda _: NO_FACTS)
    assert within[0] <= start <= offset < end <= within[1]
    assert {at(place) for place in range(start, end)} == {words}
    holding = [set(marks_holding(here, place)) for place in range(*within)]
    for place, edge in ((start - 1, start), (end, end - 1)):
        if within[0] <= place < within[1]:
            assert holding[place - within[0]] != holding[edge - within[0]] or _edge(here, max(place, edge))


def _edge(marks: list[Mark], offset: int) -> bool:
    return any(offset in part for mark in marks for part in mark.fragments)

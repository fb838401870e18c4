"""Which marks belong to the current event, and what is said of marks under the pointer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.content import Mark
from glossator_desktop.page.event_numbers import EventNumbers
from glossator_desktop.page.hover import hover_text
from glossator_desktop.page.mark_index import MarkIndex
from glossator_desktop.page.members import members_of, numbered

MET = Mark(1, "event", "CONSULT", ((9, 12),), "CONSULT", "trigger")
ENVOY = Mark(2, "span", "PERSON", ((0, 5),), "PERSON", "PERSON", ("actor",), (1,))
PLAN = Mark(3, "span", None, ((20, 30),), "", "filler", ("topic",), (1, 7))
PLACE = Mark(4, "span", "GPE", ((40, 46),), "GPE", "GPE")


def test_an_event_is_its_trigger_and_its_fillers() -> None:
    members = members_of(1, MET)
    assert [mark in members for mark in (MET, ENVOY, PLAN, PLACE)] == [True, True, True, False]


def test_a_filler_stands_for_the_events_that_it_is_in() -> None:
    members = members_of(3, PLAN)
    assert [mark in members for mark in (MET, ENVOY, PLAN, PLACE)] == [True, True, True, False]
    assert PLACE in members_of(4, PLACE)
    assert MET not in members_of(4, PLACE)


def test_an_event_without_a_trigger_has_its_fillers() -> None:
    members = members_of(7, None)
    assert [mark in members for mark in (MET, ENVOY, PLAN)] == [False, False, True]
    assert MET not in members_of(None, None)


def test_a_mark_bears_the_numbers_of_all_events_but_the_current() -> None:
    assert numbered(PLAN, members_of(None, None)) == (1, 7)
    assert numbered(PLAN, members_of(1, MET)) == (7,)
    assert numbered(MET, members_of(3, PLAN)) == (1,)
    assert numbered(MET, members_of(1, MET)) == ()


def test_events_without_a_trigger_are_numbered_after_the_others() -> None:
    index = MarkIndex((ENVOY, MET, PLAN, PLACE))
    numbers = EventNumbers(index)
    assert [numbers.number(event) for event in (1, 7, 8)] == [1, 2, None]
    early = Mark(9, "event", "AID", ((0, 2),))
    assert numbers.changed(index.put(early), early)
    assert [numbers.number(event) for event in (9, 1, 7)] == [1, 2, 3]
    assert numbers.changed(index.discard(3), None)
    assert numbers.number(7) is None
    assert not numbers.changed(index.discard(4), None)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=400), st.data())
def test_numbers_are_the_order_of_the_text(places: list[tuple[int, bool]], data: st.DataObject) -> None:
    """Whatever comes and goes, and however often the numbers have been asked for before."""
    index = MarkIndex()
    numbers = EventNumbers(index)
    alive: dict[int, Mark] = {}
    for item, (start, is_event) in enumerate(places, 1):
        mark = Mark(item, "event" if is_event else "span", "X", ((start, start + 2),))
        numbers.changed(index.put(mark), mark)
        alive[item] = mark
        if item % 7 == 0:
            gone = data.draw(st.sampled_from(sorted(alive)))
            numbers.changed(index.discard(gone), None)
            del alive[gone]
            numbers.number(item)
    events = sorted((mark.start, mark.id) for mark in alive.values() if mark.kind == "event")
    assert [numbers.number(item) for _, item in events] == list(range(1, len(events) + 1))


def test_what_is_said_of_the_marks_under_the_pointer() -> None:
    words = {1: "met"}
    number = {1: 1, 7: 2}.get
    hint = Mark(5, "hint", "AID", ((50, 53),), score=0.7)
    suggested = Mark(6, "suggestion", "ORG", ((60, 63),), "ORG .64", "ORG", score=0.64)
    said = hover_text((MET, ENVOY, PLAN, hint, suggested), number, lambda event: words.get(event, ""))
    assert said.split("<br>") == [
        "CONSULT · event 1",
        "PERSON · actor · in event 1 “met”",
        "topic · in event 1 “met” · in event 2",
        "AID · trigger hint, score 0.70",
        "ORG · suggestion, score 0.64",
    ]


def test_labels_are_no_markup_and_a_pile_is_cut() -> None:
    pile = [Mark(at, "span", "<b>", ((0, 3),), "<b>") for at in range(20)]
    lines = hover_text(pile, lambda _: None, lambda _: "").split("<br>")
    assert lines[0] == "&lt;b&gt;"
    assert lines[-1] == "… 8 more"
    assert len(lines) == 13


def test_under_an_event_stands_its_sentence() -> None:
    lines = hover_text((MET, ENVOY), lambda _: 1, lambda _: "met", lambda event: f"<{event}>").split("<br>")
    assert lines[1] == f"&lt;{MET.id}&gt;"
    assert len(lines) == 3

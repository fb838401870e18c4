from __future__ import annotations

from glossator.annotation import Event, Layer
from glossator.schema import load_schema
from glossator_desktop.panels.cards import event_numbers, shortened, span_rows

PLOVER = load_schema("plover")


def test_spans_stand_under_their_labels_in_the_schemas_order(layer: Layer) -> None:
    rows = [(row.id, row.text, row.detail) for row in span_rows(layer, PLOVER)]
    assert rows == [
        (0, "PERSON", "2"),
        (11, "Kim Son Gyong", ""),
        (14, "Fiona Bruce", ""),
        (0, "NORP", "1"),
        (10, "North Korean", ""),
        (0, "DATE", "1"),
        (13, "this December", "2015-12"),
    ]


def test_long_fillers_are_cut_between_words() -> None:
    text = "word " * 40
    cut = shortened(text, 22)
    assert cut == "word word word word …"
    assert shortened("two\n  lines") == "two lines"


def test_events_bear_the_numbers_of_the_page() -> None:
    events = (
        Event(5, 1, "ada", "AID", ((20, 23),)),
        Event(3, 1, "ada", "AID", ()),
        Event(4, 1, "ada", "AID", ((2, 5), (30, 33))),
    )
    assert event_numbers(events) == {4: 1, 5: 2, 3: 3}

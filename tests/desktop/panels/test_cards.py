from __future__ import annotations

from glossator.annotation import Event, Layer
from glossator.schema import load_schema
from glossator_desktop.panels.cards import event_cards, shortened, span_rows

PLOVER = load_schema("plover")


def _text(layer: Layer, current: int | None = None) -> list[str]:
    return [card.spoken for card in event_cards(layer, PLOVER, current=current)]


def test_a_card_says_type_trigger_participants_roles_and_features(layer: Layer) -> None:
    card = event_cards(layer, PLOVER)[0]
    lines = ["".join(piece.text for piece in line) for line in card.lines]
    assert lines[0] == "CONSULT / visit  “met”"
    assert lines[1] == "Kim Son Gyong → Fiona Bruce"
    assert "this December" in lines[2]
    assert "topic to lobby against pressure" in lines[2]
    assert lines[3] == "positive · claimed"
    assert (card.id, card.start) == (20, 31)


def test_a_draft_says_so_unless_it_is_being_built(layer: Layer) -> None:
    assert "draft" in _text(layer)[1]
    assert "building" in _text(layer, current=21)[1]


def test_an_event_without_a_trigger_names_the_event_that_fills_a_role(layer: Layer) -> None:
    assert _text(layer)[1] == "REJECT  no trigger · draft; topic CONSULT “met”; human rights"


def test_only_one_side_shows_the_other_as_missing() -> None:
    event = Event(1, 1, "ada", "AID", ((0, 3),), "aid", arguments=())
    assert event_cards(Layer(1, "ada", events=(event,)), PLOVER)[0].spoken == "AID  “aid”"


def test_types_and_roles_that_the_schema_lacks_are_shown_by_name(layer: Layer) -> None:
    event = Event(1, 1, "ada", "Attack", ((0, 3),), "hit", modes=("x",))
    assert event_cards(Layer(1, "ada", events=(event,)), PLOVER)[0].spoken == "Attack / x  “hit”"


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


def test_cards_bear_the_numbers_of_the_page() -> None:
    events = (
        Event(5, 1, "ada", "AID", ((20, 23),)),
        Event(3, 1, "ada", "AID", ()),
        Event(4, 1, "ada", "AID", ((2, 5), (30, 33))),
    )
    assert {card.id: card.number for card in event_cards(Layer(1, "ada", events=events), PLOVER)} == {4: 1, 5: 2, 3: 3}

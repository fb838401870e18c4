from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from glossator.annotation import Event, Layer, Note
from glossator.schema import load_schema
from glossator_desktop.panels.event_rows import EventRow, event_rows, filtered
from glossator_desktop.panels.events import MANY, EventsPanel
from glossator_desktop.panels.rows_model import ROW
from glossator_desktop.theme import load_theme

PLOVER = load_schema("plover")


def outline(rows: list[EventRow]) -> list[tuple[str, int]]:
    return [(row.title, row.id or row.count) for row in rows]


def many(count: int) -> Layer:
    events = tuple(
        Event(number, 1, "ada", "AID" if number % 2 else "AGREE", ((number, number + 1),), f"t{number}")
        for number in range(1, count + 1)
    )
    return Layer(1, "ada", None, (), events)


def test_events_stand_under_their_types_and_the_unfinished_first(layer: Layer) -> None:
    assert outline(event_rows(layer, PLOVER)) == [("Unfinished", 1), ("REJECT", 21), ("CONSULT", 1), ("CONSULT", 20)]


def test_a_row_says_trigger_mode_and_sentence(layer: Layer) -> None:
    draft, done = (row for row in event_rows(layer, PLOVER) if row.id)
    assert done.head == "“met” · visit"
    assert done.sentence == "Kim Son Gyong → met → Fiona Bruce: to lobby against pressure (this December; claimed)"
    assert draft.head == "REJECT · no trigger"
    assert (draft.draft, event_rows(layer, PLOVER, current=21)[1].draft) == ("unfinished", "building")
    assert (
        draft.sentence
        == "someone → reject: “Kim Son Gyong → met → Fiona Bruce: to lobby against pressure” (unfinished)"
    )
    assert "REJECT" in draft.spoken


def test_notes_are_listed_and_types_that_the_schema_lacks_come_last(layer: Layer) -> None:
    odd = Event(30, 1, "ada", "Attack", ((0, 3),), "hit", modes=("x",))
    noted = replace(layer, events=(*layer.events, odd), notes=(Note(40, 1, "ada", 30, "is this\none?"),))
    row = event_rows(noted, PLOVER)[-1]
    assert (row.title, row.head, row.notes) == ("Attack", "“hit” · x", ("is this one?",))


def test_what_has_not_changed_is_the_same_row_again_and_what_has_is_not(layer: Layer) -> None:
    rows = event_rows(layer, PLOVER)
    again = event_rows(layer, PLOVER, before=rows)
    assert all(one is other for one, other in zip(rows, again, strict=True) if one.id)
    kim = replace(layer.spans[1], text="Kim")
    changed = event_rows(replace(layer, spans=(layer.spans[0], kim, *layer.spans[2:])), PLOVER, before=rows)
    assert changed[3].sentence.startswith("Kim → met")
    assert changed[1].sentence.startswith("someone → reject: “Kim → met")


def test_a_filter_wants_every_word_and_counts_what_is_left(layer: Layer) -> None:
    rows = event_rows(layer, PLOVER)
    assert outline(filtered(rows, "visit bruce")) == [("CONSULT", 1), ("CONSULT", 20)]
    assert outline(filtered(rows, "KIM")) == outline(rows)
    assert filtered(rows, "kim xyz") == []
    assert filtered(rows, "  ") == rows


@pytest.fixture
def panel(qtbot: QtBot) -> EventsPanel:
    panel = EventsPanel()
    qtbot.addWidget(panel)
    panel.set_theme(load_theme("dark"))
    panel.resize(320, 600)
    panel.show()
    return panel


def test_typing_narrows_the_list_and_escape_brings_all_back(qtbot: QtBot, panel: EventsPanel, layer: Layer) -> None:
    panel.show_rows(event_rows(layer, PLOVER), current=20, schema=PLOVER)
    assert panel.focus_list()
    assert not panel.field.isVisible()
    left: list[bool] = []
    panel.list.left_by_escape.connect(lambda: left.append(True))
    qtbot.keyClicks(panel.list, "refuse")
    assert panel.note.isVisible()
    assert panel.field.hasFocus()
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert outline(list(panel.model.rows)) == outline(event_rows(layer, PLOVER))
    qtbot.keyClicks(panel.list, "visi")
    qtbot.keyClick(panel.list, Qt.Key.Key_Backspace)
    assert panel.field.text() == "vis"
    assert [row.id for row in panel.model.rows] == [0, 20]
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not left
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert left == [True]


def test_enter_in_the_field_goes_to_the_first_that_is_left(qtbot: QtBot, panel: EventsPanel, layer: Layer) -> None:
    panel.show_rows(event_rows(layer, PLOVER), schema=PLOVER)
    taken: list[int] = []
    panel.list.taken.connect(lambda index: taken.append(index.data(ROW).id))
    panel.focus_list()
    qtbot.keyClicks(panel.list, "met")
    panel.field.setFocus()
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert taken == [21]


def test_thousands_of_events_are_all_as_high_and_a_change_touches_few(qtbot: QtBot, panel: EventsPanel) -> None:
    layer = many(5_000)
    rows = event_rows(layer, PLOVER)
    panel.show_rows(rows, current=4_000, schema=PLOVER)
    assert panel.delegate.compact
    assert panel.list.visualRect(panel.list.currentIndex()).isValid()
    panel.grab()
    told = sum(row.told is not None and row.told.is_made for row in panel.rows)
    assert told < 100
    panel.show_rows(event_rows(many(20), PLOVER, before=panel.rows), schema=PLOVER)
    assert not panel.delegate.compact
    assert MANY <= len(rows)
    panel.grab()


def test_tips_say_the_sentence(panel: EventsPanel, layer: Layer) -> None:
    panel.show_rows(event_rows(layer, PLOVER), schema=PLOVER)
    assert panel.model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole).startswith("Kim Son Gyong → met")

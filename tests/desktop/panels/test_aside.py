from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from glossator.annotation import Layer
from glossator.schema import load_schema
from glossator_desktop.panels.aside import AsidePanel
from glossator_desktop.panels.cards import listing_of
from glossator_desktop.panels.guideline_text import guideline_html
from glossator_desktop.panels.lists import PlainList
from glossator_desktop.panels.rows_model import RowsModel
from glossator_desktop.theme import load_theme

PLOVER = load_schema("plover")


@pytest.fixture
def aside(qtbot: QtBot, layer: Layer) -> AsidePanel:
    aside = AsidePanel()
    qtbot.addWidget(aside)
    aside.set_theme(load_theme("light"))
    aside.resize(300, 600)
    aside.show_listing(listing_of(layer), PLOVER, current=20)
    aside.show()
    return aside


def test_tabs_count_what_they_hold(aside: AsidePanel) -> None:
    aside.resize(600, 600)
    aside.count_problems(3)
    assert [aside.tabs.tabText(tab) for tab in range(3)] == ["Events 2", "Spans 4", "Problems 3"]
    aside.resize(aside.tabs.sizeHint().width() - 10, 600)
    assert [aside.tabs.tabText(tab) for tab in range(3)] == ["Events", "Spans", "Problems 3"]
    aside.show_listing(None, PLOVER)
    assert [aside.tabs.tabText(tab) for tab in range(3)] == ["Events", "Spans", "Problems"]


def test_an_empty_tab_says_what_to_do(aside: AsidePanel) -> None:
    aside.show_listing(listing_of(Layer(1, "ada")), PLOVER)
    assert aside.events.note.isVisible()
    assert not aside.events.list.isVisible()
    aside.focus_tab()
    assert aside.tabs.hasFocus()


def test_enter_goes_to_the_event_or_span(qtbot: QtBot, aside: AsidePanel) -> None:
    chosen: list[int] = []
    aside.chosen.connect(chosen.append)
    aside.focus_tab()
    qtbot.keyClick(aside.events.list, Qt.Key.Key_Up)
    qtbot.keyClick(aside.events.list, Qt.Key.Key_Return)
    aside.show_tab("spans")
    aside.focus_tab()
    qtbot.keyClick(aside.spans.list, Qt.Key.Key_Return)
    assert chosen == [21, 11]


def test_headings_of_labels_cannot_be_chosen(aside: AsidePanel) -> None:
    aside.show_tab("spans")
    assert not aside.spans.model.flags(aside.spans.model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert aside.spans.model.flags(aside.spans.model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_left_and_right_change_the_tab_and_escape_leaves(qtbot: QtBot, aside: AsidePanel) -> None:
    left: list[bool] = []
    aside.left_by_escape.connect(lambda: left.append(True))
    aside.focus_tab()
    qtbot.keyClick(aside.events.list, Qt.Key.Key_Right)
    assert aside.tab == "spans"
    qtbot.keyClick(aside.spans.list, Qt.Key.Key_Right)
    assert aside.tab == "problems"
    aside.show_tab("guideline")
    qtbot.keyClick(aside.guideline, Qt.Key.Key_Escape)
    assert left == [True]


def test_the_current_event_is_in_view_and_marked(aside: AsidePanel) -> None:
    assert aside.events.delegate.current == 20
    assert aside.events.list.currentIndex().row() == 3


def test_cards_grow_in_a_narrow_panel(qtbot: QtBot, aside: AsidePanel) -> None:
    wide = aside.events.list.sizeHintForRow(3)
    aside.resize(230, 600)
    qtbot.waitUntil(lambda: aside.events.list.viewport().width() < 240)
    assert wide < aside.events.list.sizeHintForRow(3)


def test_models_of_rows_keep_qts_rules(qtbot: QtBot) -> None:
    model: RowsModel[str] = RowsModel(title=str, selectable=lambda row: row != "b")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in (["a", "b", "c"], [], ["c"]):
        model.show(rows)
    assert tester.model() is model


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=7), max_size=6))
def test_models_of_rows_show_what_they_were_given_last(states: list[list[str]]) -> None:
    model: RowsModel[str] = RowsModel(title=str)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in states:
        model.show(rows)
        assert list(model.rows) == rows
    assert tester.model() is model


def test_a_list_keeps_its_place_when_a_row_comes(qtbot: QtBot) -> None:
    view = PlainList("Rows")
    qtbot.addWidget(view)
    model: RowsModel[str] = RowsModel(title=str)
    view.setModel(model)
    rows = [f"row {number}" for number in range(200)]
    model.show(rows)
    view.resize(100, 100)
    view.show()
    view.setCurrentIndex(model.index(120, 0))
    before = view.verticalScrollBar().value()
    model.show([*rows[:150], "new", *rows[150:]])
    assert view.verticalScrollBar().value() == before
    assert view.currentIndex().row() == 120


def test_the_guideline_is_of_what_is_current() -> None:
    theme = load_theme("light")
    assert "PERSON" in guideline_html(PLOVER, theme, label="PERSON")
    of_event = guideline_html(PLOVER, theme, event_type="CONSULT")
    assert "CONSULT" in of_event
    assert "Modes" in of_event
    assert PLOVER.title.split(":")[0] in guideline_html(PLOVER, theme)
    assert "&lt;" in guideline_html(PLOVER.with_entity_type("<odd>"), theme)

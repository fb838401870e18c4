"""The find bar in a window: what is typed, what the page shows of it, and which keys go where."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator_desktop.desk import Desk
from glossator_desktop.page.minimap import Minimap

from .conftest import TEXT, OpenWindow

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


class Hands:
    """Types into whatever has the keyboard."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
        for _ in range(times):
            self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def find(self, query: str) -> None:
        self.key(Key.Key_Slash)
        self.desk.findbar.field.setText(query)

    def _settle(self) -> None:
        """A text is looked through in slices of time: on a busy machine even a short one takes several."""
        self.qtbot.waitUntil(lambda: not self.desk.finder.looking)

    @property
    def count(self) -> str:
        self._settle()
        return self.desk.findbar.count.text()

    @property
    def selected(self) -> str:
        self._settle()
        fragments = self.desk.workspace.focus_fragments
        return self.desk.workspace.document.text_at(fragments)

    @property
    def found(self) -> list[str]:
        self._settle()
        hits, text = self.desk.finder.hits, self.desk.workspace.document.text
        return [text[slice(*hits[at])] for at in range(len(hits))]


@pytest.fixture
def hands(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> Hands:
    """Hands on a window with the small project."""
    desk = open_window(project_path).desk
    assert desk is not None
    return Hands(qtbot, desk)


def spans(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return [tuple(row) for row in connection.execute("SELECT label, text FROM span ORDER BY start, label")]


def test_hits_are_shown_while_one_types_and_go_with_escape(hands: Hands) -> None:
    desk = hands.desk
    focus = desk.workspace.focus
    hands.key(Key.Key_Slash)
    for number, letter in enumerate("on", start=1):
        hands.qtbot.keyClicks(desk.findbar.field, letter)
        hits = TEXT.lower().count("on"[:number])
        assert len(hands.found) == hits
        assert hands.count == f"1 of {hits}"
    assert desk.workspace.focus == focus
    hands.key(Key.Key_Down)
    assert hands.count.startswith("2 of ")
    assert desk.workspace.focus == focus
    hands.key(Key.Key_Escape)
    assert not desk.finder.live
    assert not desk.findbar.isVisible()
    assert desk.page.hasFocus()


def test_enter_selects_the_hit_and_a_digit_labels_it(hands: Hands, project_path: Path) -> None:
    desk = hands.desk
    hands.find("o")
    places = [at for at, letter in enumerate(TEXT) if letter == "o"]
    hands.key(Key.Key_Return)
    assert desk.page.hasFocus()
    assert desk.workspace.focus.selection == (places[0], places[0] + 1)
    hands.key(Key.Key_1)
    hands.key(Key.Key_F3)
    assert desk.workspace.focus.selection == (places[1], places[1] + 1)
    assert hands.count == f"2 of {len(places)}"
    hands.key(Key.Key_1)
    hands.key(Key.Key_F3, SHIFT)
    assert desk.workspace.focus.selection == (places[0], places[0] + 1)
    assert [text for label, text in spans(project_path) if text == "o"] == ["o", "o"]


def test_slash_and_enter_go_on_to_the_next_hit(hands: Hands) -> None:
    hands.find("he")
    hands.key(Key.Key_Return)
    first = hands.desk.workspace.focus.selection
    hands.key(Key.Key_2)
    hands.key(Key.Key_Slash)
    hands.key(Key.Key_Return)
    second = hands.desk.workspace.focus.selection
    assert first is not None
    assert second is not None
    assert first < second
    hands.key(Key.Key_Slash)
    hands.key(Key.Key_Return, SHIFT)
    assert hands.desk.workspace.focus.selection == first


def test_next_without_a_bar_goes_round_and_says_so(hands: Hands) -> None:
    desk = hands.desk
    said: list[str] = []
    desk.said.connect(lambda _, sentence: said.append(sentence))
    hands.find("Seoul")
    hands.key(Key.Key_Escape)
    hands.key(Key.Key_F3)
    assert hands.selected == "Seoul"
    assert not desk.findbar.isVisible()
    assert said[-1] == "“Seoul”: 1 of 1."
    hands.key(Key.Key_F3)
    assert "From the top again." in said
    assert hands.selected == "Seoul"


def test_next_goes_on_from_the_caret_when_that_was_moved(hands: Hands) -> None:
    desk = hands.desk
    hands.find("o")
    hands.key(Key.Key_Return)
    desk.workspace.place_caret(TEXT.index("Seoul"))
    hands.key(Key.Key_F3)
    assert desk.workspace.focus.selection == (TEXT.index("Seoul") + 2, TEXT.index("Seoul") + 3)


def test_f3_without_a_query_opens_the_bar(hands: Hands) -> None:
    hands.key(Key.Key_F3)
    assert hands.desk.findbar.field.hasFocus()


def test_ways_of_looking_have_keys_and_buttons(hands: Hands) -> None:
    bar = hands.desk.findbar
    hands.find("he")
    assert hands.found == ["He", "he"]
    hands.key(Key.Key_C, ALT)
    assert bar.toggles["case"].isChecked()
    assert hands.found == ["he"]
    hands.key(Key.Key_C, ALT)
    hands.key(Key.Key_W, ALT)
    assert hands.found == ["He"]
    bar.field.setText("h.")
    assert hands.found == []
    assert hands.count == "no hits"
    hands.key(Key.Key_W, ALT)
    hands.key(Key.Key_R, ALT)
    assert hands.found == ["He", "he"]
    bar.field.setText("(he")
    assert bar.problem.text() == "At character 1: a bracket “(” is not closed."
    assert bar.problem.isVisible()
    assert hands.count == ""
    bar.field.setText("(he)")
    assert not bar.problem.isVisible()
    hands.qtbot.mouseClick(bar.toggles["pattern"], Qt.MouseButton.LeftButton)
    assert hands.count == "no hits"


def test_tab_goes_round_the_bar_and_space_turns_a_button(hands: Hands) -> None:
    bar = hands.desk.findbar
    hands.find("kim")
    hands.key(Key.Key_Tab)
    assert bar.toggles["case"].hasFocus()
    hands.key(Key.Key_Space)
    assert bar.options.case
    hands.key(Key.Key_Tab, times=5)
    assert bar.field.hasFocus()
    hands.key(Key.Key_Backtab, SHIFT)
    assert bar.close_button.hasFocus()
    hands.key(Key.Key_Return)
    assert not bar.isVisible()
    assert hands.desk.page.hasFocus()


def test_escape_on_the_page_lets_go_first_and_ends_the_search_then(hands: Hands) -> None:
    desk = hands.desk
    hands.find("Seoul")
    hands.key(Key.Key_Return)
    assert desk.findbar.isVisible()
    hands.key(Key.Key_Escape)
    assert desk.finder.live
    assert desk.workspace.focus.selection is None
    hands.key(Key.Key_Escape)
    assert not desk.finder.live
    assert not desk.findbar.isVisible()


def test_the_hint_bar_tells_the_keys_of_the_search(hands: Hands) -> None:
    desk = hands.desk
    hands.find("Seoul")
    assert "Alt+W word" in desk.hintbar.strip.accessibleName()
    hands.key(Key.Key_Return)
    assert "F3 next hit" in desk.hintbar.strip.accessibleName()
    hands.key(Key.Key_Escape, times=2)
    assert "F3" not in desk.hintbar.strip.accessibleName()


def test_annotations_are_found_by_label_and_made_current(hands: Hands) -> None:
    desk = hands.desk
    hands.find("label:PERSON")
    assert hands.found == ["Kim Son Gyong", "Fiona Bruce"]
    hands.key(Key.Key_Return)
    assert desk.workspace.current_kind == "suggestion"
    hands.key(Key.Key_F3)
    assert desk.workspace.current_kind == "span"
    assert hands.selected == "Fiona Bruce"
    hands.find("label:PERSON kim")
    assert hands.found == ["Kim Son Gyong"]
    desk.findbar.field.setText("state:pending")
    assert hands.found == ["Kim Son Gyong", "London"]
    desk.findbar.field.setText("is:span")
    assert hands.found == ["Fiona Bruce"]
    desk.findbar.field.setText("label:NOBODY")
    assert desk.findbar.problem.text() == "There is no label “nobody” here."


def test_what_is_decided_is_no_longer_found_and_the_next_is_not_skipped(hands: Hands) -> None:
    desk = hands.desk
    hands.find("state:pending")
    hands.key(Key.Key_Return)
    assert hands.selected == "Kim Son Gyong"
    hands.key(Key.Key_Space)
    hands.qtbot.waitUntil(lambda: hands.found == ["London"])
    hands.key(Key.Key_F3)
    assert hands.selected == "London"
    hands.key(Key.Key_X)
    hands.qtbot.waitUntil(lambda: hands.found == [])
    desk.findbar.field.setText("state:rejected,accepted")
    assert hands.found == ["Kim Son Gyong", "London"]


def test_a_filter_is_completed_by_the_right_arrow_or_a_click(hands: Hands) -> None:
    bar = hands.desk.findbar
    hands.key(Key.Key_Slash)
    assert bar.completions.words[0] == "label:"
    hands.qtbot.keyClicks(bar.field, "la")
    hands.key(Key.Key_Right)
    assert bar.query == "label:"
    hands.qtbot.keyClicks(bar.field, "pers")
    assert bar.completions.words == ("label:PERSON",)
    hands.key(Key.Key_Right)
    assert bar.query == "label:PERSON"
    assert not bar.completions.isVisible()
    assert hands.count == "1 of 2"


def test_another_document_is_looked_through_for_the_same_words(hands: Hands) -> None:
    desk = hands.desk
    hands.find("Geneva")
    assert hands.count == "no hits"
    hands.key(Key.Key_Escape)
    hands.key(Key.Key_PageDown, CTRL)
    hands.key(Key.Key_F3)
    assert hands.selected == "Geneva"
    hands.key(Key.Key_Slash)
    assert (desk.findbar.query, hands.count) == ("Geneva", "1 of 2")
    hands.key(Key.Key_PageUp, CTRL)
    assert hands.count == "no hits"


def test_a_hit_cuts_no_character_in_two(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "e.glossator"
    with Project.create(path, annotator="ada") as project:
        project.import_texts([("e.txt", "cafe\u0301 s")])
    desk = open_window(path).desk
    assert desk is not None
    hands = Hands(qtbot, desk)
    hands.find("fe")
    hands.key(Key.Key_Return)
    assert hands.selected == "fe\u0301"


def test_very_many_hits_are_all_counted_and_a_key_in_between_is_heard(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "long.glossator"
    with Project.create(path, annotator="ada") as project:
        project.import_texts([("long.txt", "alpha beta gamma\n" * 40_000)])
    desk = open_window(path).desk
    assert desk is not None
    hands = Hands(qtbot, desk)
    desk.workspace.place_caret(600_000)
    hands.find("beta")
    hands.key(Key.Key_Return)
    place = desk.workspace.focus.selection
    assert place is not None
    assert 600_000 <= place[0] < 600_017
    qtbot.waitUntil(lambda: not desk.finder.looking)
    assert len(desk.finder.hits) == 40_000
    assert hands.count.endswith(" of 40,000")
    hands.key(Key.Key_F3)
    assert desk.workspace.focus.selection == (place[0] + 17, place[1] + 17)
    assert hands.count == f"{place[0] // 17 + 2:,} of 40,000"


def test_hits_show_on_the_page_and_on_the_map_which_still_takes_clicks(hands: Hands) -> None:
    desk = hands.desk
    minimap = desk.page.findChild(Minimap)
    assert isinstance(minimap, Minimap)
    hands.key(Key.Key_Slash)
    page, strip = desk.page.viewport().grab().toImage(), minimap.grab().toImage()
    desk.findbar.field.setText("London")
    assert desk.page.viewport().grab().toImage() != page
    assert minimap.grab().toImage() != strip
    hands.key(Key.Key_Escape)
    assert minimap.grab().toImage() == strip
    hands.key(Key.Key_F3)
    with hands.qtbot.waitSignal(minimap.asked):
        hands.qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton)


def test_suggestions_that_arrive_do_not_move_the_search(hands: Hands) -> None:
    desk = hands.desk
    hands.find("o")
    hands.key(Key.Key_Return)
    hands.key(Key.Key_F3)
    desk.project.record_analysis(
        desk.workspace.document.id, Analysis("other", "1", (Proposal("span", "ORG", ((50, 52),), 0.5),))
    )
    hands.key(Key.Key_F3)
    assert hands.count.startswith("3 of ")


def test_all_hits_get_a_label_as_one_step(hands: Hands, project_path: Path) -> None:
    desk = hands.desk
    said: list[str] = []
    desk.said.connect(lambda _, sentence: said.append(sentence))
    before = spans(project_path)
    hands.find("Seoul|London|Fiona Bruce")
    hands.key(Key.Key_R, ALT)
    hands.key(Key.Key_A, ALT)
    assert desk.page.hasFocus()
    assert desk.workspace.mode.name == "choose"
    hands.qtbot.keyClicks(desk.page, "gpe")
    hands.key(Key.Key_Return)
    assert said[-1] == "2 labelled. 1 had a label already."
    assert sorted(spans(project_path)) == sorted([*before, ("GPE", "London"), ("GPE", "Seoul")])
    assert [one.state for one in desk.project.suggestions(desk.workspace.document.id) if one.text == "London"] == [
        "accepted"
    ]
    hands.key(Key.Key_Z, CTRL)
    assert spans(project_path) == before


@pytest.mark.parametrize(("query", "says"), [("label:", "annotations already"), ("zzz", "no hits")])
def test_what_cannot_be_labelled_is_said(hands: Hands, query: str, says: str) -> None:
    said: list[str] = []
    hands.desk.said.connect(lambda _, sentence: said.append(sentence))
    hands.find(query)
    hands.key(Key.Key_A, ALT)
    assert says in said[-1]
    assert hands.desk.findbar.field.hasFocus()

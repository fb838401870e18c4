from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from glossator_desktop.modes.mode import KeyHint
from glossator_desktop.panels.body import LEFT_NEEDS, RIGHT_NEEDS, Body, Side, panels_shown
from glossator_desktop.panels.findbar import FindBar
from glossator_desktop.panels.hintbar import HintBar, place_hints
from glossator_desktop.panels.keycaps import key_text
from glossator_desktop.panels.topbar import TopBar
from glossator_desktop.theme import load_theme

HINTS = [KeyHint(("Space",), "accept"), KeyHint(("Shift+Right", "Alt+Left"), "edges"), KeyHint(("Esc",), "leave")]


@pytest.mark.parametrize(
    ("key", "mac", "shown"),
    [
        ("Shift+Tab", False, "Shift Tab"),
        ("Ctrl+Enter", False, "Ctrl ↵"),
        ("Shift+Right", False, "Shift →"),
        ("Ctrl++", False, "Ctrl +"),
        ("Ctrl+K", True, "⌘ K"),
        ("1–9", False, "1–9"),
        ("?", False, "?"),
        ("+", False, "+"),
    ],
)
def test_keys_are_written_for_readers(key: str, mac: bool, shown: str) -> None:
    assert key_text(key, mac=mac) == shown


def test_hints_that_do_not_fit_are_left_out_from_the_end(qtbot: QtBot) -> None:
    everything = place_hints(HINTS, 10_000)
    assert [hint.text for hint in everything] == ["accept", "edges", "leave"]
    assert [hint.text for hint in place_hints(HINTS, everything[2].left + 1)] == ["accept", "edges"]
    assert place_hints(HINTS, 3) == ()


def test_the_hint_bar_says_keys_and_worker(qtbot: QtBot) -> None:
    bar = HintBar()
    qtbot.addWidget(bar)
    bar.set_theme(load_theme("dark"))
    bar.show_hints(HINTS)
    bar.show_worker("suggesting ahead: 4 of 8", busy=True)
    bar.show()
    assert bar.dot.isVisible()
    assert bar.worker.text() == "suggesting ahead: 4 of 8"
    bar.show_worker("")
    assert not bar.worker.isVisible()
    with qtbot.waitSignal(bar.keys_asked):
        qtbot.mouseClick(bar.all_keys, Qt.MouseButton.LeftButton)


def test_the_top_bar_says_what_is_open_and_saved(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.set_theme(load_theme("light"))
    bar.show_project("a.glossator", folder="here", annotator="ada", schema="PLOVER", read_only=False)
    bar.show_saved(datetime(2026, 1, 2, 14, 2, 31))
    assert (bar.saved.text, bar.annotator.text, bar.schema.text) == ("saved 14:02:31", "ada", "PLOVER")
    bar.show_project("a.glossator", folder="here", annotator="ada", schema="PLOVER", read_only=True)
    assert bar.saved.text == "read only"


def test_the_top_bar_drops_facts_in_a_narrow_window_but_never_offline_and_saved(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.resize(1200, 40)
    bar.show()
    assert bar.model.isVisible()
    bar.resize(500, 40)
    assert not bar.model.isVisible()
    assert bar.offline.isVisible()
    assert bar.saved.isVisible()


@pytest.mark.parametrize(
    ("width", "called", "shown"),
    [
        (1400, None, (True, True)),
        (RIGHT_NEEDS - 1, None, (True, False)),
        (RIGHT_NEEDS - 1, "right", (False, True)),
        (LEFT_NEEDS - 1, None, (False, False)),
        (LEFT_NEEDS - 1, "left", (True, False)),
        (LEFT_NEEDS - 1, "right", (False, True)),
    ],
)
def test_panels_give_way_to_the_page(width: int, called: Side | None, shown: tuple[bool, bool]) -> None:
    assert panels_shown(width, left=True, right=True, called=called) == shown


def test_panels_that_are_not_wanted_stay_away() -> None:
    assert panels_shown(1400, left=False, right=True, called=None) == (False, True)
    assert panels_shown(1400, left=True, right=False, called=None) == (True, False)


def test_a_called_panel_goes_when_it_is_left(qtbot: QtBot) -> None:
    left, page, right = QWidget(), QWidget(), QWidget()
    body = Body(left, page, right)
    qtbot.addWidget(body)
    body.resize(700, 400)
    body.show()
    assert not body.shows("left")
    body.toggle("left")
    assert body.shows("left")
    body.dismiss()
    assert not body.shows("left")
    body.resize(1300, 400)
    assert body.shows("left")
    assert body.shows("right")
    body.toggle("right")
    assert not body.shows("right")


def test_the_find_bar_counts_and_steps(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 300)
    host.show()
    host.activateWindow()
    bar = FindBar(host)
    sought: list[str] = []
    steps: list[int] = []
    bar.open()
    bar.sought.connect(lambda: sought.append(bar.query))
    bar.taken.connect(steps.append)
    bar.peeked.connect(lambda way: steps.append(10 * way))
    qtbot.keyClicks(bar.field, "ki")
    bar.show_count(0, 7)
    assert bar.count.text() == "1 of 7"
    bar.show_count(-1, 0)
    assert bar.count.text() == "no hits"
    bar.show_count(-1, 1200, going_on=True)
    assert bar.count.text() == "1,200…"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar.field, Qt.Key.Key_Down)
    assert (sought, steps) == (["k", "ki"], [1, -1, 10])
    with qtbot.waitSignal(bar.left_by_escape):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()

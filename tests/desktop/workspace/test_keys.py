"""Names of keys: by the physical key where the platform tells it, by the layout elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from glossator_desktop.actions import ACTIONS
from glossator_desktop.keys import EVDEV, MAC, key_name, name_of, physical_key

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PAD = Qt.KeyboardModifier.KeypadModifier
K = Qt.Key


@pytest.mark.parametrize(
    ("platform", "scan_code", "virtual_key", "expected"),
    [
        ("xcb", 24, 0, "Q"),
        ("wayland", 24, 0, "Q"),
        ("xcb", 10, 0, "1"),
        ("xcb", 34, 0, "["),
        ("xcb", 35, 0, "]"),
        ("windows", 16, 0, "Q"),
        ("windows", 44, 0, "Z"),
        ("cocoa", 1, 12, "Q"),
        ("cocoa", 1, 0, "A"),
        ("cocoa", 1, 6, "Z"),
        ("xcb", 0, 0, None),
        ("offscreen", 24, 0, None),
        ("xcb", 200, 0, None),
    ],
)
def test_the_physical_key(platform: str, scan_code: int, virtual_key: int, expected: str | None) -> None:
    assert physical_key(platform, scan_code, virtual_key) == expected


@pytest.mark.parametrize("table", [EVDEV, MAC], ids=["evdev", "mac"])
def test_each_table_has_every_letter_digit_and_bracket_once(table: dict[int, str]) -> None:
    wanted = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890[]-=,./")
    assert set(table.values()) == wanted
    assert len(table) == len(wanted)


@pytest.mark.parametrize(
    ("key", "text", "modifiers", "physical", "expected"),
    [
        # A US keyboard.
        (K.Key_A, "a", NONE, "A", "A"),
        (K.Key_E, "E", SHIFT, "E", "Shift+E"),
        (K.Key_1, "1", NONE, "1", "1"),
        (K.Key_BracketRight, "]", NONE, "]", "]"),
        (K.Key_BraceRight, "}", SHIFT, "]", "Shift+]"),
        (K.Key_BraceLeft, "{", SHIFT, "[", "Shift+["),
        (K.Key_Slash, "/", NONE, "/", "/"),
        (K.Key_Question, "?", SHIFT, "/", "?"),
        # Korean input method: no Latin letter is reported.
        (0x1100, "ㅁ", NONE, "A", "A"),
        (K.Key_unknown, "ㅃ", SHIFT, "Q", "Shift+Q"),
        # Cyrillic.
        (0x0424, "ф", NONE, "A", "A"),
        (0x042A, "ъ", NONE, "]", "]"),
        (0x042F, "\x1a", CTRL, "Z", "Ctrl+Z"),
        # AZERTY: digits need Shift there, letters sit elsewhere.
        (K.Key_Ampersand, "&", NONE, "1", "1"),
        (K.Key_1, "1", SHIFT, "1", "Shift+1"),
        (K.Key_A, "a", NONE, "Q", "Q"),
        (K.Key_Slash, "/", SHIFT, ".", "/"),
        (K.Key_Z, "\x1a", CTRL, "W", "Ctrl+Z"),
        # German: brackets through AltGr, which is Ctrl and Alt on Windows.
        (K.Key_BracketRight, "]", CTRL | ALT, "9", "]"),
        (K.Key_BraceRight, "}", CTRL | ALT, "0", "Shift+]"),
        # No scan code: tests, remote desktops.
        (K.Key_G, "G", SHIFT, None, "Shift+G"),
        (K.Key_BraceRight, "}", SHIFT, None, "Shift+]"),
        (K.Key_BracketRight, "]", SHIFT, None, "]"),
        (K.Key_BracketRight, "", SHIFT, None, "Shift+]"),
        # Named keys.
        (K.Key_Tab, "\t", NONE, None, "Tab"),
        (K.Key_Backtab, "", SHIFT, None, "Shift+Tab"),
        (K.Key_Backtab, "", NONE, None, "Shift+Tab"),
        (K.Key_Return, "\r", CTRL, None, "Ctrl+Enter"),
        (K.Key_Enter, "\r", PAD, None, "Enter"),
        (K.Key_Space, " ", NONE, None, "Space"),
        (K.Key_Escape, "", NONE, None, "Esc"),
        (K.Key_Right, "", SHIFT, None, "Shift+Right"),
        (K.Key_Left, "", ALT, None, "Alt+Left"),
        (K.Key_PageDown, "", CTRL, None, "Ctrl+PgDn"),
        (K.Key_F6, "", SHIFT, None, "Shift+F6"),
        # Chords.
        (K.Key_Z, "", CTRL | SHIFT, "Z", "Ctrl+Shift+Z"),
        (K.Key_Plus, "+", CTRL | SHIFT, "=", "Ctrl++"),
        (K.Key_Plus, "+", CTRL | PAD, None, "Ctrl++"),
        (K.Key_Equal, "=", CTRL, "=", "Ctrl+="),
        (K.Key_Minus, "-", CTRL, "-", "Ctrl+-"),
        (K.Key_Comma, ",", CTRL, ",", "Ctrl+,"),
        (K.Key_0, "0", CTRL, "0", "Ctrl+0"),
        (K.Key_3, "3", PAD, None, "3"),
        # A modifier alone.
        (K.Key_Shift, "", SHIFT, None, ""),
        (K.Key_Control, "", CTRL, None, ""),
    ],
)
def test_names(key: int, text: str, modifiers: Qt.KeyboardModifier, physical: str | None, expected: str) -> None:
    assert name_of(key=int(key), text=text, modifiers=modifiers, physical=physical) == expected


def test_an_event_without_a_scan_code_is_told_by_the_layout() -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, K.Key_T, SHIFT, "T")
    assert key_name(event) == "Shift+T"


def test_every_key_of_the_table_can_be_pressed() -> None:
    simple = {"Tab", "Space", "Enter", "Esc", "Backspace", "Delete", "Left", "Right", "Up", "Down", "Home", "End",
              "PgUp", "PgDn", "F1", "F3", "F4", "F6", "F8", "/", "?", "[", "]", ",", "+", "-", "="}  # fmt: skip
    for action in ACTIONS:
        for key in action.keys:
            base = "+" if key.endswith("++") else key.split("+")[-1]
            assert base in simple or (len(base) == 1 and base.isalnum()), key

"""From a key press to the name of the key as DESIGN spells it: `Shift+Tab`, `E`, `]`, `Ctrl+Enter`.

Letters, digits and brackets are told by the physical key, so that they work with a Korean input method, on AZERTY and
on Cyrillic layouts; where the platform gives no scan code, by what the layout says. A letter with Ctrl follows the
layout where that yields a Latin letter, as every other program does. Imports Qt only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent


def _row(first: int, names: str) -> dict[int, str]:
    return {first + index: name for index, name in enumerate(names)}


EVDEV: Final[Mapping[int, str]] = {
    **_row(2, "1234567890-="),
    **_row(16, "QWERTYUIOP[]"),
    **_row(30, "ASDFGHJKL"),
    **_row(44, "ZXCVBNM,./"),
}
"""Linux key codes of the main block; the same numbers as the scan codes (set 1) that Windows reports."""

MAC: Final[Mapping[int, str]] = {
    **dict(zip((0, 1, 2, 3, 5, 4, 38, 40, 37), "ASDFGHJKL", strict=True)),
    **dict(zip((6, 7, 8, 9, 11, 45, 46, 43, 47, 44), "ZXCVBNM,./", strict=True)),
    **dict(zip((12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30), "QWERTYUIOP[]", strict=True)),
    **dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24), "1234567890-=", strict=True)),
}
"""macOS virtual key codes (kVK_ANSI_*)."""

XKB_OFFSET: Final = 8
"""X11 and Wayland report the Linux key code plus eight."""

NAMED: Final[Mapping[int, str]] = {
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDn",
    **{Qt.Key.Key_F1 + index: f"F{index + 1}" for index in range(12)},
}

SHIFTED: Final[Mapping[str, str]] = {"{": "[", "}": "]"}
"""What Shift types on the bracket keys, where only the character is known."""

_BRACKETS = frozenset("[]{}")
_PHYSICAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789[]")


def physical_key(platform: str, scan_code: int, virtual_key: int) -> str | None:
    """What the key at this place of the keyboard is called on a US layout; None where the platform does not say."""
    if scan_code == 0:
        return None
    if platform in ("xcb", "wayland", "wayland-egl"):
        return EVDEV.get(scan_code - XKB_OFFSET)
    if platform == "windows":
        return EVDEV.get(scan_code)
    if platform == "cocoa":
        return MAC.get(virtual_key)
    return None


def key_name(event: QKeyEvent) -> str:
    """The name of the key pressed, with its modifiers; "" for a modifier alone."""
    return name_of(
        key=event.key(),
        text=event.text(),
        modifiers=event.modifiers(),
        physical=physical_key(QGuiApplication.platformName(), event.nativeScanCode(), event.nativeVirtualKey()),
    )


def name_of(*, key: int, text: str, modifiers: Qt.KeyboardModifier, physical: str | None) -> str:
    """The same from its parts: Qt's key code, the text typed, the modifiers, and the physical key if known."""
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier) or key == Qt.Key.Key_Backtab
    if text in _BRACKETS and (physical is None or physical not in "[]"):
        # Typed through AltGr, which reports Ctrl and Alt on Windows.
        return ("Shift+" if text in SHIFTED else "") + SHIFTED.get(text, text)
    if text in ("/", "?") and not control:
        return text
    base = _base(key, text, physical, control)
    if base == "+" or (base == "=" and shift):
        base, shift = "+", False
    if not base:
        return ""
    return ("Ctrl+" if control else "") + ("Alt+" if alt else "") + ("Shift+" if shift else "") + base


def _base(key: int, text: str, physical: str | None, control: bool) -> str:
    if key in NAMED:
        return NAMED[key]
    latin = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else None
    if control and latin:
        return latin
    if physical and (physical in _PHYSICAL or not text.isascii()):
        return physical
    if latin or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return latin or chr(key)
    if Qt.Key.Key_Space < key < 0x7F:
        return SHIFTED.get(chr(key), chr(key))
    return physical or ""

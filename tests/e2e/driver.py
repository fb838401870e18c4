"""Runs the real program and works it as a person would: key presses and mouse events into the window, JSON lines out.

Started as a script with the project's path; `program.Program` is the other end. Each line on standard input is one
command, a JSON list of its name and arguments; each gets one line back, `{"ok": …}` or `{"error": …}`.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from look import Looking
from PySide6.QtCore import QEventLoop, QPoint, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from glossator_desktop.main import make_application, start
from glossator_desktop.window import MainWindow

KEYS = {
    "Tab": Qt.Key.Key_Tab, "Space": Qt.Key.Key_Space, "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape,
    "Backspace": Qt.Key.Key_Backspace, "Delete": Qt.Key.Key_Delete, "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right, "Up": Qt.Key.Key_Up, "Down": Qt.Key.Key_Down, "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End, "PgUp": Qt.Key.Key_PageUp, "PgDn": Qt.Key.Key_PageDown,
    **{f"F{number}": Qt.Key(Qt.Key.Key_F1 + number - 1) for number in range(1, 13)},
}  # fmt: skip
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
SHIFTED = {"[": "{", "]": "}"}
STEP = 50
"""Milliseconds after which a wait looks again where no event came."""
SETTLE = 600
"""Milliseconds after which every panel has caught up with the page: before a picture is taken."""


def parse_key(name: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """Qt's key and modifiers for a name in DESIGN's spelling, such as `Shift+Tab`, `Ctrl++` or `?`."""
    *parts, base = [*name[:-1].rstrip("+").split("+"), "+"] if name.endswith("+") else name.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for part in parts:
        if part:
            modifiers |= MODIFIERS[part]
    if base in KEYS:
        return KEYS[base], modifiers
    if "Shift" in parts:
        base = SHIFTED.get(base, base)
    if base == "?":
        modifiers |= MODIFIERS["Shift"]
    return Qt.Key(ord(base.upper())), modifiers


class Driver:
    """Carries out commands on the one main window."""

    def __init__(self, application: QApplication, inward: int, outward: int) -> None:
        self._application = application
        self._inward, self._outward = inward, outward
        self._buffer = b""
        self._notifier = QSocketNotifier(inward, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)

    # The channel

    def _read(self) -> None:
        content = os.read(self._inward, 65_536)
        if not content:
            # Whoever drove the program is gone.
            self._notifier.setEnabled(False)
            self._application.exit(3)
            return
        self._buffer += content
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            self._obey(json.loads(line))

    def _obey(self, command: list[Any]) -> None:
        self._notifier.setEnabled(False)
        try:
            answer: dict[str, Any] = {"ok": self._carry_out(*command)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        os.write(self._outward, json.dumps(answer).encode() + b"\n")
        self._notifier.setEnabled(True)

    def _carry_out(self, name: str, *arguments: Any) -> Any:
        commands: dict[str, Callable[..., Any]] = {
            "keys": self._keys,
            "type": self._type,
            "click": self._click,
            "double_click": self._double_click,
            "drag": self._drag,
            "resize": self._resize,
            "wait": self._wait,
            "shot": self._shot,
            "state": lambda: self._look.state(),
            "tick": self._tick,
            "place": lambda start, end: self._look.place(start, end),
            "cell": lambda command: self._look.cell(command),
            "widget": lambda name: self._look.widget(name),
            "row": lambda title: self._look.row(title),
            "modules": lambda: sorted(sys.modules),
            "quit": self._quit,
        }
        return commands[name](*arguments)

    # The window

    @property
    def _window(self) -> MainWindow:
        return next(window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow))

    @property
    def _look(self) -> Looking:
        return Looking(self._window)

    @property
    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        if handle is None:
            raise RuntimeError("the window is not shown")
        return handle

    # Hands

    def _keys(self, *names: str) -> dict[str, Any] | None:
        """Presses keys as the window system would deliver them; the state after the last one."""
        for name in names:
            key, modifiers = parse_key(name)
            QTest.keyClick(self._handle, key, modifiers)
        return self._state_if_any()

    def _type(self, text: str) -> dict[str, Any] | None:
        """Types a text into whatever has the keyboard."""
        for character in text:
            QTest.keyClicks(QApplication.focusWidget() or self._window, character)
        return self._state_if_any()

    def _click(self, x: int, y: int, modifiers: list[str] | None = None) -> dict[str, Any] | None:
        QTest.mouseClick(self._handle, Qt.MouseButton.LeftButton, _modifiers(modifiers), QPoint(x, y))
        return self._state_if_any()

    def _double_click(self, x: int, y: int) -> dict[str, Any] | None:
        # A person's second press comes after a first click.
        QTest.mouseClick(self._handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y))
        QTest.mouseDClick(self._handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y))
        return self._state_if_any()

    def _drag(self, x: int, y: int, to_x: int, to_y: int, modifiers: list[str] | None = None) -> dict[str, Any] | None:
        held = _modifiers(modifiers)
        QTest.mousePress(self._handle, Qt.MouseButton.LeftButton, held, QPoint(x, y))
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(self._handle, QPoint(round(x + (to_x - x) * part), round(y + (to_y - y) * part)))
            self._application.processEvents()
        QTest.mouseRelease(self._handle, Qt.MouseButton.LeftButton, held, QPoint(to_x, to_y))
        return self._state_if_any()

    def _resize(self, width: int, height: int) -> None:
        self._window.resize(width, height)
        self._application.processEvents()

    # Waiting and looking

    def _wait(self, what: str, argument: Any = None, timeout: float = 60.0) -> dict[str, Any] | None:
        conditions: dict[str, Callable[[], bool]] = {
            "visible": lambda: self._look.is_visible(),
            "active": lambda: self._look.is_active(),
            "suggestions": lambda: self._look.pending() >= (argument or 1),
            "worker done": lambda: self._look.is_worker_done(),
            "analysed": lambda: self._look.is_analysed(),
            "document": lambda: self._look.document_name() == argument,
        }
        met = conditions[what]
        end = time.monotonic() + timeout
        while True:
            self._application.processEvents()
            if met():
                return self._state_if_any()
            if end < time.monotonic():
                raise TimeoutError(f"waited {timeout} s in vain for: {what}")
            _pause(STEP)

    def _tick(self) -> dict[str, Any] | None:
        """The state after a moment in which the program did what it wanted."""
        _pause(STEP)
        return self._state_if_any()

    def _shot(self, path: str) -> list[int]:
        """Saves a picture of the window; its width and height."""
        _pause(SETTLE)
        picture = self._window.grab()
        if not picture.save(path, "PNG"):
            raise OSError(path)
        return [picture.width(), picture.height()]

    def _state_if_any(self) -> dict[str, Any] | None:
        return self._look.state() if self._has_window() else None

    def _has_window(self) -> bool:
        return any(isinstance(window, MainWindow) for window in QApplication.topLevelWidgets())

    def _quit(self) -> None:
        # After the answer is on its way.
        QTimer.singleShot(0, self._window, self._window.close)


def _modifiers(names: list[str] | None) -> Qt.KeyboardModifier:
    held = Qt.KeyboardModifier.NoModifier
    for name in names or ():
        held |= MODIFIERS[name]
    return held


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> int:
    """Starts the program on the project named; `--annotator NAME` as the console script has it."""
    # Only answers go to standard output: what anything prints goes to stderr.
    outward = os.dup(1)
    os.dup2(2, 1)
    inward = os.dup(0)
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    application = make_application()
    driver = Driver(application, inward, outward)
    project = Path(sys.argv[1]) if sys.argv[1] else None
    code = start(project, annotator=sys.argv[2] or None)
    del driver
    return code


if __name__ == "__main__":
    sys.exit(main())

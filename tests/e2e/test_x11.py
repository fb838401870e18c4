"""The real window on a real X server, with key events as X delivers them. Skipped where Xvfb or xdotool is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from e2e import saved
from e2e.article import NAME, at, make_project
from e2e.program import Program

CYRILLIC, FRENCH = "ru", "fr"
E_KEY, DIGIT_1 = "26", "10"
"""X key codes of the keys that say E and 1 on a US keyboard."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of the test's own."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x860x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with closing(os.fdopen(reading)) as told:
        number = told.readline().strip()
    try:
        _skip_without_xcb(f":{number}")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(20)


def _skip_without_xcb(display: str) -> None:
    """Qt's X11 plugin needs libraries of the system: `make setup` installs them, or names them."""
    script = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **_environment(display)}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"Qt cannot show windows on X11 here: {done.stderr.strip().splitlines()[0]}")


def _environment(display: str) -> dict[str, str]:
    return {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def window(display: str, tmp_path: Path) -> Iterator[Program]:
    """The program on that server, with the keyboard."""
    path = make_project(tmp_path / "news.glossator")
    with Program(path, folder=tmp_path / "state", environment=_environment(display), ready="visible") as program:
        _xdotool(display, "search", "--onlyvisible", "--name", "Glossator$", "windowfocus", "--sync")
        program.wait("active")
        yield program


def _xdotool(display: str, *words: str) -> None:
    subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": display}, check=True, timeout=30)


def _press(display: str, *keys: str) -> None:
    for key in keys:
        _xdotool(display, "key", key)


def test_keys_arrive(window: Program, display: str, tmp_path: Path) -> None:
    _press(display, "1")
    window.until(lambda state: state["current"]["text"] == "Olan Reyes")
    _press(display, "space")
    window.until(lambda state: state["current"]["text"] == "Port Calder")
    _press(display, "Tab")
    window.until(lambda state: state["current"]["text"] == "Tuesday")
    _press(display, "shift+Tab")
    window.until(lambda state: state["current"]["text"] == "Port Calder")
    _press(display, "x")
    window.until(lambda state: state["current"]["text"] == "Tuesday")
    _press(display, "shift+Left", "alt+Right", "bracketright", "shift+Right", "shift+bracketright")
    window.until(lambda state: state["current"] is not None)
    _press(display, "ctrl+z")
    window.until(lambda state: state["said"].startswith("Undone"))
    _press(display, "ctrl+shift+z")
    window.until(lambda state: state["said"].startswith("Done again"))
    _press(display, "t", "e")
    window.until(lambda state: state["mode"] == "type")
    _press(display, "1")
    window.until(lambda state: state["mode"] == "roles")
    _press(display, "Return")
    window.until(lambda state: state["mode"] == "page")
    _press(display, "question")
    window.until(lambda state: state["focus"] != "PageView")
    _press(display, "Escape", "ctrl+k")
    window.until(lambda state: state["focus"] == "QLineEdit")
    _press(display, "Escape")
    window.until(lambda state: state["focus"] == "PageView")
    found = saved.read(tmp_path / "news.glossator", NAME)
    assert ("PERSON", "Ilse Brandt", "corrected") in [(e, a, c) for a, _, c, e in found.decisions]
    assert len(found.events) == 1


def test_f6_leaves_the_page_and_tab_does_not(window: Program, display: str) -> None:
    _press(display, "Tab")
    window.until(lambda state: state["current"]["text"] == "Olan Reyes")
    assert window.state["focus"] == "PageView"
    _press(display, "F6")
    window.until(lambda state: state["focus"] != "PageView")
    _press(display, "Escape")
    window.until(lambda state: state["focus"] == "PageView")


@pytest.mark.parametrize(("layout", "code", "mode"), [(CYRILLIC, E_KEY, "type"), (FRENCH, DIGIT_1, "page")])
def test_keys_are_told_by_their_place(window: Program, display: str, layout: str, code: str, mode: str) -> None:
    if shutil.which("setxkbmap") is None:
        pytest.skip("setxkbmap is not installed here")
    window.keys("T") if code == E_KEY else window.look()
    try:
        _layout(display, layout)
        window.ask("tick")
        _press(display, code)
        if mode == "type":
            window.until(lambda state: state["mode"] == "type")
        else:
            window.until(lambda state: state["current"]["text"] == "Olan Reyes")
            labels = [mark["label"] for mark in window.state["marks"] if mark["text"] == "Ilse Brandt"]
            assert labels == ["PERSON"]
    finally:
        _layout(display, "us")


def test_mouse_events_arrive(window: Program, display: str) -> None:
    left, top, width, height = window.ask("place", *at("Port Calder", after="Reyes"))[0]
    _xdotool(display, "mousemove", str(left + width // 2), str(top + height // 2), "click", "1")
    window.until(lambda state: (state["current"] or {}).get("text") == "Port Calder")


def _layout(display: str, name: str) -> None:
    subprocess.run(["setxkbmap", "-display", display, name], check=True, timeout=30)

"""The real window over the real accessibility bus, asked as a screen reader asks. Skipped where that bus is missing.

Needs Xvfb, dbus-daemon, the services of at-spi2-core, and a Python with PyGObject for the client.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from e2e.article import TEXT, at, make_project
from e2e.program import Program

CLIENT = Path(__file__).with_name("atspi_client.py")
SERVICES = (Path("/usr/share/dbus-1/services/org.a11y.Bus.service"), Path("/usr/share/defaults/at-spi2"))

FOCUSED, FOCUSABLE, READ_ONLY, SHOWING = 12, 11, 43, 25
"""Bits of an AT-SPI state set."""


class Reader:
    """The test's end of the client."""

    def __init__(self, python: str, environment: dict[str, str]) -> None:
        words = [python, str(CLIENT)]
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **environment}, text=True
        )
        self.name = ""
        self.page = ""

    def ask(self, *command: Any) -> Any:
        """Send a command; what it answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["ok"]

    def meet(self) -> list[dict[str, Any]]:
        """Find the program and its page; everything that is in the window."""
        self.name = self.ask("program")
        tree: list[dict[str, Any]] = self.ask("tree", self.name)
        self.page = next(item["path"] for item in tree if item["role"].startswith("document"))
        return tree

    def text(self, method: str, signature: str = "", *values: Any) -> Any:
        """Ask the page's text."""
        return self.ask("call", self.name, self.page, "Text", method, signature, *values)

    def announced(self, words: str) -> str:
        """Wait for an announcement with these words; all of it."""
        heard = self.ask("heard", "Announcement", words)
        return next(item[5] for item in heard if item[0] == "Announcement" and words in item[5])

    def close(self) -> None:
        """End the client."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


@pytest.fixture(scope="module")
def python() -> str:
    """A Python that can speak D-Bus; the test is skipped where anything is missing."""
    missing = [name for name in ("Xvfb", "dbus-daemon") if shutil.which(name) is None]
    missing += [str(path) for path in SERVICES if not path.exists()]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")
    for candidate in (sys.executable, "/usr/bin/python3"):
        probe = [candidate, "-c", "from gi.repository import Gio"]
        if Path(candidate).exists() and not subprocess.run(probe, capture_output=True, check=False).returncode:
            return candidate
    pytest.skip("no Python with PyGObject here")


@pytest.fixture(scope="module")
def bus(python: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A display and a session bus of the test's own: what to set in the environment."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    environment = {
        "XDG_RUNTIME_DIR": str(folder),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LC_ALL": "C.UTF-8",
    }
    server, number = _told(["Xvfb", "-displayfd", "{}", "-screen", "0", "1280x860x24", "-nolisten", "tcp"], environment)
    environment["DISPLAY"] = f":{number}"
    daemon, address = _told(["dbus-daemon", "--session", "--nofork", "--print-address={}"], environment)
    environment["DBUS_SESSION_BUS_ADDRESS"] = address
    try:
        yield environment
    finally:
        for process in (daemon, server):
            process.terminate()
            process.wait(20)


def _told(words: list[str], environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """Start something that tells a line through the file descriptor put in for `{}`."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [word.replace("{}", str(writing)) for word in words], pass_fds=[writing], env={**os.environ, **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with closing(os.fdopen(reading)) as told:
        return process, told.readline().strip()


@pytest.fixture
def window(bus: dict[str, str], tmp_path: Path) -> Iterator[Program]:
    """The program, with the accessibility bus on."""
    path = make_project(tmp_path / "news.glossator")
    with Program(path, folder=tmp_path / "state", environment=bus, ready="visible") as program:
        yield program


@pytest.fixture
def reader(python: str, bus: dict[str, str], window: Program) -> Iterator[Reader]:
    """A screen reader that has found the page."""
    found = Reader(python, bus)
    found.meet()
    yield found
    found.close()


def test_a_screen_reader_reads_the_page(reader: Reader) -> None:
    tree = reader.meet()
    page = next(item for item in tree if item["path"] == reader.page)
    assert "envoys" in page["name"]
    assert {"Text", "Component"} <= set(page["interfaces"])
    assert {FOCUSABLE, READ_ONLY} <= set(page["states"])
    assert reader.text("GetText", "(ii)", 0, -1) == [TEXT]
    assert reader.ask("value", reader.name, reader.page, "Text", "CharacterCount") == len(TEXT)
    start, end = at("Olan Reyes")
    assert reader.text("GetStringAtOffset", "(iu)", start + 1, 1) == ["Olan", start, start + 4]
    line = reader.text("GetStringAtOffset", "(iu)", start, 3)
    assert line[1] <= start < line[2]
    sentence = reader.text("GetStringAtOffset", "(iu)", at("The ministers")[0], 2)
    assert sentence[0].strip() == "The ministers did not agree on a date."
    assert reader.text("GetTextAfterOffset", "(iu)", start, 1) == ["Reyes", end - 5, end]
    x, y, width, height = reader.text("GetCharacterExtents", "(iu)", start, 0)
    assert 0 < width < height
    assert reader.text("GetOffsetAtPoint", "(iiu)", x + width // 2, y + height // 2, 0) == [start]


def test_a_screen_reader_hears_of_marks(reader: Reader, window: Program) -> None:
    start, end = at("Olan Reyes")
    attributes, first, last = reader.text("GetAttributeRun", "(ib)", start + 2, True)
    assert (first, last) == (start, end)
    assert attributes == {"underline": "single"} or attributes == {"underline": "single", "language": "en"}
    window.keys("Tab")
    said = reader.announced("Olan Reyes")
    assert said.endswith("suggestion PERSON Olan Reyes, score 92 %, 2 of 6; Space accept")
    assert reader.ask("value", reader.name, reader.page, "Text", "CaretOffset") == start
    description = reader.ask("value", reader.name, reader.page, "Accessible", "Description")
    assert description.startswith("suggestion PERSON Olan Reyes, score 92 %")
    window.keys("Space")
    assert reader.announced("Port Calder").startswith("suggestion GPE Port Calder, score 95 %, 2 of 5")
    window.keys("Ctrl+Enter")
    assert reader.announced("?")


def test_a_screen_reader_hears_the_caret_and_the_selection(reader: Reader, window: Program) -> None:
    start, end = at("Norland")
    reader.ask("heard")
    assert reader.text("SetSelection", "(iii)", 0, start, end) == [True]
    heard = reader.ask("heard", "TextSelectionChanged")
    assert any(item[0] == "TextCaretMoved" and item[3] == end for item in heard)
    assert reader.text("GetNSelections") == [1]
    assert reader.text("GetSelection", "(i)", 0) == [start, end]
    window.keys("1")
    window.until(lambda state: state["current"] is not None)
    assert reader.text("SetCaretOffset", "(i)", 3) == [True]
    assert reader.ask("value", reader.name, reader.page, "Text", "CaretOffset") == 3
    assert reader.text("GetNSelections") == [0]


def test_a_screen_reader_follows_the_builder(reader: Reader, window: Program) -> None:
    window.keys("T", "E")
    assert "CONSULT" in reader.announced("Event type")
    window.keys("1")
    assert "actor" in reader.announced("actor")
    window.keys("Tab")
    assert "recipient" in reader.announced("recipient")


def test_what_comes_up_is_announced(reader: Reader, window: Program) -> None:
    window.keys("Space", "Ctrl+Z")
    assert reader.announced("Undone")
    window.keys("Ctrl+K")
    assert reader.announced("Next suggestion")
    window.keys("Down")
    assert reader.announced("Previous suggestion")


def test_every_part_that_takes_the_keyboard_has_a_name(reader: Reader, window: Program) -> None:
    reader.ask("heard")
    for _ in range(3):
        window.keys("F6")
        tree = reader.ask("tree", reader.name)
        nameless = [item for item in tree if {FOCUSABLE, SHOWING} <= set(item["states"]) and not item["name"]]
        assert not nameless
        assert any(FOCUSED in item["states"] for item in tree)


def test_the_system_text_size_enlarges_everything(bus: dict[str, str], tmp_path: Path) -> None:
    """KDE's settings are what Qt reads without a desktop: a font of 22 points is twice the usual one."""
    script = (
        "from glossator_desktop.accessible_system import sized_application; "
        "from glossator_desktop.main import make_application; "
        "print(sized_application(make_application).devicePixelRatio())"
    )
    for points, ratio in ((11, 1.0), (16.5, 1.5), (22, 2.0)):
        (tmp_path / "kdeglobals").write_text(f"[General]\nfont=DejaVu Sans,{points},-1,5,50,0,0,0,0,0\n")
        environment = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "true",
                       "KDE_SESSION_VERSION": "6"}  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, **bus, **environment}, capture_output=True, text=True,
            check=True, timeout=60,
        )  # fmt: skip
        assert float(done.stdout) == ratio


def test_many_questions_do_no_harm(reader: Reader) -> None:
    for offset in range(0, len(TEXT), 3):
        for kind in range(5):
            text, start, end = reader.text("GetStringAtOffset", "(iu)", offset, kind)
            assert TEXT[start:end] == text
        _, start, end = reader.text("GetAttributeRun", "(ib)", offset, True)
        assert start <= offset < end
        reader.text("GetAttributeValue", "(is)", offset, "label")

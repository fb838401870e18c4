"""The test's end of the driver: starts the real program, presses its keys, reads what it shows, kills it.

Nothing of Qt and nothing of the window is imported here.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

DRIVER = Path(__file__).with_name("driver.py")
TIMEOUT = 120.0
"""Seconds that any one answer may take."""

State = dict[str, Any]


class ProgramError(AssertionError):
    """The program did not do as it was asked; the message holds what it wrote."""


class Program:
    """One run of the program. A context manager: leaving it quits the program, and fails where its log complains."""

    def __init__(
        self,
        project: Path | None,
        *,
        folder: Path,
        annotator: str = "ada",
        environment: Mapping[str, str] | None = None,
        before: Sequence[str] = (),
        back_up: bool = False,
        suggest: bool = True,
        ready: str = "active",
    ) -> None:
        """`folder` takes its settings and log; `back_up`, `suggest`: it may back the project up, and suggest by itself
        what it learns from decisions, as it does by default; `before` is what to put in front of the command, such as
        `unshare`.

        `ready` is what to wait for: the window "active", with the keyboard, or only "visible".
        """
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        settings = folder / "state.json"
        if not settings.exists():
            settings.write_text(
                json.dumps({"preferences": {"back_up": back_up, "suggest_ahead": suggest}}), encoding="utf-8"
            )
        self._stderr = (folder / "stderr.txt").open("ab")
        words = [*before, sys.executable, str(DRIVER), str(project or ""), annotator]
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env=_environment(folder, environment or {}),
            start_new_session=True,
        )
        self._buffer = b""
        self.pressed: list[str] = []
        self.state: State = {}
        try:
            self.wait(ready)
        except BaseException:
            self.kill()
            raise

    # Hands

    def keys(self, *names: str) -> State:
        """Press keys; the state after the last."""
        self.pressed.extend(names)
        return self._asked("keys", *names)

    def key(self, name: str) -> State:
        """Press one key."""
        return self.keys(name)

    def write(self, text: str) -> State:
        """Type a text into the field that has the keyboard."""
        return self._asked("type", text)

    def click_text(self, start: int, end: int, *modifiers: str) -> State:
        """Click into the middle of a stretch of the text."""
        return self._asked("click", *_middle(self.ask("place", start, end)[0]), list(modifiers))

    def double_click_text(self, start: int, end: int) -> State:
        """Double-click into the middle of a stretch."""
        return self._asked("double_click", *_middle(self.ask("place", start, end)[0]))

    def drag_text(self, start: int, end: int, *modifiers: str) -> State:
        """Drag from the first to behind the last character of a stretch."""
        areas = self.ask("place", start, end)
        left, top, _, height = areas[0]
        last_left, last_top, last_width, last_height = areas[-1]
        return self._asked(
            "drag", left + 1, top + height // 2, last_left + last_width - 1, last_top + last_height // 2,
            list(modifiers),
        )  # fmt: skip

    def click_cell(self, command: str) -> State:
        """Click what gives a command on the floating card."""
        return self._asked("click", *_middle(self.ask("cell", command)))

    def click_widget(self, name: str) -> State:
        """Click a button by its accessible name, or the answer of a question by its key."""
        return self._asked("click", *_middle(self.ask("widget", name)))

    def click_row(self, title: str) -> State:
        """Click a list's row by its title."""
        return self._asked("click", *_middle(self.ask("row", title)))

    def resize(self, width: int, height: int) -> State:
        """Give the window another size, in pixels."""
        self.ask("resize", width, height)
        return self.look()

    # Eyes

    def look(self) -> State:
        """What is shown now."""
        return self._asked("state")

    def wait(self, what: str, argument: Any = None, *, timeout: float = 60.0) -> State:
        """Wait for: visible, active, analysed (the open document), suggestions (so many), worker done, document."""
        return self._asked("wait", what, argument, timeout)

    def until(self, met: Callable[[State], bool], *, timeout: float = 30.0) -> State:
        """Wait for what the state must show; for keys that come from elsewhere."""
        end = time.monotonic() + timeout
        while not met(self._asked("tick")):
            if end < time.monotonic():
                raise ProgramError(f"waited {timeout} s in vain; the state is {self.state}")
        return self.state

    def shot(self, path: Path) -> Path:
        """Save a picture of the window."""
        self.ask("shot", str(path))
        return path

    # Ends

    def quit(self) -> int:
        """Close the window as its close button does; the exit code."""
        self.ask("quit")
        return self._ended()

    def quit_by_key(self) -> int:
        """Press Ctrl+Q; the exit code."""
        self._send("keys", "Ctrl+Q")
        return self._ended()

    def kill(self) -> None:
        """Kill the program at once, and everything it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(TIMEOUT)
        self._close_pipes()

    def send_and_kill(self, name: str) -> None:
        """Press a key, and kill the program without waiting for what it does."""
        self._send("keys", name)
        self.kill()

    def complaints(self) -> list[str]:
        """What a sound run does not write: a log with anything worse than news in it, and all of stderr."""
        log = self.folder / "glossator.log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        is_bad = any(level in line for line in lines for level in (" WARNING ", " ERROR ", " CRITICAL "))
        told = (self.folder / "stderr.txt").read_text(encoding="utf-8", errors="replace").splitlines()
        return (lines if is_bad else []) + told

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, _: BaseException | None, __: TracebackType | None) -> None:
        if self._process.poll() is None:
            if kind is not None:
                self.kill()
                return
            code = self.quit()
            assert code == 0, self.complaints()
        self._close_pipes()
        if kind is None and self._process.returncode == 0:
            assert self.complaints() == []

    # The channel

    def ask(self, *command: Any) -> Any:
        """Send a command; what it answers."""
        self._send(*command)
        answer = json.loads(self._line())
        if "error" in answer:
            raise ProgramError(f"{command}: {answer['error']}")
        return answer["ok"]

    def _asked(self, *command: Any) -> State:
        found: State = self.ask(*command)
        self.state = found
        return found

    def _send(self, *command: Any) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(json.dumps(command).encode() + b"\n")
            stdin.flush()
        except BrokenPipeError:
            raise ProgramError(f"{command}: the program has ended: {self.complaints()}") from None

    def _line(self) -> bytes:
        stdout = self._process.stdout
        assert stdout is not None
        end = time.monotonic() + TIMEOUT
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([stdout], [], [], max(0.0, end - time.monotonic()))
            content = os.read(stdout.fileno(), 1 << 20) if ready else b""
            if not content:
                self.kill()
                raise ProgramError(f"the program {'ended' if ready else 'hangs'}: {self.complaints()}")
            self._buffer += content
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line

    def _ended(self) -> int:
        code = self._process.wait(TIMEOUT)
        self._close_pipes()
        assert not self._left_behind(), "the program has left a process behind"
        return code

    def _left_behind(self) -> bool:
        """Whether anything that it started still runs: it leads a group of its own."""
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _close_pipes(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._stderr):
            if pipe is not None and not pipe.closed:
                # What was still on its way has no reader any more.
                with suppress(BrokenPipeError):
                    pipe.close()


def _environment(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "GLOSSATOR_STATE_DIR": str(folder),
        "HOME": str(folder),
        "PYTHONUTF8": "1",
        **more,
    }


def _middle(area: Sequence[int]) -> tuple[int, int]:
    left, top, width, height = area
    return left + width // 2, top + height // 2

"""Whether there is a screen to show a window on: asked before Qt, which ends the program where there is none."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from glossator.errors import GlossatorError


class NoDisplayError(GlossatorError):
    """There is no screen to show a window on."""


def require_display(environment: Mapping[str, str] | None = None, *, platform: str = sys.platform) -> None:
    """Does nothing where a window can be shown. Raises NoDisplayError, which says what to do, elsewhere."""
    known = os.environ if environment is None else environment
    if platform in ("win32", "darwin") or known.get("QT_QPA_PLATFORM") or _wayland_answers(known):
        return
    display = known.get("DISPLAY", "")
    if not display:
        raise NoDisplayError(
            "There is no display to show a window on. `glossator render` draws it into a picture instead."
        )
    if not _x_answers(display):
        raise NoDisplayError(
            f"The display {display} does not answer: is its X server running? `glossator render` draws the window into"
            " a picture instead."
        )


def _wayland_answers(known: Mapping[str, str]) -> bool:
    name = known.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(known.get("XDG_RUNTIME_DIR", ""), name)))


def _x_answers(display: str) -> bool:
    """Servers of this machine are asked; one of another (`host:0`) is believed: asking would need a network."""
    host, _, number = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    path = f"/tmp/.X11-unix/X{number.partition('.')[0]}"
    return _answers(path) or _answers(f"\0{path}")


def _answers(path: str) -> bool:
    """Whether somebody listens on a local socket."""
    if not hasattr(socket, "AF_UNIX"):
        return True
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.settimeout(2)
            probe.connect(path)
        except (OSError, ValueError):
            return False
    return True

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from glossator_desktop.display import NoDisplayError, require_display


def test_without_any_display_there_is_none() -> None:
    with pytest.raises(NoDisplayError, match="no display"):
        require_display({}, platform="linux")


def test_a_display_that_nobody_serves_is_said_by_name() -> None:
    with pytest.raises(NoDisplayError, match=r"The display :7654321\.0 does not answer"):
        require_display({"DISPLAY": ":7654321.0"}, platform="linux")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no local sockets here")
def test_a_wayland_server_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("wayland-9")
        server.listen()
        require_display({"WAYLAND_DISPLAY": "wayland-9"}, platform="linux")
    with pytest.raises(NoDisplayError):
        require_display({"WAYLAND_DISPLAY": "wayland-9"}, platform="linux")


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"DISPLAY": "elsewhere:10.0"}, "linux"),
        ({}, "darwin"),
        ({}, "win32"),
    ],
)
def test_what_cannot_be_asked_is_believed(environment: dict[str, str], platform: str) -> None:
    require_display(environment, platform=platform)

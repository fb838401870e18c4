"""Loaded by every Python process of a watched run: writes down, and forbids, whatever reaches for the network.

Binding a local port is allowed: importing spaCy does that. Lines go to the file that NETWORK_WATCH names.
"""

from __future__ import annotations

import os
import socket
import sys

LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
REACHING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
INTERNET = {socket.AF_INET, socket.AF_INET6}


def _write(line: str) -> None:
    with open(os.environ["NETWORK_WATCH"], "a", encoding="utf-8") as log:  # noqa: PTH123 - pathlib is not needed early
        log.write(f"{line}\n")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    reaches = event in LOOK_UPS
    if event in REACHING:
        reaches = getattr(arguments[0], "family", None) in INTERNET
    if reaches:
        _write(f"FORBIDDEN {event} {arguments[1:]!r} by {sys.orig_argv}")
        raise PermissionError(f"this run may not use the network: {event}")


if os.environ.get("NETWORK_WATCH"):
    sys.addaudithook(_watch)
    _write(f"watching {' '.join(sys.orig_argv)}")

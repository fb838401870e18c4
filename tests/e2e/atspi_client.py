"""A screen reader's end of the accessibility bus: asks a program over AT-SPI what a screen reader would, and hears it.

Runs under any Python that has PyGObject, in a process of its own; `test_accessibility` is the other end. Each line on
standard input is one command, a JSON list of its name and arguments; each gets one line back, `{"ok": …}` or
`{"error": …}`. Nothing of the project is imported here.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from typing import Any

from gi.repository import Gio, GLib

A11Y = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
PROPERTIES = "org.freedesktop.DBus.Properties"
PATIENCE = 20.0
"""Seconds that anything may take."""


class Client:
    """One connection to the accessibility bus."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        answer = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 20_000, None
        )
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._bus = Gio.DBusConnection.new_for_address_sync(answer.unpack()[0], flags, None, None)
        self._heard: list[list[Any]] = []
        self._bus.signal_subscribe(None, f"{A11Y}Event.Object", None, None, None, 0, self._hear)
        self._ask(f"{A11Y}Registry", "/org/a11y/atspi/registry", f"{A11Y}Registry", "RegisterEvent", "(sass)",
                  ["object:", [], ""])  # fmt: skip

    def _hear(self, _: Any, sender: str, path: str, interface: str, signal: str, values: Any) -> None:
        detail, one, two, value, *_rest = values.unpack()
        self._heard.append([signal, path, detail, one, two, value if isinstance(value, (str, int)) else str(value)])

    def _ask(
        self, name: str, path: str, interface: str, method: str, signature: str = "", values: list[Any] | None = None
    ) -> Any:
        packed = GLib.Variant(signature, tuple(values or ())) if signature else None
        return self._bus.call_sync(name, path, interface, method, packed, None, 0, 20_000, None).unpack()

    def _property(self, name: str, path: str, interface: str, wanted: str) -> Any:
        return self._ask(name, path, PROPERTIES, "Get", "(ss)", [f"{A11Y}{interface}", wanted])[0]

    # Commands

    def program(self) -> str:
        """The bus name of the program, once there is one."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            children = self._ask(f"{A11Y}Registry", ROOT, f"{A11Y}Accessible", "GetChildren")[0]
            if children:
                return str(children[0][0])
            time.sleep(0.1)
        raise TimeoutError("no program came to the accessibility bus")

    def tree(self, name: str, path: str = ROOT) -> list[dict[str, Any]]:
        """Everything below a path: path, role, name, description, states, interfaces."""
        accessible = f"{A11Y}Accessible"
        low, high = self._ask(name, path, accessible, "GetState")[0]
        interfaces = self._ask(name, path, accessible, "GetInterfaces")[0]
        found = [
            {
                "path": path,
                "role": self._ask(name, path, accessible, "GetRoleName")[0],
                "name": self._property(name, path, "Accessible", "Name"),
                "description": self._property(name, path, "Accessible", "Description"),
                "states": [bit for bit in range(64) if (low | high << 32) >> bit & 1],
                "interfaces": [interface.rpartition(".")[2] for interface in interfaces],
            }
        ]  # fmt: skip
        for child_name, child in self._ask(name, path, accessible, "GetChildren")[0]:
            found.extend(self.tree(child_name, child))
        return found

    def call(self, name: str, path: str, interface: str, method: str, signature: str, *values: Any) -> Any:
        """Any method of any interface."""
        return self._ask(name, path, f"{A11Y}{interface}", method, signature, list(values))

    def value(self, name: str, path: str, interface: str, wanted: str) -> Any:
        """A property."""
        return self._property(name, path, interface, wanted)

    def heard(self, signal: str = "", words: str = "") -> list[list[Any]]:
        """What was heard since the last time, once a signal of this name with these words is among it."""
        context, end = GLib.MainContext.default(), time.monotonic() + PATIENCE
        while True:
            while context.iteration(False):
                pass
            if not signal or any(signal == item[0] and words in str(item[5]) for item in self._heard):
                heard, self._heard = self._heard, []
                return heard
            if end < time.monotonic():
                raise TimeoutError(f"no {signal} with {words!r} was heard, but {self._heard}")
            time.sleep(0.02)


def main() -> None:
    """Answers until the input ends."""
    client = Client()
    for line in sys.stdin:
        name, *values = json.loads(line)
        try:
            answer = {"ok": getattr(client, name)(*values)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

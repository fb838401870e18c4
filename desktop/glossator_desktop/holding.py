"""Telling once what happens several times: while a key is worked on, a signal waits. Without Qt."""

from __future__ import annotations

from collections.abc import Callable


class Held:
    """A context manager that may be nested; `tell` inside it calls `emit` once, when the outermost ends."""

    def __init__(self, emit: Callable[[], None]) -> None:
        self._emit = emit
        self._depth = 0
        self._waiting = False

    def __enter__(self) -> None:
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if not self._depth and self._waiting:
            self._waiting = False
            self._emit()

    def tell(self) -> None:
        """Emits now, or at the end."""
        if self._depth:
            self._waiting = True
        else:
            self._emit()

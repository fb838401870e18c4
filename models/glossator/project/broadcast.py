"""Who is told of changes: one broadcast for every step and every suggestion write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from glossator.annotation import ChangeSet

Listener: TypeAlias = Callable[[ChangeSet], None]


class Broadcast:
    """Listeners in the order in which they subscribed."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear every change from now on; returns how to stop."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def send(self, changes: ChangeSet) -> None:
        """Tell everybody."""
        for listener in tuple(self._listeners):
            listener(changes)

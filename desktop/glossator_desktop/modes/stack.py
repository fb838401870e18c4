"""Which mode has the keys: page mode at the bottom, and what was entered from it on top. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from glossator_desktop.modes.mode import Mode


class ModeStack:
    """The modes in the order in which they were entered. `told` is called when another one has the keys."""

    def __init__(self, bottom: Mode, told: Callable[[], None]) -> None:
        self._modes = [bottom]
        self._told = told

    def __iter__(self) -> Iterator[Mode]:
        return iter(tuple(self._modes))

    @property
    def top(self) -> Mode:
        """The mode that has the keys."""
        return self._modes[-1]

    def enter(self, mode: Mode) -> None:
        """Another mode takes the keys, until it leaves."""
        self._modes.append(mode)
        self._told()

    def leave(self) -> None:
        """Back to the mode before; page mode stays."""
        if 1 < len(self._modes):
            self._modes.pop().leave()
            self._told()

    def close(self, mode: Mode) -> None:
        """Leaves this mode, and whatever was entered from it."""
        while mode in self._modes[1:]:
            self.leave()

    def clear(self) -> None:
        """Back to page mode."""
        while 1 < len(self._modes):
            self.leave()

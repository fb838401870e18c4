"""Telling clicks from drags. Pure, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.annotation import Fragment

THRESHOLD = 4
"""Pixels that the pointer may tremble during a click."""


@dataclass(frozen=True, slots=True)
class Drag:
    """A button held down: where it was pressed, and the stretch drawn since. Offsets in code points."""

    x: float
    y: float
    offset: int
    stretch: Fragment | None = None

    def moved(self, x: float, y: float, offset: int) -> Drag:
        """The same after the pointer moved. Once it is a drag it stays one."""
        if self.stretch is None and abs(x - self.x) + abs(y - self.y) < THRESHOLD:
            return self
        return Drag(self.x, self.y, self.offset, (min(self.offset, offset), max(self.offset, offset)))

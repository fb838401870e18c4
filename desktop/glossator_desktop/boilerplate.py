"""The lines of menus and footers in a text, looked for only where the text is needed. Pure, without Qt."""

from __future__ import annotations

from glossator.annotation import Fragment
from glossator.text.boilerplate import boilerplate_lines
from glossator_desktop.stretch import Stretch


class Boilerplate:
    """Of a whole text they are found once and remembered."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._all: tuple[Fragment, ...] | None = None

    def within(self, stretch: Stretch) -> tuple[Fragment, ...]:
        """Those of the lines that a stretch touches, in order; all of them once they are known."""
        if self._all is None and stretch.complete:
            self._all = tuple(boilerplate_lines(self._text))
        return self._all if self._all is not None else self._look(stretch.start, stretch.end)

    def _look(self, start: int, end: int) -> tuple[Fragment, ...]:
        start = self._text.rfind("\n", 0, start) + 1
        stop = self._text.find("\n", end)
        found = boilerplate_lines(self._text[start : stop if 0 <= stop else len(self._text)])
        return tuple((start + line_start, start + line_end) for line_start, line_end in found)

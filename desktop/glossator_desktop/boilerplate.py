"""The lines of menus and footers in a text, found as far as the text is needed. Pure, without Qt."""

from __future__ import annotations

from glossator.annotation import Fragment
from glossator.text.boilerplate import boilerplate_lines
from glossator_desktop.stretch import Stretch


class Boilerplate:
    """Remembers what has been looked at: one stretch of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = self._end = 0
        self._found: tuple[Fragment, ...] = ()

    def reaching(self, stretch: Stretch) -> tuple[Fragment, ...]:
        """The lines found so far, in order, after this stretch has been looked at too."""
        if stretch.end < self._start or self._end < stretch.start:
            self._start = self._end = stretch.start
            self._found = ()
        if stretch.start < self._start:
            self._found = (*self._look(stretch.start, self._start), *self._found)
            self._start = stretch.start
        if self._end < stretch.end:
            self._found = (*self._found, *self._look(self._end, stretch.end))
            self._end = stretch.end
        return self._found

    def _look(self, start: int, end: int) -> list[Fragment]:
        """Those of the lines that begin in `[start, end)`."""
        text = self._text
        if start and text[start - 1] != "\n":
            start = text.find("\n", start) + 1
            if not 0 < start < end:
                return []
        stop = text.find("\n", end - 1)
        found = boilerplate_lines(text[start : stop if 0 <= stop else len(text)])
        return [(start + line_start, start + line_end) for line_start, line_end in found]

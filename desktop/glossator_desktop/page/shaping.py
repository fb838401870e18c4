"""One block of text shaped into lines by Qt, spoken to in code points and pixels of the column. No widget.

The lines know nothing of heights: `lines.arrange` stacks them, and painting puts each on its baseline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from glossator.text.graphemes import clusters, previous_boundary
from glossator.text.offsets import Utf16Index
from glossator_desktop.page.decor import Run
from glossator_desktop.page.direction import has_right_to_left
from glossator_desktop.page.lines import LineShape, line_holding

_TOUCHING = 0.75
"""Pixels between two pieces of a line that still count as one rectangle."""


_BREAKS = "\v\f\x85\u2028\u2029"
_CONTROLS = re.compile(f"[\x01-\x08\x0e-\x1f\x7f-\x9f{_BREAKS}]")
_SHOWN = {
    **{code: 0x2400 + code for code in range(0x20)},
    **dict.fromkeys(range(0x80, 0xA0), 0x2426),
    **{ord(character): 0x2028 for character in _BREAKS},
    ord("\t"): ord("\t"),
    0x7F: 0x2421,
}
"""How control characters are shown, each by one character of the same length in UTF-16: whatever ends a line in Unicode
ends it here, the others have signs of their own. Fonts have nothing for them, or an empty box."""


class Emphasis(NamedTuple):
    """How a stretch of the block differs from plain text: bold, or in another colour."""

    start: int
    end: int
    bold: bool = False
    colour: str | None = None


class Shaped:
    """The lines of one block. `start` is the code point at which the block begins in its document."""

    def __init__(
        self,
        text: str,
        start: int,
        font: QFont,
        *,
        width: float,
        right_to_left: bool = False,
        emphases: Sequence[Emphasis] = (),
    ) -> None:
        self.start = start
        self.end = start + len(text)
        self._text = text
        self._index = Utf16Index(text)
        self._mixed = has_right_to_left(text)
        self._layout = QTextLayout(displayed(text), font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(text_options(right_to_left))
        if emphases:
            self._layout.setFormats([self._format(emphasis) for emphasis in emphases])
        self._lines = _break(self._layout, width)
        self.shapes = [self._shape(line) for line in self._lines]

    # Stretches to places

    def runs(self, start: int, end: int) -> list[Run]:
        """The stretch's pieces on the lines, clipped to the block; white space at a wrap is left out."""
        start, end = max(start, self.start), min(end, self.end)
        found: list[Run] = []
        if end <= start:
            return found
        for at in range(line_holding(self.shapes, start), len(self.shapes)):
            shape = self.shapes[at]
            if end <= shape.start:
                break
            first, last = max(start, shape.start), min(end, shape.shown_end)
            if first < last:
                found.extend(Run(at, left, right) for left, right in self._pieces(at, first, last))
        return found

    def x_of(self, offset: int) -> float:
        """Where the caret stands before an offset."""
        offset = min(max(offset, self.start), self.end)
        line = self._lines[line_holding(self.shapes, offset)]
        return _x(line, self._unit(offset))

    def offset_at(self, line: int, x: float, *, on_character: bool = False) -> int:
        """The offset nearest to a place on a line: between two characters, or of the character under it."""
        if on_character and self._mixed:
            return self._character_at(line, x)
        # Qt's own xToCursor answers with the end of the text for characters with several combining marks.
        offsets = self._carets(line)
        places = [_x(self._lines[line], self._unit(offset)) for offset in offsets]
        if on_character:
            return offsets[max(0, bisect_right(places, x) - 1)]
        return min(zip(places, offsets, strict=True), key=lambda caret: abs(caret[0] - x))[1]

    def last_caret(self, line: int) -> int:
        """The rightmost offset that a caret on this line can have: at a wrap, the next one shows on the next line."""
        shape = self.shapes[line]
        if line == len(self.shapes) - 1 or shape.shown_end < shape.end:
            return shape.shown_end
        return max(shape.start, self.start + previous_boundary(self._text, shape.end - self.start))

    def _carets(self, line: int) -> list[int]:
        first, last = self.shapes[line].start - self.start, self.last_caret(line) - self.start
        ends = [end for _, end in clusters(self._text, first, last)]
        return [self.start + offset for offset in (first, *ends)]

    def _character_at(self, line: int, x: float) -> int:
        """Qt's own xToCursor takes a letter for its neighbour where two of them are joined into one shape."""
        carets = self._carets(line)
        found, distance = carets[0], float("inf")
        for start, end in pairwise(dict.fromkeys((*carets, self.shapes[line].shown_end))):
            for left, right in self._pieces(line, start, end):
                away = max(left - x, x - right, 0.0)
                if away < distance:
                    found, distance = start, away
        return found

    # Painting

    def draw(self, painter: QPainter, line: int, left: float, baseline: float) -> None:
        """Paint one line's letters with the painter's pen."""
        text_line = self._lines[line]
        text_line.draw(painter, QPointF(left, baseline - text_line.ascent()))

    # How it is made

    def _shape(self, line: QTextLine) -> LineShape:
        first = self._index.to_code_point(line.textStart())
        last = self._index.to_code_point(line.textStart() + line.textLength())
        shown = first + len(self._text[first:last].rstrip()) if last < len(self._text) else last
        return LineShape(
            self.start + first,
            self.start + last,
            self.start + shown,
            line.ascent(),
            line.descent(),
        )

    def _unit(self, offset: int) -> int:
        return self._index.to_utf16(offset - self.start)

    def _pieces(self, at: int, start: int, end: int) -> Iterator[tuple[float, float]]:
        line = self._lines[at]
        if not self._mixed:
            yield _x(line, self._unit(start)), _x(line, self._unit(end)) if end < self.shapes[at].end else _end(line)
            return
        # At the border of two directions Qt's cursorToX answers for the run before: only glyphs tell where letters are.
        first, last = self._unit(start), self._unit(end)
        rects = [run.boundingRect() for run in line.glyphRuns(first, last - first)]
        yield from _merged([(rect.left(), rect.right()) for rect in rects])

    def _format(self, emphasis: Emphasis) -> QTextLayout.FormatRange:
        start, end = max(emphasis.start, self.start), min(emphasis.end, self.end)
        made = QTextLayout.FormatRange()
        made.start = self._unit(start)  # type: ignore[attr-defined,unused-ignore]
        made.length = self._unit(end) - self._unit(start)  # type: ignore[attr-defined,unused-ignore]
        look = QTextCharFormat()
        if emphasis.bold:
            look.setFontWeight(QFont.Weight.Bold)
        if emphasis.colour is not None:
            look.setForeground(QBrush(QColor(emphasis.colour)))
        made.format = look  # type: ignore[attr-defined,unused-ignore]
        return made


def displayed(text: str) -> str:
    """The text as it is drawn: of the same length, without characters that fonts have nothing for."""
    return text.translate(_SHOWN) if _CONTROLS.search(text) else text


def text_options(right_to_left: bool) -> QTextOption:
    """How lines break and which way they go."""
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if right_to_left:
        options.setTextDirection(Qt.LayoutDirection.RightToLeft)
        options.setAlignment(Qt.AlignmentFlag.AlignRight)
    else:
        options.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return options


def _break(layout: QTextLayout, width: float) -> list[QTextLine]:
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return [layout.lineAt(at) for at in range(layout.lineCount())]


_cursor_to_x: Callable[..., object] = QTextLine.cursorToX


def _x(line: QTextLine, unit: int) -> float:
    place = _cursor_to_x(line, unit)
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]


def _end(line: QTextLine) -> float:
    return _x(line, line.textStart() + line.textLength())


def _merged(edges: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    edges.sort()
    if not edges:
        return
    left, right = edges[0]
    for next_left, next_right in edges[1:]:
        if right + _TOUCHING < next_left:
            yield left, right
            left, right = next_left, next_right
        else:
            right = max(right, next_right)
    yield left, right

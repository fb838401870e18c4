"""The page's text as Qt's screen reader bridges ask for it: in UTF-16 units, by pieces, with places on the screen.

Code points become units here and nowhere else on this way, by `text.offsets`. Nothing is built of the whole text but
the index of its astral code points, once for each document.
"""

from __future__ import annotations

import sys
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible

from glossator.annotation import Fragment, Fragments
from glossator.text.offsets import Utf16Index
from glossator_desktop.page.accessible_marks import NO_FACTS, stretch_at
from glossator_desktop.page.accessible_table import NOTHING, Answers, Completion, Piece, complete
from glossator_desktop.page.accessible_units import Unit, Units
from glossator_desktop.page.blocks import split_blocks

if TYPE_CHECKING:
    from glossator_desktop.page.view import PageView

_LENGTH, _CARET = -1, -2
"""What IAccessible2 means by these offsets."""

_UNITS: Final[dict[int, Unit]] = {
    QAccessible.TextBoundaryType.CharBoundary.value: "character",
    QAccessible.TextBoundaryType.WordBoundary.value: "word",
    QAccessible.TextBoundaryType.SentenceBoundary.value: "sentence",
    QAccessible.TextBoundaryType.ParagraphBoundary.value: "paragraph",
    QAccessible.TextBoundaryType.LineBoundary.value: "line",
    QAccessible.TextBoundaryType.NoBoundary.value: "all",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's text, ready to be asked."""

    text: str
    index: Utf16Index
    units: Units

    def to_unit(self, offset: int) -> int:
        """The UTF-16 unit of a code point, whatever is asked."""
        return self.index.to_utf16(min(max(offset, 0), len(self.text)))

    def to_offset(self, unit: int) -> int:
        """The code point of a UTF-16 unit, whatever is asked; inside a pair, the pair's."""
        return self.index.to_code_point(min(max(unit, 0), self.index.utf16_length))


class PageText(Answers):
    """Answers for one page. All offsets of its methods are UTF-16 units; places are pixels of the screen."""

    def __init__(self, page: PageView, *, most: Completion | None = None) -> None:
        super().__init__()
        self._page = weakref.ref(page)
        self._reading: Reading | None = None
        self._completion = complete(self, most=most)

    @property
    def completion(self) -> Completion:
        """How much of what PySide6 leaves out could be added."""
        return self._completion

    @property
    def is_sound(self) -> bool:
        """Whether it may be handed out: not to AT-SPI, which would read what the functions left out did not set."""
        return self._completion is not Completion.NONE or sys.platform in ("win32", "darwin")

    def reading(self) -> Reading:
        """The text that the page shows now."""
        page = self._page()
        text = page.content.text if page is not None else ""
        if self._reading is None or self._reading.text is not text:
            blocks = page.blocks if page is not None else split_blocks(text)
            self._reading = Reading(text, Utf16Index(text), Units(text, blocks, self._line_of))
        return self._reading

    def _line_of(self, offset: int) -> Fragment:
        page = self._page()
        return page.line_around(offset) if page is not None else (offset, offset)

    # The text

    def text(self, startOffset: int, endOffset: int) -> str:
        """The text between two units."""
        reading = self.reading()
        return reading.text[reading.to_offset(startOffset) : reading.to_offset(endOffset)]

    def characterCount(self) -> int:
        """How many units there are."""
        return self.reading().index.utf16_length

    def piece_at(self, offset: int, boundary: int) -> Piece:
        """The piece that holds an offset."""
        return self._piece(self.reading().units.at(self._asked(offset), _UNITS.get(boundary, "character")))

    def piece_before(self, offset: int, boundary: int) -> Piece:
        """The piece before that."""
        return self._piece(self.reading().units.before(self._asked(offset), _UNITS.get(boundary, "character")))

    def piece_after(self, offset: int, boundary: int) -> Piece:
        """The piece after that."""
        return self._piece(self.reading().units.after(self._asked(offset), _UNITS.get(boundary, "character")))

    def attributes(self, offset: int) -> Piece:
        """What marks lie at an offset, and how far that holds: see `accessible_marks`."""
        page, reading = self._page(), self.reading()
        if page is None or not reading.text:
            return Piece("", 0, 0)
        at = min(self._asked(offset), len(reading.text) - 1)
        within = page.blocks.around(at, len(reading.text))
        facts = page.facts
        stretch = stretch_at(
            at,
            within,
            page.marks_in(*within),
            facts_of=facts.of if facts is not None else lambda _: NO_FACTS,
            current=page.overlay.current,
            language=page.content.language,
        )
        return Piece(stretch.attributes, reading.to_unit(stretch.start), reading.to_unit(stretch.end))

    def _asked(self, unit: int) -> int:
        """The code point meant by a unit that may stand for the end or for the caret."""
        if unit == _CARET:
            return self._caret()
        reading = self.reading()
        return len(reading.text) if unit == _LENGTH else reading.to_offset(unit)

    def _piece(self, piece: Fragment | None) -> Piece:
        if piece is None:
            return NOTHING
        reading = self.reading()
        return Piece(reading.text[piece[0] : piece[1]], reading.to_unit(piece[0]), reading.to_unit(piece[1]))

    # Caret and selections

    def cursorPosition(self) -> int:
        """The unit that the caret stands before."""
        return self.reading().to_unit(self._caret())

    def setCursorPosition(self, position: int) -> None:
        """Asks for the caret to be put there, as a click would."""
        page = self._page()
        if page is not None:
            page.place_clicked.emit(self._asked(position))

    def selectionCount(self) -> int:
        """How many stretches are selected. None where nobody could ask which: then the caret is all there is."""
        return 0 if self.completion is Completion.NONE else len(self._selections())

    def selection(self, index: int) -> tuple[int, int]:
        """Start and end of a selection; -1 and -1 where there is none of that number."""
        selections, reading = self._selections(), self.reading()
        if not 0 <= index < len(selections):
            return -1, -1
        return reading.to_unit(selections[index][0]), reading.to_unit(selections[index][1])

    def addSelection(self, startOffset: int, endOffset: int) -> None:
        """Asks for a selection, as a drag would; what was selected before goes."""
        page = self._page()
        start, end = sorted((self._asked(startOffset), self._asked(endOffset)))
        if page is not None and start < end:
            page.range_selected.emit(start, end, True)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:
        """Asks for another selection."""
        self.addSelection(startOffset, endOffset)

    def removeSelection(self, selectionIndex: int) -> None:
        """Asks for nothing to be selected: the caret stays."""
        page = self._page()
        if page is not None and self._selections():
            page.place_clicked.emit(self._caret())

    def _selections(self) -> Fragments:
        page = self._page()
        return page.overlay.selection if page is not None else ()

    def _caret(self) -> int:
        page = self._page()
        return (page.overlay.caret or 0) if page is not None else 0

    # Places

    def characterRect(self, offset: int) -> QRect:
        """Where a character is on the screen, in view or not; at the end of the text, where the caret would be."""
        page = self._page()
        if page is None:
            return QRect()
        start, end = self.reading().units.at(self._asked(offset), "character")
        rect = page.rect_of(start, end)
        if rect.isEmpty():
            rect = page.rect_of(start, start)
        return rect.translated(page.viewport().mapToGlobal(QPoint(0, 0)))

    def offsetAtPoint(self, point: QPoint) -> int:
        """The character at a place of the screen; -1 outside the page."""
        page = self._page()
        if page is None:
            return -1
        inside = page.viewport().mapFromGlobal(point)
        if not page.viewport().rect().contains(inside):
            return -1
        return self.reading().to_unit(page.offset_at(inside, on_character=True))

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:
        """Brings a stretch into view."""
        page = self._page()
        if page is not None:
            page.ensure_visible(self._asked(startIndex), self._asked(endIndex))

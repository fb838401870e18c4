"""A block of the text, laid out and decorated: what the page paints and asks for places. Qt text, no widget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from glossator_desktop.page.content import Mark
from glossator_desktop.page.decor import Chip, Decor, Run, Surroundings, decorate, floating_chips
from glossator_desktop.page.faces import Faces
from glossator_desktop.page.hits import marks_under
from glossator_desktop.page.lines import LineBox, arrange, blank_line, line_at, line_holding
from glossator_desktop.page.shaping import Emphasis, Shaped

_NOTHING = Decor((), (), (), ())


class LaidBlock:
    """One block at one width. Heights count from its top, places along a line from the column's left."""

    def __init__(
        self,
        text: str,
        start: int,
        faces: Faces,
        *,
        width: float,
        right_to_left: bool,
        marks: Sequence[Mark],
        emphases: Sequence[Emphasis],
        ends_line: bool,
    ) -> None:
        self.start = start
        self.end = start + len(text)
        self.right_to_left = right_to_left
        self._faces = faces
        self._width = width
        self._space = faces.measures.space if ends_line else 0
        blank = not text or text.isspace()
        self._shaped = (
            None
            if blank
            else Shaped(text, start, faces.text, width=width, right_to_left=right_to_left, emphases=emphases)
        )
        self.lines: list[LineBox] = []
        self.decor = _NOTHING
        self.decorate(marks)

    @property
    def height(self) -> int:
        """Its lines and the space after it."""
        return self.lines[-1].bottom + (self._space if self._shaped else 0)

    def decorate(self, marks: Sequence[Mark]) -> None:
        """Take these marks instead of those it has. Lines may move; the letters on them stay."""
        if self._shaped is None:
            self.lines = [blank_line(self.start, self.end, self._faces.measures)]
            return
        self.decor = decorate(marks, self._surroundings(self._shaped))
        self.lines = arrange(self._shaped.shapes, self.decor.needs, self._faces.measures)

    def floating_chips(self, wanted: Callable[[Mark], bool], *, first: Collection[int]) -> list[Chip]:
        """The chips of some marks, for lines that have no rows for chips; those of `first` (ids) take precedence."""
        if self._shaped is None:
            return []
        boxes = [box for box in self.decor.boxes if wanted(box.mark)]
        return floating_chips(boxes, self._surroundings(self._shaped), first=first) if boxes else []

    def runs(self, start: int, end: int) -> list[Run]:
        """The pieces of a stretch on its lines."""
        return self._shaped.runs(start, end) if self._shaped else []

    def x_of(self, offset: int) -> float:
        """Where the caret stands before an offset."""
        if self._shaped is None:
            return self._width if self.right_to_left else 0.0
        return self._shaped.x_of(offset)

    def line_of(self, offset: int) -> int:
        """The line that an offset is on."""
        return line_holding(self.lines, offset)

    def offset_at(self, line: int, x: float, *, on_character: bool = False) -> int:
        """The offset nearest to a place on one of its lines."""
        return self._shaped.offset_at(line, x, on_character=on_character) if self._shaped else self.start

    def line_end(self, line: int) -> int:
        """The last offset for a caret on a line."""
        return self._shaped.last_caret(line) if self._shaped else self.end

    def marks_under(self, x: float, y: float) -> list[Mark]:
        """The marks at a point, the smallest first."""
        return marks_under(self.decor, self.lines, line_at(self.lines, y), x, y) if self._shaped else []

    @property
    def shaped(self) -> Shaped | None:
        """The letters, or None for a blank line."""
        return self._shaped

    def _surroundings(self, shaped: Shaped) -> Surroundings:
        page = self._faces.measures
        return Surroundings(
            start=self.start,
            end=self.end,
            lines=len(shaped.shapes),
            right_to_left=self.right_to_left,
            width=self._width,
            overhang=page.margin / 2,
            least_chip=page.least_chip,
            runs_of=shaped.runs,
            chip_width=self._faces.chip_width,
            elide=self._faces.elide,
            chips=self._faces.look.has_chips,
        )

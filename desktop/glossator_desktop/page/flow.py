"""The document as one tall column: the header, then the blocks, laid out when they are first looked at. No widget.

Places here are pixels from the column's top left corner. A block not laid out yet has an estimated height; laying it
out corrects that and tells `moved`, so that the view can keep still what it shows.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from glossator.annotation import Fragment
from glossator_desktop.page.blocks import Blocks, split_blocks
from glossator_desktop.page.content import Mark, PageContent
from glossator_desktop.page.direction import reads_right_to_left
from glossator_desktop.page.event_numbers import EventNumbers
from glossator_desktop.page.faces import Faces
from glossator_desktop.page.header import Header
from glossator_desktop.page.laid import LaidBlock
from glossator_desktop.page.lines import LineBox
from glossator_desktop.page.margin import MarginNumbers
from glossator_desktop.page.mark_index import MarkIndex
from glossator_desktop.page.shaping import Emphasis
from glossator_desktop.page.stack import Stack
from glossator_desktop.page.style import PageTheme

_KEPT = 300
"""Laid out blocks that are kept: some thirty screens."""

_SAMPLE = 2_000


@dataclass(frozen=True, slots=True)
class Area:
    """A piece of a line that a stretch covers, in pixels of the column."""

    block: int
    line: LineBox
    left: float
    right: float
    top: int


def ignore(index: int, growth: int) -> None:
    """Nobody minds that this block turned out taller by so much."""


class Flow:
    """One document at one width, in one theme and zoom."""

    def __init__(
        self,
        content: PageContent,
        faces: Faces,
        theme: PageTheme,
        *,
        width: int,
        blocks: Blocks | None = None,
        marks: MarkIndex | None = None,
    ) -> None:
        self.content = content
        self.faces = faces
        self.width = width
        self.blocks = blocks or split_blocks(content.text)
        self.marks = MarkIndex(content.marks) if marks is None else marks
        self.header = Header(content.title, content.subtitle, faces, width=width)
        self._faint = theme.faint
        self.event_numbers = EventNumbers(self.marks)
        self.moved: Callable[[int, int], None] = ignore
        self.renumbered = False
        self._laid: dict[int, LaidBlock] = {}
        self._stack = Stack(_estimates(self.blocks, content.text, faces, width))

    # Heights

    @property
    def height(self) -> int:
        """The header and all blocks."""
        return self.header.height + self._stack.total

    def top(self, index: int) -> int:
        """Where a block begins."""
        return self.header.height + self._stack.top(index)

    def bottom(self, index: int) -> int:
        """Where a block ends."""
        return self.top(index) + self._stack.height(index)

    def block_at(self, y: int) -> int:
        """The block at a height."""
        return self._stack.at(y - self.header.height)

    # Blocks

    def is_laid(self, index: int) -> bool:
        """True if nothing is to be done before the block can be painted."""
        return index in self._laid

    def laid(self, index: int) -> LaidBlock:
        """A block, laid out now if need be."""
        block = self._laid.get(index)
        if block is None:
            block = self._laid[index] = self._lay_out(index)
            self._settle(index, block)
        return block

    def laid_between(self, top: int, bottom: int) -> Iterator[tuple[int, int, LaidBlock]]:
        """Index, top and block of those within these heights, all laid out."""
        index = self.block_at(top)
        place = self.top(index)
        while index < len(self.blocks) and place < bottom:
            block = self.laid(index)
            yield index, place, block
            place += block.height
            index += 1

    def forget_far(self, first: int, last: int) -> None:
        """Drop the blocks far from those in view once there are many. Their heights stay."""
        if _KEPT < len(self._laid):
            near = range(first - _KEPT // 4, last + _KEPT // 4)
            self._laid = {index: block for index, block in self._laid.items() if index in near}

    # Marks

    def update_marks(self, changed: Iterable[Mark], removed: Iterable[int]) -> list[int]:
        """Take in changed and new marks, drop the removed ones; the indexes of the blocks in which that shows."""
        touched: list[Mark] = []
        for mark in changed:
            old = self.marks.put(mark)
            self._renumber(old, mark)
            touched.extend([mark, old] if old else [mark])
        for item in removed:
            gone = self.marks.discard(item)
            if gone is not None:
                self._renumber(gone, None)
                touched.append(gone)
        dirty = self._laid_under(touched)
        for index, here in dirty.items():
            self._refresh(index, self._laid[index], reshape=any(mark.kind == "event" for mark in here))
        return list(dirty)

    @cached_property
    def margin_numbers(self) -> MarginNumbers | None:
        """The numbers in the margin, if there are any."""
        kind = self.faces.look.numbers
        return None if kind == "off" else MarginNumbers(self.content.text, self.blocks, kind)

    def _renumber(self, old: Mark | None, new: Mark | None) -> None:
        if self.event_numbers.changed(old, new):
            self.renumbered = True

    def _laid_under(self, marks: Iterable[Mark]) -> dict[int, list[Mark]]:
        """The laid out blocks that some of these marks lie on, in order, with those marks."""
        found: dict[int, list[Mark]] = {}
        for mark in marks:
            for index in range(self.blocks.at(mark.start), self.blocks.at(max(mark.start, mark.end - 1)) + 1):
                if index in self._laid:
                    found.setdefault(index, []).append(mark)
        return dict(sorted(found.items()))

    def set_boilerplate(self, lines: Sequence[Fragment]) -> list[int]:
        """Grey these lines, in order; the indexes of the blocks in which that shows."""
        new = set(lines) ^ set(self.content.boilerplate)
        self.content = replace(self.content, boilerplate=tuple(lines))
        dirty = sorted({self.blocks.at(start) for start, _ in new} & self._laid.keys())
        for index in dirty:
            self._refresh(index, self._laid[index], reshape=True)
        return dirty

    # Stretches and points

    def areas(self, start: int, end: int, *, blocks: range | None = None) -> list[Area]:
        """The pieces of a stretch, on the blocks of that range only (all of them if none is given)."""
        first, last = self.blocks.at(start), self.blocks.at(max(start, end - 1))
        if blocks is not None:
            first, last = max(first, blocks.start), min(last, blocks.stop - 1)
        found: list[Area] = []
        for index in range(first, last + 1):
            block = self.laid(index)
            runs = block.runs(start, end)
            top = self.top(index)
            found.extend(Area(index, block.lines[run.line], run.left, run.right, top) for run in runs)
        return found

    def caret(self, offset: int) -> Area:
        """Where the caret stands: an area without width."""
        offset = min(max(offset, 0), len(self.content.text))
        index = self.blocks.at(offset)
        block = self.laid(index)
        x = block.x_of(offset)
        return Area(index, block.lines[block.line_of(offset)], x, x, self.top(index))

    # How it is made

    def _lay_out(self, index: int) -> LaidBlock:
        start, end = self.blocks.starts[index], self.blocks.ends[index]
        line = self.blocks.lines.get(index, start)
        marks = self.marks.overlapping(start, end)
        return LaidBlock(
            self.content.text[start:end],
            start,
            self.faces,
            width=self.width,
            right_to_left=reads_right_to_left(self.content.text, line, end),
            marks=marks,
            emphases=self._emphases(start, end, marks),
            ends_line=self.blocks.ends_line(index),
        )

    def _emphases(self, start: int, end: int, marks: Sequence[Mark]) -> list[Emphasis]:
        grey = self.content.boilerplate
        found: list[Emphasis] = []
        for at in range(max(0, bisect_left(grey, (start, start)) - 1), len(grey)):
            if end <= grey[at][0]:
                break
            found.append(Emphasis(*grey[at], colour=self._faint))
        for mark in marks if self.faces.look.density != "current" else ():
            if mark.kind == "event":
                found.extend(Emphasis(*fragment, bold=True) for fragment in mark.fragments)
        return [emphasis for emphasis in found if emphasis.start < end and start < emphasis.end]

    def _refresh(self, index: int, block: LaidBlock, *, reshape: bool) -> None:
        if reshape:
            block = self._laid[index] = self._lay_out(index)
        else:
            block.decorate(self.marks.overlapping(block.start, block.end))
        self._settle(index, block)

    def _settle(self, index: int, block: LaidBlock) -> None:
        growth = self._stack.set_height(index, block.height)
        if growth:
            self.moved(index, growth)


def _estimates(blocks: Blocks, text: str, faces: Faces, width: int) -> list[int]:
    """Heights guessed from the number of code points. About right is enough: laying out corrects them."""
    page = faces.measures
    sample = text[:_SAMPLE]
    wide = 0 if sample.isascii() else sum(unicodedata.east_asian_width(character) in "WF" for character in sample)
    share = wide / max(1, len(sample))
    average = faces.average * (1 - share) + page.em * share
    per_line = max(1, int(width / average * 0.97))
    blank, space, pitch = page.blank, page.space, page.pitch
    return [
        blank if start == end else space + pitch * (1 + (end - start - 1) // per_line)
        for start, end in zip(blocks.starts, blocks.ends, strict=True)
    ]

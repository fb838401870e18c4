"""Which part of the column the viewport shows, and how that keeps still while estimated heights are corrected.

Drives the scroll bar and the flow; knows no widget of ours. Places are pixels of the column.
"""

from __future__ import annotations

from PySide6.QtWidgets import QScrollBar

from glossator_desktop.page.content import ScrollPlace
from glossator_desktop.page.flow import Flow, ignore
from glossator_desktop.page.lines import line_at

REACH = 24
"""Pixels by which a ring, a tag or a chip may reach out of its block."""

_TAIL = 0.4
"""The share of the viewport's height that may stay empty below the end of a long text."""


class Sight:
    """The viewport's place on a flow. The anchor is a block that keeps its place when others grow or shrink."""

    def __init__(self, bar: QScrollBar, flow: Flow, *, height: int) -> None:
        self._bar = bar
        self._flow = flow
        self._anchor = 0
        self.height = height
        self.busy = False
        flow.moved = self._block_moved

    @property
    def scroll(self) -> int:
        """How much of the column lies above the viewport."""
        return self._bar.value()

    def near_blocks(self) -> range:
        """The blocks of which anything may show in the viewport."""
        top, bottom = self.scroll - REACH, self.scroll + self.height + REACH
        return range(self._flow.block_at(top), self._flow.block_at(bottom) + 1)

    def line_at(self, y: int) -> tuple[int, int]:
        """Block and line at a height of the viewport."""
        index = self._flow.block_at(y + self.scroll)
        return index, line_at(self._flow.laid(index).lines, y + self.scroll - self._flow.top(index))

    def visible_range(self) -> tuple[int, int]:
        """The first and last offset of the lines in view."""
        first, last = self.line_at(0), self.line_at(max(0, self.height - 1))
        return self._flow.laid(first[0]).lines[first[1]].start, self._flow.laid(last[0]).lines[last[1]].end

    def release(self) -> None:
        """Let go of the flow: another one takes its place."""
        self._flow.moved = ignore

    # Going somewhere; each leaves all that is in view laid out

    def scroll_to(self, y: int) -> None:
        """Show the column from there on."""
        self._fit_range()
        self._set_bar(y)
        self.settle()

    def reveal(self, start: int, end: int, *, margin: int) -> None:
        """Bring a stretch into view with some pixels around it: something far goes to a third of the height."""
        first, last = self._flow.caret(start), self._flow.caret(max(start, end))
        self._anchor = first.block
        top, bottom = first.top + first.line.top, last.top + last.line.bottom
        scroll, height = self.scroll, self.height
        air = max(0, min(margin, (height - (bottom - top)) // 2))
        if scroll + air <= top and bottom <= scroll + height - air:
            return
        if bottom < scroll - height or scroll + 2 * height < top:
            self.scroll_to(top - max(air, height // 3))
        elif top < scroll + air or height < bottom - top:
            self.scroll_to(top - air)
        else:
            self.scroll_to(bottom + air - height)

    def place(self) -> ScrollPlace:
        """Where the viewport is, in terms of the text."""
        index, line = self.line_at(0)
        box = self._flow.laid(index).lines[line]
        return ScrollPlace(box.start, self.scroll - self._flow.top(index) - box.top)

    def go_to(self, offset: int, delta: int) -> None:
        """Show from `delta` pixels below the top of an offset's line."""
        area = self._flow.caret(offset)
        self._anchor = area.block
        self.scroll_to(area.top + area.line.top + delta)

    def settle(self) -> None:
        """Lay out all blocks in view. One that was laid out before keeps its place in the viewport."""
        self._choose_anchor(self.near_blocks())
        self.busy = True
        while not self._is_settled():
            for index in self.near_blocks():
                self._flow.laid(index)
            self._fit_range()
        self.busy = False
        self._anchor = self._flow.block_at(self.scroll)
        near = self.near_blocks()
        self._flow.forget_far(near.start, near.stop)

    # How it keeps still

    def _choose_anchor(self, near: range) -> None:
        if self._anchor not in near:
            first = self._flow.block_at(self.scroll)
            self._anchor = next((index for index in near if self._flow.is_laid(index)), first)

    def _is_settled(self) -> bool:
        """Whether all in view is laid out, and the scroll bar's range, which may move the view, fits that."""
        near = self.near_blocks()
        if not all(map(self._flow.is_laid, near)):
            return False
        self._fit_range()
        return near == self.near_blocks()

    def _block_moved(self, index: int, growth: int) -> None:
        """A block turned out taller than thought: if it lies above the anchor, scroll by as much."""
        if index < self._anchor:
            # At the end of the text the shorter range alone moves the view: hence from where it was before.
            scroll = self.scroll
            self._fit_range()
            self._set_bar(scroll + growth)

    def _set_bar(self, y: int) -> None:
        busy, self.busy = self.busy, True
        self._bar.setValue(y)
        self.busy = busy

    def _fit_range(self) -> None:
        pitch = self._flow.faces.measures.pitch
        self._bar.setPageStep(max(1, self.height - pitch))
        self._bar.setSingleStep(pitch)
        over = self._flow.height + self._flow.faces.measures.em - self.height
        busy, self.busy = self.busy, True
        self._bar.setRange(0, over + int(_TAIL * self.height) if 0 < over else 0)
        self.busy = busy

"""The caret's ways up, down and to the edges of laid out lines. No widget."""

from __future__ import annotations

from glossator.annotation import Fragment
from glossator_desktop.page.flow import Flow


def vertical_move(flow: Flow, offset: int, lines: int, goal_x: float | None = None) -> tuple[int, float]:
    """The offset so many lines below (above: negative), and the x to aim at in the next such move."""
    area = flow.caret(offset)
    goal = area.left if goal_x is None else goal_x
    index = area.block
    line = flow.laid(index).line_of(offset)
    for _ in range(abs(lines)):
        step = _next_line(flow, index, line, 1 if 0 < lines else -1)
        if step is None:
            return (len(flow.content.text) if 0 < lines else 0), goal
        index, line = step
    return flow.laid(index).offset_at(line, goal), goal


def line_edge(flow: Flow, offset: int, *, end: bool) -> int:
    """The first or the last offset of the line that an offset is on."""
    block = flow.laid(flow.blocks.at(offset))
    line = block.line_of(offset)
    return block.line_end(line) if end else block.lines[line].start


def line_around(flow: Flow, offset: int) -> Fragment:
    """The line that an offset is on, to the start of the next: with the white space at a wrap and the line break."""
    index = flow.blocks.at(offset)
    block = flow.laid(index)
    line = block.line_of(offset)
    if line + 1 < len(block.lines):
        return block.lines[line].start, block.lines[line + 1].start
    return block.lines[line].start, flow.blocks.around(offset, len(flow.content.text))[1]


def _next_line(flow: Flow, index: int, line: int, step: int) -> tuple[int, int] | None:
    """The line below or above; blank lines, where there is nothing to annotate, are passed over."""
    if 0 <= line + step < len(flow.laid(index).lines):
        return index, line + step
    index += step
    while 0 <= index < len(flow.blocks):
        block = flow.laid(index)
        if block.shaped is not None:
            return index, 0 if 0 < step else len(block.lines) - 1
        index += step
    return None

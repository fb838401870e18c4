"""What only the page knows: where its lines break, and which words are in view. Without Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from glossator.annotation import Fragment
from glossator_desktop.modes.focus import Focus
from glossator_desktop.page.content import ScrollPlace

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class View(Protocol):
    """What is asked of the page."""

    def vertical_move(self, offset: int, lines: int, goal_x: float | None = None) -> tuple[int, float]: ...
    def line_edge(self, offset: int, end: bool) -> int: ...
    def visible_range(self) -> tuple[int, int]: ...
    def scroll_place(self) -> ScrollPlace: ...
    def set_scroll_place(self, place: ScrollPlace) -> None: ...


def moved_by_lines(workspace: Workspace, lines: int) -> Focus:
    """The focus with the caret so many lines further down (above: negative)."""
    focus, view = workspace.focus, workspace.view
    if view is None:
        return focus
    offset, goal = view.vertical_move(focus.caret, lines, focus.goal_x)
    return focus.at(offset, goal_x=goal)


def line_edge(workspace: Workspace, offset: int, *, end: bool) -> int:
    """The first or last offset of the line on the page, or of the paragraph where no page is shown."""
    if workspace.view is not None:
        return workspace.view.line_edge(offset, end)
    line = workspace.document.line(offset)
    return line[1] if end else line[0]


def words_in_view(workspace: Workspace) -> list[Fragment]:
    """The words (tokens with a letter or digit) that are in view, in order."""
    document = workspace.document
    start, end = workspace.view.visible_range() if workspace.view else (0, len(document.text))
    found = document.tokens.between(start, end)
    return [(t.start, t.end) for t in found if any(map(str.isalnum, document.text[t.start : t.end]))]

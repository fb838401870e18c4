"""Page mode: several marks in one place, gone through one after the other, by key or by clicking again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from glossator.annotation import Fragment
from glossator_desktop.modes.mode import Handler
from glossator_desktop.page.content import Mark

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


def stack_at(marks: Iterable[Mark], place: Fragment, *, around: bool = False) -> list[int]:
    """The marks that share a code point with a place, or hold all of it (`around`), the smallest first.

    Of a caret the place is the character behind it.
    """
    start, end = place[0], max(place[1], place[0] + 1)
    if around:
        found = [mark for mark in marks if any(a <= start and end <= b for a, b in mark.fragments)]
    else:
        found = [mark for mark in marks if any(a < end and start < b for a, b in mark.fragments)]
    return [mark.id for mark in sorted(found, key=lambda mark: (mark.length, mark.start, mark.id))]


def following(stack: list[int], current: int | None) -> int | None:
    """The one behind the current one, round the end; the first where none of them is current."""
    if not stack:
        return None
    return stack[(stack.index(current) + 1) % len(stack)] if current in stack else stack[0]


class Stacking:
    """Remembers the place that is gone through, so that what is current in between does not lead elsewhere."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._place: Fragment = (0, 0)
        self._shown: int | None = None
        self._clicked: int | None = None

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {"page.stacked": lambda _: self.next_here()}

    def next_here(self) -> None:
        """The next of those that stand here, relations too."""
        workspace = self.workspace
        if workspace.focus.current is None or workspace.focus.current != self._shown:
            fragments = workspace.focus_fragments
            caret = workspace.focus.caret
            self._place = fragments[0] if fragments else (caret, caret)
        there = self._next()
        if there is None:
            workspace.say("info", "No annotation and no suggestion stands here.")
        elif there == workspace.focus.current:
            workspace.say("info", "Nothing else stands here.")
        else:
            self._show(there)

    def click(self, item: int) -> bool:
        """Another click on the same mark goes to the next in its place; False for a first click."""
        mark = self.workspace.document.mark(item)
        if mark is None or not mark.fragments:
            return False
        if item == self._clicked and self._shown is not None and self.workspace.focus.current == self._shown:
            stack = stack_at(self.workspace.document.marks.values(), self._place, around=True)
            there = following(stack, self.workspace.focus.current)
            if there is not None:
                self._show(there)
                return True
        self._clicked, self._shown, self._place = item, item, mark.fragments[0]
        return False

    def _next(self) -> int | None:
        document = self.workspace.document
        stack = stack_at(document.marks.values(), self._place)
        relations = [relation.id for item in stack for relation in document.links.relations_of(item)]
        return following([*stack, *dict.fromkeys(relations)], self.workspace.focus.current)

    def _show(self, item: int) -> None:
        self._shown = item
        self.workspace.select(item)

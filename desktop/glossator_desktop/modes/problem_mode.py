"""Problem mode: a problem is current; keys mend it, exempt it or go on. Without Qt.

Whatever else is pressed leaves the problem and means on the page what it always means there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from glossator.annotation import ChangeSet, Fragments
from glossator.insight.problems import Problem
from glossator_desktop.actions import ModeName, find_action, keymap
from glossator_desktop.builder.problem_sheet import problem_hints, problem_sheet
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.modes.mode import KeyHint, Mode
from glossator_desktop.page.content import Overlay

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class Walker(Protocol):
    """Who goes from problem to problem."""

    @property
    def current(self) -> Problem | None: ...
    @property
    def position(self) -> tuple[int, int]: ...
    def fix(self, index: int) -> None: ...
    def exempt(self) -> None: ...
    def left(self) -> None: ...


class ProblemMode(Mode):
    """As long as it has the keys, the card says what `walker.current` is."""

    name: ClassVar[ModeName] = "problem"

    def __init__(self, workspace: Workspace, walker: Walker) -> None:
        super().__init__(workspace)
        self._walker = walker
        self.handlers = {
            "problem.fix": lambda _: walker.fix(0),
            "problem.fix_by_number": lambda key: walker.fix(int(key or 1) - 1),
            "problem.exempt": lambda _: walker.exempt(),
            "problem.leave": lambda _: self.workspace.close_mode(self),
        }

    def press(self, key: str, text: str) -> bool:
        """This mode's keys; those of the page act on what the problem is about."""
        if super().press(key, text):
            return True
        if key not in keymap("page"):
            return False
        self.workspace.close_mode(self)
        return self.workspace.press(key, text)

    def perform(self, action_id: str) -> bool:
        """The same for actions asked for by name."""
        if super().perform(action_id):
            return True
        action = find_action(action_id)
        if action is None or action.mode != "page":
            return False
        self.workspace.close_mode(self)
        return self.workspace.perform(action_id)

    def enabled(self, action_id: str) -> bool:
        """What can be done on the page can be done from here."""
        action = find_action(action_id)
        return super().enabled(action_id) or (action is not None and action.mode == "page")

    # Clicks: the page's own, after leaving

    def mark_clicked(self, item: int) -> bool:
        """A click elsewhere leaves the problem."""
        self.workspace.close_mode(self)
        return False

    def place_clicked(self, offset: int) -> bool:
        """A click elsewhere leaves the problem."""
        self.workspace.close_mode(self)
        return False

    def range_selected(self, start: int, end: int) -> bool:
        """Dragging over words leaves the problem."""
        self.workspace.close_mode(self)
        return False

    # What to show

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        problem = self._walker.current
        return problem_hints(problem, read_only=self.workspace.project.read_only) if problem else []

    def sheet(self) -> Sheet | None:
        """The card: the sentence, and the keys that mend it."""
        problem = self._walker.current
        if problem is None:
            return None
        return problem_sheet(problem, self._walker.position, read_only=self.workspace.project.read_only)

    def overlay(self, overlay: Overlay) -> Overlay:
        """Where the problem is: what is current has its ring, other words are selected; there is no caret."""
        problem = self._walker.current
        if problem is None:
            return overlay
        return Overlay(current=overlay.current, selection=() if overlay.current else problem.place, arcs=overlay.arcs)

    def anchor(self) -> Fragments:
        """Under the place."""
        return self.place()

    def keep_clear(self) -> Fragments:
        """The place."""
        return self.place()

    def place(self) -> Fragments:
        """Where the problem is."""
        problem = self._walker.current
        return problem.place if problem else ()

    # Coming and going

    def refresh(self, changes: ChangeSet) -> None:
        """The walker hears of changes itself."""

    def leave(self) -> None:
        """The page has the keys again."""
        self._walker.left()

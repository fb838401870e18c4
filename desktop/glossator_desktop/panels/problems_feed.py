"""Shows the problems in their tab and its title, and gives the list's rows and keys back to who walks through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from glossator.insight.problems import Problem
from glossator_desktop.actions import keymap
from glossator_desktop.modes.problem_walk import index_of
from glossator_desktop.panels.problems import ProblemsPanel
from glossator_desktop.problems_binding import ProblemsBinding


class ProblemsFeed(QObject):
    """`count` is told how many there are: it stands in the title of the tab. `dots` is told where they are.

    Hints, of which there may be one on every date, have no dot on the page.
    """

    def __init__(
        self,
        panel: ProblemsPanel,
        binding: ProblemsBinding,
        *,
        count: Callable[[int], None],
        dots: Callable[[Sequence[int]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._binding, self._count, self._dots = panel, binding, count, dots
        self._listed: tuple[Problem, ...] | None = None
        panel.key_handler = self._press
        panel.pointed.connect(self._point)
        panel.seen.connect(self._seen)
        binding.found.connect(self._found)
        binding.moved.connect(self._show_current)
        self._found()

    def _found(self) -> None:
        self._count(len(self._binding.problems))
        self._dots([one.place[0][0] for one in self._binding.problems if one.place and one.severity != "hint"])
        self._fill()

    def _seen(self) -> None:
        self._binding.catch_up_if_short()
        self._fill()

    def _fill(self) -> None:
        """Only a tab that can be seen is filled."""
        binding = self._binding
        if self._panel.isVisible():
            if binding.problems is not self._listed or not binding.problems:
                self._listed = binding.problems
                self._panel.show_problems(binding.problems, looking=binding.is_stale)
            self._show_current()

    def _show_current(self) -> None:
        if self._panel.isVisible():
            self._panel.show_current(index_of(self._binding.problems, self._binding.current))

    def _point(self, problem: Problem) -> None:
        if problem is not self._binding.current:
            self._binding.go_to(problem)

    def _press(self, key: str) -> bool:
        """The keys of a problem do in the list what they do on the page: the one marked is current first."""
        marked = self._panel.marked
        if marked is not None and key in keymap("problem"):
            if marked is not self._binding.current:
                self._binding.go_to(marked)
            self._binding.workspace.press(key)
        return True

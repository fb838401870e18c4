"""Binds the checks to the window: looks for problems while nobody waits, shows them, and walks through them.

A change starts the search anew a moment later, in slices of the event loop; what has not changed is remembered, so that
a key never waits for it. Only a short document is looked through at once, when a person goes on to the next problem.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.insight.problems import Checker, Elsewhere, Material, Problem, Scan
from glossator_desktop.modes.focus import Focus
from glossator_desktop.modes.problem_mode import ProblemMode
from glossator_desktop.modes.problem_walk import index_of, next_index, start_of
from glossator_desktop.workspace import Workspace

T = TypeVar("T")

DELAY: Final = 120
"""Milliseconds after a change before the search begins: several quick changes are one."""
SLICE: Final = 0.003
"""Seconds of the event loop that the search takes at a time."""
SHORT: Final = 1_500
"""Up to so many spans and events a person's next step waits for the search to end: it takes a few milliseconds."""
LOOK_ELSEWHERE: Final = 2_000
"""Milliseconds after which the other documents are asked how they type the same triggers."""

NOTHING: Final = "There is no problem in this document."
LAST: Final = "That was the last problem in this document."
READ_ONLY: Final = "This project can only be read here, so nothing can be mended."


class Read(Protocol):
    """Works on the project in the background, then goes on with what came of it."""

    def __call__(self, work: Callable[[Project], T], then: Callable[[T], None], /) -> None: ...


class ProblemsBinding(QObject):
    """The problems of the open document. `found` says that the list is another one, `moved` that another is current."""

    found = Signal()
    moved = Signal()

    def __init__(self, workspace: Workspace, *, read: Read | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.problems: tuple[Problem, ...] = ()
        self.current: Problem | None = None
        self._read = read
        self._checker: Checker | None = None
        self._scan: Scan | None = None
        self._document = 0
        self._elsewhere: Mapping[str, tuple[Elsewhere, ...]] = {}
        self._mode: ProblemMode | None = None
        self._goes_on: int | None = None
        self._wait = self._timer(DELAY, self._begin)
        self._slices = self._timer(0, self._slice)
        self._ask = self._timer(LOOK_ELSEWHERE, self._look_elsewhere)
        workspace.opened.connect(self._opened)
        workspace.completed.connect(self._wait.start)
        workspace.changed.connect(self._changed)
        self._opened(0)

    def _timer(self, delay: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(do)
        return timer

    def stop(self) -> None:
        """The project is being closed: nothing is looked at any more."""
        for timer in (self._wait, self._slices, self._ask):
            timer.stop()
        self._scan = None

    @property
    def is_stale(self) -> bool:
        """Whether something has changed that has not been looked at."""
        return self._scan is not None or self._wait.isActive()

    @property
    def position(self) -> tuple[int, int]:
        """The number of the current problem, from 1, and of how many."""
        at = index_of(self.problems, self.current)
        return (0 if at is None else at + 1, len(self.problems))

    # Looking

    def _opened(self, _: int) -> None:
        self._scan, self._checker, self._elsewhere = None, None, {}
        self._goes_on = None
        self._show(())
        self._wait.start()
        self._ask.start()

    def _changed(self, changes: ChangeSet) -> None:
        session = self.workspace.session
        if session is None or (changes.touched and session.id not in changes.touched and "schema" not in changes.kinds):
            return
        self._scan = None
        self._slices.stop()
        self._wait.start()
        if "event" in changes.kinds:
            self._ask.start()

    def _begin(self) -> None:
        """Take what there is now, and begin to look through it."""
        self._wait.stop()
        session = self.workspace.session
        if session is None:
            self._show(())
            return
        if not session.complete:
            return
        schema = self.workspace.project.schema
        if self._checker is None or self._checker.schema is not schema or self._document != session.id:
            self._checker = Checker(session.text, schema, tokens=session.tokens)
            self._document = session.id
        self._scan = self._checker.scan(self._material())
        self._slices.start()

    def _material(self) -> Material:
        workspace = self.workspace
        session = workspace.document
        return Material(
            session.id,
            session.text,
            workspace.project.schema,
            spans=tuple(session.spans.values()),
            events=tuple(session.events.values()),
            relations=tuple(session.links.relations.values()),
            entities=tuple(session.links.entities.values()),
            reviews=session.state.reviews if session.state else {},
            pending=tuple(session.suggestions.values()),
            elsewhere=self._elsewhere,
            published=session.document.metadata.published,
        )

    def _slice(self) -> None:
        self._go_on(time.perf_counter() + SLICE)
        if self._scan is not None:
            self._slices.start()

    def _go_on(self, until: float | None) -> None:
        scan = self._scan
        if scan is None:
            return
        try:
            next(scan)
            while until is None or time.perf_counter() < until:
                next(scan)
        except StopIteration as ended:
            self._scan = None
            self._take(ended.value)

    def catch_up(self) -> None:
        """Look through what has changed to the end, now."""
        if self._wait.isActive():
            self._begin()
        self._slices.stop()
        self._go_on(None)

    def _take(self, problems: list[Problem]) -> None:
        workspace = self.workspace
        exempted = workspace.run(lambda: workspace.project.exempted(self._document)) or frozenset()
        building = workspace.focus.current if workspace.mode.name in ("type", "roles") else None
        self._show(
            tuple(
                one
                for one in problems
                if (one.code, one.key) not in exempted and not (one.code == "draft" and one.target == building)
            )
        )

    def _show(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        at = index_of(problems, self.current)
        if self._goes_on is not None:
            self._to_the_next(self._goes_on)
        elif self.current is not None:
            self.current = None if at is None else problems[at]
            if self.current is None:
                self.leave()
        self.found.emit()

    def _look_elsewhere(self) -> None:
        session = self.workspace.session
        if self._read is None or session is None or not session.events:
            return
        if len(self.workspace.project.document_ids()) < 2:
            return
        document = session.id
        triggers = tuple({event.text for event in session.events.values() if event.text})

        def then(found: Mapping[str, tuple[Elsewhere, ...]]) -> None:
            now = self.workspace.session
            if now is not None and now.id == document and found != self._elsewhere:
                self._elsewhere = found
                self._wait.start()

        self._read(lambda project: project.triggers_elsewhere(document, triggers), then)

    # Walking

    def step(self, by: int) -> None:
        """To the next problem (1) or the one before (-1)."""
        self.catch_up_if_short()
        if not self.problems:
            self.workspace.say("info", "Still looking for problems." if self.is_stale else NOTHING)
            return
        at, wrapped = next_index(self.problems, self.current, self.workspace.place, by)
        if wrapped and 1 < len(self.problems):
            self.workspace.say("info", "From the top again." if 0 < by else "From the end again.")
        self.go_to(self.problems[at])

    def go_to(self, problem: Problem) -> None:
        """Make a problem current: the page goes there, the card says what is wrong."""
        workspace = self.workspace
        session = workspace.session
        if session is None:
            return
        self.current = problem
        if self._mode is None or workspace.mode is not self._mode:
            while workspace.mode.name != "page":
                workspace.leave_mode()
            self.current, self._mode = problem, ProblemMode(workspace, self)
            workspace.enter(self._mode)
        if problem.target is not None and session.holds(problem.target):
            workspace.select(problem.target)
        else:
            workspace.set_focus(Focus(caret=start_of(problem)))
        self.moved.emit()

    def fix(self, index: int) -> None:
        """Mend the current problem in this way, and go to the next; without any way, open what it is about."""
        problem, workspace = self.current, self.workspace
        if problem is None:
            return
        if workspace.project.read_only:
            workspace.say("error", READ_ONLY)
        elif not problem.fixes and index == 0:
            self._open(problem)
        elif len(problem.fixes) <= index:
            workspace.say("info", "There is no such way to mend this.")
        elif workspace.run(lambda: workspace.project.fix(problem, index)) is not None:
            workspace.say("info", f"{problem.fixes[index].title}: done.")
            self._after(problem)

    def exempt(self) -> None:
        """Say that the current problem is right as it is, and go to the next."""
        problem, workspace = self.current, self.workspace
        if problem is None:
            return
        if workspace.project.read_only:
            workspace.say("error", READ_ONLY)
        elif workspace.run(lambda: workspace.project.exempt_problem(problem)) is not None:
            workspace.say("info", "It is right, and will not be reported again.")
            self._after(problem)

    def left(self) -> None:
        """The page has the keys again."""
        self._mode = None
        self.current = None
        self.moved.emit()

    def _open(self, problem: Problem) -> None:
        workspace, target = self.workspace, problem.target
        self.leave()
        if target is not None and target in workspace.document.events:
            workspace.edit_event(target)
        else:
            workspace.perform("page.value" if problem.code == "date_value" else "page.edit")

    def _after(self, problem: Problem) -> None:
        """What was mended is gone at once; whatever else came of it is looked for before the next one is shown."""
        self._goes_on = start_of(problem)
        self.current = None
        self.problems = tuple(one for one in self.problems if one is not problem)
        self._wait.start(0)
        self.catch_up_if_short()

    def _to_the_next(self, place: int) -> None:
        self._goes_on = None
        if self._mode is None or self.workspace.mode is not self._mode:
            return
        if not self.problems:
            self.leave()
            self.workspace.say("info", LAST)
            return
        self.go_to(self.problems[next_index(self.problems, None, place, 1)[0]])

    def leave(self) -> None:
        """Back to the page, as far as a problem has the keys."""
        if self._mode is not None:
            self.workspace.close_mode(self._mode)
        self.current = None

    def catch_up_if_short(self) -> None:
        """Look through what has changed at once, if that takes no longer than a person would notice."""
        session = self.workspace.session
        if session is not None and session.complete and len(session.spans) + len(session.events) <= SHORT:
            self.catch_up()

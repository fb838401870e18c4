"""Looking back: which moment of which document is looked at, the way there, and the way back to where one was.

Speaks to the project through the workspace. Its signals tell the history tab and the strip above the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from glossator.annotation import ChangeSet
from glossator.errors import VerbError
from glossator_desktop.modes.focus import Focus
from glossator_desktop.modes.past_mode import PastMode
from glossator_desktop.page.content import Mark, ScrollPlace
from glossator_desktop.past import PastPage, Present, mark_changes, moment_words, past_page, quoted
from glossator_desktop.session import MarkChanges
from glossator_desktop.timeline import Timeline
from glossator_desktop.workspace import Workspace

if TYPE_CHECKING:
    from glossator.steps.history import HistoryStep, Past

GONE = "What {} was about is not in the project at present."
KEPT = 4
"""Moments that are kept: going on to the next one needs the one before again."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the person was before they looked back."""

    document_id: int
    focus: Focus
    scroll: ScrollPlace | None


class LookingBack(QObject):
    """`moved`: another moment is looked at, or the present again. `listed`: the timeline holds other steps.

    `ended`: the person is done with the past, and works on the page again.
    """

    moved = Signal()
    listed = Signal()
    ended = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.timeline = Timeline(workspace.project)
        self.all_documents = False
        self.page: PastPage | None = None
        self.step: HistoryStep | None = None
        self._origin: Origin | None = None
        self._moments: dict[tuple[int, int], Past] = {}
        self._present: Present | None = None
        self._painted: Mapping[int, Mark] | None = None
        self._busy = False

    # The timeline

    def read(self) -> None:
        """Read the steps of the open document, or of all, anew."""
        session, timeline = self.workspace.session, self.timeline
        until = self.step.id if self.step else None
        if session is None and not self.all_documents:
            timeline.clear()
        else:
            timeline.document_id = None if self.all_documents or session is None else session.id
            self.workspace.run(lambda: timeline.read(until=until))
        self.listed.emit()

    def read_more(self) -> None:
        """Read a further page of older steps."""
        if self.workspace.run(self.timeline.more):
            self.listed.emit()

    def switch_scope(self) -> None:
        """From the steps of this document to those of all, and back."""
        self.all_documents = not self.all_documents
        self.read()
        self.workspace.touch()

    # Looking

    def look_at(self, step: HistoryStep | None) -> None:
        """Show the document as it was just after a step; None is now."""
        with self._moving():
            document = self._document_for(step) if step else None
            if step is None or document is None:
                self._return()
                self.step = step
            if step is not None and document is None:
                self.workspace.say("info", GONE.format(quoted(step.title)))
            elif step is not None and document is not None:
                self._look(step, document)

    def go(self, steps: int) -> None:
        """To the step before (1) or after (-1) this one. After the newest comes now."""
        here = self.step.id if self.step else None
        there = self.workspace.run(lambda: (self.timeline.older if 0 < steps else self.timeline.newer)(here))
        if there is not None:
            self.look_at(there)
        elif 0 < steps:
            self.workspace.say("info", "Nothing was done before that.")
        else:
            self.come_back()

    def come_back(self) -> None:
        """Back to now, and to exactly where the person was."""
        with self._moving():
            self._return()
        self.ended.emit()

    def leave(self) -> None:
        """The same, for a person who goes on elsewhere."""
        with self._moving():
            self._return()

    def restore(self) -> None:
        """Make the document what it was at this moment: one new step, which undo takes back."""
        page, workspace = self.page, self.workspace
        if page is None:
            return
        with self._moving():
            changes = workspace.run(lambda: workspace.project.restore(page.step.id, page.document_id))
            if changes is None:
                return
            self._origin = None
            self._end()
        when = moment_words(page.step, now=datetime.now().astimezone())
        if changes.step is None:
            workspace.say("info", f"There was nothing to restore: it is as it was on {when}.")
        else:
            workspace.say("info", f"Restored as it was on {when}. Ctrl+Z takes it back.")
        self.ended.emit()

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """What happens in here is told once, at the end."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        self.moved.emit()

    def _document_for(self, step: HistoryStep) -> int | None:
        """The document whose past to show: the open one if the step touched it, or touched none; else the first."""
        session = self.workspace.session
        here = session.id if session else None
        if not self.all_documents or here is None:
            return here
        touched = self.workspace.run(lambda: self._touched(step, here)) or ()
        if not touched or here in touched:
            return here
        there = set(self.workspace.project.document_ids())
        return next((document for document in touched if document in there), None)

    def _touched(self, step: HistoryStep, here: int) -> tuple[int, ...]:
        """The documents that a step touched. Of a step on many the journal says so once it has been asked for one."""
        if step.documents or step.document_id is not None:
            return step.documents or (step.document_id or here,)
        history, before = self.workspace.project.history, step.id + 1
        if any(found.id == step.id for found in history(document_id=here, limit=1, before=before)):
            return (here,)
        return history(limit=1, before=before)[0].documents

    def _look(self, step: HistoryStep, document_id: int) -> None:
        page = self.workspace.run(lambda: self._page(step, document_id))
        if page is None:
            self._return()
            self.step = step
            return
        self.page, self.step = page, step
        if not isinstance(self.workspace.mode, PastMode):
            self.workspace.enter(PastMode(self.workspace, self))
        self._paint()

    def _page(self, step: HistoryStep, document_id: int) -> PastPage:
        workspace = self.workspace
        if self._origin is None:
            self._origin = self._here()
        if workspace.session is None or workspace.session.id != document_id:
            self._present = None
            workspace.open_document(document_id)
        workspace.load_rest()
        older = self.timeline.older(step.id)
        past = self._past(step.id, document_id)
        earlier = self._earlier(older, document_id)
        content = workspace.document.content()
        return past_page(past, earlier, self._now(document_id), content, workspace.project.schema)

    def _past(self, step_id: int, document_id: int) -> Past:
        key = (step_id, document_id)
        found = self._moments.pop(key, None) or self.workspace.project.past(step_id, document_id)
        self._moments[key] = found
        while KEPT < len(self._moments):
            del self._moments[next(iter(self._moments))]
        return found

    def _earlier(self, step: HistoryStep | None, document_id: int) -> Past | None:
        """The moment one step before; None where the document was not yet there."""
        try:
            return self._past(step.id, document_id) if step else None
        except VerbError:
            return None

    def _now(self, document_id: int) -> Present:
        project = self.workspace.project
        if self._present is None or self._present.layer.document_id != document_id:
            self._present = Present(project.layer(document_id), tuple(project.suggestions(document_id)))
        return self._present

    def _here(self) -> Origin | None:
        workspace = self.workspace
        if workspace.session is None:
            return None
        scroll = workspace.view.scroll_place() if workspace.view else None
        return Origin(workspace.session.id, workspace.focus, scroll)

    # What past mode tells

    def refresh(self, changes: ChangeSet) -> None:
        """The present has changed: the same moment differs from it in other ways."""
        self._present = None
        page = self.page
        if self._busy or page is None or (changes.touched and page.document_id not in changes.touched):
            return
        self._moments.clear()
        with self._moving():
            self._look(page.step, page.document_id)
        if page.document_id in changes.documents or "schema" in changes.kinds:
            # Not the marks alone: the title may be another one.
            self.workspace.remarked.emit(MarkChanges(everything=True))

    def left(self) -> None:
        """The mode has been left, in whatever way: the page shows the present."""
        self.page = self.step = self._present = None
        self._moments.clear()
        self._paint()
        if not self._busy:
            self._origin = None
            self.moved.emit()

    # The way back

    def _return(self) -> None:
        """Out of the past, to where the person was."""
        origin, self._origin = self._origin, None
        self._end()
        workspace = self.workspace
        if origin is None or workspace.session is None:
            return
        if workspace.session.id != origin.document_id:
            workspace.open_document(origin.document_id, caret=origin.focus.caret, scroll=origin.scroll)
            workspace.load_rest()
            workspace.set_focus(origin.focus)
        elif workspace.view is not None and origin.scroll is not None:
            workspace.view.set_scroll_place(origin.scroll)

    def _end(self) -> None:
        if isinstance(self.workspace.mode, PastMode):
            self.workspace.leave_mode()

    def _paint(self) -> None:
        """Have the page show the moment, or the present again. From one step to the next only a few marks differ."""
        session, before = self.workspace.session, self._painted
        if session is not None:
            marks = {mark.id: mark for mark in self.page.content.marks} if self.page else session.marks
            self.workspace.remarked.emit(mark_changes(session.marks if before is None else before, marks))
            self._painted = marks if self.page else None
        self.workspace.touch()

"""Announces to screen readers what a person who sees the window sees happen on the page. Part of the binding of a page.

Asks Qt whether anybody listens; where nobody does, that is all it does. What is said waits a moment, so that a key
held down is not heard a hundred times.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from glossator_desktop.accessible_words import Moment, facts_of, item_words, opened_words, words_of_change
from glossator_desktop.page.accessible_marks import NO_FACTS, MarkFacts, marks_holding
from glossator_desktop.page.accessible_voice import Post
from glossator_desktop.page.content import Mark
from glossator_desktop.page.view import PageView
from glossator_desktop.workspace import Workspace

PAUSE: Final = 80
"""Milliseconds without a change before the last one is said."""


class Speaker(QObject):
    """Speaks for one page and its workspace. `post` is where events go: Qt, or a listener of tests."""

    def __init__(
        self, page: PageView, workspace: Workspace, parent: QObject, post: Post = QAccessible.updateAccessibility
    ) -> None:
        super().__init__(parent)
        self._page, self._workspace = page, workspace
        self.post = post
        self._said = Moment()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._speak)
        page.facts = self

    def stop(self) -> None:
        """The page is bound to something else."""
        self._pause.stop()
        self._page.facts = None

    def stirred(self) -> None:
        """Something that the page shows may be different."""
        if QAccessible.isActive():
            self._pause.start()

    def of(self, mark: Mark) -> MarkFacts:
        """What there is to know of a mark."""
        session = self._workspace.session
        return facts_of(session, mark) if session is not None else NO_FACTS

    def current(self) -> str:
        """The current item in words."""
        workspace = self._workspace
        if workspace.session is None or workspace.focus.current is None:
            return ""
        return item_words(workspace.session, workspace.focus.current, workspace.current_mark, workspace.hints())

    def _speak(self) -> None:
        session = self._workspace.session
        if session is None:
            self._said = Moment()
            return
        before, self._said = self._said, self._moment()
        opened = opened_words(session)
        words = words_of_change(before, self._said, session, self._workspace.hints(), opened=opened)
        if words:
            event = QAccessibleAnnouncementEvent(self._page, words)
            # The person's own key asked for it: it comes before whatever is being said.
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            self.post(event)

    def _moment(self) -> Moment:
        workspace, overlay = self._workspace, self._page.overlay
        caret = overlay.caret or 0
        inside = marks_holding(self._page.marks_in(caret, caret + 1), caret)
        return Moment(
            document=workspace.session.id if workspace.session is not None else 0,
            mode=workspace.mode.name,
            current=workspace.focus.current,
            mark=workspace.current_mark,
            selection=overlay.selection,
            inside=tuple(inside),
            sheet=workspace.mode.sheet(),
            tags=overlay.tags,
        )

"""Binds the history tab and the strip above the page to looking back: rows and cursor go one way, keys the other.

The steps are read only while the tab can be seen, and shown a moment after a change, off the path of the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer

from glossator.annotation import ChangeSet
from glossator_desktop.looking_back import LookingBack
from glossator_desktop.panels.aside import AsidePanel
from glossator_desktop.panels.history_rows import HistoryRow, Telling, history_rows
from glossator_desktop.panels.notice import Notice, NoticeAction, NoticeBar
from glossator_desktop.past import notice_words

SLOT: Final = "past"
PAUSE: Final = 140
"""Milliseconds that the cursor must rest on a row before the page shows that moment."""
DELAY: Final = 90
"""Milliseconds that the list waits for more changes before it shows any."""


class HistoryBinding(QObject):
    """`titles` gives the documents' titles by id."""

    def __init__(
        self,
        aside: AsidePanel,
        looking: LookingBack,
        notices: NoticeBar,
        *,
        titles: Callable[[], Mapping[int, str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._looking, self._notices, self._titles = aside.history, looking, notices, titles
        self._stale = True
        self._listed: tuple[int, int] = (-1, 0)
        self._pointed: HistoryRow | None = None
        self._telling = Telling(_now())
        self._look = self._timer(PAUSE, self._look_now)
        self._catch_up = self._timer(DELAY, self._read_if_seen)
        self._connect(aside)

    def _timer(self, delay: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(do)
        return timer

    def _connect(self, aside: AsidePanel) -> None:
        panel, looking, workspace = self._panel, self._looking, self._looking.workspace
        panel.key_handler = self._press
        panel.seen.connect(self._read_if_seen)
        panel.pointed.connect(self._point)
        panel.entered.connect(self._enter)
        panel.more_wanted.connect(looking.read_more)
        panel.scope_asked.connect(self._switch)
        looking.listed.connect(self._list)
        looking.moved.connect(self._moved)
        workspace.opened.connect(self._opened)
        workspace.changed.connect(self._changed)
        aside.turned.connect(self._turned)
        aside.left_by_escape.connect(self._escaped)

    def stop(self) -> None:
        """The project is being closed: nothing is read any more."""
        self._look.stop()
        self._catch_up.stop()
        self._stale = False

    # Reading the steps

    def _opened(self, _: int) -> None:
        if not self._looking.all_documents:
            self._stale = True
            self._read_if_seen()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.step is not None or changes.kinds - {"suggestion"}:
            self._stale = True
            self._catch_up.start()

    def _read_if_seen(self) -> None:
        self._catch_up.stop()
        if self._stale and self._panel.isVisible():
            self._stale = False
            self._looking.read()

    def _list(self) -> None:
        """Show what the timeline holds: all of it where that was read anew, else what came at its end."""
        timeline = self._looking.timeline
        version, count = self._listed
        if version == timeline.version:
            if count < len(timeline.steps):
                added = history_rows(timeline.steps[count:], self._telling, after=timeline.steps[count - 1])
                self._panel.add_rows(added)
        else:
            self._telling = self._tell()
            rows = history_rows(timeline.steps, self._telling)
            self._panel.show_rows(rows, all_documents=self._looking.all_documents)
            self._show_cursor()
        self._listed = (timeline.version, len(timeline.steps))

    def _tell(self) -> Telling:
        project = self._looking.workspace.project
        titles = self._titles() if self._looking.all_documents else None
        return Telling(_now(), who=1 < len(project.annotators()), titles=titles)

    # Going through time

    def _point(self, row: HistoryRow) -> None:
        self._pointed = row
        self._look.start()

    def _look_now(self) -> None:
        self._look.stop()
        row, self._pointed = self._pointed, None
        if row is not None:
            self._looking.look_at(row.step)

    def _enter(self) -> None:
        """What is seen is restored; where it is not yet to be seen it is shown first."""
        if self._look.isActive():
            self._look_now()
        elif self._looking.page is not None:
            self._looking.restore()
        else:
            self._looking.come_back()

    def _escaped(self) -> None:
        if self._look.isActive() or self._looking.step is not None:
            self._forget_pointing()
            self._looking.come_back()

    def _turned(self, tab: str) -> None:
        if tab != "history" and self._looking.step is not None:
            self._forget_pointing()
            self._looking.leave()

    def _forget_pointing(self) -> None:
        self._look.stop()
        self._pointed = None

    def _press(self, key: str, text: str) -> bool:
        """A key that means nothing to the list: in the past it has to say so."""
        return self._looking.page is not None and self._looking.workspace.press(key, text)

    def _switch(self, all_documents: bool) -> None:
        if all_documents != self._looking.all_documents:
            self._looking.switch_scope()

    def _moved(self) -> None:
        self._list_if_read()
        self._show_cursor()
        looking = self._looking
        self._notices.set_notice(SLOT, self._notice() if looking.page is not None else None)

    def _list_if_read(self) -> None:
        if self._listed[0] == self._looking.timeline.version:
            self._list()

    def _show_cursor(self) -> None:
        if self._look.isActive():
            # The person is on their way to another row.
            return
        step = self._looking.step
        self._panel.show_cursor(step.id if step else None)

    def _notice(self) -> Notice | None:
        looking = self._looking
        if looking.page is None:
            return None
        project = looking.workspace.project
        restore = NoticeAction("Enter", "Restore as a new step", looking.restore)
        back = NoticeAction("Esc", "Back to now", looking.come_back)
        text = notice_words(looking.page, project.annotator, now=_now())
        return Notice("info", text, (back,) if project.read_only else (restore, back))


def _now() -> datetime:
    return datetime.now().astimezone()

"""What a person would see in the window, read from its parts: for the driver's answers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from glossator_desktop.builder.card import Card
from glossator_desktop.desk import Desk
from glossator_desktop.page.content import Mark
from glossator_desktop.session import DocumentSession
from glossator_desktop.window import MainWindow


class Looking:
    """Eyes on a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _desk(self) -> Desk:
        if self._window.desk is None:
            raise RuntimeError(f"no project is open: {self._window.welcome.banner.label.text()}")
        return self._window.desk

    @property
    def _session(self) -> DocumentSession | None:
        return self._desk.workspace.session

    def is_visible(self) -> bool:
        """Whether the window is up."""
        return self._window.isVisible()

    def is_active(self) -> bool:
        """Whether the window is up and has the keyboard."""
        return self._window.isVisible() and QApplication.focusWidget() is not None

    def pending(self) -> int:
        """How many span suggestions wait in the open document."""
        return len(self._session.pending) if self._session else 0

    def is_worker_done(self) -> bool:
        """Whether the suggester has nothing left to do."""
        desk = self._desk
        source, version = desk.suggesting._source, desk.suggesting._version
        return not desk.suggesting.state.busy and not desk.project.unsuggested(source, version)

    def is_analysed(self) -> bool:
        """Whether the suggester has read the open document."""
        desk = self._desk
        waiting = desk.project.unsuggested(desk.suggesting._source, desk.suggesting._version)
        return self._session is not None and self._session.id not in waiting

    def document_name(self) -> str:
        """The open document's name."""
        return self._session.document.name if self._session else ""

    def state(self) -> dict[str, Any]:
        """Everything at once."""
        if self._window.desk is None:
            return {"mode": "welcome", "error": self._window.welcome.banner.label.text()}
        desk, session = self._desk, self._session
        workspace = desk.workspace
        shared = {
            "mode": workspace.mode.name,
            "focus": type(QApplication.focusWidget()).__name__,
            "said": self._window.toast.label.text() if self._window.toast.isVisible() else "",
            "question": self._question(),
            "notices": list(desk.notices.texts),
            "documents": [summary.name for summary in desk.documents.model.summaries],
            "hints": [[list(hint.keys), hint.text] for hint in workspace.hints()],
            "read_only": desk.project.read_only,
            "worker": desk.suggesting.state.sentence,
            "undo": desk.project.can_undo(),
        }
        if session is None:
            return {**shared, "document": ""}
        focus, place = workspace.focus, desk.page.scroll_place()
        sheet = workspace.mode.sheet()
        return {
            **shared,
            "document": session.document.name,
            "document_id": session.id,
            "text": session.text,
            "caret": focus.caret,
            "selection": focus.selection,
            "current": _mark(session, session.mark(focus.current)) if focus.current is not None else None,
            "pending": len(session.pending),
            "hinted": len(session.hints),
            "marks": [_mark(session, mark) for mark in session.marks.values()],
            "tags": [[tag.text, tag.style, session.text[tag.start : tag.end]] for tag in desk.page.overlay.tags],
            "sheet": [sheet.name, sheet.spoken] if sheet else None,
            "scroll": [place.offset, place.delta],
            "visible": list(desk.page.visible_range()),
        }

    def _question(self) -> list[Any] | None:
        card = self._desk.overlays.question
        if not card.isVisible():
            return None
        return [card.title.text(), [button.key for button, _ in card._answers]]

    # Where things are, in the window

    def place(self, start: int, end: int) -> list[list[int]]:
        """The rectangles of a stretch of the text, brought into view: left, top, width, height each."""
        page = self._desk.page
        page.ensure_visible(start, end)
        QApplication.processEvents()
        return [self._inside(page.viewport(), rect) for rect in page.rects_of(start, end)]

    def cell(self, command: str) -> list[int]:
        """The rectangle of what gives a command on the floating card, such as `choose:REQUEST` or `key:Enter`."""
        for card in (self._desk.binding.card, self._desk.binding.bar):
            box = card.command_box(command) if card.isVisible() else None
            if box is not None:
                return self._inside(card, box.toRect())
        raise LookupError(f"no card offers {command}: {self._offered()}")

    def widget(self, name: str) -> list[int]:
        """The rectangle of a button by its accessible name, anywhere in the window."""
        for widget in self._window.findChildren(QWidget):
            if widget.isVisible() and name in (widget.accessibleName(), getattr(widget, "key", None)):
                return self._inside(widget, widget.rect())
        raise LookupError(f"nothing visible is called {name}")

    def row(self, title: str) -> list[int]:
        """The rectangle of a list's row with this title, brought into view."""
        for view in self._window.findChildren(QAbstractItemView):
            model = view.model()
            rows = range(model.rowCount()) if view.isVisible() else range(0)
            for index in (model.index(row, 0) for row in rows):
                if index.data() == title:
                    view.scrollTo(index)
                    return self._inside(view.viewport(), view.visualRect(index))
        raise LookupError(f"no visible list has a row {title}")

    def _offered(self) -> list[str]:
        cards: tuple[Card, ...] = (self._desk.binding.card, self._desk.binding.bar)
        return [
            cell.command
            for card in cards
            if card.isVisible() and card.sheet is not None
            for line in card.sheet.lines
            for cell in (*line.cells, *line.right)
            if cell.command
        ]

    def _inside(self, widget: QWidget, rect: QRect) -> list[int]:
        corner = widget.mapTo(self._window, QPoint(0, 0)) + rect.topLeft()
        return [corner.x(), corner.y(), rect.width(), rect.height()]


def _mark(session: DocumentSession, mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {
        "id": mark.id,
        "kind": mark.kind,
        "label": mark.label,
        "text": session.text_at(mark.fragments),
        "fragments": mark.fragments,
    }

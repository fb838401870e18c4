"""What the page tells screen readers of its own accord: that the caret moved, the selection, the text, the marks.

Costs one question to Qt where nobody listens. Knows neither projects nor verbs; what an item is in words is said by
whoever feeds the page.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
    QAccessibleTextUpdateEvent,
)
from PySide6.QtWidgets import QWidget

from glossator_desktop.page.accessible_text import PageText
from glossator_desktop.page.content import Overlay

Post: TypeAlias = Callable[[QAccessibleEvent], None]

LONGEST: Final = 1_000
"""UTF-16 units of a new text that are told; who wants more asks."""


class PageVoice:
    """Speaks for one page. `post` is where events go: Qt, or a listener of tests."""

    def __init__(self, page: QWidget, text: PageText, post: Post = QAccessible.updateAccessibility) -> None:
        self._page = weakref.ref(page)
        self._text = text
        self.post = post

    def overlay_changed(self, before: Overlay, now: Overlay) -> None:
        """Caret, selection or current item are different."""
        page = self._listened()
        if page is None:
            return
        if before.caret != now.caret:
            self.post(QAccessibleTextCursorEvent(page, self._text.cursorPosition()))
        if before.selection != now.selection and self._text.selectionCount() == len(now.selection):
            start, end = self._text.selection(0)
            self.post(QAccessibleTextSelectionEvent(page, max(start, 0), max(end, 0)))
        if before.current != now.current:
            self.post(QAccessibleEvent(page, QAccessible.Event.DescriptionChanged))

    def text_changed(self) -> None:
        """Another document is shown; its name was told with the widget's."""
        page = self._listened()
        if page is not None:
            self.post(QAccessibleTextUpdateEvent(page, 0, "", self._text.text(0, LONGEST)))

    def marks_changed(self) -> None:
        """Marks came, went or look different."""
        page = self._listened()
        if page is not None:
            self.post(QAccessibleEvent(page, QAccessible.Event.TextAttributeChanged))

    def _listened(self) -> QWidget | None:
        """The page, if anybody listens."""
        return self._page() if QAccessible.isActive() else None

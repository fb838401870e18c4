"""The page as screen readers meet it: a document with a name, a text, and words for what is current.

`introduce` registers the interface when the page is made; who asks for it, and whether anybody does, is Qt's business.
Measured and written down in decision 0014: what PySide6 needs so that this does not crash.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Final, cast

import shiboken6
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget

from glossator_desktop.page.accessible_table import Completion
from glossator_desktop.page.accessible_text import PageText

if TYPE_CHECKING:
    from glossator_desktop.page.view import PageView

_held: dict[int, PageInterface] = {}
"""The interfaces by Qt's number for them: Qt owns what is C++ in them, this keeps the rest for as long."""

HELP: Final = "Tab goes to the next suggestion, F6 to the next panel, question mark shows all keys."


class PageInterface(QAccessibleWidget):
    """What Qt asks about a page."""

    def __init__(self, page: PageView, *, most: Completion | None = None) -> None:
        super().__init__(page, QAccessible.Role.Document)
        self._page = weakref.ref(page)
        self.page_text = PageText(page, most=most)

    def interface_cast(self, t: QAccessible.InterfaceType) -> int:
        """The text; else what every widget has. Never None, which PySide6 takes for an address."""
        if t == QAccessible.InterfaceType.TextInterface and self.page_text.is_sound:
            return _pointer(shiboken6.getCppPointer(self.page_text)[0])
        known: object = super().interface_cast(t)
        return _pointer(0) if known is None else cast(int, known)

    def text(self, t: QAccessible.Text) -> str:
        """The document's title as the name, what is current as the description."""
        page = self._page()
        if page is None:
            return ""
        if t == QAccessible.Text.Description:
            return " ".join(filter(None, (page.facts.current() if page.facts else "", page.content.subtitle)))
        if t == QAccessible.Text.Value:
            return self._line()
        return HELP if t == QAccessible.Text.Help else super().text(t)

    def state(self) -> QAccessible.State:
        """To be read, not to be written in."""
        state = super().state()
        for name in ("readOnly", "multiLine", "selectableText", "focusable"):
            setattr(state, name, True)
        return state

    def _line(self) -> str:
        """The line that the caret is on: for those who cannot ask for the text."""
        text = self.page_text
        return text.piece_at(text.cursorPosition(), QAccessible.TextBoundaryType.LineBoundary.value).text.strip()


def _pointer(address: int) -> int:
    """An address as PySide6 wants it back; its stubs call that a number."""
    return cast(int, shiboken6.VoidPtr(address))


def introduce(page: PageView, *, most: Completion | None = None) -> PageInterface:
    """Tell Qt what to answer for a page. Not by a factory: PySide6 would keep all that it ever made."""
    interface = PageInterface(page, most=most)
    number = QAccessible.registerAccessibleInterface(interface)
    _held[number] = interface
    # Qt forgets the interface first, because it listened first.
    page.destroyed.connect(lambda: _held.pop(number, None))
    return interface

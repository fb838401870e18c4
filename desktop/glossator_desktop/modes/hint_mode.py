"""Hint mode: two letters over every word in view; typing them goes to that word, then back to the mode before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from glossator.annotation import Fragment
from glossator_desktop.actions import ModeName
from glossator_desktop.modes.codes import assign_codes, matching
from glossator_desktop.modes.lines import words_in_view
from glossator_desktop.modes.mode import KeyHint, Mode
from glossator_desktop.page.content import Overlay, Tag

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class HintMode(Mode):
    """Waits for the two letters of a word; `chosen` is given the word; `purpose` says what for."""

    name: ClassVar[ModeName] = "hint"

    def __init__(
        self, workspace: Workspace, chosen: Callable[[Fragment], None], *, purpose: str = "go to that word"
    ) -> None:
        super().__init__(workspace)
        self._chosen = chosen
        self._purpose = purpose
        self._codes = assign_codes(words_in_view(workspace), workspace.focus.caret)
        self._typed = ""
        self.handlers = {"hint.letter": self._letter, "hint.back": self._back, "hint.cancel": self._cancel}

    def press(self, key: str, text: str) -> bool:
        """Every key belongs to this mode; one that means nothing leaves it."""
        if not super().press(key, text):
            self._cancel(key)
        return True

    def place_clicked(self, offset: int) -> bool:
        """A click chooses the word there."""
        token = self.workspace.document.tokens.at(offset)
        self.workspace.leave_mode()
        if token:
            self._chosen((token.start, token.end))
        return True

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        return [KeyHint(("two letters",), self._purpose), KeyHint(("Esc",), "leave")]

    def overlay(self, overlay: Overlay) -> Overlay:
        """The codes that still match, without the letter typed already."""
        found = matching(self._codes, self._typed)
        tags = tuple(Tag(start, end, code[len(self._typed) :], "hint") for code, (start, end) in found.items())
        return replace(overlay, tags=tuple(sorted(tags, key=lambda tag: tag.start)), dim=True)

    def _letter(self, key: str) -> None:
        typed = self._typed + key
        found = matching(self._codes, typed)
        if not found:
            self._cancel(key)
        elif typed in found:
            self.workspace.leave_mode()
            self._chosen(found[typed])
        else:
            self._typed = typed
            self.workspace.touch()

    def _back(self, _: str) -> None:
        if self._typed:
            self._typed = ""
            self.workspace.touch()
        else:
            self._cancel("")

    def _cancel(self, _: str) -> None:
        self.workspace.leave_mode()

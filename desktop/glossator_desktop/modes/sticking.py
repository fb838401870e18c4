"""Page mode: a label that sticks. Whatever is selected from then on gets it at once, until Esc."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator.annotation import Fragment
from glossator_desktop.modes.hint_mode import HintMode
from glossator_desktop.modes.mode import Handler, KeyHint

if TYPE_CHECKING:
    from glossator_desktop.modes.deciding import Deciding
    from glossator_desktop.workspace import Workspace


class Sticking:
    """The label that sticks, if one does, and the handlers that look at it first."""

    def __init__(self, workspace: Workspace, deciding: Deciding) -> None:
        self.workspace = workspace
        self._deciding = deciding
        self.label: str | None = None

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {
            "page.sticky": self._stick,
            "page.hint": lambda _: self.workspace.enter(HintMode(self.workspace, self._to_word)),
            "page.drop": lambda _: self._drop(),
            "page.accept": lambda _: self._accept(),
        }

    def hints(self) -> list[KeyHint]:
        """What the hint bar says first while a label sticks."""
        if self.label is None:
            return []
        return [KeyHint(("Esc",), f"{self.label} sticks: leave it"), KeyHint(("F",), f"a word as {self.label}")]

    def selected(self, start: int, end: int) -> bool:
        """Words were selected by mouse: labels them; False where no label sticks."""
        if self.label is None or self.workspace.focus.target is not None:
            return False
        self.workspace.select_range(start, end)
        self._deciding.label(self.label)
        return True

    def _stick(self, key: str) -> None:
        """Ctrl and a digit: the label of that digit sticks; once more, it no longer does."""
        workspace = self.workspace
        digit = key.removeprefix("Ctrl+")
        types = workspace.project.schema.visible_entity_types()
        found = next((type_.name for type_ in types if type_.key == digit), None)
        if not digit:
            workspace.say("info", "Ctrl and the digit of a label make it stick.")
        elif found is None:
            workspace.say("warning", f"No label has the key {digit}.")
        elif found == self.label:
            self._drop()
        else:
            self.label = found
            if workspace.focus.fragments:
                self._deciding.label(found)
            workspace.say("info", f"{found} sticks: whatever you select gets it, until Esc.")
            workspace.touch()

    def _to_word(self, word: Fragment) -> None:
        self.workspace.go_to_word(word)
        if self.label is not None and self.workspace.current_kind in (None, "suggestion", "hint"):
            self._deciding.label(self.label)

    def _drop(self) -> None:
        if self.label is None:
            self.workspace.set_focus(self.workspace.focus.dropped())
            return
        self.workspace.say("info", f"{self.label} no longer sticks.")
        self.label = None
        self.workspace.touch()

    def _accept(self) -> None:
        """Space labels a selection that was made by keys."""
        focus = self.workspace.focus
        if self.label is not None and focus.fragments and focus.target is None:
            self._deciding.label(self.label)
        else:
            self._deciding.accept()

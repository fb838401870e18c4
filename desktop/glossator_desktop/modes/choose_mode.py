"""Choosing from a list: labels, contexts, modes. The list is the floating card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from glossator.annotation import Fragments
from glossator_desktop.actions import ModeName
from glossator_desktop.builder.choice_sheet import choice_sheet
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.modes.choices import Choices
from glossator_desktop.modes.mode import Handler, KeyHint, Mode

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class ChooseMode(Mode):
    """One value is taken and the mode left; where several may be, each is ticked at once and the mode stays."""

    name: ClassVar[ModeName] = "choose"

    def __init__(
        self,
        workspace: Workspace,
        choices: Choices,
        taken: Callable[[str], None],
        *,
        ticked: Callable[[tuple[str, ...]], bool] | None = None,
        anchor: Fragments = (),
    ) -> None:
        super().__init__(workspace)
        self.choices = choices
        self._taken = taken
        self._ticked = ticked
        self._anchor = anchor
        self.handlers = self._handlers()

    def _handlers(self) -> Mapping[str, Handler]:
        return {
            "choose.letter": lambda key: self._show(self.choices.type_letter(key.lower())),
            "choose.erase": lambda _: self._show(self.choices.erase()),
            "choose.digit": self._digit,
            "choose.up": lambda _: self._show(self.choices.step(-1)),
            "choose.down": lambda _: self._show(self.choices.step(1)),
            "choose.take": lambda _: self._take_marked(),
            "choose.toggle": lambda _: self._tick_marked(),
            "choose.cancel": lambda _: self.workspace.leave_mode(),
        }

    def press(self, key: str, text: str) -> bool:
        """Characters that are no Latin letters filter too, where some entry holds them."""
        if super().press(key, text):
            return True
        if text.strip() and text.isprintable() and self.choices.type_letter(text) != self.choices:
            self._show(self.choices.type_letter(text))
            return True
        return False

    def command(self, command: str) -> bool:
        """A click on an entry chooses it."""
        verb, _, value = command.partition(":")
        if verb != "choose":
            return super().command(command)
        self._choose(value)
        return True

    def place_clicked(self, offset: int) -> bool:
        """A click on the page leaves the list."""
        self.workspace.leave_mode()
        return False

    def mark_clicked(self, item: int) -> bool:
        """A click on the page leaves the list."""
        self.workspace.leave_mode()
        return False

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        last = KeyHint(("Enter",), self.choices.enter_means)
        tick = [KeyHint(("Space",), "tick")] if self.choices.many else []
        return [KeyHint(("1–9",), "choose"), KeyHint(("type",), "filter"), KeyHint(("↑↓",), "go"), *tick, last,
                KeyHint(("Esc",), "back")]  # fmt: skip

    def sheet(self) -> Sheet:
        """The list."""
        return choice_sheet(self.choices)

    def anchor(self) -> Fragments:
        """Where the list belongs."""
        return self._anchor

    def keep_clear(self) -> Fragments:
        """The words that are being labelled."""
        return self._anchor

    def _show(self, choices: Choices) -> None:
        self.choices = choices
        self.workspace.touch()

    def _digit(self, key: str) -> None:
        entry = self.choices.numbered_entry(int(key)) if key else None
        if entry:
            self._choose(entry.value)

    def _take_marked(self) -> None:
        marked = self.choices.marked
        if self.choices.many:
            if self.choices.typed and marked:
                self._choose(marked.value)
            else:
                self.workspace.leave_mode()
        elif marked:
            self._choose(marked.value)

    def _tick_marked(self) -> None:
        marked = self.choices.marked
        if self.choices.many and marked:
            self._choose(marked.value)

    def _choose(self, value: str) -> None:
        if not self.choices.many:
            self.workspace.leave_mode()
            self._taken(value)
            return
        ticked = self.choices.tick(value)
        if self._ticked is None or self._ticked(ticked.ticked):
            self._show(Choices(ticked.title, ticked.entries, many=True, ticked=ticked.ticked))

"""What a mode is: the meaning of keys and clicks until another mode takes over. Without Qt.

A mode maps key to action id (the table of actions) to handler; the workspace gives it keys and clicks and asks it
what to show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from glossator.annotation import ChangeSet, Fragments
from glossator_desktop.actions import ModeName, keymap
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.page.content import Overlay, PageContent

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace

Handler: TypeAlias = Callable[[str], None]
"""Does what an action says. It is given the key pressed, "" where the action was asked for by name or by mouse."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """What the next keys do, for the hint bar."""

    keys: tuple[str, ...]
    text: str


class Mode:
    """A mode in which nothing happens: the others say what they do differently."""

    name: ClassVar[ModeName]

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.handlers: Mapping[str, Handler] = {}

    # Keys

    def press(self, key: str, text: str) -> bool:
        """Takes a key; False where it means nothing in this mode. `text` is what the key typed."""
        action = self.action_for(key)
        if action is None:
            return False
        self.handlers[action](key)
        return True

    def action_for(self, key: str) -> str | None:
        """The action that a key stands for in this mode."""
        return keymap(self.name).get(key)

    def perform(self, action_id: str) -> bool:
        """Does an action by its id; False where it is not one of this mode's."""
        handler = self.handlers.get(action_id)
        if handler is None:
            return False
        handler("")
        return True

    def enabled(self, action_id: str) -> bool:
        """Whether an action of this mode would do something now."""
        return action_id in self.handlers

    def command(self, command: str) -> bool:
        """Takes a click on the card: the command of a cell. `key:` is a key pressed."""
        verb, _, argument = command.partition(":")
        return verb == "key" and self.press(argument, "")

    # Clicks on the page

    def mark_clicked(self, item: int) -> bool:
        """A mark was clicked; False where the page's usual meaning applies."""
        return False

    def place_clicked(self, offset: int) -> bool:
        """A place without a mark was clicked."""
        return False

    def range_selected(self, start: int, end: int) -> bool:
        """A stretch was dragged over, already snapped."""
        return False

    # What to show

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        return []

    def overlay(self, overlay: Overlay) -> Overlay:
        """The overlay of the page, with what this mode adds to it."""
        return overlay

    def content(self) -> PageContent | None:
        """Another state of the document for the page to show; None is the one that there is."""
        return None

    def place(self) -> Fragments | None:
        """What the page brings into view; None is what is current."""
        return None

    def sheet(self) -> Sheet | None:
        """What the card says; None where there is no card."""
        return None

    def compact_sheet(self) -> Sheet | None:
        """What the card says where it is docked at an edge, in few lines; None where it always floats."""
        return None

    def anchor(self) -> Fragments:
        """The place under whose line the card floats."""
        return ()

    def keep_clear(self) -> Fragments:
        """The places that the card must not cover."""
        return ()

    # Coming and going

    def refresh(self, changes: ChangeSet) -> None:
        """Something was changed."""

    def leave(self) -> None:
        """The mode is being left for good, in whatever way."""

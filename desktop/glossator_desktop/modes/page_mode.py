"""Page mode: reading, deciding and marking. The handlers are in the groups of the table of actions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from glossator_desktop.actions import ModeName
from glossator_desktop.modes.adding import Adding
from glossator_desktop.modes.bulk import places
from glossator_desktop.modes.copying import Copying
from glossator_desktop.modes.deciding import Deciding
from glossator_desktop.modes.edging import Edging
from glossator_desktop.modes.going import Going
from glossator_desktop.modes.linked import with_links
from glossator_desktop.modes.mode import KeyHint, Mode
from glossator_desktop.modes.moving import Moving
from glossator_desktop.modes.page_hints import page_hints, placeless_hints, reading_hints, relation_hints
from glossator_desktop.modes.repeating import Repeating
from glossator_desktop.modes.stacking import Stacking
from glossator_desktop.modes.sticking import Sticking
from glossator_desktop.page.content import Overlay

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class PageMode(Mode):
    """The mode that a document opens in, and to which the others lead back."""

    name: ClassVar[ModeName] = "page"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        moving = Moving(workspace)
        self.deciding = Deciding(workspace, moving)
        self.stacking = Stacking(workspace)
        self.sticking = Sticking(workspace, self.deciding)
        self.handlers = {
            **moving.handlers(),
            **self.deciding.handlers(),
            **Edging(workspace).handlers(),
            **Adding(workspace, self.deciding).handlers(),
            **Repeating(workspace).handlers(),
            **Going(workspace).handlers(),
            **Copying(workspace).handlers(),
            **self.deciding.bulk.handlers(),
            **self.stacking.handlers(),
            **self.sticking.handlers(),
        }

    def press(self, key: str, text: str) -> bool:
        """Without a document no key of the page means anything."""
        return self.workspace.session is not None and super().press(key, text)

    def perform(self, action_id: str) -> bool:
        """Without a document nothing can be done to one."""
        return self.workspace.session is not None and super().perform(action_id)

    def enabled(self, action_id: str) -> bool:
        """Whether there is a document to do it to."""
        return self.workspace.session is not None and super().enabled(action_id)

    def command(self, command: str) -> bool:
        """A click on the label bar: a label, or a key."""
        verb, _, name = command.partition(":")
        if verb != "label":
            return super().command(command)
        self.deciding.label(name)
        return True

    def overlay(self, overlay: Overlay) -> Overlay:
        """With what the current span is linked with, and with what is gathered besides it."""
        document, focus = self.workspace.document, self.workspace.focus
        if focus.also:
            return replace(overlay, selection=places(document, focus))
        return with_links(document, focus.current, overlay)

    def mark_clicked(self, item: int) -> bool:
        """A click on the same mark again goes to the next in its place."""
        return self.stacking.click(item)

    def range_selected(self, start: int, end: int) -> bool:
        """Words dragged over get the label that sticks."""
        return self.sticking.selected(start, end)

    def hints(self) -> list[KeyHint]:
        """The next keys, for what is current."""
        if self.workspace.session is None:
            return []
        workspace = self.workspace
        document, kind = workspace.document, workspace.current_kind
        if workspace.project.read_only:
            return reading_hints(len(document.pending))
        if workspace.focus.current in document.events and kind is None:
            return placeless_hints()
        if workspace.focus.current in document.links.relations:
            return relation_hints()
        return [*self.sticking.hints(), *page_hints(workspace.focus, kind, len(document.pending))]

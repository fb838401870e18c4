"""Page mode: reading, deciding and marking. The handlers are in the groups of the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from glossator_desktop.actions import ModeName
from glossator_desktop.modes.adding import Adding
from glossator_desktop.modes.deciding import Deciding
from glossator_desktop.modes.edging import Edging
from glossator_desktop.modes.going import Going
from glossator_desktop.modes.mode import KeyHint, Mode
from glossator_desktop.modes.moving import Moving
from glossator_desktop.modes.page_hints import page_hints, placeless_hints

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class PageMode(Mode):
    """The mode that a document opens in, and to which the others lead back."""

    name: ClassVar[ModeName] = "page"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        moving = Moving(workspace)
        self.deciding = Deciding(workspace, moving)
        self.handlers = {
            **moving.handlers(),
            **self.deciding.handlers(),
            **Edging(workspace).handlers(),
            **Adding(workspace, self.deciding).handlers(),
            **Going(workspace).handlers(),
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

    def hints(self) -> list[KeyHint]:
        """The next keys, for what is current."""
        if self.workspace.session is None:
            return []
        workspace = self.workspace
        document, kind = workspace.document, workspace.current_kind
        if workspace.focus.current in document.events and kind is None:
            return placeless_hints()
        return page_hints(workspace.focus, kind, len(document.pending))

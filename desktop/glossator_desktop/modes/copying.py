"""Page mode: copying what is selected or current, as it is or with its annotations written into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator.annotation import hull
from glossator_desktop.modes.bulk import gathered
from glossator_desktop.modes.markup import marked_up
from glossator_desktop.modes.mode import Handler

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class Copying:
    """The handlers of copying. The workspace's `copied` carries the text to the clipboard."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {"page.copy": lambda _: self.copy(), "page.copy_markup": lambda _: self.copy_markup()}

    def copy(self) -> None:
        """The words; of several marks, a line each."""
        workspace, document = self.workspace, self.workspace.document
        if workspace.focus.also:
            items = sorted(gathered(document, workspace.focus), key=lambda item: document.fragments(item)[0])
            self._give("\n".join(document.text_at(document.fragments(item)) for item in items))
        else:
            self._give(document.text_at(workspace.focus_fragments))

    def copy_markup(self) -> None:
        """The stretch from the first word to the last, with the labels in it; with nothing current, the paragraph."""
        workspace, document = self.workspace, self.workspace.document
        fragments = workspace.focus_fragments
        place = hull(fragments) if fragments else document.line(workspace.focus.caret)
        inside = [
            document.spans[item]
            for item in document.annotations.starting_in(place[0], place[1])
            if item in document.spans
        ]
        self._give(marked_up(document.text, place, inside))

    def _give(self, text: str) -> None:
        if not text.strip():
            self.workspace.say("info", "Nothing is selected: Shift+→ starts a selection at the caret.")
            return
        self.workspace.copied.emit(text)
        words = " ".join(text.split())
        self.workspace.say("info", f"Copied: {words if len(words) <= 60 else words[:60] + ' …'}")

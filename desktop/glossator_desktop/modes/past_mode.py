"""Past mode: the page shows a document as it was; keys go through time, restore, or lead back to now. Without Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from glossator.annotation import ChangeSet, Fragments
from glossator_desktop.actions import ModeName, find_action, keymap
from glossator_desktop.modes.mode import KeyHint, Mode
from glossator_desktop.page.content import Overlay, PageContent

if TYPE_CHECKING:
    from glossator_desktop.past import PastPage
    from glossator_desktop.workspace import Workspace

READ_ONLY = "This is the past, and cannot be changed. Enter restores it, Esc goes back to now."
_GOES_ON = ("page.next_document", "page.previous_document")
"""What leads to another document, and so out of the past."""
_CHANGES = ("everywhere.undo", "everywhere.redo")
"""What works everywhere else, but would change the present unseen."""


class Traveller(Protocol):
    """Who holds the moment that is looked at."""

    @property
    def page(self) -> PastPage | None: ...
    def go(self, steps: int) -> None: ...
    def restore(self) -> None: ...
    def come_back(self) -> None: ...
    def switch_scope(self) -> None: ...
    def refresh(self, changes: ChangeSet) -> None: ...
    def left(self) -> None: ...


class PastMode(Mode):
    """As long as it has the keys, the page shows `traveller.page`."""

    name: ClassVar[ModeName] = "past"

    def __init__(self, workspace: Workspace, traveller: Traveller) -> None:
        super().__init__(workspace)
        self._traveller = traveller
        self.handlers = {
            "past.older": lambda _: traveller.go(1),
            "past.newer": lambda _: traveller.go(-1),
            "past.restore": lambda _: traveller.restore(),
            "past.back": lambda _: traveller.come_back(),
            "past.scope": lambda _: traveller.switch_scope(),
        }

    # Keys: what would change something says that this is the past

    def press(self, key: str, text: str) -> bool:
        """This mode's keys; those of the page are kept from changing a present that nobody sees."""
        if super().press(key, text):
            return True
        action = keymap("page").get(key) or keymap("everywhere").get(key)
        return action is not None and self._keep_off(action)

    def perform(self, action_id: str) -> bool:
        """The same for actions asked for by name."""
        return super().perform(action_id) or self._keep_off(action_id)

    def _keep_off(self, action_id: str) -> bool:
        action = find_action(action_id)
        if action is None or (action.mode != "page" and action_id not in _CHANGES):
            return False
        if action_id in _GOES_ON:
            self.workspace.close_mode(self)
            return self.workspace.perform(action_id)
        self.workspace.say("info", READ_ONLY)
        return True

    # Clicks: nothing is current in the past

    def mark_clicked(self, item: int) -> bool:
        """Looking only."""
        self.workspace.say("info", READ_ONLY)
        return True

    def place_clicked(self, offset: int) -> bool:
        """Looking only."""
        return True

    def range_selected(self, start: int, end: int) -> bool:
        """Looking only."""
        return True

    # What to show

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        restore = [] if self.workspace.project.read_only else [KeyHint(("Enter",), "restore as a new step")]
        return [KeyHint(("Down",), "older"), KeyHint(("Up",), "newer"), *restore, KeyHint(("Esc",), "back to now"),
                KeyHint(("A",), "this or all documents")]  # fmt: skip

    def content(self) -> PageContent | None:
        """The document as it was."""
        page = self._traveller.page
        return page.content if page else None

    def place(self) -> Fragments:
        """Where the step happened."""
        page = self._traveller.page
        return page.place if page else ()

    def overlay(self, overlay: Overlay) -> Overlay:
        """No caret; what the step made is current, or the place of what it took away is selected."""
        page = self._traveller.page
        if page is None:
            return overlay
        place = () if page.current is not None else page.place
        return Overlay(current=page.current, selection=place)

    # Coming and going

    def refresh(self, changes: ChangeSet) -> None:
        """The present has changed: other things differ from it now."""
        self._traveller.refresh(changes)

    def leave(self) -> None:
        """The page shows the present again."""
        self._traveller.left()

"""Page mode: events made of others: one like the last, one like a template, a second one of the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator.annotation import Event
from glossator_desktop.builder.template import Template, template_of
from glossator_desktop.modes.building import duplicate_event, event_like
from glossator_desktop.modes.mode import Handler
from glossator_desktop.modes.starting import trigger_here

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class Repeating:
    """The handlers for events like others. Remembers the event that was made the template, across documents."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._template: Template | None = None

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {
            "page.repeat_event": lambda _: self.repeat(),
            "page.template": lambda _: self.remember(),
            "page.duplicate_event": lambda _: self.duplicate(),
        }

    def remember(self) -> None:
        """The current event is the template from now on; asked again, none is."""
        event = self._current()
        if event is None:
            self._template = None
            self.workspace.say("info", "No event is current: Y makes events like the latest one of the document.")
            return
        self._template = template_of(self.workspace.document, event)
        self.workspace.say("info", f"Template: {event.type} “{event.text}”. Y on a trigger makes one like it.")

    def repeat(self) -> None:
        """An event here that starts with the type, fillers and attributes of the template, else of the latest event."""
        workspace = self.workspace
        template = self._template or self._latest()
        start = trigger_here(workspace)
        if template is None:
            workspace.say("info", "There is no event yet that this one could be like: E chooses a type.")
        elif start is None:
            workspace.say("info", "Put the caret on the word that tells of the event.")
        else:
            event_like(workspace, start, template)

    def duplicate(self) -> None:
        """A second event with the same trigger, fillers and features, open in the builder."""
        event = self._current()
        if event is None:
            self.workspace.say("info", "No event is current: N goes to the next annotation.")
        else:
            duplicate_event(self.workspace, event.id)

    def _current(self) -> Event | None:
        current = self.workspace.focus.current
        return self.workspace.document.events.get(current) if current is not None else None

    def _latest(self) -> Template | None:
        document = self.workspace.document
        finished = [event for event in document.events.values() if not event.draft]
        return template_of(document, max(finished, key=lambda event: event.id)) if finished else None

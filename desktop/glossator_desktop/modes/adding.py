"""Page mode: further fragments, second labels, events, all occurrences, links, contexts, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from glossator_desktop.modes.contexts import context_mode
from glossator_desktop.modes.dating import value_all_dates
from glossator_desktop.modes.joining import join_fragments
from glossator_desktop.modes.linking import open_links
from glossator_desktop.modes.mode import Handler
from glossator_desktop.modes.noting import open_note
from glossator_desktop.modes.occurrences_mode import open_occurrences
from glossator_desktop.modes.relating import open_relation
from glossator_desktop.modes.starting import start_event, start_event_without_trigger
from glossator_desktop.modes.valuing import open_values

if TYPE_CHECKING:
    from glossator_desktop.modes.deciding import Deciding
    from glossator_desktop.workspace import Workspace


class Adding:
    """The handlers of the group Add."""

    def __init__(self, workspace: Workspace, deciding: Deciding) -> None:
        self.workspace = workspace
        self._deciding = deciding

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {
            "page.further_fragment": lambda _: self.further_fragment(),
            "page.second_label": lambda _: self.second_label(),
            "page.event": lambda _: start_event(self.workspace),
            "page.event_without_trigger": lambda _: start_event_without_trigger(self.workspace),
            "page.edit": lambda _: self.edit(),
            "page.all_occurrences": lambda _: open_occurrences(self.workspace),
            "page.link": lambda _: open_links(self.workspace),
            "page.value": lambda _: open_values(self.workspace),
            "page.value_dates": lambda _: value_all_dates(self.workspace),
            "page.relation": lambda _: open_relation(self.workspace),
            "page.contexts": lambda _: self.contexts(),
            "page.flag": lambda _: open_note(self.workspace),
        }

    def further_fragment(self) -> None:
        """Sets what is current aside; the next selection becomes a further fragment of it."""
        workspace = self.workspace
        focus, mark = workspace.focus, workspace.current_mark
        if focus.selection:
            held, target = focus.fragments, focus.target
        elif mark:
            held, target = mark.fragments, None if mark.kind == "hint" else mark.id
        else:
            workspace.say("info", "Nothing is current: select the first part, then press W.")
            return
        workspace.set_focus(replace(focus.at(held[-1][1]), held=held, target=target))
        workspace.say("info", "Select the further part, then Enter." if target else "Select the further part.")

    def second_label(self) -> None:
        """The next label goes on top of what is current."""
        workspace = self.workspace
        if workspace.current_mark is None:
            workspace.say("info", "Nothing is current: Tab goes to a suggestion, N to an annotation.")
            return
        workspace.set_focus(replace(workspace.focus, stacking=True))

    def edit(self) -> None:
        """Completes a further fragment, opens an event in the builder, or shows the labels for a span."""
        workspace = self.workspace
        focus, mark = workspace.focus, workspace.current_mark
        if focus.held and focus.target is not None:
            join_fragments(workspace)
        elif focus.current in workspace.document.events:
            workspace.edit_event(focus.current)
        elif mark and mark.kind == "hint":
            start_event(workspace)
        else:
            self._deciding.label_by_name()

    def contexts(self) -> None:
        """The contexts of the current event, else of the document."""
        workspace, document = self.workspace, self.workspace.document
        if not workspace.project.schema.contexts:
            workspace.say("info", "This project's schema has no contexts.")
            return
        current = workspace.focus.current
        event = document.events.get(current) if current is not None else None
        if event:
            workspace.enter(context_mode(workspace, event.id, event.contexts, event.trigger))
        else:
            present = document.state.contexts if document.state else ()
            workspace.enter(context_mode(workspace, document.id, present, ()))

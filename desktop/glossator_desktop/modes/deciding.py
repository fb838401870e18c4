"""Page mode: accepting, rejecting, labelling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator_desktop.modes.bulk import Bulk
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.choose_mode import ChooseMode
from glossator_desktop.modes.joining import join_fragments
from glossator_desktop.modes.labels import label_act
from glossator_desktop.modes.mode import Handler
from glossator_desktop.modes.starting import start_event

if TYPE_CHECKING:
    from glossator_desktop.modes.moving import Moving
    from glossator_desktop.workspace import Workspace


class Deciding:
    """The handlers of the group Decide."""

    def __init__(self, workspace: Workspace, moving: Moving) -> None:
        self.workspace = workspace
        self._moving = moving
        self.bulk = Bulk(workspace, moving)

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {
            "page.accept_paragraph": lambda _: self.accept_paragraph(),
            "page.reject": lambda _: self.reject(),
            "page.label": self.label_by_key,
            "page.label_by_name": lambda _: self.label_by_name(),
        }

    def accept(self) -> None:
        """Accepts the current suggestion and goes on; starts the event of a hint; completes a further fragment."""
        workspace = self.workspace
        focus, mark = workspace.focus, workspace.current_mark
        if focus.also:
            self.bulk.accept()
        elif focus.target is not None and focus.selection:
            join_fragments(workspace)
        elif focus.fragments:
            workspace.say("info", "A digit labels the selection, 0 by name; E makes it the trigger of an event.")
        elif mark and mark.kind == "suggestion":
            place, item = self._moving.here(), mark.id
            if workspace.run(lambda: workspace.project.accept(item)) is not None:
                self._moving.next_suggestion(place)
        elif mark and mark.kind == "hint":
            start_event(workspace, quick=True)
        else:
            self._moving.next_suggestion()

    def accept_paragraph(self) -> None:
        """Accepts what is pending from here to the end of the line, as one step."""
        workspace = self.workspace
        document = workspace.document
        start = workspace.place
        items = document.pending.starting_in(start, document.line(start)[1] + 1)
        if not items:
            workspace.say("info", "No suggestion is left in this paragraph.")
            return
        place = self._moving.here()
        if workspace.run(lambda: workspace.project.accept_all(items)) is not None:
            workspace.say("info", f"{len(items)} accepted.")
            self._moving.next_suggestion(place)

    def reject(self) -> None:
        """Rejects or deletes what is current, and goes to the next of its kind."""
        workspace, project = self.workspace, self.workspace.project
        mark, place = workspace.current_mark, self._moving.here()
        if workspace.focus.also:
            self.bulk.reject()
        elif workspace.focus.fragments:
            workspace.set_focus(workspace.focus.at(workspace.focus.caret))
        elif mark is None and workspace.focus.current is not None:
            item = workspace.focus.current
            workspace.run(lambda: project.delete(item))
        elif mark is None:
            workspace.say("info", "Nothing is current: Tab goes to a suggestion, N to an annotation.")
        elif mark.kind in ("span", "event"):
            if workspace.run(lambda: project.delete(mark.id)) is not None:
                self._moving.next_annotation(place)
        elif workspace.run(lambda: project.reject(mark.id)) is not None:
            if mark.kind == "hint":
                self._moving.next_trigger(place)
            else:
                self._moving.next_suggestion(place)

    def label_by_key(self, key: str) -> None:
        """A digit: the entity type that has it."""
        if not key:
            self.label_by_name()
            return
        found = next(
            (type_ for type_ in self.workspace.project.schema.visible_entity_types() if type_.key == key), None
        )
        if found is None:
            self.workspace.say("warning", f"No label has the key {key}. 0 chooses a label by name.")
        else:
            self.label(found.name)

    def label_by_name(self) -> None:
        """Shows all labels, the hidden ones last."""
        if label_act(self.workspace.focus, self.workspace.current_kind) in ("nothing", "refuse"):
            self.label("")
            return
        types = sorted(self.workspace.project.schema.entity_types, key=lambda type_: type_.hidden)
        entries = tuple(Choice(type_.name, type_.name, type_.title, colour=type_.name) for type_ in types)
        choices = Choices("Label", entries, numbered=9)
        self.workspace.enter(ChooseMode(self.workspace, choices, self.label, anchor=self.workspace.focus_fragments))

    def label(self, name: str) -> None:
        """Gives a label to whatever it means now."""
        workspace, project = self.workspace, self.workspace.project
        focus, mark = workspace.focus, workspace.current_mark
        act = label_act(focus, mark.kind if mark else None)
        if focus.also:
            self.bulk.label(name)
        elif act == "nothing":
            workspace.say("info", "Nothing is selected: Shift+→ starts a selection at the caret.")
        elif act == "refuse":
            workspace.say("info", "This is an event: Enter edits it, D and a digit put a label on its trigger too.")
        elif act == "accept" and mark:
            place, item = self._moving.here(), mark.id
            if workspace.run(lambda: project.accept(item, label=name)) is not None:
                self._moving.next_suggestion(place)
        elif act == "accept_and_stack" and mark:
            self._accept_and_stack(mark.id, name)
        elif act == "relabel" and mark:
            workspace.run(lambda: project.set_label(mark.id, name))
        elif act == "join":
            join_fragments(workspace, label=name)
        else:
            self._add(name)

    def _add(self, name: str) -> None:
        """A new span on the selection, or on the words of the current item; a suggestion in that place is accepted."""
        workspace, project, document = self.workspace, self.workspace.project, self.workspace.document
        fragments = workspace.focus.fragments or document.fragments(workspace.focus.current)
        known = document.annotated(fragments, name)
        if known is not None:
            workspace.say("info", "These words have this label already.")
            workspace.select(known)
            return
        pending = document.pending_at(fragments)
        if pending is not None:
            made = workspace.run(lambda: project.accept(pending, label=name))
        else:
            made = workspace.run(lambda: project.add_span(document.id, label=name, fragments=fragments))
        if made is not None:
            workspace.select(made)

    def _accept_and_stack(self, item: int, name: str) -> None:
        workspace, project, document = self.workspace, self.workspace.project, self.workspace.document
        fragments = document.fragments(item)

        def both() -> int:
            project.accept(item)
            return project.add_span(document.id, label=name, fragments=fragments)

        made = workspace.run_as_one(f"label “{document.text_at(fragments)}” twice", both)
        if made is not None:
            workspace.select(made)

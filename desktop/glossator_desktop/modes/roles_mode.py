"""Event mode, roles: who fills which role, and the event's features. Every key is a durable step.

The steps are grouped: undone one by one while the builder is open, all together after Enter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from glossator.annotation import ChangeSet, Event, Fragments
from glossator.annotation.changes import ELSEWHERE
from glossator_desktop.actions import ModeName, keymap
from glossator_desktop.builder.candidates import Candidate
from glossator_desktop.builder.memory import Memory
from glossator_desktop.builder.role_sheet import docked_sheet, role_sheet
from glossator_desktop.builder.scene import preview_of, role_tags
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.builder.state import BuilderState, build_state, can_be_reshaped, unsaved_values
from glossator_desktop.modes.features import Features
from glossator_desktop.modes.filling import Filling
from glossator_desktop.modes.hint_mode import HintMode
from glossator_desktop.modes.mode import Handler, KeyHint, Mode
from glossator_desktop.page.content import Overlay

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


_LEAVING = ("page.finish", "page.next_document", "page.previous_document")
"""What would take the page away from under the builder."""


class EventRolesMode(Mode):
    """The builder on one event. Leaving it in any way but Enter keeps the event as it is."""

    name: ClassVar[ModeName] = "roles"

    def __init__(self, workspace: Workspace, event_id: int, memory: Memory) -> None:
        super().__init__(workspace)
        self.event_id = event_id
        self._memory = memory
        self._state: BuilderState | None = None
        self._filling = Filling(self)
        self.handlers = {**self._handlers(), **self._filling.handlers(), **Features(self).handlers()}

    def _handlers(self) -> Mapping[str, Handler]:
        return {
            "roles.more": lambda _: self.remember(replace(self._memory, page=self._memory.page + 1)),
            "roles.next": lambda _: self._confirm_and_step(1),
            "roles.previous": lambda _: self._confirm_and_step(-1),
            "roles.filter": lambda _: self.remember(replace(self._memory, typing=True, filter="", page=0)),
            "roles.hint": lambda _: self._hint(),
            "roles.done": lambda _: self.finish(),
            "roles.leave": lambda _: self._escape(),
            "roles.jump": self._jump,
        }

    # What is known

    @property
    def event(self) -> Event:
        """The event as it is stored."""
        return self.workspace.document.events[self.event_id]

    @property
    def memory(self) -> Memory:
        """What the builder remembers between keys."""
        return self._memory

    @property
    def state(self) -> BuilderState:
        """The builder's state, made anew after each change."""
        if self._state is None:
            scene = self.workspace.scene_of(self.event)
            pool = scene.pool(everything=bool(self._memory.filter))
            schema = self.workspace.project.schema
            self._state = build_state(schema, self.event, self._memory, pool, scene.around, scene.filler)
        return self._state

    def remember(self, memory: Memory) -> None:
        """Another memory: shows it."""
        self._memory = memory
        self._state = None
        self.workspace.touch()

    # Keys

    def action_for(self, key: str) -> str | None:
        """Letters are the schema's: those of its roles and attributes come before the table's."""
        if key in {row.role.key for row in self.state.rows}:
            return "roles.jump"
        if key in {feature.attribute.key for feature in self.state.features}:
            return "roles.feature"
        action = super().action_for(key)
        return None if action in ("roles.jump", "roles.feature") else action

    def press(self, key: str, text: str) -> bool:
        """While a filter is typed, letters go to it."""
        if self._memory.typing:
            return self._type_filter(key, text)
        if super().press(key, text):
            return True
        if keymap("page").get(key) in _LEAVING:
            self.workspace.say("info", "An event is open: Enter finishes it, Esc leaves it as it is.")
            return True
        return False

    def command(self, command: str) -> bool:
        """A click on the card: a role, a filler to take out, a key."""
        verb, _, argument = command.partition(":")
        if verb == "role":
            self.remember(self._memory.at_role(argument))
        elif verb == "drop":
            role, _, filler = argument.rpartition(":")
            self._filling.remove(role, int(filler))
        else:
            return super().command(command)
        return True

    def mark_clicked(self, item: int) -> bool:
        """A click on a mark fills the current role with it, or takes it out again."""
        self._filling.toggle_mark(item)
        return True

    def place_clicked(self, offset: int) -> bool:
        """A click on a numbered phrase toggles it; on other words it puts the caret there."""
        around = [e for e in self.state.numbered if any(s <= offset <= end for s, end in e.candidate.fragments)]
        if around:
            self._filling.toggle(min(around, key=lambda entry: entry.candidate.end - entry.candidate.start))
            return True
        self.workspace.set_focus(self.workspace.focus.at(offset))
        return True

    def range_selected(self, start: int, end: int) -> bool:
        """Words dragged over fill the current role."""
        self._filling.fill_place((start, end))
        return True

    # What to show

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        if self._memory.typing:
            return [KeyHint(("type",), "filter candidates"), KeyHint(("1–9",), "fill"), KeyHint(("Enter",), "keep"),
                    KeyHint(("Esc",), "clear")]  # fmt: skip
        count, role = len(self.state.numbered), self.state.row.role.title.lower()
        if self._memory.filler or (can_be_reshaped(self.state.row) and not self._memory.roaming):
            return [KeyHint(("Shift+→", "Alt+←"), "edges"), KeyHint(("G",), "grow"),
                    KeyHint(("1–9",), f"fill {role}"), KeyHint(("Tab",), "next role"),
                    KeyHint(("Backspace",), "empty"), KeyHint(("Enter",), "done"), self._way_out()]  # fmt: skip
        fill = [KeyHint((f"1–{count}" if 1 < count else "1",), f"fill {role}")] if count else []
        if count and (self.state.row.proposed or self.state.row.fillers):
            fill.append(KeyHint((f"Shift+1–{count}",), "only that"))
        return [
            *fill,
            KeyHint(("Tab",), "next role"),
            KeyHint(("Shift+Tab",), "back"),
            KeyHint(("/",), "filter"),
            KeyHint(("F",), "any word"),
            KeyHint(("Shift+→",), "word at the caret"),
            KeyHint(("Backspace",), "empty"),
            KeyHint(("Enter",), "done"),
            self._way_out(),
        ]

    def _way_out(self) -> KeyHint:
        return KeyHint(("Esc",), "keep as draft" if self.event.draft else "leave")

    def overlay(self, overlay: Overlay) -> Overlay:
        """Numbers over the candidates, arcs to what fills the roles."""
        document = self.workspace.document
        return replace(
            overlay,
            current=self.event_id,
            selection=document.fragments(self._memory.filler) if self._memory.filler else (),
            tags=role_tags(document, self.state),
            arcs=self.workspace.scene_of(self.event).arcs(),
            preview=preview_of(self.state),
        )

    def sheet(self) -> Sheet:
        """The builder's card."""
        return role_sheet(self.state, self.event.text)

    def compact_sheet(self) -> Sheet:
        """The same in few lines, for the edge of the page."""
        return docked_sheet(self.state, self.event.text)

    def anchor(self) -> Fragments:
        """The card floats under the trigger."""
        caret = self.workspace.focus.caret
        return self.event.trigger or ((caret, caret),)

    def keep_clear(self) -> Fragments:
        """The numbered candidates must stay in sight."""
        return tuple(part for entry in self.state.numbered for part in entry.candidate.fragments)

    # Coming and going

    def refresh(self, changes: ChangeSet) -> None:
        """The event may look different, or be gone (undo): then the builder closes."""
        self._state = None
        if self.event_id not in self.workspace.document.events:
            self.workspace.close_mode(self)
            if changes.verb == ELSEWHERE:
                self.workspace.say("warning", "Another program has deleted the event that was open here.")
        elif self._memory.filler and self._memory.filler not in self.workspace.document.spans:
            self._memory = replace(self._memory, filler=None, grown=())

    def leave(self) -> None:
        """What was done so far stays, as single steps."""
        self.workspace.project.leave_group()

    def finish(self) -> None:
        """Takes everything proposed, stores the features shown, and finishes the event."""
        workspace, project, state = self.workspace, self.workspace.project, self.state
        missing = [row.role.title.lower() for row in state.rows if row.missing]

        def everything() -> ChangeSet:
            for row in state.rows:
                for candidate in row.proposed:
                    self._filling.add(row.role.name, candidate)
            values = unsaved_values(state)
            if values:
                project.set_attributes(self.event_id, values)
            return project.finish_event(self.event_id)

        if workspace.run_all(everything) is None:
            self._state = None
            workspace.touch()
            return
        workspace.close_mode(self)
        workspace.select(self.event_id)
        if missing:
            workspace.say("warning", f"{state.title} needs a {' and a '.join(missing)}: Enter on the event adds it.")

    def proposals_done(self, role: str, candidates: tuple[Candidate, ...] = ()) -> None:
        """What a role's proposals are from now on."""
        self._memory = self._memory.with_proposals(role, candidates)
        self._state = None

    def edit_filler(self, filler: int | None, grown: tuple[Fragments, ...] = ()) -> None:
        """The edge keys move this free filler from now on."""
        self.remember(replace(self._memory, filler=filler, grown=grown, roaming=False))

    def roam(self) -> None:
        """The caret was moved: the edge keys take the word there."""
        self.remember(replace(self._memory, filler=None, grown=(), roaming=True))

    def _confirm_and_step(self, way: int) -> None:
        row, rows = self.state.row, self.state.rows
        if row.proposed and not self._filling.confirm(row):
            return
        following = rows[(self.state.current + way) % len(rows)]
        self.remember(self._memory.at_role(following.role.name))

    def _hint(self) -> None:
        purpose = f"fill {self.state.row.role.title.lower()} with that word"
        self.workspace.enter(HintMode(self.workspace, self._filling.fill_word, purpose=purpose))

    def _jump(self, key: str) -> None:
        found = next((row.role.name for row in self.state.rows if row.role.key == key), None)
        if found is not None:
            self.remember(self._memory.at_role(found))

    def _escape(self) -> None:
        if self._memory.filter:
            self.remember(replace(self._memory, filter="", page=0))
            return
        draft = self.event.draft
        self.workspace.close_mode(self)
        self.workspace.select(self.event_id)
        if draft:
            self.workspace.say("info", "Kept as a draft: Enter opens it again.")

    def _type_filter(self, key: str, text: str) -> bool:
        memory = self._memory
        if key == "Esc":
            self.remember(replace(memory, typing=False, filter="", page=0))
        elif key in ("Enter", "Tab"):
            self.remember(replace(memory, typing=False))
        elif key == "Backspace":
            self.remember(replace(memory, filter=memory.filter[:-1], page=0))
        elif key.isdigit() and len(key) == 1:
            self.remember(replace(memory, typing=False))
            return super().press(key, text)
        elif text.isprintable() and text:
            self.remember(replace(memory, filter=memory.filter + text, page=0))
        elif len(key) == 1:
            self.remember(replace(memory, filter=memory.filter + key.lower(), page=0))
        else:
            return False
        return True

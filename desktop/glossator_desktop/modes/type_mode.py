"""Event mode, type: which type the event has, and in which mode. Then the builder goes on to the roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from glossator.annotation import Fragments
from glossator_desktop.actions import ModeName
from glossator_desktop.builder.choice_sheet import choice_sheet
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.modes.choices import Choices
from glossator_desktop.modes.mode import Handler, KeyHint, Mode
from glossator_desktop.modes.types import mode_choices, parse_value, rank_types, type_choices

if TYPE_CHECKING:
    from glossator_desktop.modes.starting import Start
    from glossator_desktop.workspace import Workspace


class EventTypeMode(Mode):
    """Chooses a type for a new event, or (`event` given) another one for an event that is there."""

    name: ClassVar[ModeName] = "type"

    def __init__(self, workspace: Workspace, start: Start, *, event: int | None = None) -> None:
        super().__init__(workspace)
        self._start = start
        self._event = event
        self._type: str | None = None
        schema = workspace.project.schema
        words = workspace.document.text_at(start.trigger)
        ranked = rank_types(schema, start.hint, workspace.usage.types_of(words), workspace.usage.types)
        self.choices = type_choices(schema, ranked)
        self.handlers = self._handlers()

    def _handlers(self) -> Mapping[str, Handler]:
        return {
            "type.digit": self._digit,
            "type.letter": lambda key: self._show(self.choices.type_letter(key.lower())),
            "type.erase": lambda _: self._show(self.choices.erase()),
            "type.up": lambda _: self._show(self.choices.step(-1)),
            "type.down": lambda _: self._show(self.choices.step(1)),
            "type.take": lambda _: self._take_marked(),
            "type.cancel": lambda _: self.workspace.leave_mode(),
        }

    def take(self, value: str, *, exactly: bool = False) -> None:
        """Takes a type (with its mode, if the value has one), or the mode that was asked for after it.

        `exactly`: a type without mode is meant without one; else its modes are asked for.
        """
        schema = self.workspace.project.schema
        if self._type is not None:
            self._done(self._type, (value,) if value else ())
            return
        name, mode = parse_value(schema, value)
        found = schema.event_type(name)
        if mode is None and found and found.modes and not exactly:
            self._type = name
            self._show(mode_choices(found))
        else:
            self._done(name, (mode,) if mode else ())

    def press(self, key: str, text: str) -> bool:
        """Characters that are no Latin letters filter too, where some entry holds them."""
        if super().press(key, text):
            return True
        if text.strip() and text.isprintable() and self.choices.type_letter(text) != self.choices:
            self._show(self.choices.type_letter(text))
            return True
        return False

    def command(self, command: str) -> bool:
        """A click on an entry takes it."""
        verb, _, value = command.partition(":")
        if verb != "choose":
            return super().command(command)
        self.take(value)
        return True

    def place_clicked(self, offset: int) -> bool:
        """A click on the page cancels."""
        self.workspace.leave_mode()
        return False

    def mark_clicked(self, item: int) -> bool:
        """A click on the page cancels."""
        self.workspace.leave_mode()
        return False

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        count = min(self.choices.numbered, len(self.choices.matching))
        take = "no mode" if self._type and self.choices.marked is None else "choose"
        return [
            KeyHint((f"1–{count}" if 1 < count else "1",), "mode" if self._type else "type"),
            KeyHint(("type",), "filter"),
            KeyHint(("↑↓",), "go"),
            KeyHint(("Enter",), take),
            KeyHint(("Esc",), "cancel"),
        ]

    def sheet(self) -> Sheet:
        """The list of types, or of modes."""
        words = self.workspace.document.text_at(self._start.trigger)
        return choice_sheet(self.choices, about=f"“{words}”" if words else "without trigger")

    def anchor(self) -> Fragments:
        """The card floats under the trigger."""
        return self._start.trigger

    def keep_clear(self) -> Fragments:
        """The trigger itself."""
        return self._start.trigger

    def _show(self, choices: Choices) -> None:
        self.choices = choices
        self.workspace.touch()

    def _digit(self, key: str) -> None:
        entry = self.choices.numbered_entry(int(key)) if key else None
        if entry:
            # What has a number is a pair of type and mode: the mode is chosen, or chosen to be none.
            self.take(entry.value, exactly=True)

    def _take_marked(self) -> None:
        marked = self.choices.marked
        if marked:
            self.take(marked.value)
        elif self._type is not None:
            self.take("")

    def _done(self, name: str, modes: tuple[str, ...]) -> None:
        self.workspace.leave_mode()
        if self._event is None:
            self.workspace.build_event(self._start, name, modes)
        else:
            self.workspace.retype_event(self._event, name, modes)

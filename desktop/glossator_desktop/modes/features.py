"""Event mode, roles: the event's features: attributes, modes, contexts, another type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from glossator.annotation import AttributeValue
from glossator_desktop.builder.state import Feature, next_value
from glossator_desktop.modes.acting_for import ask_acts_for
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.choose_mode import ChooseMode
from glossator_desktop.modes.contexts import context_mode
from glossator_desktop.modes.mode import Handler
from glossator_desktop.modes.starting import Start
from glossator_desktop.modes.type_mode import EventTypeMode
from glossator_desktop.modes.types import mode_choices

if TYPE_CHECKING:
    from glossator_desktop.modes.roles_mode import EventRolesMode


class Features:
    """The handlers of the builder's feature keys."""

    def __init__(self, mode: EventRolesMode) -> None:
        self._mode = mode
        self._workspace = mode.workspace

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {
            "roles.feature": self._feature,
            "roles.type": lambda _: self._type(),
            "roles.mode": lambda _: self._modes(),
            "roles.contexts": lambda _: self._contexts(),
            "roles.acts_for": lambda _: ask_acts_for(self._mode),
        }

    def _feature(self, key: str) -> None:
        feature = next((f for f in self._mode.state.features if f.attribute.key == key), None)
        if feature is None:
            return
        if feature.attribute.many:
            self._choose_many(feature)
            return
        value = next_value(feature)
        if value is None:
            self._workspace.say("info", f"{feature.attribute.title} is written out, not chosen: see the events panel.")
        else:
            self._set(feature.attribute.name, value)

    def _set(self, name: str, value: AttributeValue) -> bool:
        project, event = self._workspace.project, self._mode.event_id
        done = self._workspace.run(lambda: project.set_attributes(event, {name: value})) is not None
        if done:
            self._mode.remember(self._mode.memory.without_value(name))
        return done

    def _choose_many(self, feature: Feature) -> None:
        attribute = feature.attribute
        entries = tuple(Choice(value, value) for value in attribute.values)
        ticked = feature.value if isinstance(feature.value, tuple) else ()
        choices = Choices(attribute.title, entries, many=True, ticked=ticked)
        self._enter(choices, lambda values: self._set(attribute.name, values))

    def _type(self) -> None:
        start = Start(self._mode.event.trigger)
        self._workspace.enter(EventTypeMode(self._workspace, start, event=self._mode.event_id))

    def _modes(self) -> None:
        event = self._mode.event
        type_ = self._workspace.project.schema.event_type(event.type)
        if type_ is None or not type_.modes:
            self._workspace.say("info", f"{self._mode.state.title} has no modes.")
            return

        def set_modes(values: tuple[str, ...]) -> bool:
            return self._workspace.run(lambda: self._workspace.project.set_modes(event.id, values)) is not None

        self._enter(mode_choices(type_, event.modes, many=True), set_modes)

    def _contexts(self) -> None:
        event = self._mode.event
        self._workspace.enter(context_mode(self._workspace, event.id, event.contexts, event.trigger))

    def _enter(self, choices: Choices, ticked: Callable[[tuple[str, ...]], bool]) -> None:
        mode = ChooseMode(self._workspace, choices, lambda _: None, ticked=ticked, anchor=self._mode.event.trigger)
        self._workspace.enter(mode)

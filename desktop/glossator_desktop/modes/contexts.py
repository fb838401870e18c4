"""Choosing the contexts of an event, or of a document as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import Fragments
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.choose_mode import ChooseMode

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


def context_mode(workspace: Workspace, target: int, present: tuple[str, ...], anchor: Fragments) -> ChooseMode:
    """The list of contexts with those ticked that the target has; each tick is a step."""
    project = workspace.project
    entries = tuple(Choice(context.name, context.title) for context in project.schema.contexts)
    title = "Contexts of the document" if target == workspace.document.id else "Contexts of the event"
    choices = Choices(title, entries, many=True, ticked=present)

    def ticked(values: tuple[str, ...]) -> bool:
        return workspace.run(lambda: project.set_contexts(target, values)) is not None

    return ChooseMode(workspace, choices, lambda _: None, ticked=ticked, anchor=anchor)

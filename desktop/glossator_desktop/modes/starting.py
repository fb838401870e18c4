"""Starting an event: what its trigger is, which types are likely. The page's keys E, Shift+E and Space come here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.annotation import EventHint, Fragments, Suggestion
from glossator_desktop.modes.type_mode import EventTypeMode
from glossator_desktop.modes.types import first_choice

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Start:
    """An event about to be made: its trigger, and the hint it comes of."""

    trigger: Fragments
    suggestion: int | None = None
    hint: EventHint | None = None


def trigger_here(workspace: Workspace) -> Start | None:
    """The trigger that E means now: selection, current item, else the hint or the word at the caret.

    None where there is none.
    """
    document, focus = workspace.document, workspace.focus
    fragments = focus.fragments or document.fragments(focus.current)
    if not fragments:
        token = document.tokens.at(focus.caret)
        if token is None:
            return None
        word = ((token.start, token.end),)
        hint = document.hint_at(word)
        # A hint may be longer than the word the caret is in: all of it was underlined.
        return _with_hint(hint.fragments if hint else word, hint)
    return _with_hint(fragments, document.hint_at(fragments))


def start_event(workspace: Workspace, *, quick: bool = False) -> None:
    """Asks for the type of an event here; `quick` takes the first one that is proposed."""
    if not workspace.project.schema.enabled_event_types():
        workspace.say("info", "This project's schema has no event types.")
        return
    start = trigger_here(workspace)
    if start is None:
        workspace.say("info", "Put the caret on the word that tells of the event.")
        return
    mode = EventTypeMode(workspace, start)
    workspace.enter(mode)
    if quick and start.hint and (likely := first_choice(start.hint)):
        mode.take(likely, exactly=True)


def start_event_without_trigger(workspace: Workspace) -> None:
    """Asks for the type of an event that no word stands for."""
    if not workspace.project.schema.enabled_event_types():
        workspace.say("info", "This project's schema has no event types.")
        return
    workspace.enter(EventTypeMode(workspace, Start(())))


def _with_hint(fragments: Fragments, hint: Suggestion | None) -> Start:
    return Start(fragments, hint.id, hint.hint) if hint else Start(fragments)

"""Labelling everything a search has found, as one step. Without Qt."""

from __future__ import annotations

from glossator.annotation import Fragment
from glossator.text.graphemes import snap
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.choose_mode import ChooseMode
from glossator_desktop.page.found import Hits
from glossator_desktop.workspace import Workspace

MOST = 200
"""So many hits at once: each is made durable by itself before all of them become one step."""


def ask_label_for_all(workspace: Workspace, hits: Hits, query: str, *, going_on: bool) -> bool:
    """Shows the labels, and gives the one chosen to every hit; False, and said why, where that cannot be done."""
    count = len(hits)
    if going_on:
        return _no(workspace, "Still looking: once more in a moment.")
    if not count:
        return _no(workspace, "There is nothing to label: no hits.")
    if any(hits.item(at) for at in range(min(count, MOST))):
        return _no(workspace, "These are annotations already. Look for words to label all of them.")
    if MOST < count:
        return _no(
            workspace, f"{MOST} hits at most can be labelled at once, and these are {count:,}. Look for more words."
        )
    if workspace.mode.name != "page" or workspace.project.read_only:
        return _no(workspace, "That means nothing here just now.")
    types = sorted(workspace.project.schema.entity_types, key=lambda one: one.hidden)
    entries = tuple(Choice(one.name, one.name, one.title, colour=one.name) for one in types)
    choices = Choices("Label the one hit" if count == 1 else f"Label all {count} hits", entries, numbered=9)
    document = workspace.document
    places = [place for at in range(count) if document.text[slice(*(place := snap(document.text, *hits[at])))].strip()]
    title = f"label all “{query}”"
    anchor = workspace.focus_fragments or (hits[0],)
    workspace.enter(ChooseMode(workspace, choices, lambda name: _label(workspace, places, name, title), anchor=anchor))
    return True


def _label(workspace: Workspace, places: list[Fragment], name: str, title: str) -> None:
    """What is annotated already stays as it is; a suggestion in such a place is accepted with this label."""
    project, document = workspace.project, workspace.document
    free = [place for place in places if document.annotated((place,)) is None]
    if not free:
        workspace.say("info", "All of these words have a label already.")
        return

    def work() -> int:
        for place in free:
            pending = document.pending_at((place,))
            if pending is not None:
                project.accept(pending, label=name)
            else:
                project.add_span(document.id, label=name, fragments=(place,))
        return len(free)

    done = workspace.run_as_one(title, work)
    if done is not None:
        rest = len(places) - done
        workspace.say("info", f"{done} labelled." + (f" {rest} had a label already." if rest else ""))


def _no(workspace: Workspace, sentence: str) -> bool:
    workspace.say("info", sentence)
    return False

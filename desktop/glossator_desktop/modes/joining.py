"""Completing what W began: the fragments set aside and the selection become those of one annotation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


def drag_further(workspace: Workspace, start: int, end: int, *, exact: bool) -> None:
    """Words dragged over with Ctrl: a further fragment of the selection, or at once of the current annotation."""
    document, focus, mark = workspace.document, workspace.focus, workspace.current_mark
    place = (start, end) if exact else document.tokens.snap(start, end)
    if not document.text[place[0] : place[1]].strip():
        return
    if focus.fragments:
        workspace.set_focus(replace(focus.selecting(place), held=focus.fragments))
    elif mark is not None and mark.kind != "hint":
        workspace.set_focus(replace(focus.selecting(place), held=mark.fragments, target=mark.id))
        join_fragments(workspace)
    else:
        workspace.select_range(*place)


def join_fragments(workspace: Workspace, *, label: str | None = None) -> None:
    """Gives the target the held fragments and the selection; relabels it too if a label is given.

    A suggestion is accepted with them, corrected.
    """
    focus, project, document = workspace.focus, workspace.project, workspace.document
    target = focus.target
    if target is None:
        return
    if not focus.selection:
        workspace.say("info", "Select the further part first.")
        return
    fragments = focus.fragments

    def join() -> int:
        if target in document.suggestions:
            return project.accept(target, label=label, fragments=fragments)
        project.set_edges(target, fragments=fragments)
        if label and target in document.spans:
            project.set_label(target, label)
        return target

    made = workspace.run_as_one("add a further fragment", join)
    if made is not None:
        workspace.select(made)

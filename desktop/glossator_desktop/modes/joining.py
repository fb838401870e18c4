"""Completing what W began: the fragments set aside and the selection become those of one annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import ChangeSet

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


def join_fragments(workspace: Workspace, *, label: str | None = None) -> None:
    """Gives the target the held fragments and the selection; relabels it too if a label is given."""
    focus, project, document = workspace.focus, workspace.project, workspace.document
    target = focus.target
    if target is None:
        return
    if not focus.selection:
        workspace.say("info", "Select the further part first.")
        return
    fragments = focus.fragments

    def join() -> ChangeSet:
        changes = project.set_edges(target, fragments=fragments)
        return project.set_label(target, label) if label and target in document.spans else changes

    if workspace.run_all(join) is not None:
        workspace.select(target)

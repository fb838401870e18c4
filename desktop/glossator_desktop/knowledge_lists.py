"""Taking a list of names into the open project from the window: a file dialog, and a sentence on what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from glossator_desktop.panels.files import ask_list
from glossator_desktop.workspace import Workspace


def choose_list(parent: QWidget, workspace: Workspace, folder: Path) -> None:
    """Asks for a CSV file and takes it in."""
    path = ask_list(parent, folder)
    if path is not None:
        take_list(workspace, path)


def take_list(workspace: Workspace, path: Path) -> None:
    """Takes a list of names into the project, all of it or nothing, and says so."""
    count = workspace.run(lambda: workspace.project.import_knowledge(path))
    if count is not None:
        names = "1 name" if count == 1 else f"{count:,} names"
        workspace.say("info", f"This project knows {names} from “{path.name}” now. Undo leaves them.")

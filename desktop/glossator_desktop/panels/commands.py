"""The shell's own actions, in the same form as the table of the modes: project files, panels, theme."""

from __future__ import annotations

from glossator_desktop.actions import ACTIONS, Action
from glossator_desktop.schema_editing.keys import SCHEMA_ACTIONS

SHELL_ACTIONS: tuple[Action, ...] = (
    Action("shell.new", "everywhere", "New project…", (), "Makes an empty project file and opens it.", "Project"),
    Action("shell.open", "everywhere", "Open a project…", ("Ctrl+O",), "Opens another project file.", "Project"),
    Action("shell.import", "everywhere", "Import files…", ("Ctrl+I",),
           "Brings articles and annotation files into the project, as one step.", "Project"),
    Action("shell.knowledge", "everywhere", "Import a list of names…", (),
           "Takes a CSV file of names, KB ids, countries and sectors into the project, which then knows them.",
           "Project"),
    Action("shell.export", "everywhere", "Export…", ("Ctrl+E",),
           "Says what a format cannot hold, then writes the annotations.", "Project"),
    Action("shell.restore", "everywhere", "Restore a backup…", (),
           "Shows the backups; the one chosen becomes a project beside this one.", "Project"),
    Action("shell.search", "everywhere", "Search all documents…", ("Ctrl+F",),
           "Finds words in the whole project and goes there.", "Project"),
    Action("shell.schema", "everywhere", "Edit the schema…", (),
           "Opens types, roles, attributes and guidelines, to be changed as one step.", "Project"),
    Action("shell.timeline", "everywhere", "Timeline of the project", (),
           "Shows the events of all documents in time.", "Project"),
    Action("shell.actors", "everywhere", "Who with whom", (),
           "Shows who does how much to whom, over all documents.", "Project"),
    Action("shell.decide", "everywhere", "Things to decide…", (),
           "Lists what is still open after a name of the schema was split; a digit decides.", "Project"),
    Action("shell.welcome", "everywhere", "Close the project", (), "Goes back to the welcome page.", "Project"),
    Action("shell.left", "everywhere", "Show or hide the documents", (), "Gives the page more room.", "Window"),
    Action("shell.right", "everywhere", "Show or hide events, spans, problems, guideline, history", (),
           "Gives the page more room.", "Window"),
    Action("shell.events", "everywhere", "Events of this document", (), "Shows the events at the right.", "Window"),
    Action("shell.spans", "everywhere", "Spans of this document", (), "Shows the spans at the right.", "Window"),
    Action("shell.problems", "everywhere", "Problems of this document", (),
           "Shows at the right what is wrong, or likely to be.", "Window"),
    Action("shell.details", "everywhere", "Details of what is current", ("F4",),
           "Shows every part of the current annotation at the right, to be changed there.", "Window"),
    Action("shell.history", "everywhere", "History of this document", ("Ctrl+H",),
           "Shows the steps at the right; going through them goes back in time.", "History"),
    Action("shell.history_all", "everywhere", "History of all documents", (),
           "Shows the steps of everybody in every document.", "History"),
    Action("shell.theme", "everywhere", "Light or dark", (), "Changes between the light and the dark theme.", "Window"),
    Action("shell.full_screen", "everywhere", "Full screen", ("F11",),
           "Fills the screen, or gives it back.", "Window"),
    Action("shell.quit", "everywhere", "Quit", ("Ctrl+Q",),
           "Closes the window; everything is saved already.", "Window"),
)  # fmt: skip

ALL_ACTIONS: tuple[Action, ...] = ACTIONS + SHELL_ACTIONS + SCHEMA_ACTIONS

EVERYWHERE_KEYS = {key: action.id for action in ALL_ACTIONS if action.mode == "everywhere" for key in action.keys}
"""What each key does wherever the keyboard is, by the key's name."""

FROM_PANELS = {
    **EVERYWHERE_KEYS,
    **{key: action.id for action in ACTIONS if action.id in (
        "page.finish", "page.previous_document", "page.next_document",
    ) for key in action.keys},
}  # fmt: skip
"""What works from the lists too, though it belongs to the page."""

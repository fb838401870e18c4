"""The actions of the schema editor, in the same form as the table of the modes. Imports only that table."""

from __future__ import annotations

from typing import Final

from glossator_desktop.actions import Action


def _act(name: str, title: str, keys: tuple[str, ...], text: str) -> Action:
    return Action(f"schema.{name}", "schema", title, keys, text, "Schema editor", listed=False)


SCHEMA_ACTIONS: Final = (
    _act("save", "Save the schema", ("Ctrl+S",),
         "Puts the schema in force, as one step; where names that are in use change, first says what becomes of them."),
    _act("add", "Add one", ("Ctrl+N",), "Adds one below: another type, role, attribute."),
    _act("add_part", "Add a mode or value", ("Ctrl+M",), "A new mode of the event type, a new value of the attribute."),
    _act("duplicate", "Duplicate", ("Ctrl+D",), "The same once more, with a name and a key of its own."),
    _act("delete", "Delete it", ("Delete",), "In the list: takes it out of the schema. Nothing happens before saving."),
    _act("up", "Move up", ("Alt+Up",), "In the list: one further up, which is the order in which it is offered."),
    _act("down", "Move down", ("Alt+Down",), "In the list: one further down."),
    _act("merge", "Merge into another…", ("Ctrl+J",), "It becomes one with another; its annotations become that too."),
    _act("split", "Split into several…", ("Ctrl+L",),
         "It becomes several; for each of its annotations somebody decides which."),
    _act("example", "A ✓ line in a guideline", ("Ctrl+G",),
         "Begins a line of the guideline with ✓: this belongs here."),
    _act("counterexample", "A ✗ line in a guideline", ("Ctrl+Shift+G",),
         "Begins a line of the guideline with ✗: this does not."),
    _act("undo", "Undo the edit", ("Ctrl+Z",), "Takes back the latest edit in the editor."),
    _act("redo", "Redo the edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "Does again what was undone in the editor."),
    _act("text", "As text or as form", ("Ctrl+T",), "Shows the schema as the text of its file, or as forms again."),
    _act("next_fault", "Next fault", ("F8",), "Goes to the next field that has to be mended."),
    _act("import", "Import a schema…", ("Ctrl+Shift+O",), "Takes a schema from a file, or one that ships."),
    _act("export", "Save as a file…", ("Ctrl+Shift+S",), "Writes the schema to a file of its own."),
    _act("next_part", "Next part", ("F6",), "Groups, things, form, and round again."),
    _act("previous_part", "Previous part", ("Shift+F6",), "The same the other way round."),
    _act("close", "Back to the page", ("Esc",), "From a field to the list, from the list to the page."),
)  # fmt: skip
KEYS: Final = {key: action.id.removeprefix("schema.") for action in SCHEMA_ACTIONS for key in action.keys}
IN_LISTS: Final = frozenset({"delete", "up", "down"})
"""What only the lists answer to: fields keep these keys."""

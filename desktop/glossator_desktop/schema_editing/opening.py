"""Putting the schema editor up on a desk: what it needs of the project, of the workspace and of the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from glossator_desktop.panels.files import ask_save
from glossator_desktop.schema_editing.deciding import open_decisions
from glossator_desktop.schema_editing.deciding_card import DecidingCard
from glossator_desktop.schema_editing.page import SchemaEditor
from glossator_desktop.schema_editing.saving import Saving, settled
from glossator_desktop.schema_editing.taking import Taking

if TYPE_CHECKING:
    from glossator_desktop.desk import Desk

_FILES: Final = "Schemas (*.toml *.conf *.xml);;All files (*)"


def open_schema_editor(desk: Desk) -> SchemaEditor:
    """The editor over the desk; the one that is there already, if any."""
    editor = desk.findChild(SchemaEditor, "schema-editor", Qt.FindChildOption.FindDirectChildrenOnly)
    if editor is not None and not editor.isHidden():
        editor.open()
        return editor
    editor = SchemaEditor(desk.project.schema, desk.theme, desk)
    folder = desk.project.path.parent
    editor.saving = Saving(editor, desk.project, desk.workspace, desk.said.emit)
    editor.taking = Taking(
        editor,
        ask_open=lambda: _ask_open(desk, folder),
        ask_save=lambda suggested: ask_save(desk, "Save the schema", suggested),
        folder=folder,
        say=desk.said.emit,
    )
    editor.closed.connect(desk.focus_page)
    editor.thing_asked.connect(lambda document, thing: _show_thing(desk, document, thing))
    editor.open()
    return editor


def open_things_to_decide(desk: Desk) -> None:
    """List what splits of names have left to decide in this project, if anything."""
    left = open_decisions(desk.project)
    if not left:
        desk.said.emit("info", "Nothing is left to decide.")
        return
    card = DecidingCard(
        desk,
        lambda decision, name: settled(desk.workspace, desk.project, decision, name),
        lambda document, thing: _show_thing(desk, document, thing),
    )
    card.set_theme(desk.theme)
    card.closed.connect(card.deleteLater)
    card.show_decisions(left)


def _show_thing(desk: Desk, document: int, thing: int) -> None:
    desk.workspace.open_document(document)
    desk.workspace.select(thing)
    desk.focus_page()


def _ask_open(parent: QWidget, folder: Path) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, "Import a schema", str(folder), _FILES)
    return Path(name) if name else None

"""The style sheet of the schema editor's own parts, in the theme's colours. Without Qt."""

from __future__ import annotations

import dataclasses
from string import Template
from typing import Final

from glossator_desktop.theme import Theme

_SHEET: Final = Template("""
QWidget#schema-editor { background: $page; }
QWidget#schema-side, QWidget#schema-bar, QWidget#schema-foot { background: $panel; }
QWidget#schema-bar { border-bottom: 1px solid $line; }
QWidget#schema-foot { border-top: 1px solid $line; }
QWidget#schema-groups { background: $panel; border-right: 1px solid $line; }
QWidget#schema-things { background: $panel; border-right: 1px solid $line; }
QWidget#schema-tools { border-top: 1px solid $line; }
QWidget#schema-form { background: $page; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QWidget#schema-preview { background: $panel; border-left: 1px solid $line; }
QWidget#schema-preview[below="true"] { border-left: none; border-top: 1px solid $line; }
QPlainTextEdit {
    background: $raised; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 3px 6px;
}
QPlainTextEdit:focus { border: 2px solid $accent; padding: 2px 5px; }
QPlainTextEdit#schema-text { border: none; border-radius: 0; background: $page; padding: 0; }
QPlainTextEdit#schema-text:focus { border: none; padding: 0; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"] { border-color: $error; }
QLineEdit#key { padding: 5px 0; }
QLineEdit#key:focus { padding: 4px 0; }
QListView#ticks { background: $raised; border: 1px solid $edge; border-radius: 6px; padding: 2px; }
QListView#ticks:focus { border: 2px solid $accent; padding: 1px; }
QLabel#fault { color: $error; }
QPushButton#primary:disabled { background: $hover; color: $faint; border-color: $line; }
""")


def editor_style(theme: Theme) -> str:
    """The sheet, to be laid over the window's own."""
    return _SHEET.substitute({key: str(value) for key, value in dataclasses.asdict(theme).items()})

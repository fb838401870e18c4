"""The controls of a form: a line, several lines, one of a few, a key, a pair of colours. Each is one stop of Tab.

`edited` carries the field's new value; `refused` a sentence where what was typed is no value, "" once it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.keycaps import key_text
from glossator_desktop.schema_editing.draft import Draft, Place
from glossator_desktop.schema_editing.fields import Field
from glossator_desktop.schema_editing.options import Option, choices, free_keys
from glossator_desktop.schema_editing.stepper import HEIGHT, Stepper
from glossator_desktop.theme import Theme, load_theme

PROSE_HEIGHT = 132


class Control(QWidget):
    """What every control of a form has in common."""

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.theme = load_theme("light")
        self.bad = False
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    @property
    def stop(self) -> QWidget:
        """What takes the keyboard."""
        return self

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.update()

    def show_value(self, draft: Draft, place: Place) -> None:
        """Show what a draft has at a place; nothing is emitted."""

    def set_bad(self, bad: bool) -> None:
        """Show that there is a fault here."""
        if bad != self.bad:
            self.bad = bad
            for part in (self.stop, *self.findChildren(QLineEdit)):
                part.setProperty("bad", bad)
                part.style().unpolish(part)
                part.style().polish(part)
            self.update()

    def _value(self, draft: Draft, place: Place) -> Any:
        subject = draft.subject(place)
        return subject if isinstance(subject, str) else getattr(subject, self.field.name, None)


class LineControl(Control):
    """One line: a text, a text or nothing, a number or nothing, or words between commas."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.line = QLineEdit()
        self.line.setFont(sans(BODY))
        self.line.setAccessibleName(field.title)
        self.line.setAccessibleDescription(field.help)
        self.row.addWidget(self.line)
        self.line.textEdited.connect(self._typed)

    @property
    def stop(self) -> QWidget:
        """The line."""
        return self.line

    def show_value(self, draft: Draft, place: Place) -> None:
        """Leave the caret where it is if the text is the same."""
        value = self._value(draft, place)
        text = ", ".join(value) if isinstance(value, tuple) else "" if value is None else _plain(value)
        if self._read(self.line.text()) != value or not self.line.hasFocus():
            self.line.setText(text)

    def _typed(self, text: str) -> None:
        value = self._read(text)
        if isinstance(value, ValueError):
            self.refused.emit(str(value))
        else:
            self.refused.emit("")
            self.edited.emit(value)

    def _read(self, text: str) -> Any:
        kind = self.field.kind
        if kind == "words":
            return tuple(word.strip() for word in text.split(",") if word.strip())
        if kind == "optional":
            return text or None
        if kind != "number":
            return text
        if not text.strip():
            return None
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return ValueError("write a number such as -4 or 2.5, or nothing")


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


class ProseControl(Control):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.text = QPlainTextEdit()
        self.text.setFont(sans(BODY))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(PROSE_HEIGHT)
        self.text.setAccessibleName(field.title)
        self.text.setAccessibleDescription(field.help)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addLayout(self._buttons())
        self.row.addLayout(column)
        self._showing = False
        self.text.textChanged.connect(self._typed)

    def _buttons(self) -> QHBoxLayout:
        """Signs that keyboards lack."""
        row = QHBoxLayout()
        row.setSpacing(2)
        for sign, title, keys in (("✓", "✓ belongs here", "Ctrl+G"), ("✗", "✗ does not", "Ctrl+Shift+G")):
            button = QPushButton(title)
            button.setObjectName("quiet")
            button.setFont(sans(SMALL))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(f"Begins a line with {sign}: {key_text(keys)}")
            button.clicked.connect(lambda _=False, sign=sign: self.begin_line(sign))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def begin_line(self, sign: str) -> None:
        """Begin the caret's line with a sign; where it holds words that have one, a new line below."""
        caret = self.text.textCursor()
        line = caret.block().text()
        if line.startswith(("✓", "✗")) and line[1:].strip():
            caret.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            caret.insertText(f"\n{sign} ")
        else:
            caret.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            if line.startswith(("✓", "✗")):
                caret.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            caret.insertText(f"{sign} ")
            caret.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.text.setTextCursor(caret)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def stop(self) -> QWidget:
        """The text."""
        return self.text

    def show_value(self, draft: Draft, place: Place) -> None:
        """The caret stays if the text is the same."""
        value = self._value(draft, place) or ""
        if value != self.text.toPlainText():
            self._showing = True
            self.text.setPlainText(value)
            self._showing = False

    def _typed(self) -> None:
        if not self._showing:
            self.edited.emit(self.text.toPlainText())


class KeyControl(Control):
    """One key: pressing it sets it, Backspace takes it away. Beside it stand those that are free."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.line = QLineEdit()
        self.line.setObjectName("key")
        self.line.setFont(sans(BODY, bold=True))
        self.line.setFixedWidth(HEIGHT + 6)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setAccessibleName(field.title)
        self.free = QLabel()
        self.free.setObjectName("muted")
        self.free.setFont(sans(SMALL))
        self.row.addWidget(self.line)
        self.row.addWidget(self.free, 1)
        self.line.textEdited.connect(self._typed)

    @property
    def stop(self) -> QWidget:
        """The line."""
        return self.line

    def show_value(self, draft: Draft, place: Place) -> None:
        """The key, and those that are free."""
        self.line.setText(self._value(draft, place) or "")
        free = free_keys(draft.schema, place)
        words = f"free: {' '.join(free)}" if free else "every key is given"
        self.free.setText(words)
        self.line.setAccessibleDescription(f"{self.field.help} {words}")

    def _typed(self, text: str) -> None:
        key = text.strip().upper()[-1:]
        self.line.setText(key)
        self.edited.emit(key or None)


class ChoiceControl(Control):
    """One of a few values, between arrows."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._options: Sequence[Option] = ()
        self.stepper = Stepper(field.title)
        self.row.addWidget(self.stepper)
        self.stepper.stepped.connect(self.edited)

    @property
    def stop(self) -> QWidget:
        """The stepper."""
        return self.stepper

    @property
    def words(self) -> str:
        """The value as a person reads it."""
        return self.stepper.words

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.stepper.set_theme(theme)

    def set_bad(self, bad: bool) -> None:
        """A red edge."""
        super().set_bad(bad)
        self.stepper.bad = bad
        self.stepper.update()

    def show_value(self, draft: Draft, place: Place) -> None:
        """The value in words."""
        options = choices(draft, place, self.field)
        self.stepper.show_choices([(option.value, option.title) for option in options], self._value(draft, place))

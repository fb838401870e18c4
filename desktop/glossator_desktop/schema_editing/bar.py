"""The bars of the schema editor: its name and its commands at the top, what is wrong and what to press at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.modes.mode import KeyHint
from glossator_desktop.panels.hintbar import HintStrip
from glossator_desktop.panels.keycaps import key_text
from glossator_desktop.schema_editing.keys import SCHEMA_ACTIONS
from glossator_desktop.theme import Theme

_KEY = {action.id.removeprefix("schema."): action.keys[0] for action in SCHEMA_ACTIONS if action.keys}


class EditorBar(QWidget):
    """`asked` carries the name of an action of the editor."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("schema-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(52)
        self._in_wizard = False
        self.title, self.state = QLabel("Schema"), QLabel()
        self.title.setFont(sans(15, bold=True))
        self.state.setObjectName("muted")
        self.state.setFont(sans(SMALL))
        self.state.setMinimumWidth(0)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text = self._button("text", "As text", quiet=True)
        self.import_ = self._button("import", "Import…", quiet=True)
        self.export = self._button("export", "Save as file…", quiet=True)
        self.close_ = self._button("close", "Close")
        self.save = self._button("save", "Save")
        self.save.setObjectName("primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.state, 1)
        for part in (self.text, self.import_, self.export, self.close_, self.save):
            row.addWidget(part)

    def _button(self, action: str, title: str, *, quiet: bool = False) -> QPushButton:
        button = QPushButton(title)
        button.setFont(sans(BODY))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(True)
        if quiet:
            button.setObjectName("quiet")
        button.setToolTip(key_text(_KEY[action]))
        button.setAccessibleName(title)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button

    def show_wizard(self, *, ready: bool) -> None:
        """Say what the wizard is about."""
        self._name(wizard=True)
        self.state.setText("what becomes of the annotations")
        self.save.setEnabled(ready)

    def _name(self, *, wizard: bool) -> None:
        self._in_wizard = wizard
        self.title.setText("Saving the schema" if wizard else "Schema")
        for button, words in ((self.close_, "Back" if wizard else "Close"), (self.save, "Do it" if wizard else "Save")):
            button.setText(words)
            button.setAccessibleName(words)
        self._fit(self.width())

    def show_state(self, title: str, *, changed: bool, saveable: bool, as_text: bool) -> None:
        """Say what is edited, and whether it can be saved."""
        self._name(wizard=False)
        self.state.setText(f"{title} · not saved yet" if changed else title)
        self.state.setToolTip(title)
        self.save.setEnabled(saveable)
        self.text.setText("As forms" if as_text else "As text")
        self.text.setAccessibleName(self.text.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The least needed goes where there is no room: their keys do the same."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, wide: int) -> None:
        self.text.setVisible(not self._in_wizard)
        self.export.setVisible(not self._in_wizard and 620 < wide)
        self.import_.setVisible(not self._in_wizard and 540 < wide)


HINTS = (
    KeyHint(("Ctrl+N",), "add"),
    KeyHint(("Ctrl+D",), "duplicate"),
    KeyHint(("Delete",), "delete"),
    KeyHint(("Alt+Up", "Alt+Down"), "move"),
    KeyHint(("Ctrl+J",), "merge"),
    KeyHint(("Ctrl+L",), "split"),
    KeyHint(("F6",), "next part"),
    KeyHint(("Ctrl+S",), "save"),
    KeyHint(("Esc",), "back"),
)


WIZARD_HINTS = (
    KeyHint(("Up", "Down"), "change"),
    KeyHint(("Right",), "its answers"),
    KeyHint(("Space",), "choose"),
    KeyHint(("Ctrl+S",), "do it, as one step"),
    KeyHint(("Esc",), "back to the schema"),
)


class EditorFoot(QWidget):
    """What has to be mended, else the next keys."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("schema-foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(36)
        self.fault = QPushButton()
        self.fault.setObjectName("quiet")
        self.fault.setFont(sans(SMALL))
        self.fault.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fault.clicked.connect(lambda: self.asked.emit("next_fault"))
        self.hints = HintStrip()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(self.fault)
        row.addWidget(self.hints, 1)
        self.fault.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.hints.theme = theme
        self.fault.setStyleSheet(f"color: {theme.error};")
        self.fault.setFont(sans(SMALL))

    def show_faults(self, count: int, *, answers: bool = False) -> None:
        """Say how many there are, or how many answers are missing, with the key that goes to them."""
        self.fault.setVisible(bool(count))
        what = ("answer is missing" if count == 1 else "answers are missing") if answers else "to mend"
        words = f"✗ {count} {what} — F8 goes there"
        self.fault.setText(words)
        self.fault.setAccessibleName(words)

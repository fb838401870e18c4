"""The buttons below the list of things: whatever its keys do, for the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.keycaps import key_text
from glossator_desktop.schema_editing.draft import SUBS, Place
from glossator_desktop.schema_editing.fields import SUB_ONE
from glossator_desktop.schema_editing.keys import SCHEMA_ACTIONS

_KEY = {action.id.removeprefix("schema."): action.keys[0] for action in SCHEMA_ACTIONS if action.keys}
_ROWS = (
    (("add", "Add"), ("duplicate", "Duplicate"), ("delete", "Delete")),
    (("merge", "Merge…"), ("split", "Split…"), ("add_part", "Add mode")),
)
_ARROWS = (("up", "↑", "Move up"), ("down", "↓", "Move down"))

NARROW = 250


class ThingTools(QWidget):
    """`asked` carries the name of an action of the editor."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("schema-tools")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, QPushButton] = {}
        for actions in (*_ROWS, _ARROWS):
            for action, title, *name in actions:
                self.buttons[action] = self._button(action, title, name[0] if name else title)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 6, 8, 8)
        self._grid.setSpacing(2)
        self._narrow: bool | None = None
        self._put(narrow=False)

    def _put(self, *, narrow: bool) -> None:
        """Four to a row, or three; the arrows stand at the right."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for button in self.buttons.values():
            self._grid.removeWidget(button)
        names = [action for actions in _ROWS for action, *_ in actions]
        columns = 2 if narrow else 3
        for number, name in enumerate(names):
            self._grid.addWidget(self.buttons[name], number // columns, number % columns)
        for row, (name, *_) in enumerate(_ARROWS):
            self.buttons[name].setFixedWidth(30)
            self._grid.addWidget(self.buttons[name], row, columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer to a row where there is less room."""
        super().resizeEvent(event)
        self._put(narrow=event.size().width() < NARROW)

    def _button(self, action: str, title: str, name: str) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName("quiet")
        button.setFont(sans(SMALL))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # The keys do the same, and Tab has a shorter way to the form.
        button.setToolTip(f"{name}: {key_text(_KEY[action])}")
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button

    def show_place(self, place: Place, *, empty: bool) -> None:
        """Offer what makes sense there."""
        part = self.buttons["add_part"]
        part.setVisible(place.group in SUBS)
        part.setText(f"Add {SUB_ONE.get(place.group, '')}")
        part.setAccessibleName(part.text())
        for action, button in self.buttons.items():
            button.setEnabled(action == "add" or not empty)

"""The forms side by side: groups, things, the form of one of them, its preview; how they share what room there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from glossator_desktop.schema_editing.draft import LISTED, Place
from glossator_desktop.schema_editing.form import Form
from glossator_desktop.schema_editing.preview import Preview
from glossator_desktop.schema_editing.things import ThingList
from glossator_desktop.schema_editing.tools import ThingTools

WIDE, MIDDLING, NARROW = 1120, 840, 640
"""Pixels: from the first on the preview stands beside the form, below the second the lists are narrower, below the last
either the lists or the form can be seen."""


class FormsView(QWidget):
    """Only lays out; the editor says what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.groups, self.things, self.tools = ThingList("Parts of the schema"), ThingList("Entity types"), ThingTools()
        self.form, self.preview = Form(), Preview()
        self.lists_shown = True
        self._group_side, self._thing_side = _side("schema-groups", self.groups), _side("schema-things", self.things)
        layout = self._thing_side.layout()
        if layout is not None:
            layout.addWidget(self.tools)
        self.form.setObjectName("schema-form")
        self.preview.setObjectName("schema-preview")
        for part in (self.form, self.preview):
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right = QHBoxLayout()
        self._right.setSpacing(0)
        self._right.addWidget(self.form, 5)
        self._right.addWidget(self.preview, 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._group_side)
        row.addWidget(self._thing_side)
        row.addLayout(self._right, 1)

    def arrange(self, width: int, place: Place, *, lists: bool) -> None:
        """Share `width` pixels; where they do not do for all, the lists are shown, or the form."""
        self.lists_shown = lists
        beside, narrow = WIDE <= width, width < NARROW
        self._right.setDirection(QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom)
        if self.preview.property("below") != (not beside):
            self.preview.setProperty("below", not beside)
            self.preview.style().unpolish(self.preview)
            self.preview.style().polish(self.preview)
        things = 272 if MIDDLING <= width else 190
        self._group_side.setFixedWidth(190 if MIDDLING <= width else 140)
        self._thing_side.setMinimumWidth(0 if narrow else things)
        self._thing_side.setMaximumWidth(width if narrow else things)
        is_listed = place.group in LISTED
        self._group_side.setVisible(lists or not narrow)
        self._thing_side.setVisible((lists or not narrow) and is_listed)
        for part in (self.form, self.preview):
            part.setVisible(not (narrow and lists and is_listed))


def _side(name: str, part: QWidget) -> QWidget:
    side = QWidget()
    side.setObjectName(name)
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 10, 0, 0)
    column.setSpacing(0)
    column.addWidget(part, 1)
    return side

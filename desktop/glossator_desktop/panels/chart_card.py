"""What the pages over the whole project share: a title, room for a chart, a line that says more, keys, pictures."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from glossator_desktop.accessible_say import say
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.drawing import Drawing
from glossator_desktop.panels.key_line import KeyLine
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.theme import Theme

MARGIN = 28
READING = "Reading the documents …"


class ChartCard(Overlay):
    """`chosen` carries a document and an event to go to; `save_asked` that the chart is to be saved as a picture.

    Subclasses put their chart into `self.middle`, above the line that says more.
    """

    chosen = Signal(int, int)
    save_asked = Signal()

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.heading = QLabel(title)
        self.heading.setObjectName("heading")
        self.heading.setFont(sans(15, bold=True))
        self.heading.setContentsMargins(26, 14, 22, 0)
        self.facts = QLabel(READING)
        self.facts.setObjectName("muted")
        self.facts.setFont(sans(SMALL))
        self.facts.setContentsMargins(26, 2, 22, 0)
        self.middle = QVBoxLayout()
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.line = QLabel()
        self.line.setFont(sans(BODY))
        self.line.setWordWrap(True)
        self.line.setMinimumHeight(42)
        self.line.setContentsMargins(26, 2, 26, 8)
        self.keys = KeyLine()
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.facts)
        column.addLayout(self.middle, 1)
        column.addWidget(self.line)
        column.addWidget(self.keys)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.keys.set_theme(theme)

    def card_place(self) -> QRect:
        """Nearly the whole window."""
        edge = MARGIN if 700 <= self.width() else 10
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def tell(self, words: str) -> None:
        """Say more of what is selected."""
        if words != self.line.text():
            self.line.setText(words)
            say(self.line, words)

    def drawing(self) -> Drawing:
        """The chart as it is to be saved."""
        raise NotImplementedError

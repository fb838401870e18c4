"""The bar at the top: what is open and by whom, when it was last saved, the model, and that nothing goes online."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from glossator_desktop.fonts import BODY, sans
from glossator_desktop.panels.pills import CapButton, IconButton, Pill, PillIcon, PressablePill
from glossator_desktop.theme import Theme

TOP_HEIGHT = 40


class TopBar(QWidget):
    """Facts about the project, most needed last to go when the window is narrow."""

    palette_asked = Signal()
    left_toggled = Signal(bool)
    right_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setFixedHeight(TOP_HEIGHT)
        self.brand = QLabel("Glossator")
        self.brand.setObjectName("brand")
        self.brand.setFont(sans(15, bold=True))
        self.project = QLabel()
        self.project.setFont(sans(BODY))
        self.project.setMinimumWidth(40)
        self.project.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.annotator, self.schema = Pill(), PressablePill()
        self.saved, self.model = Pill("all saved", "check"), Pill("no suggestions", "none")
        self._saved_tip, self._backup = "Everything is on the disk.", ""
        self.offline = Pill("offline", "offline")
        self.offline.setToolTip("Glossator never uses the network. Everything stays on this computer.")
        self.left = IconButton("left", "Show or hide the documents")
        self.right = IconButton("right", "Show or hide events, spans and the guideline")
        self.commands = CapButton("Ctrl+K", "", "Every command by name")
        self._lay_out()
        self.commands.clicked.connect(self.palette_asked)
        self.left.clicked.connect(self.left_toggled)
        self.right.clicked.connect(self.right_toggled)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(10)
        facts: tuple[QWidget, ...] = (self.brand, self.project, self.annotator, self.schema)
        tools: tuple[QWidget, ...] = (self.saved, self.model, self.offline, self.left, self.right, self.commands)
        for part in facts:
            row.addWidget(part)
        row.addStretch(1)
        for part in tools:
            row.addWidget(part)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        for part in (self.annotator, self.schema, self.saved, self.model, self.offline):
            part.theme = theme
        for button in (self.left, self.right):
            button.theme = theme
        self.commands.theme = theme

    def show_project(self, file: str, *, folder: str, annotator: str, schema: str, read_only: bool) -> None:
        """Say what is open."""
        self.project.setText(file)
        self.project.setToolTip(folder)
        self.annotator.show_text(annotator, tip=f"You annotate as {annotator}")
        self.schema.show_text(schema, tip=f"The schema of this project: {schema}. Click to edit it.")
        if read_only:
            self.saved.show_text("read only", "warning", tip="Nothing can be changed in this project.")
        else:
            self.saved.show_text("all saved", "check", tip=self._saved_tip)

    def show_saved(self, moment: datetime) -> None:
        """Say when the last change was safely on the disk."""
        self._saved_tip = "The last change is on the disk."
        self.saved.show_text(f"saved {moment:%H:%M:%S}", "check", tip=f"{self._saved_tip} {self._backup}".strip())

    def show_stuck(self) -> None:
        """Say that nothing can be saved any more."""
        self.saved.show_text("cannot save", "warning", tip="The project file is not where it was.")

    def show_backup(self, sentence: str) -> None:
        """Say when the latest backup was made."""
        self._backup = sentence
        self.saved.setToolTip(f"{self._saved_tip} {sentence}")

    def show_model(self, text: str, icon: PillIcon = "none", *, tip: str = "") -> None:
        """Say which model suggests, and how it fares."""
        self.model.show_text(text, icon, tip=tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the least needed facts where there is no room for all."""
        width = event.size().width()
        self.model.setVisible(width > 940)
        self.schema.setVisible(width > 800)
        self.annotator.setVisible(width > 700)
        self.brand.setVisible(width > 560)
        super().resizeEvent(event)

"""What a panel says while it has nothing to show: one calm sentence and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from glossator_desktop.fonts import SMALL, sans


class EmptyNote(QLabel):
    """A muted note at the top of an empty panel."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName("muted")
        self.setFont(sans(SMALL))
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setContentsMargins(18, 6, 18, 0)

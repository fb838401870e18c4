"""What stands in the page's place while a project has no documents."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from glossator_desktop.fonts import BODY, sans


class EmptyProject(QWidget):
    """Says what to do; `import_asked` when the button is pressed."""

    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading = QLabel("No documents yet")
        heading.setObjectName("heading")
        heading.setFont(sans(20, bold=True))
        text = QLabel(
            "Import articles as text files, or annotations in any format that Glossator reads. "
            "You can also drop them anywhere on this window."
        )
        text.setObjectName("muted")
        text.setFont(sans(BODY))
        text.setWordWrap(True)
        text.setMaximumWidth(420)
        self.button = QPushButton("Import files…")
        self.button.setObjectName("primary")
        self.button.setFont(sans(BODY, medium=True))
        self.button.setToolTip("Ctrl I")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.import_asked)
        self.setFocusProxy(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 0, 48, 0)
        column.setSpacing(10)
        column.addStretch(3)
        column.addWidget(heading)
        column.addWidget(text)
        column.addSpacing(10)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(5)

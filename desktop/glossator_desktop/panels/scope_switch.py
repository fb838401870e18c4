"""A switch between this document and all of them, with the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.paint import draw_focus, text_width
from glossator_desktop.panels.pills import CapButton
from glossator_desktop.theme import Theme, load_theme

HEIGHT = 26
ROOM_FOR_CAP = 250
"""Below this width, in pixels, the key's cap is left out."""


class ScopeButton(QAbstractButton):
    """One side of the switch."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(round(text_width(self.text(), sans(SMALL, medium=True))) + 20, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Raised where it is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(QColor(self.theme.edge), 1))
            painter.setBrush(QColor(self.theme.raised))
            painter.drawRoundedRect(box, 6, 6)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.hover))
            painter.drawRoundedRect(box, 6, 6)
        painter.setFont(sans(SMALL, medium=self.isChecked()))
        painter.setPen(QColor(self.theme.ink if self.isChecked() else self.theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self.theme)


class ScopeSwitch(QWidget):
    """`asked` carries whether all documents are wanted."""

    asked = Signal(bool)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one, self.all = ScopeButton("This document"), ScopeButton("All documents")
        self.cap = CapButton(key, "", "This document, or all documents")
        self.cap.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 8)
        row.setSpacing(4)
        for button in (self.one, self.all):
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.cap)
        self.one.setChecked(True)
        self.one.clicked.connect(lambda: self.asked.emit(False))
        self.all.clicked.connect(lambda: self.asked.emit(True))
        self.cap.clicked.connect(lambda: self.asked.emit(not self.all.isChecked()))

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        for button in (self.one, self.all):
            button.theme = theme
        self.cap.theme = theme
        self.update()

    def show_scope(self, all_documents: bool) -> None:
        """Show which side is on."""
        (self.all if all_documents else self.one).setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel the words have the room."""
        super().resizeEvent(event)
        self.cap.setVisible(ROOM_FOR_CAP <= event.size().width())

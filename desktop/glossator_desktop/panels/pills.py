"""Pills and small buttons of the top bar."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.keycaps import CAP_HEIGHT, cap_width, draw_cap
from glossator_desktop.panels.paint import draw_focus, draw_line, text_width
from glossator_desktop.theme import load_theme

PillIcon: TypeAlias = Literal["none", "check", "offline", "busy", "warning"]
ButtonIcon: TypeAlias = Literal["left", "right"]

PILL_HEIGHT = 22


class Pill(QWidget):
    """A fact in a rounded outline, with an icon before it."""

    def __init__(self, text: str = "", icon: PillIcon = "none", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._text = text
        self._icon = icon
        self.setFixedHeight(PILL_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def text(self) -> str:
        """What the pill says."""
        return self._text

    def show_text(self, text: str, icon: PillIcon | None = None, *, tip: str | None = None) -> None:
        """Say something else."""
        self._text = text
        self._icon = icon or self._icon
        if tip is not None:
            self.setToolTip(tip)
        self._tell()
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(self._text)

    def sizeHint(self) -> QSize:
        """As wide as the text and its icon."""
        icon = 0 if self._icon == "none" else 16
        return QSize(round(text_width(self._text, sans(SMALL))) + icon + 22, PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Outline, icon, text."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawRoundedRect(box, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
        left = 11.0
        if self._icon != "none":
            self._draw_icon(painter, QPointF(left + 5, PILL_HEIGHT / 2))
            left += 16
        draw_line(painter, box.adjusted(left, 0, -6, -1), self._text, sans(SMALL), self.theme.muted)

    def _draw_icon(self, painter: QPainter, centre: QPointF) -> None:
        tones = {"check": self.theme.ok, "offline": self.theme.muted, "busy": self.theme.accent}
        colour = QColor(tones.get(self._icon, self.theme.warning))
        pen = QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if self._icon == "check":
            painter.drawPolyline([centre + QPointF(-4, 0), centre + QPointF(-1, 3), centre + QPointF(4, -3.5)])
        elif self._icon == "offline":
            painter.drawEllipse(centre, 4.5, 4.5)
            painter.drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3))
        else:
            painter.setBrush(colour)
            painter.drawEllipse(centre, 3, 3)


class PressablePill(Pill):
    """A pill that can be clicked, for what there is to do about the fact. Its keys are in the palette."""

    clicked = Signal()

    def __init__(self, text: str = "", icon: PillIcon = "none", *, parent: QWidget | None = None) -> None:
        super().__init__(text, icon, parent=parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click, if the button is let go where it was pressed."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def _paint(self, painter: QPainter) -> None:
        if self.underMouse():
            painter.setBrush(QColor(self.theme.hover))
        super()._paint(painter)


class IconButton(QAbstractButton):
    """A button that shows or hides a panel: a little window with that side filled while the panel shows."""

    def __init__(self, icon: ButtonIcon, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._icon = icon
        self.setCheckable(True)
        self.setChecked(True)
        self.setFixedSize(28, 26)
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """And go back."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The little window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        box = QRectF(6.5, 6.5, 15, 12)
        ink = QColor(self.theme.muted)
        side = (
            QRectF(box.left(), box.top(), 5, 12) if self._icon == "left" else QRectF(box.right() - 5, box.top(), 5, 12)
        )
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 2.5, 2.5)
        painter.drawLine(
            QPointF(side.right() if self._icon == "left" else side.left(), box.top()),
            QPointF(side.right() if self._icon == "left" else side.left(), box.bottom()),
        )
        if self.isChecked():
            faint = QColor(self.theme.muted)
            faint.setAlpha(90)
            painter.fillRect(side, faint)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self.theme)


class CapButton(QAbstractButton):
    """A key's cap that can be clicked, with what it does beside it."""

    def __init__(self, key: str, text: str, tip: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._key = key
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Cap and text side by side."""
        text = text_width(self.text(), sans(SMALL)) + 6 if self.text() else 0
        return QSize(round(cap_width(self._key) + text) + 8, CAP_HEIGHT + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cap and text."""
        painter = QPainter(self)
        middle = self.height() / 2
        width = draw_cap(painter, 4, middle, self._key, self.theme)
        ink = self.theme.ink if self.underMouse() else self.theme.muted
        if self.text():
            draw_line(painter, QRectF(4 + width + 6, 0, self.width(), self.height() - 1), self.text(), sans(SMALL), ink)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self.theme, radius=5)

"""The small buttons of the find bar: how to look, each with its key, and how the query may go on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.panels.find_filters import Completion
from glossator_desktop.panels.keycaps import cap_width, draw_cap
from glossator_desktop.panels.paint import draw_focus, text_width
from glossator_desktop.theme import Theme, load_theme

HEIGHT = 26
_TICK = 14
_PADDING = 8


class FindToggle(QAbstractButton):
    """One way of looking, on or off (or a plain button). What is on has a tick, a frame and its word in full ink."""

    def __init__(self, text: str, title: str, key: str, *, on_off: bool = True) -> None:
        super().__init__()
        self.theme = load_theme("light")
        self.setText(text)
        self.setToolTip(f"{title} ({key})")
        self.setAccessibleName(title)
        self.setAccessibleDescription(key)
        self.setCheckable(on_off)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the word with room for the tick, which comes and goes."""
        tick = _TICK if self.isCheckable() else 0
        return QSize(round(text_width(self.text(), sans(SMALL, medium=True))) + tick + 2 * _PADDING, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, tick and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        on, theme = self.isChecked(), self.theme
        painter.setPen(QPen(QColor(theme.accent if on else theme.edge), 1))
        painter.setBrush(QColor(theme.accent_tint if on else theme.hover if self.underMouse() else theme.raised))
        painter.drawRoundedRect(box, 6, 6)
        width = text_width(self.text(), sans(SMALL, medium=on))
        left = (self.width() - width - (_TICK if on else 0)) / 2
        if on:
            self._draw_tick(painter, QPointF(left + 4, box.center().y()))
            left += _TICK
        painter.setFont(sans(SMALL, medium=on))
        painter.setPen(QColor(theme.ink if on or self.underMouse() else theme.muted))
        painter.drawText(QRectF(left, 0, width + 2, self.height() - 1), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), theme)

    def _draw_tick(self, painter: QPainter, centre: QPointF) -> None:
        pen = QPen(QColor(self.theme.accent), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([centre + QPointF(-4, 0), centre + QPointF(-1, 3), centre + QPointF(4, -3.5)])


class CloseButton(QAbstractButton):
    """Leaves the search."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.setToolTip(f"{title} (Esc)")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(HEIGHT, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        pen = QPen(QColor(self.theme.ink if self.underMouse() else self.theme.muted), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        centre = QRectF(self.rect()).center()
        for side in (1, -1):
            painter.drawLine(centre + QPointF(-4, -4 * side), centre + QPointF(4, 4 * side))
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self.theme)


class CompletionButton(QAbstractButton):
    """One way for the query to go on; the first has the cap of the key that takes it."""

    def __init__(self, completion: Completion, theme: Theme, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.completion, self._theme, self._key = completion, theme, key
        self.setText(completion.shown)
        self.setAccessibleName(completion.shown)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Cap and words."""
        cap = cap_width(self._key) + 6 if self._key else 0
        return QSize(round(cap + text_width(self.text(), sans(SMALL))) + 8, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cap and words."""
        painter = QPainter(self)
        left = 4.0
        if self._key:
            left += draw_cap(painter, left, self.height() / 2, self._key, self._theme) + 6
        painter.setFont(sans(SMALL))
        painter.setPen(QColor(self._theme.ink if self.underMouse() or self._key else self._theme.muted))
        room = QRectF(left, 0, self.width(), self.height() - 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())


class CompletionRow(QWidget):
    """As many ways to go on as fit side by side. `taken` carries the query that comes of one."""

    taken = Signal(str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._key = key
        self._shown: tuple[Completion, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setFixedHeight(HEIGHT)

    @property
    def first(self) -> Completion | None:
        """What the key takes."""
        return self._shown[0] if self._shown else None

    @property
    def words(self) -> tuple[str, ...]:
        """What is offered."""
        return tuple(one.shown for one in self._shown)

    def offer(self, completions: Sequence[Completion], room: int) -> None:
        """Offer these, as far as they fit into so many pixels."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        placed: list[Completion] = []
        for at, one in enumerate(completions):
            button = CompletionButton(one, self.theme, key="" if at else self._key, parent=self)
            room -= button.sizeHint().width() + self._row.spacing()
            if room < 0 and placed:
                button.deleteLater()
                break
            button.clicked.connect(lambda _=False, query=one.query: self.taken.emit(query))
            self._row.addWidget(button)
            placed.append(one)
        self._row.addStretch(1)
        self._shown = tuple(placed)
        self.setVisible(bool(placed))

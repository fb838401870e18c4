"""The sheet of all keys, by what they are for, drawn from the table of actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from glossator_desktop.accessible_say import say
from glossator_desktop.fonts import SMALL, TINY, sans
from glossator_desktop.panels.key_sections import Section, columns, filtered
from glossator_desktop.panels.keycaps import caps_width, draw_caps
from glossator_desktop.panels.lists import KeyWatch
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.panels.paint import draw_line
from glossator_desktop.theme import Theme, load_theme

COLUMN_WIDTH = 330
ROW = 25
HEADING = 36
MARGIN = 22
CAPS_ROOM = 116
SAID = 5
"""Keys that are read out while a filter is typed."""


class KeyTable(QWidget):
    """Sections of keys in columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.sections: list[Section] = []
        self.setAccessibleName("All keys")

    def show_sections(self, sections: Sequence[Section], width: int) -> None:
        """Show these in as many columns as go into a width in pixels."""
        self.sections = list(sections)
        self._columns = columns(self.sections, max(1, (width - MARGIN) // COLUMN_WIDTH))
        rows = [sum(HEADING + ROW * len(section.rows) for section in column) for column in self._columns]
        self.setFixedSize(width, max(rows, default=0) + 2 * MARGIN)
        said = "; ".join(f"{' or '.join(row.keys)}: {row.title}" for section in sections for row in section.rows)
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Headings, caps, titles."""
        painter = QPainter(self)
        count = max(1, len(self._columns))
        width = (self.width() - 2 * MARGIN) / count
        for number, column in enumerate(self._columns):
            left, top = MARGIN + number * width, float(MARGIN - 12)
            for section in column:
                top = self._paint_section(painter, QRectF(left, top, width - 16, 0), section)

    def _paint_section(self, painter: QPainter, at: QRectF, section: Section) -> float:
        heading = QRectF(at.left(), at.top() + 8, at.width(), HEADING - 10)
        draw_line(painter, heading, section.title, sans(TINY, bold=True), self.theme.muted)
        top = at.top() + HEADING
        for row in section.rows:
            draw_caps(painter, QPointF(at.left(), top + ROW / 2), row.keys, self.theme)
            words = QRectF(at.left() + max(CAPS_ROOM, caps_width(row.keys) + 10), top, 0, ROW)
            words.setRight(at.right())
            draw_line(painter, words, row.title, sans(SMALL), self.theme.ink)
            top += ROW
        return top


class KeySheet(Overlay):
    """All keys; typing narrows them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []
        self.field = QLineEdit()
        self.field.setObjectName("chooser-field")
        self.field.setFont(sans(15))
        self.field.setPlaceholderText("All keys")
        self.field.setAccessibleName("Filter the keys")
        self.table = KeyTable()
        self.area = QScrollArea()
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(self.table)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self.area, self.area.viewport(), self.table):
            part.setAutoFillBackground(False)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.area, 1)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.field)
        self.field.textChanged.connect(self._fill)
        self.area.viewport().installEventFilter(self)

    def show_keys(self, sections: Sequence[Section]) -> None:
        """Open with these sections."""
        self._sections = list(sections)
        self.field.clear()
        self.open()
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.table.theme = theme

    def card_size(self) -> tuple[int, int]:
        """Nearly the whole window, up to three columns."""
        return min(self.width() - 64, 3 * COLUMN_WIDTH + 2 * MARGIN), min(self.height() - 72, 860)

    def focus_first(self) -> None:
        """The filter has the keyboard."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self) -> None:
        shown = filtered(self._sections, self.field.text())
        self.table.show_sections(shown, self.area.viewport().width())
        if self.field.text():
            rows = [row for section in shown for row in section.rows]
            first = "; ".join(f"{' or '.join(row.keys)}: {row.title}" for row in rows[:SAID])
            say(self.table, f"{len(rows)} found. {first}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other columns at another width."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fill()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: 2 * ROW,
            Qt.Key.Key_Up: -2 * ROW,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        bar.setValue(bar.value() + step)
        return True

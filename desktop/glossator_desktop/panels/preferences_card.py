"""The card of preferences: arrows choose a row and step through its values, at once and live."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator_desktop.accessible_say import say
from glossator_desktop.fonts import BODY, SMALL, face_choices, sans
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.panels.preference_rows import PreferenceRow, preference_rows, stepped
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.preferences import Preferences
from glossator_desktop.theme import Theme, load_theme

ROW_HEIGHT = 48


class PreferenceDelegate(QStyledItemDelegate):
    """Paints a preference: title, what it is, value between arrows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(200, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row: PreferenceRow = index.data(ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent_tint))
            painter.drawRoundedRect(box, 6, 6)
        value = f"‹  {row.value}  ›" if chosen else row.value
        font = sans(BODY, medium=chosen)
        width = text_width(value, font)
        top = QRectF(box.left() + 14, box.top() + 3, box.width() - width - 44, 22)
        draw_line(painter, top, row.title, sans(BODY), self.theme.ink)
        draw_line(painter, top.translated(0, 20), row.help, sans(SMALL), self.theme.muted)
        ink = self.theme.accent if chosen else self.theme.ink
        draw_line(painter, box.adjusted(0, 0, -14, 0), value, font, ink, right=True)


class PreferencesCard(Overlay):
    """`changed` carries the preferences after every step."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chosen = Preferences()
        heading = QLabel("Preferences")
        heading.setObjectName("heading")
        heading.setFont(sans(15, bold=True))
        heading.setContentsMargins(22, 16, 22, 4)
        self.list = PlainList("Preferences")
        self.model: RowsModel[PreferenceRow] = RowsModel(
            title=lambda row: row.title, spoken=lambda row: f"{row.title}: {row.value}. {row.help}", parent=self
        )
        self.delegate = PreferenceDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 10)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.list)
        self.list.taken.connect(lambda _: self._step(1))

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.delegate.theme = theme

    def show_preferences(self, chosen: Preferences) -> None:
        """Open with these."""
        self._fill(chosen)
        self.open()

    def card_size(self) -> tuple[int, int]:
        """As high as the rows need."""
        return 520, 66 + ROW_HEIGHT * max(1, len(self.model.rows))

    def focus_first(self) -> None:
        """The list has the keyboard."""
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, chosen: Preferences) -> None:
        self.chosen = chosen
        row = max(0, self.list.currentIndex().row())
        self.model.show(preference_rows(chosen))
        self.list.setCurrentIndex(self.model.index(row, 0))

    def _step(self, step: int) -> None:
        row: PreferenceRow | None = self.list.currentIndex().data(ROW)
        if row is not None:
            self._fill(stepped(self.chosen, row.name, step, serifs=face_choices()))
            self.changed.emit(self.chosen)
            say(self.list, self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
            return True
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 1}.get(Qt.Key(event.key()))
        if step is None:
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        self._step(step)
        return True

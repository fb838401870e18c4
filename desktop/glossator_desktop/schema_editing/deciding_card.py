"""The list of what a split has left to decide: a digit settles the current one, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.keycaps import cap_width, draw_cap
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.schema_editing.deciding import Decision
from glossator_desktop.theme import Theme, load_theme

ROW_HEIGHT = 48
SHOWN = 9


class DecisionDelegate(QStyledItemDelegate):
    """Paints one: the words, the document, the names with their digits."""

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
        one: Decision = index.data(ROW)
        box = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent_tint))
            painter.drawRoundedRect(box, 6, 6)
        right = box.right() - 12
        for number, name in reversed(list(enumerate(one.names, 1))):
            width = text_width(name, sans(SMALL))
            right -= width
            place = QRectF(right, box.top(), width + 1, box.height())
            draw_line(painter, place, name, sans(SMALL), self.theme.ink)
            right -= cap_width(str(number)) + 5
            draw_cap(painter, right, box.center().y(), str(number), self.theme)
            right -= 14
        words = QRectF(box.left() + 14, box.top() + 4, max(40.0, right - box.left() - 14), 20)
        self._paint_words(painter, words, one)
        draw_line(painter, words.translated(0, 19), one.document, sans(SMALL), self.theme.muted)

    def _paint_words(self, painter: QPainter, room: QRectF, one: Decision) -> None:
        """The words in bold, between those before and after."""
        before, after = one.around
        pieces = ((before, sans(BODY), self.theme.muted), (one.words or "no words of its own", sans(BODY, bold=True),
                  self.theme.ink), (after, sans(BODY), self.theme.muted))  # fmt: skip
        left = room.left()
        for text, font, ink in pieces:
            if text and left < room.right():
                place = QRectF(left, room.top(), room.right() - left, room.height())
                left += draw_line(painter, place, text, font, ink)


class DecidingCard(Overlay):
    """`settle` does one, and says whether it is done; `go_to` opens its document there."""

    def __init__(
        self, parent: QWidget, settle: Callable[[Decision, str], bool], go_to: Callable[[int, int], None]
    ) -> None:
        super().__init__(parent)
        self._settle, self._go_to = settle, go_to
        self.heading, self.foot = QLabel(), QLabel("A digit decides · ↵ goes there · Esc later: the flags stay")
        self.heading.setFont(sans(15, bold=True))
        self.heading.setContentsMargins(22, 16, 22, 4)
        self.foot.setObjectName("muted")
        self.foot.setFont(sans(SMALL))
        self.foot.setContentsMargins(22, 4, 22, 6)
        self.list = PlainList("To decide")
        self.model: RowsModel[Decision] = RowsModel(
            title=lambda one: one.words, spoken=_spoken, tip=lambda one: one.words, parent=self
        )
        self.delegate = DecisionDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(2)
        for part in (self.heading, self.list, self.foot):
            column.addWidget(part)
        column.setStretch(1, 1)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.list)
        self.list.taken.connect(self._take)
        self.list.left_by_escape.connect(self.close_overlay)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.delegate.theme = theme

    def show_decisions(self, found: Sequence[Decision]) -> None:
        """Open with these."""
        self._fill(found)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.open()

    def card_size(self) -> tuple[int, int]:
        """As high as the rows need."""
        around = self.heading.sizeHint().height() + self.foot.sizeHint().height() + 14
        return 680, around + ROW_HEIGHT * max(1, min(SHOWN, len(self.model.rows)))

    def focus_first(self) -> None:
        """The list has the keyboard."""
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, found: Sequence[Decision]) -> None:
        self.model.show(found)
        count = len(found)
        self.heading.setText(
            f"{count} thing{'' if count == 1 else 's'} to decide" if count else "Everything is decided"
        )

    def _press(self, event: QKeyEvent) -> bool:
        one: Decision | None = self.list.currentIndex().data(ROW)
        digit = event.key() - int(Qt.Key.Key_0)
        if one is None or not 1 <= digit <= len(one.names):
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        row = self.list.currentIndex().row()
        if self._settle(one, one.names[digit - 1]):
            self._fill([other for other in self.model.rows if other != one])
            self.list.setCurrentIndex(self.model.index(min(row, len(self.model.rows) - 1), 0))
            if not self.model.rows:
                self.close_overlay()
        return True

    def _take(self, index: QModelIndex) -> None:
        one: Decision = index.data(ROW)
        self.close_overlay()
        self._go_to(one.document_id, one.thing)


def _spoken(one: Decision) -> str:
    choices = ", ".join(f"{number} {name}" for number, name in enumerate(one.names, 1))
    return f"{one.words}, in {one.document}: {choices}"

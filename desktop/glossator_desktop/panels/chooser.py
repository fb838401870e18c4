"""A field and a list to choose from by some letters: the palette, the switcher and the label chooser are this card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator_desktop.accessible_say import RowTeller, say
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.empty import EmptyNote
from glossator_desktop.panels.fuzzy import ranked
from glossator_desktop.panels.keycaps import caps_width, draw_caps
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.theme import Theme, load_theme

ROW_HEIGHT = 34
ROWS_SHOWN = 11
PAUSE = 120
"""Milliseconds without a letter before something is looked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what is chosen, its name, a muted remark, keys that do the same, a colour (`#rrggbb`) before it."""

    id: str
    title: str
    detail: str = ""
    keys: tuple[str, ...] = ()
    colour: str | None = None
    enabled: bool = True
    also: str = ""

    @property
    def searched(self) -> str:
        """What letters are looked for in."""
        return f"{self.title} {self.also}".strip()


class ChoiceDelegate(QStyledItemDelegate):
    """Paints one choice."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high."""
        return QSize(120, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Colour, name, remark, keys."""
        choice: Choice = index.data(ROW)
        box = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(self.theme.accent_tint))
            painter.drawRoundedRect(box, 6, 6)
        left = box.left() + 10
        if choice.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(choice.colour))
            painter.drawRoundedRect(QRectF(left, box.center().y() - 5, 10, 10), 3, 3)
            left += 20
        right = box.right() - 10
        if choice.keys:
            right -= caps_width(choice.keys)
            draw_caps(painter, QPointF(right, box.center().y()), choice.keys, self.theme, dim=not choice.enabled)
            right -= 12
        self._paint_words(painter, QRectF(left, box.top(), right - left, box.height()), choice)

    def _paint_words(self, painter: QPainter, room: QRectF, choice: Choice) -> None:
        ink = self.theme.ink if choice.enabled else self.theme.faint
        remark = min(text_width(choice.detail, sans(SMALL)), room.width() * 0.45) if choice.detail else 0.0
        title = room.adjusted(0, 0, -(remark + 16 if remark else 0), 0)
        draw_line(painter, title, choice.title, sans(BODY), ink)
        if remark:
            place = QRectF(room.right() - remark, room.top(), remark + 1, room.height())
            draw_line(painter, place, choice.detail, sans(SMALL), self.theme.muted, right=True)


class ChooserCard(Overlay):
    """Asks for one of many. `ask` opens it; the answer goes to the function given there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._answer: Callable[[str], None] | None = None
        self._source: Callable[[str], Sequence[Choice]] = self._with_letters
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._fill)
        self.field = QLineEdit()
        self.field.setObjectName("chooser-field")
        self.field.setFont(sans(15))
        self.list = PlainList("Choices")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model: RowsModel[Choice] = RowsModel(
            title=lambda choice: choice.title,
            spoken=lambda choice: " ".join((choice.title, choice.detail, *choice.keys)),
            selectable=lambda choice: choice.enabled,
            parent=self,
        )
        self.delegate = ChoiceDelegate(self.list)
        self.list.setModel(self.model)
        self._teller = RowTeller(self.list)
        self._teller.watch()
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.note = EmptyNote("Nothing has these letters.")
        self._lay_out()
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.field)
        self.field.textChanged.connect(self._type)
        self.list.taken.connect(self._take)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.note, 1)
        self.note.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.delegate.theme = theme

    def ask(
        self, prompt: str, choices: Sequence[Choice], answer: Callable[[str], None], *, current: str | None = None
    ) -> None:
        """Open with these choices; `answer` gets the id of the one chosen, after the card has gone."""
        self._begin(prompt, choices, answer, self._with_letters)
        row = next((row for row, choice in enumerate(self.model.rows) if choice.id == current), 0)
        self._mark(row)
        self.open()

    def ask_source(self, prompt: str, source: Callable[[str], Sequence[Choice]], answer: Callable[[str], None]) -> None:
        """Open with what `source` finds for the words typed; it is asked after a short pause in typing."""
        self._begin(prompt, (), answer, source)
        self.open()

    def _begin(
        self,
        prompt: str,
        choices: Sequence[Choice],
        answer: Callable[[str], None],
        source: Callable[[str], Sequence[Choice]],
    ) -> None:
        self._choices, self._answer, self._source = tuple(choices), answer, source
        self.field.clear()
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self._fill()

    def card_size(self) -> tuple[int, int]:
        """As high as the choices need, up to `ROWS_SHOWN` of them."""
        rows = max(3, min(ROWS_SHOWN, len(self._choices))) if self._choices else ROWS_SHOWN
        return 580, self.field.sizeHint().height() + rows * ROW_HEIGHT + 17

    def focus_first(self) -> None:
        """The field has the keyboard; arrows move in the list."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _type(self) -> None:
        """What is at hand is narrowed at once; what has to be looked for waits for a pause."""
        if self._choices:
            self._fill()
        else:
            self._pause.start()

    def _fill(self) -> None:
        self._pause.stop()
        rows = self._source(self.field.text())
        self.model.show(sorted(rows, key=lambda choice: not choice.enabled))
        self.list.setVisible(bool(rows))
        self.note.setVisible(not rows)
        self.note.setText("Nothing has these letters." if self.field.text() else "")
        if not rows and self.field.text():
            say(self.note, self.note.text())
        self._mark(0)

    def _with_letters(self, text: str) -> Sequence[Choice]:
        return ranked(text, self._choices, lambda choice: choice.searched) if text.strip() else self._choices

    def _mark(self, row: int) -> None:
        if self.model.rows:
            self.list.setCurrentIndex(self.model.index(row, 0))
            self.list.scrollTo(self.model.index(row, 0))
            self._teller.stirred()

    def _press(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            if self._pause.isActive():
                self._fill()
            self._take(self.list.currentIndex())
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.list.step(-1 if key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab) else 1)
            return True
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.list.step(-ROWS_SHOWN if key == Qt.Key.Key_PageUp else ROWS_SHOWN)
            return True
        return False

    def _take(self, index: QModelIndex) -> None:
        choice: Choice | None = index.data(ROW) if index.isValid() else None
        if choice is None or not choice.enabled:
            return
        answer = self._answer
        self.close_overlay()
        if answer is not None:
            answer(choice.id)

"""The notice bar: what stands between the top bar and the page for as long as it holds, and what to do about it.

A toast says what has happened and goes; a notice says how things are, and stays until whoever put it up takes it away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from glossator_desktop.colours import mix
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.keycaps import cap_width, draw_cap
from glossator_desktop.panels.paint import draw_focus, draw_line, text_width
from glossator_desktop.theme import Theme, load_theme
from glossator_desktop.toast import Level

GROUND: Final = 0.09
"""How much of its level's colour the ground of a warning or an error takes on."""
LEFT, RIGHT, TOP = 16, 12, 7
"""Room around the sentence, in pixels; the buttons end where those of the top bar do."""
GAP = 8
BUTTON_HEIGHT = 26
WIDEST_TEXT = 1100
"""A sentence longer than this is hard to read in one line."""
_URGENCY: Final[Mapping[Level, int]] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """What can be done about a notice. `key` is in DESIGN's spelling, or empty.

    A function key or one with Ctrl works from everywhere on the desk; any other only while the bar has the keyboard.
    """

    key: str
    label: str
    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """How things are, in sentences; where it can be put away, one of the actions does it."""

    level: Level
    text: str
    actions: tuple[NoticeAction, ...] = ()


class NoticeBar(QWidget):
    """Shows one notice for each slot, the gravest on top. `left_by_escape`: the keyboard goes back to the page."""

    left_by_escape = Signal()
    orphaned = Signal()
    """A notice has gone that had the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._notices: dict[str, Notice] = {}
        self._rows: list[NoticeRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        for row in self._rows:
            row.set_theme(theme)

    def notice(self, slot: str) -> Notice | None:
        """What stands in a slot."""
        return self._notices.get(slot)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences shown, from the top."""
        return tuple(row.notice.text for row in self._rows)

    @property
    def has_actions(self) -> bool:
        """Whether there is anything here that could take the keyboard."""
        return any(row.buttons for row in self._rows)

    def set_notice(self, slot: str, notice: Notice | None) -> None:
        """Put up a notice, or take down what stands in the slot. One that is new is told to screen readers."""
        before = self._notices.get(slot)
        if notice == before:
            return
        if notice is None:
            del self._notices[slot]
        else:
            self._notices[slot] = notice
        self._show()
        if notice is not None and (before is None or before.text != notice.text):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.text))

    def press(self, key: str) -> bool:
        """Do what this key does from everywhere; False where it does nothing here."""
        return _works_everywhere(key) and self._act(key)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first button."""
        buttons = [button for row in self._rows for button in row.buttons]
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the notices, arrows between the buttons, Escape back to the page."""
        name = key_name(event)
        if name == "Esc":
            self.left_by_escape.emit()
        elif name in ("Left", "Up"):
            self.focusPreviousChild()
        elif name in ("Right", "Down"):
            self.focusNextChild()
        elif not self._act(name):
            super().keyPressEvent(event)

    def _act(self, key: str) -> bool:
        found = next((action for row in self._rows for action in row.notice.actions if key and action.key == key), None)
        if found is not None:
            found.do()
        return found is not None

    def _show(self) -> None:
        had_keyboard = any(button.hasFocus() for row in self._rows for button in row.buttons)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [NoticeRow(notice, self.theme, self) for notice in self._arranged()]
        for row in self._rows:
            row.show()
        self._place()
        self.setAccessibleName(" ".join(self.texts))
        self.setVisible(bool(self._rows))
        if had_keyboard:
            self.take_keyboard() if self.has_actions else self.orphaned.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def _place(self) -> None:
        """Stand the rows on one another. By hand: a layout asks for the height at the least width, too."""
        parent = self.parentWidget()
        width = parent.width() if parent is not None and self.isHidden() else self.width()
        top = 0
        for row in self._rows:
            height = row.height_for(width)
            row.setGeometry(0, top, width, height)
            top += height
        self.setFixedHeight(top)

    def _arranged(self) -> list[Notice]:
        """The gravest first. A key that an upper one has means nothing on one below: it is not shown there."""
        taken: set[str] = set()
        arranged = []
        for notice in sorted(self._notices.values(), key=lambda notice: _URGENCY[notice.level]):
            actions = tuple(replace(action, key="" if action.key in taken else action.key) for action in notice.actions)
            taken.update(action.key for action in actions)
            arranged.append(replace(notice, actions=actions))
        return arranged


def _works_everywhere(key: str) -> bool:
    return key.startswith("Ctrl+") or (key[:1] == "F" and key[1:].isdigit())


@dataclass(frozen=True, slots=True)
class RowPlan:
    """Where the parts of a row stand: the sentence, each button, and how high the row is."""

    text: QRect
    buttons: tuple[QRect, ...]
    height: int


def plan_row(width: int, text: str, buttons: tuple[int, ...], metrics: QFontMetrics) -> RowPlan:
    """Lay out a row of this width, in pixels: the buttons beside the sentence, or below it where it has no room then.

    `buttons` are the widths that they need.
    """
    needed = sum(buttons) + GAP * len(buttons)
    beside = width - LEFT - RIGHT - needed
    below = bool(buttons) and beside < min(320, metrics.horizontalAdvance(text))
    room = max(40, min(WIDEST_TEXT, width - LEFT - RIGHT if below else beside))
    wrapped = metrics.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, text).height()
    line = 0 if below else BUTTON_HEIGHT
    height = max(wrapped, line) + 2 * TOP
    text_box = QRect(LEFT, TOP + (max(wrapped, line) - wrapped) // 2, room, wrapped)
    boxes = []
    left, top = (LEFT, height - 1) if below else (width - RIGHT - needed + GAP, TOP + (height - 2 * TOP - line) // 2)
    for wanted in buttons:
        if below and LEFT < left and width - RIGHT < left + wanted:
            left, top = LEFT, top + BUTTON_HEIGHT + 4
        boxes.append(QRect(left, top, min(wanted, width - LEFT - RIGHT), BUTTON_HEIGHT))
        left += wanted + GAP
    if below:
        height = top + BUTTON_HEIGHT + TOP + 1
    return RowPlan(text_box, tuple(boxes), height + 1)


class NoticeRow(QWidget):
    """One notice: a bar in its level's colour, the sentence, the buttons."""

    def __init__(self, notice: Notice, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self.theme = theme
        self.label = QLabel(notice.text, self)
        self.label.setFont(sans(BODY))
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons = [NoticeButton(action, theme, self) for action in notice.actions]
        self.setAccessibleName(notice.text)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        for button in self.buttons:
            button.theme = theme
        self.update()

    def _plan(self, width: int) -> RowPlan:
        wanted = tuple(button.sizeHint().width() for button in self.buttons)
        return plan_row(width, self.notice.text, wanted, self.label.fontMetrics())

    def height_for(self, width: int) -> int:
        """As high as the sentence and the buttons need, in pixels."""
        return self._plan(width).height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        plan = self._plan(self.width())
        self.label.setGeometry(plan.text)
        for button, box in zip(self.buttons, plan.buttons, strict=True):
            button.setGeometry(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar, and the line to the page below."""
        theme = self.theme
        colour = {"info": theme.accent, "warning": theme.warning, "error": theme.error}[self.notice.level]
        ground = theme.accent_tint if self.notice.level == "info" else mix(colour, theme.panel, GROUND)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ground))
        painter.fillRect(QRect(0, 0, 3, self.height() - 1), QColor(colour))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(theme.line))


class NoticeButton(QAbstractButton):
    """What can be done, in words, with its key's cap before them."""

    def __init__(self, action: NoticeAction, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._key = action.key
        self.setText(action.label)
        self.setAccessibleName(action.label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda: action.do())

    def sizeHint(self) -> QSize:
        """Cap and words side by side."""
        cap = cap_width(self._key) + 6 if self._key else 3
        return QSize(round(cap + text_width(self.text(), sans(SMALL))) + 16, BUTTON_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too; other keys are the bar's."""
        if key_name(event) in ("Enter", "Space"):
            self.click()
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """And go back."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Outline, cap, words."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.setBrush(QColor(theme.hover if self.underMouse() else theme.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        left = 7.0
        if self._key:
            left += draw_cap(painter, left, QPointF(self.rect().center()).y(), self._key, theme) + 6
        else:
            left += 3
        draw_line(painter, QRectF(left, 0, self.width() - left - 6, self.height() - 1), self.text(), sans(SMALL),
                  theme.ink)  # fmt: skip
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), theme)

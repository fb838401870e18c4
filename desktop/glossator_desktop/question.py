"""The question card: a short question inside the window, answered by one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from glossator_desktop.accessible_say import say
from glossator_desktop.fonts import BODY, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.keycaps import cap_width, draw_cap
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.panels.paint import draw_focus, draw_line
from glossator_desktop.questions import Question
from glossator_desktop.theme import Theme

ANSWER_HEIGHT = 38


class AnswerButton(QAbstractButton):
    """One answer: its key's cap and what it does."""

    def __init__(self, key: str, label: str, theme: Theme) -> None:
        super().__init__()
        self.key, self.theme = key, theme
        self.setText(label)
        self.setAccessibleName(f"{key}: {label}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A comfortable line."""
        return QSize(200, ANSWER_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the card's."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Outline, cap, label."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(QColor(self.theme.hover if self.underMouse() else self.theme.raised))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 6, 6)
        width = max(44.0, cap_width(self.key) + 12)
        draw_cap(painter, 12, self.height() / 2, self.key, self.theme)
        draw_line(painter, box.adjusted(12 + width, 0, -12, 0), self.text(), sans(BODY), self.theme.ink)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self.theme)


class QuestionCard(Overlay):
    """Shows one question; a key, a click or Enter answers it, Escape answers with nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.text = QLabel(), QLabel()
        self.title.setFont(sans(15, bold=True))
        self.text.setFont(sans(BODY))
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setObjectName("muted")
        self._answers: list[tuple[AnswerButton, Callable[[], object]]] = []
        self._column = QVBoxLayout(self.card)
        self._column.setContentsMargins(24, 22, 24, 24)
        self._column.setSpacing(8)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text)
        self._column.addSpacing(8)

    def ask(self, question: Question) -> None:
        """Show a question."""
        self._forget()
        self.title.setText(question.title)
        self.text.setText(question.text)
        self.text.setVisible(bool(question.text))
        for key, label, callback in question.choices:
            button = AnswerButton(key, label, self.theme)
            button.clicked.connect(self._give_clicked)
            self._column.addWidget(button)
            self._answers.append((button, callback))
        self.card.setAccessibleName(question.title)
        self.card.setAccessibleDescription(question.text)
        self.open()
        say(self.card, f"{question.title} {question.text}".strip(), urgent=True)

    def card_size(self) -> tuple[int, int]:
        """As high as the question and its answers need."""
        width = 440
        inner = width - 48
        text = self.text.heightForWidth(inner) + 8 if self.text.text() else 0
        height = self.title.heightForWidth(inner) + text + len(self._answers) * (ANSWER_HEIGHT + 8) + 62
        return width, height

    def focus_first(self) -> None:
        """The first answer has the keyboard, so that Enter gives it."""
        if self._answers:
            self._answers[0][0].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key of an answer gives it; arrows and Tab move; Enter gives the marked one."""
        name = key_name(event)
        chosen = next((callback for button, callback in self._answers if button.key == name), None)
        if chosen is not None:
            self._give(chosen)
        elif name in ("Up", "Left"):
            self._move(-1)
        elif name in ("Down", "Right"):
            self._move(1)
        elif name == "Enter":
            self._give_marked()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round the answers."""
        self._move(1 if forward else -1)
        return True

    def _move(self, step: int) -> None:
        buttons = [button for button, _ in self._answers]
        at = next((row for row, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _give_marked(self) -> None:
        marked = next((callback for button, callback in self._answers if button.hasFocus()), None)
        if marked is not None:
            self._give(marked)

    def _give_clicked(self) -> None:
        clicked = self.sender()
        chosen = next((callback for button, callback in self._answers if button is clicked), None)
        if chosen is not None:
            self._give(chosen)

    def _give(self, callback: Callable[[], object]) -> None:
        self.close_overlay()
        callback()

    def _forget(self) -> None:
        for button, _ in self._answers:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._answers.clear()

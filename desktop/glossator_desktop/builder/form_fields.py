"""The real fields of a form, put over its card: cursor, clipboard and input methods work in them. Qt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from glossator_desktop.actions import keymap
from glossator_desktop.builder.card import MARGIN, Card
from glossator_desktop.builder.card_layout import PADDING
from glossator_desktop.fonts import BODY, sans
from glossator_desktop.keys import key_name
from glossator_desktop.modes.form_mode import FormMode
from glossator_desktop.workspace import Workspace

HEIGHT = 24
OWN = ("form.erase",)
"""What a field does by itself."""


class FormFields(QObject):
    """Keeps the fields as the form has them, and gives the keyboard back to the page when it goes."""

    def __init__(self, card: Card, workspace: Workspace, page: QWidget) -> None:
        super().__init__(card)
        self._card, self._workspace, self._page = card, workspace, page
        self._mode: FormMode | None = None
        self.fields: list[QLineEdit] = []

    def follow(self) -> None:
        """The workspace shows something else: takes on the form that is open now, if one is."""
        mode = self._workspace.mode
        found = mode if isinstance(mode, FormMode) and self._workspace.session is not None else None
        if found is not self._mode:
            self._mode = found
            self._make(found)
        if found is not None:
            self._fill(found)

    def place(self) -> None:
        """Each field over its cell; the current one has the keyboard."""
        if self._mode is None:
            return
        for at, field in enumerate(self.fields):
            cell = self._card.command_box(f"field:{at}")
            if cell is not None:
                right = round(self._card.width() - MARGIN - PADDING)
                top = round(cell.center().y() - HEIGHT / 2)
                left = round(cell.left())
                field.setGeometry(QRect(left, top, right - left, HEIGHT))
                field.show()
        current = self.fields[self._mode.form().at]
        if not any(field.hasFocus() for field in self.fields) and not self._page.hasFocus():
            return
        if not current.hasFocus():
            fresh = self._mode.form().fresh
            current.setFocus(Qt.FocusReason.OtherFocusReason)
            if fresh:
                current.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form's own keys do what they do in it; a field that is clicked is the current one."""
        mode = self._mode
        if mode is None or watched not in self.fields:
            return False
        if event.type() == QEvent.Type.FocusIn:
            field = self.fields.index(watched)
            mode.type_in(field, self.fields[field].text())
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            name = key_name(event)
            action = keymap("form").get(name)
            if action is not None and action not in OWN:
                self._workspace.press(name)
                return True
        return False

    def _make(self, mode: FormMode | None) -> None:
        had_keyboard = any(field.hasFocus() for field in self.fields)
        old, self.fields = self.fields, []
        for field in old:
            field.removeEventFilter(self)
            field.hide()
            field.deleteLater()
        for at, one in enumerate(mode.form().fields if mode else ()):
            field = QLineEdit(one.value, self._card)
            field.setObjectName("form-field")
            field.setFont(sans(BODY))
            field.setPlaceholderText(one.hint)
            field.setAccessibleName(one.title or (mode.form().title if mode else ""))
            field.textEdited.connect(lambda text, at=at: self._edited(at, text))
            field.installEventFilter(self)
            self.fields.append(field)
        if had_keyboard and mode is None:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, mode: FormMode) -> None:
        for field, one in zip(self.fields, mode.form().fields, strict=True):
            if field.text() != one.value:
                field.setText(one.value)

    def _edited(self, at: int, text: str) -> None:
        if self._mode is not None:
            self._mode.type_in(at, text)

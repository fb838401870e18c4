"""The form of one thing of the schema: its fields one below the other, each with its help or its fault."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.schema_editing.colour_control import ColourControl
from glossator_desktop.schema_editing.controls import ChoiceControl, Control, KeyControl, LineControl, ProseControl
from glossator_desktop.schema_editing.draft import Draft, Place, name_at
from glossator_desktop.schema_editing.faulting import Located
from glossator_desktop.schema_editing.fields import ABOUT, GROUP_TITLES, Field, Kind, form_of, what_is_at
from glossator_desktop.schema_editing.ticks_control import TicksControl
from glossator_desktop.theme import Theme, load_theme

LABELS = 124
"""Pixels of the column of labels."""
WIDEST = 620
BESIDE = 470
"""Pixels from which on the labels stand beside the controls."""

_CONTROLS: dict[Kind, type[Control]] = {
    "line": LineControl, "optional": LineControl, "number": LineControl, "words": LineControl, "prose": ProseControl,
    "key": KeyControl, "colour": ColourControl, "choice": ChoiceControl, "ticks": TicksControl, "roles": TicksControl,
}  # fmt: skip


class FieldRow(QObject):
    """A label, a control, and below it what to know or what is wrong."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.refusal, self.fault = "", ""
        self.control = _CONTROLS[field.kind](field)
        self.label = QLabel(field.title)
        self.label.setFont(sans(BODY))
        self.below = QLabel(field.help)
        self.below.setWordWrap(True)
        self.below.setFont(sans(SMALL))
        self.below.setTextFormat(Qt.TextFormat.PlainText)
        self.below.setContentsMargins(1, 0, 0, 10)
        self._tell()

    def put(self, grid: QGridLayout, number: int, *, beside: bool) -> None:
        """Into a grid, as its row of this number: the label beside the control, or above it where that is narrow."""
        for part in (self.label, self.control, self.below):
            grid.removeWidget(part)
        self.label.setContentsMargins(0, 8 if beside else 0, 0, 0)
        self.control.setMinimumWidth(0)
        if beside:
            grid.addWidget(self.label, 3 * number, 0, Qt.AlignmentFlag.AlignTop)
        else:
            grid.addWidget(self.label, 3 * number, 0, 1, 2)
        grid.addWidget(self.control, 3 * number + (not beside), 1 if beside else 0, 1, 1 if beside else 2)
        grid.addWidget(self.below, 3 * number + 2, 1 if beside else 0, 1, 1 if beside else 2)

    def refuse(self, sentence: str) -> None:
        """What was typed is no value; "" takes that back."""
        self.refusal = sentence
        self._tell()

    def blame(self, sentence: str) -> None:
        """The value is a fault of the schema; "" for none."""
        self.fault = sentence
        self._tell()

    @property
    def wrong(self) -> str:
        """What is wrong with the field; "" if nothing is."""
        return self.refusal or self.fault

    def _tell(self) -> None:
        self.below.setText(f"✗ {_sentence(self.wrong)}" if self.wrong else self.field.help)
        name = "fault" if self.wrong else "muted"
        if self.below.objectName() != name:
            self.below.setObjectName(name)
            self.below.style().unpolish(self.below)
            self.below.style().polish(self.below)
        self.control.set_bad(bool(self.wrong))
        words = f"{self.wrong}. {self.field.help}" if self.wrong else self.field.help
        self.control.stop.setAccessibleDescription(words)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class Form(QScrollArea):
    """`edited` carries a field's name and its value; `refused` tells that what was typed is, or no longer is, none."""

    edited = Signal(str, object)
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.theme = load_theme("light")
        self.rows: dict[str, FieldRow] = {}
        self.place: Place | None = None
        self._fields: tuple[Field, ...] | None = None
        self.heading, self.kind, self.nothing = QLabel(), QLabel(), QLabel()
        self._body = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self.heading.setFont(sans(18, bold=True))
        self.heading.setObjectName("heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.kind.setFont(sans(SMALL))
        self.kind.setObjectName("muted")
        whole = QWidget()
        whole.setMaximumWidth(WIDEST + 56)
        column = QVBoxLayout(whole)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(2)
        column.addWidget(self.kind)
        column.addWidget(self.heading)
        self.nothing.setFont(sans(BODY))
        self.nothing.setObjectName("muted")
        self.nothing.setWordWrap(True)
        column.addSpacing(14)
        column.addWidget(self.nothing)
        column.addWidget(self._body)
        column.addStretch(1)
        self._column = column
        self.setWidget(whole)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        for row in self.rows.values():
            row.control.set_theme(theme)

    def show_place(self, draft: Draft, place: Place) -> None:
        """Show what is at a place. What was refused stays only as long as the person stays there."""
        fields = form_of(place) if draft.subject(place) is not None else ()
        if fields != self._fields:
            self._build(fields)
        if place != self.place:
            for row in self.rows.values():
                row.refuse("")
            self.verticalScrollBar().setValue(0)
        self.place = place
        self._show_head(draft, place)
        for row in self.rows.values():
            if not row.refusal:
                row.control.show_value(draft, place)

    def _show_head(self, draft: Draft, place: Place) -> None:
        single, empty = place.group in ("conventions", "schema"), draft.subject(place) is None
        self.kind.setText("" if single or empty else what_is_at(place).capitalize())
        self.kind.setVisible(not single and not empty)
        title = GROUP_TITLES[place.group]
        self.heading.setText(f"No {title.lower()} yet" if empty else title if single else name_at(draft, place) or "…")
        self.nothing.setText(f"{ABOUT.get(place.group, '')} Ctrl+N adds the first one.")
        self.nothing.setVisible(empty)

    def show_faults(self, faults: Iterable[Located]) -> None:
        """Show those that are at this place."""
        wrong = {fault.field: fault.message for fault in reversed(list(faults)) if fault.place == self.place}
        for name, row in self.rows.items():
            row.blame(wrong.get(name, ""))

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """Fields in which something stands that is no value, with what is wrong with it."""
        return [(name, row.refusal) for name, row in self.rows.items() if row.refusal]

    def focus_field(self, name: str) -> None:
        """Give a field the keyboard; the first one where there is none of this name."""
        row = self.rows.get(name) or next(iter(self.rows.values()), None)
        if row is not None:
            row.control.stop.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(row.control, 0, 60)

    def _build(self, fields: tuple[Field, ...]) -> None:
        self._fields = fields
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self._body.isAncestorOf(focused)
        old, self._body = self._body, QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self.rows = {field.name: FieldRow(field) for field in fields}
        self._put()
        for name, row in self.rows.items():
            row.setParent(self._body)
            row.control.set_theme(self.theme)
            row.control.edited.connect(lambda value, name=name: self.edited.emit(name, value))
            row.control.refused.connect(lambda sentence, row=row: self._refuse(row, sentence))
        self._column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        self._body.show()
        if had_keyboard:
            self.focus_field("")

    def _put(self) -> None:
        beside = BESIDE <= self.width()
        self._grid.setColumnMinimumWidth(0, LABELS if beside else 0)
        for number, row in enumerate(self.rows.values()):
            row.put(self._grid, number, beside=beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels stand beside the controls where there is room."""
        super().resizeEvent(event)
        before, now = event.oldSize().width(), event.size().width()
        if (before < BESIDE) != (now < BESIDE) and self._fields is not None:
            self._put()

    def _refuse(self, row: FieldRow, sentence: str) -> None:
        row.refuse(sentence)
        self.refused.emit()

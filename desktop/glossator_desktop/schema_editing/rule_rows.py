"""What a rule for a split needs: a name for each value of an attribute, or a pattern for each new name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from glossator_desktop.fonts import BODY, sans
from glossator_desktop.schema_editing.plan import INTO, VALUE, WORDS, Answer
from glossator_desktop.schema_editing.stepper import Stepper
from glossator_desktop.theme import Theme, load_theme

NOBODY = "ask me"


class RuleRows(QWidget):
    """`changed` carries a mapping: value → name for an attribute, name → pattern for words; `heir_chosen` a name."""

    changed = Signal(object)
    heir_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.theme = load_theme("light")
        self._names: dict[str, str] = {}
        self._shown: tuple[object, ...] = ()
        self.parts: list[Stepper | QLineEdit] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(40, 0, 0, 6)
        self._grid.setHorizontalSpacing(14)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        for part in self.parts:
            if isinstance(part, Stepper):
                part.set_theme(theme)

    def show_rule(self, answer: Answer, asked: Sequence[str], into: Sequence[str]) -> None:
        """A row for each thing that is asked."""
        self._names = dict(answer.names)
        is_heir = answer.choice.startswith(INTO) and bool(into)
        self.setVisible(bool(asked) or is_heir)
        shown = (INTO if is_heir else answer.choice, tuple(asked), tuple(into))
        if shown != self._shown:
            self._shown = shown
            self._build(answer, asked, into)

    def _build(self, answer: Answer, asked: Sequence[str], into: Sequence[str]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.parts = []
        if answer.choice.startswith(INTO) and into:
            self._add(0, "Turn it into", self._heir(into, answer.choice.removeprefix(INTO)))
        for number, key in enumerate(asked):
            words = f"{key} →" if answer.choice.startswith(VALUE) else f"{key} where the words match"
            part = self._line(key, answer.names) if answer.choice == WORDS else self._step(key, into, answer.names)
            self._add(number, words, part)

    def _add(self, number: int, words: str, part: Stepper | QLineEdit) -> None:
        label = QLabel(words)
        label.setFont(sans(BODY))
        self._grid.addWidget(label, number, 0)
        self._grid.addWidget(part, number, 1)
        self.parts.append(part)

    def _heir(self, into: Sequence[str], current: str) -> Stepper:
        stepper = Stepper("Turn it into")
        stepper.set_theme(self.theme)
        stepper.show_choices([(name, name) for name in into], current)
        stepper.stepped.connect(self.heir_chosen)
        return stepper

    def _line(self, key: str, names: Mapping[str, str]) -> QLineEdit:
        line = QLineEdit(names.get(key, ""))
        line.setFont(sans(BODY))
        line.setPlaceholderText("a word, or a pattern such as City|Town")
        line.setAccessibleName(f"{key} where the words match")
        line.textEdited.connect(lambda text: self._set(key, text))
        return line

    def _step(self, key: str, into: Sequence[str], names: Mapping[str, str]) -> Stepper:
        stepper = Stepper(key)
        stepper.set_theme(self.theme)
        stepper.show_choices([("", NOBODY), *((name, name) for name in into)], names.get(key, ""))
        stepper.stepped.connect(lambda name: self._set(key, name))
        return stepper

    def _set(self, key: str, value: str) -> None:
        self._names[key] = value
        self.changed.emit(dict(self._names))

"""A pair of colours: as #rrggbb for either page, out of a strip of spare ones, with what their contrast is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from glossator.schema import ColourPair, contrast, legible_ink, mix
from glossator.schema.colours import AA, DARK_PAGE, LIGHT_PAGE, SPARE_COLOURS, TINT, is_colour
from glossator_desktop.fonts import SMALL, mono, sans
from glossator_desktop.panels.paint import draw_focus
from glossator_desktop.schema_editing.controls import Control
from glossator_desktop.schema_editing.draft import Draft, Place
from glossator_desktop.schema_editing.fields import Field
from glossator_desktop.theme import Theme, load_theme

VISIBLE: Final = 3.0
"""The contrast to the page that WCAG asks of a line or an outline."""
STEP, SWATCH = 26, 18


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a colour is worth on a page: enough or not, and the sentence that says so."""

    enough: bool
    sentence: str


def judged(colour: str, page: str, *, name: str) -> Judgement:
    """Whether an outline in this colour is seen on the page, and whether the chip's letters can be read on its tint."""
    if not is_colour(colour):
        return Judgement(False, f"{name}: write it like #0072b2")
    line = contrast(colour, page)
    letters = contrast(legible_ink(colour, page), mix(colour, page, TINT))
    enough = VISIBLE <= line and AA <= letters
    verdict = "✓" if enough else "too faint an outline, 3 is needed" if line < VISIBLE else "letters hard to read"
    return Judgement(enough, f"{name}: contrast {line:.1f} {verdict}")


class SpareStrip(QWidget):
    """The spare colours side by side; the arrow keys go through them, Space takes one, so does a click."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.theme = load_theme("light")
        self.at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Spare colours")
        self.setAccessibleDescription("Left and right choose one, Space takes it.")
        self.setToolTip("Spare colours that go with the others: arrows and Space, or a click")

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(len(SPARE_COLOURS) * STEP + 4, STEP + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Space."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.at = (self.at + (1 if event.key() == Qt.Key.Key_Right else -1)) % len(SPARE_COLOURS)
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            self.taken.emit(SPARE_COLOURS[self.at])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the one under the pointer."""
        self.at = max(0, min(len(SPARE_COLOURS) - 1, int(event.position().x() - 2) // STEP))
        self.taken.emit(SPARE_COLOURS[self.at])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The mark comes."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A swatch each, in the colour for this theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = (STEP - SWATCH) / 2
        for number, pair in enumerate(SPARE_COLOURS):
            box = QRectF(2 + number * STEP + inset, 1 + inset, SWATCH, SWATCH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(pair.dark if self.theme.dark else pair.light))
            painter.drawRoundedRect(box, 4, 4)
            if self.hasFocus() and number == self.at:
                draw_focus(painter, box.adjusted(-4, -4, 4, 4), self.theme)


class Swatch(QWidget):
    """The colour on the page that it is for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page, self.colour = page, page
        self.setFixedSize(30, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, the tint, the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(128, 128, 128, 90), 1))
        painter.setBrush(QColor(self._page))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if is_colour(self.colour):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colour))
            painter.drawRoundedRect(QRectF(7, 7, 16, 16), 4, 4)


class ColourControl(Control):
    """Two lines, two swatches, the spare colours, and what the contrast is worth."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._pair = ColourPair(LIGHT_PAGE, DARK_PAGE)
        self.light, self.dark = self._line("light page"), self._line("dark page")
        self._swatches = (Swatch(LIGHT_PAGE), Swatch(DARK_PAGE))
        self.strip = SpareStrip()
        self.verdict = QLabel()
        self.verdict.setFont(sans(SMALL))
        self.verdict.setWordWrap(True)
        pairs = QHBoxLayout()
        pairs.setSpacing(8)
        for swatch, line in zip(self._swatches, (self.light, self.dark), strict=True):
            pairs.addWidget(swatch)
            pairs.addWidget(line)
            pairs.addSpacing(8)
        pairs.addStretch(1)
        column_box = QVBoxLayout()
        column_box.setSpacing(6)
        column_box.addLayout(pairs)
        column_box.addWidget(self.strip)
        column_box.addWidget(self.verdict)
        self.row.addLayout(column_box)
        self.strip.taken.connect(self._take)

    def _line(self, page: str) -> QLineEdit:
        line = QLineEdit()
        line.setFont(mono(SMALL, bold=False))
        line.setMaxLength(7)
        line.setFixedWidth(92)
        line.setAccessibleName(f"{self.field.title}, {page}")
        line.textEdited.connect(lambda _: self._typed())
        return line

    @property
    def stop(self) -> QWidget:
        """The first line."""
        return self.light

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.strip.theme = theme
        self._judge()

    def show_value(self, draft: Draft, place: Place) -> None:
        """Both colours."""
        pair = self._value(draft, place)
        self._pair = pair
        for line, colour in ((self.light, pair.light), (self.dark, pair.dark)):
            if line.text() != colour:
                line.setText(colour)
        self._judge()

    def _typed(self) -> None:
        self._show(ColourPair(self.light.text().strip(), self.dark.text().strip()))

    def _take(self, pair: ColourPair) -> None:
        self.light.setText(pair.light)
        self.dark.setText(pair.dark)
        self._show(pair)

    def _show(self, pair: ColourPair) -> None:
        self._pair = pair
        self._judge()
        wrong = [colour for colour in (pair.light, pair.dark) if not is_colour(colour)]
        self.refused.emit("a colour is written like #0072b2" if wrong else "")
        if not wrong:
            self.edited.emit(pair)

    def _judge(self) -> None:
        found = (
            judged(self._pair.light, LIGHT_PAGE, name="light"),
            judged(self._pair.dark, DARK_PAGE, name="dark"),
        )
        self._swatches[0].colour, self._swatches[1].colour = self._pair.light, self._pair.dark
        for swatch in self._swatches:
            swatch.update()
        self.verdict.setText(" · ".join(one.sentence for one in found))
        ink = self.theme.muted if all(one.enough for one in found) else self.theme.warning
        self.verdict.setStyleSheet(f"color: {ink};")
        self.verdict.setFont(sans(SMALL))

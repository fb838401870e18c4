"""The concordance: every occurrence of a name in a list, with a tick for each. The page keeps the keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QListView, QSizePolicy, QVBoxLayout, QWidget

from glossator.schema import Schema
from glossator.text.wordforms import KINDS, MatchKind
from glossator_desktop.accessible_say import RowTeller, say
from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.modes.occurrences import Occurrences
from glossator_desktop.panels.concordance_rows import ROW_HEIGHT, OccurrenceDelegate, OccurrenceModel
from glossator_desktop.panels.empty import EmptyNote
from glossator_desktop.panels.keycaps import cap_width, draw_cap
from glossator_desktop.panels.lists import PlainList
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.panels.paint import draw_line, text_width
from glossator_desktop.theme import Theme, label_colour, load_theme

FEWEST, MOST = 3, 16
"""Rows that the card is high enough for."""
SAID: Mapping[MatchKind, str] = {
    "exact": "exactly so", "case": "other case", "inflected": "other form", "alias": "other name",
}  # fmt: skip
KINDS_HEIGHT = 34
FOOT = 36


class KindsLine(QWidget):
    """The kinds of occurrences: the key of each, how many there are, how many are ticked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._kinds: Sequence[tuple[MatchKind, int, int]] = ()
        self._places: list[tuple[QRectF, str]] = []
        self.setFixedHeight(KINDS_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_kinds(self, kinds: Sequence[tuple[MatchKind, int, int]]) -> None:
        """Show these."""
        self._kinds = tuple(kinds)
        self.setAccessibleName("; ".join(self._said(*one) for one in self._kinds))
        self.update()

    @staticmethod
    def _said(kind: MatchKind, count: int, ticked: int) -> str:
        return f"{SAID[kind]} {ticked:,} of {count:,}" if ticked != count else f"{SAID[kind]} {count:,}"

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(100, KINDS_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A cap and words for each, as far as there is room; those without a tick are muted."""
        painter = QPainter(self)
        self._places = []
        left = 22.0
        for kind, count, ticked in self._kinds:
            number = str(KINDS.index(kind) + 1)
            words, font = self._said(kind, count, ticked), sans(SMALL)
            width = cap_width(number) + 7 + text_width(words, font)
            if self.width() - 12 < left + width:
                break
            cap = draw_cap(painter, left, self.height() / 2, number, self.theme, dim=not count)
            ink = self.theme.ink if ticked else self.theme.muted
            draw_line(painter, QRectF(left + cap + 7, 0, width, self.height()), words, font, ink)
            self._places.append((QRectF(left, 0, width, self.height()), number))
            left += width + 22
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a kind is its key."""
        for place, number in self._places:
            if place.contains(event.position()):
                self.chosen.emit(number)


class Headline(QWidget):
    """The words, the label that they are to get, and how many are ticked, where."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.schema: Schema | None = None
        self._words, self._label, self._facts = "", "", ""
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, label: str, facts: str) -> None:
        """Say these."""
        self._words, self._label, self._facts = words, label, facts
        self.setAccessibleName(f"All occurrences of {words}, label {label}: {facts}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, chip, facts; in little room the facts give way last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small, bold, middle = sans(SMALL), sans(15, bold=True), self.height() + 6
        facts = min(text_width(self._facts, small), self.width() * 0.6)
        right = self.width() - 22.0
        draw_line(
            painter, QRectF(right - facts, 3, facts + 1, middle - 6), self._facts, small, self.theme.muted, right=True
        )
        chip = text_width(self._label, sans(SMALL, bold=True)) + 14 if self._label else 0
        room = right - facts - 22 - 24 - chip - 10
        width = draw_line(painter, QRectF(22, 0, max(40.0, room), middle - 2), f"“{self._words}”", bold, self.theme.ink)
        if not self._label:
            return
        colours = label_colour(self.theme, self.schema, self._label)
        box = QRectF(22 + width + 10, middle / 2 - 11, chip, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(box, 5, 5)
        draw_line(painter, box.adjusted(7, 0, 0, 0), self._label, sans(SMALL, bold=True), colours.ink)


class ConcordanceCard(Overlay):
    """Shows the state of a concordance. Emits `row_clicked` and `key_asked` (a key's name) for the mouse."""

    row_clicked = Signal(int)
    key_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.headline, self.kinds = Headline(), KindsLine()
        self.list = PlainList("Occurrences")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.model = OccurrenceModel(self)
        self.delegate = OccurrenceDelegate(self.model, self.list)
        self.delegate.marked = lambda: self.model.state.at if self.model.state else -1
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self._teller = RowTeller(self.list)
        self._teller.watch()
        self.note = EmptyNote("")
        self.note.setContentsMargins(22, 14, 22, 0)
        self.status = QLabel()
        self.status.setObjectName("muted")
        self.status.setFont(sans(SMALL))
        self.status.setContentsMargins(22, 4, 22, 8)
        self._said = ""
        self._lay_out()
        self.list.clicked.connect(lambda index: self.row_clicked.emit(index.row()))
        self.kinds.chosen.connect(self.key_asked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self.headline, self.kinds):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self.note, 1)
        column.addWidget(self.status)
        self.note.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        for part in (self.headline, self.kinds, self.delegate):
            part.theme = theme
        self.card.update()

    def focus_first(self) -> None:
        """The page keeps the keyboard: its mode has the keys."""

    def card_place(self) -> QRect:
        """Wide, at most as high as its rows, a little below the top."""
        edge = 28 if 700 <= self.width() else 10
        width = min(self.width() - 2 * edge, 1080)
        count = len(self.model.state.rows) if self.model.state else 0
        rows = max(FEWEST, min(MOST, count))
        room = self.height() - 2 * edge - FOOT  # the bar at the foot says what the keys do
        height = min(room, rows * ROW_HEIGHT + 48 + KINDS_HEIGHT + 36)
        top = min(max(edge, round(self.height() * 0.10)), edge + room - height)
        return QRect((self.width() - width) // 2, top, width, height)

    def show_state(self, state: Occurrences, *, schema: Schema, titles: Mapping[int, str], waiting: bool) -> None:
        """Show how far the search has come, and what is ticked."""
        self.model.titles = titles
        self.delegate.schema = self.headline.schema = schema
        self.model.sync(state)
        self.model.retick()
        self.headline.show_words(state.asked.words, state.asked.label or "", facts_of(state))
        self.kinds.show_kinds(state.kinds())
        self.kinds.setVisible(bool(state.open) or not state.complete)
        self._show_status(state, waiting)
        if state.rows and self.list.currentIndex().row() != state.at:
            self._mark(state)
        self.list.viewport().update()
        self.card.setGeometry(self.card_place())

    def _mark(self, state: Occurrences) -> None:
        index = self.model.index(state.at, 0)
        self.list.setCurrentIndex(index)
        where = QListView.ScrollHint.EnsureVisible if state.moved else QListView.ScrollHint.PositionAtCenter
        self.list.scrollTo(index, where)
        self._teller.stirred()

    def _show_status(self, state: Occurrences, waiting: bool) -> None:
        nothing = state.complete and (not state.rows or (len(state.rows) == 1 and state.rows[0].itself))
        self.note.setVisible(not state.rows and state.complete)
        self.list.setVisible(bool(state.rows) or not state.complete)
        if not state.complete:
            words = f"Looking … {len(state.rows):,} found." + (
                " The label is given when all is found." if waiting else ""
            )
        elif nothing:
            words = (
                "It stands nowhere else."
                if state.scope == "all"
                else "It stands nowhere else in this document. Tab looks in all."
            )
        else:
            words = conflicts_of(state)
        if words != self.status.text():
            self.status.setText(words)
        told = f"{facts_of(state)}. {words}"
        if state.complete and told != self._said:
            self._said = told
            say(self.status, told)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card leaves, one on it does not reach the page."""
        super().mousePressEvent(event)
        event.accept()

    def current(self) -> QModelIndex:
        """The marked row."""
        return self.list.currentIndex()


def facts_of(state: Occurrences) -> str:
    """How many are ticked of how many, and where."""
    if state.complete and not state.open:
        return "nothing to tick"
    where, documents = "in this document", len(state.found_in)
    if state.scope == "all":
        where = f"in {documents:,} document{'' if documents == 1 else 's'}"
    return f"{len(state.ticked):,} of {state.open:,} ticked {where}"


def conflicts_of(state: Occurrences) -> str:
    """Why some are not ticked."""
    parts = []
    if state.unticked_conflicts:
        parts.append(f"{state.unticked_conflicts:,} left out: something else is there, or was rejected")
    if state.unticked_unsure:
        parts.append(f"{state.unticked_unsure:,} to look at first")
    return ("; ".join(parts) + ".") if parts else ""

"""The events tab: one card for each event; a click or Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator_desktop.fonts import BODY, SMALL
from glossator_desktop.panels.cards import EventCard, Piece
from glossator_desktop.panels.empty import EmptyNote
from glossator_desktop.panels.flow import Flow, Run
from glossator_desktop.panels.lists import PlainList
from glossator_desktop.panels.paint import CARD_RADIUS
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.theme import Theme, label_colour, load_theme

OUTSIDE = 14
INSIDE = 12
GAP = 10

NO_EVENTS = "No events yet.\nE on a word of the text starts one; T goes to the next trigger hint."


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of events; the current event's card has the accent as its edge."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = load_theme("light")
        self.current: int | None = None
        self._flows: dict[tuple[EventCard, float, Theme], Flow] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the card's text at this width."""
        width = self._view.viewport().width()
        return QSize(width, round(self._flow(index.data(ROW), width).height) + 2 * INSIDE + GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Edge, ground, text."""
        card: EventCard = index.data(ROW)
        box = QRectF(option.rect).adjusted(OUTSIDE, 0, -OUTSIDE, -GAP)
        current = card.id == self.current
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = self.theme.accent if current or focused else self.theme.edge if hovered else self.theme.line
        width = 2.0 if focused else 1.4 if current else 1.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(self.theme.raised))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), CARD_RADIUS - 2, CARD_RADIUS - 2)
        painter.restore()
        self._flow(card, option.rect.width()).draw(painter, QPointF(box.left() + INSIDE, box.top() + INSIDE))

    def _flow(self, card: EventCard, width: float) -> Flow:
        key = (card, width, self.theme)
        if key not in self._flows:
            if len(self._flows) > 500:
                self._flows.clear()
            lines = [[self._run(piece, first=number == 0) for piece in line] for number, line in enumerate(card.lines)]
            if card.number and lines:
                ink = label_colour(self.theme, None, "trigger").ink
                lines[0].insert(0, Run(f"{card.number}  ", ink, bold=True, size=SMALL))
            self._flows[key] = Flow(lines, width - 2 * OUTSIDE - 2 * INSIDE)
        return self._flows[key]

    def _run(self, piece: Piece, *, first: bool) -> Run:
        inks = {"ink": self.theme.ink, "muted": self.theme.muted, "warning": self.theme.warning}
        ink = inks.get(piece.tone) or label_colour(self.theme, None, "trigger").ink
        return Run(piece.text, ink, bold=piece.bold, size=BODY if piece.tone in ("ink", "trigger") else SMALL)


class EventsPanel(QWidget):
    """The list of cards, or what to do where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = PlainList("Events", self)
        self.model: RowsModel[EventCard] = RowsModel(
            title=lambda card: card.spoken, tip=lambda card: card.spoken, parent=self
        )
        self.delegate = CardDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.note = EmptyNote(NO_EVENTS, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.note, 1)
        self.show_cards(())

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.delegate.theme = theme
        self.list.viewport().update()

    def show_cards(self, cards: Sequence[EventCard], *, current: int | None = None) -> None:
        """Show these cards, the current event's marked and in view."""
        moved = current != self.delegate.current
        self.delegate.current = current
        self.model.show(cards)
        self.list.setVisible(bool(cards))
        self.note.setVisible(not cards)
        row = next((row for row, card in enumerate(cards) if card.id == current), -1)
        if moved and row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
            self.list.scrollTo(self.model.index(row, 0))
        self.list.viewport().update()
